import { useQuery } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';
import { Button, Cluster, Empty, LoadedList, Muted, Page, Panel } from '../../kit/index.ts';
import { useWords } from '../../words.tsx';
import { firstPlaceOf, useSession } from '../root.tsx';
import { desksQuery } from './data.ts';

/** Where the officer works now. */
export function DesksScreen() {
  const { caller } = useSession();
  if (caller.scopes.includes('checkpoints.use')) return <Desks />;
  return <Navigate to={firstPlaceOf(caller) ?? '/point/listings'} replace />;
}

function Desks() {
  const { say } = useWords();
  const query = useQuery(desksQuery);
  const list = { ...query, data: query.data?.desks };
  return (
    <Page title={say('screen.point.title')} lead={say('screen.point.lead')} error={query.isError}>
      <LoadedList
        query={list}
        lines={4}
        empty={<Empty title={say('screen.point.none')}>{say('screen.point.noneText')}</Empty>}
      >
        {(desk) => (
          <Panel key={desk.id} title={desk.name}>
            <p>
              {desk.place} <Muted>({desk.organisationName})</Muted>
            </p>
            <Cluster>
              <Button kind="primary" icon="proof" to="/point/desks/$desk" params={{ desk: desk.id }}>
                {say('screen.point.begin')}
              </Button>
              <Button icon="list" to="/point/desks/$desk/day" params={{ desk: desk.id }}>
                {say('screen.point.day.title')}
              </Button>
            </Cluster>
          </Panel>
        )}
      </LoadedList>
    </Page>
  );
}
