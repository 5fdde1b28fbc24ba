import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Button, Loaded, Page, Panel, Stack } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import classes from '../account/lines.module.css';
import { membersQuery, organisationsQuery } from './data.ts';
import { MandateLine } from './MandateLine.tsx';

/** Who may act for an organisation that I manage. */
export function MembersScreen() {
  const { say } = useWords();
  const { organisation = '' } = useParams({ strict: false });
  const members = useQuery(membersQuery(organisation));
  const organisations = useQuery(organisationsQuery);
  const name = organisations.data?.find(({ id }) => id === organisation)?.name ?? '';
  return (
    <Page
      title={say('screen.organisations.membersTitle')}
      lead={name}
      back={{ to: '/me/acting', label: say('screen.acting.back') }}
      error={members.isError}
      actions={
        <Button kind="primary" icon="add" to="/me/acting/organisations/$organisation/give" params={{ organisation }}>
          {say('screen.organisations.addMember')}
        </Button>
      }
    >
      <Loaded query={members} lines={5}>
        {(list) => (
          <Stack>
            {(['living', 'over'] as const).map((part) => {
              const shown = list.filter(({ state }) => (state === 'ended') === (part === 'over'));
              if (shown.length === 0) return null;
              return (
                <Panel
                  key={part}
                  title={say(`screen.organisations.${part}`)}
                  ground={part === 'over' ? 'warm' : 'white'}
                >
                  <ul className={classes.lines}>
                    {shown.map((one) => (
                      <MandateLine key={one.id} mandate={one} side="given" />
                    ))}
                  </ul>
                </Panel>
              );
            })}
          </Stack>
        )}
      </Loaded>
    </Page>
  );
}
