import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Empty, FieldList, FieldRow, Loaded, Page, Panel, Split, Stack } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { SuspensionPanel } from '../../agency/agreements/SuspensionPanel.tsx';
import type { SystemLine } from '../../agency/systems/data.ts';
import { Standing } from '../../agency/systems/Standing.tsx';
import { AgreementsOf } from './AgreementsOf.tsx';
import { systemsQuery } from './data.ts';

/** A system before the officer who may stop it: whose it is, how it stands, under which agreements it asks. */
export function OfficerSystemScreen() {
  const { system: id = '' } = useParams({ strict: false });
  const { say } = useWords();
  const systems = useQuery(systemsQuery);
  const known = systems.data?.find(({ system }) => system === id);
  return (
    <Page
      title={known?.name ?? say('screen.systems.one')}
      lead={known?.organisationName}
      width="wide"
      error={systems.isError}
      back={{
        to: '/desk/agreements',
        search: { state: 'systems' },
        label: say('screen.agreements.queue.state.systems'),
      }}
    >
      <Loaded query={systems} lines={8}>
        {() =>
          known ? (
            <Split
              main={<Facts system={known} />}
              aside={<SuspensionPanel side="holder" kind="system" target={id} />}
            />
          ) : (
            <Empty title={say('screen.agreements.system.unknown')}>{say('screen.agreements.system.unknownText')}</Empty>
          )
        }
      </Loaded>
    </Page>
  );
}

function Facts({ system }: { system: SystemLine }) {
  const { say, date } = useWords();
  const { review, keyWarnings, organisation } = system;
  return (
    <Stack>
      <Panel title={say('screen.systems.tab.standing')}>
        <FieldList>
          <FieldRow label={say('screen.systems.standing')}>
            <Standing system={system} />
          </FieldRow>
          {review && <FieldRow label={say('screen.systems.reviewDue')}>{date(review.dueOn)}</FieldRow>}
          {keyWarnings.map(({ kid, expiresAt }) => (
            <FieldRow key={kid} label={say('screen.systems.endsSoon')}>
              {say('screen.systems.endsKey', { date: date(expiresAt.slice(0, 10)) })}
            </FieldRow>
          ))}
        </FieldList>
      </Panel>
      <AgreementsOf
        organisation={organisation}
        title={say('screen.agreements.system.agreements')}
        none={say('screen.agreements.system.noAgreement')}
      />
    </Stack>
  );
}
