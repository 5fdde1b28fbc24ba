import { useQuery } from '@tanstack/react-query';
import { FieldList, FieldRow, Loaded, Panel, TextLink } from '../../../kit/index.ts';
import { AgreementState } from '../../agency/agreements/Usage.tsx';
import { inForceQuery } from './data.ts';

interface AgreementsOfProps {
  organisation: string;
  /** An agreement that stands elsewhere on the screen. */
  except?: string;
  title: string;
  /** What is said where there is none. */
  none: string;
}

/** What an organisation may ask. */
export function AgreementsOf({ organisation, except, title, none }: AgreementsOfProps) {
  const all = useQuery(inForceQuery);
  const own = all.data?.filter((one) => one.organisation === organisation && one.agreement !== except);
  return (
    <Panel title={title}>
      <Loaded query={{ ...all, data: own }} lines={2}>
        {(known) =>
          known.length === 0 ? (
            <p>{none}</p>
          ) : (
            <FieldList>
              {known.map(({ agreement, state, purposes }) => (
                <FieldRow key={agreement} label={agreement} action={<AgreementState state={state} />}>
                  <TextLink to="/desk/agreements/$agreement" params={{ agreement }}>
                    {purposes.map(({ name }) => name).join(', ')}
                  </TextLink>
                </FieldRow>
              ))}
            </FieldList>
          )
        }
      </Loaded>
    </Panel>
  );
}
