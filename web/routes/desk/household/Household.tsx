import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { announce, Button, Drawer, Empty, Loaded, Muted, Page, Panel, Stack } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { useSession } from '../../root.tsx';
import { useDesk } from '../desk.ts';
import { WrittenPlace } from '../WrittenPlace.tsx';
import { type Household, householdQuery } from './data.ts';
import { MemberTable } from './MemberTable.tsx';
import { MoveForm } from './MoveForm.tsx';

/** A household: who belongs to it, what they are to the head, who left, and where it is; the move of all at once. */
export function HouseholdScreen() {
  const { say } = useWords();
  const { household = '' } = useParams({ strict: false });
  const { from }: { from?: string } = useSearch({ strict: false });
  const { reason } = useDesk();
  const query = useQuery(householdQuery(household, reason));
  const head = query.data?.members.find(({ relationToHead }) => relationToHead === 'head');
  const known = [...(query.data?.members ?? []), ...(query.data?.former ?? [])];
  const origin = known.find(({ person }) => person === from);
  return (
    <Page
      title={head ? say('screen.household.headed', { name: head.name }) : say('screen.household.title')}
      lead={query.data && say('screen.household.count', { count: query.data.members.length })}
      width="wide"
      error={query.isError}
      back={
        origin
          ? {
              to: '/desk/person/$person',
              params: { person: origin.person },
              search: { tab: 'relatives' },
              label: say('screen.household.back', { name: origin.name }),
            }
          : { to: '/desk', label: say('screen.desk.back') }
      }
    >
      <Loaded query={query} lines={6}>
        {(data) => <Known household={data} />}
      </Loaded>
    </Page>
  );
}

function Known({ household }: { household: Household }) {
  const { say } = useWords();
  const { caller } = useSession();
  const queries = useQueryClient();
  const [moving, setMoving] = useState(false);
  const { members, former } = household;
  const moves = members.length > 0 && caller.scopes.includes('people.act.move');
  const move = (
    <Button small icon="home" onClick={() => setMoving(true)}>
      {say('screen.household.move.title')}
    </Button>
  );
  const done = (count: number) => {
    setMoving(false);
    announce(say('screen.household.move.done', { count }));
    void queries.invalidateQueries({ queryKey: ['desk'] });
  };
  return (
    <Stack gap="large">
      {members.length > 0 && (
        <Panel title={say('screen.household.address')} actions={moves && move}>
          <Address household={household} />
        </Panel>
      )}
      <Panel title={say('screen.household.members')}>
        {members.length === 0 ? (
          <Empty title={say('screen.household.none')}>{say('screen.household.noneText')}</Empty>
        ) : (
          <MemberTable caption={say('screen.household.members')} members={members} />
        )}
      </Panel>
      <Panel title={say('screen.household.former')}>
        {former.length === 0 ? (
          <p>{say('screen.household.noFormer')}</p>
        ) : (
          <MemberTable caption={say('screen.household.former')} members={former} />
        )}
      </Panel>
      <Drawer open={moving} title={say('screen.household.move.title')} onClose={() => setMoving(false)}>
        {moving && <MoveForm household={household} onDone={done} />}
      </Drawer>
    </Stack>
  );
}

function Address({ household: { address, file } }: { household: Household }) {
  const { say, date } = useWords();
  if (!address) return <p>{say('screen.household.noAddress')}</p>;
  return (
    <Stack gap="small">
      {address.resolved ? (
        <WrittenPlace text={address.text} resolved={address.resolved} />
      ) : (
        <p>
          <strong>{address.text}</strong>
        </p>
      )}
      <Muted>{say('screen.household.since', { date: date(address.since) })}</Muted>
      {file && (
        <Muted>
          {say('screen.household.file')}: {file}
        </Muted>
      )}
    </Stack>
  );
}
