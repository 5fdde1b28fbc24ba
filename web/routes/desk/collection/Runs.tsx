import { useInfiniteQuery } from '@tanstack/react-query';
import { Table } from '../../../kit/desk.ts';
import { Button, Cluster, Empty, LoadedPages, Page, TextLink } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { useSession } from '../../root.tsx';
import { type Run, runsQuery } from './data.ts';
import { RunState } from './RunState.tsx';

/** Files that were sent, newest first: the own office's, and for who reviews those of the area. */
export function RunsScreen() {
  const { say } = useWords();
  const { caller } = useSession();
  const runs = useInfiniteQuery(runsQuery);
  const send = caller.scopes.includes('collection.send') && (
    <Button kind="primary" icon="add" to="/desk/collection/new">
      {say('screen.collection.new.title')}
    </Button>
  );
  const none = runs.data?.pages[0]?.runs.length === 0;
  return (
    <Page
      title={say('screen.collection.title')}
      lead={say('screen.collection.lead')}
      width="wide"
      error={runs.isError}
      actions={
        <Cluster>
          {caller.scopes.includes('collection.review') && (
            <Button icon="list" to="/desk/collection/board">
              {say('screen.collection.board.title')}
            </Button>
          )}
          {!none && send}
        </Cluster>
      }
    >
      <LoadedPages
        query={runs}
        lines={6}
        read={(page) => page.runs}
        empty={
          <Empty title={say('screen.collection.none.title')} action={send}>
            {say('screen.collection.none.text')}
          </Empty>
        }
      >
        {(all) => <RunTable runs={all} />}
      </LoadedPages>
    </Page>
  );
}

function RunTable({ runs }: { runs: readonly Run[] }) {
  const { say, moment, number } = useWords();
  return (
    <Table
      caption={say('screen.collection.title')}
      rows={runs}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'file',
          head: say('screen.collection.file'),
          main: true,
          cell: ({ id, file }) => (
            <TextLink to="/desk/collection/runs/$run" params={{ run: id }}>
              {file}
            </TextLink>
          ),
        },
        { key: 'sender', head: say('screen.collection.sender'), cell: ({ senderName }) => senderName },
        { key: 'made', head: say('screen.collection.sentAt'), cell: ({ madeAt }) => moment(madeAt) },
        {
          key: 'read',
          head: say('screen.collection.count.read'),
          numeric: true,
          cell: ({ counts }) => number(counts.read),
        },
        {
          key: 'waiting',
          head: say('screen.collection.count.waiting'),
          numeric: true,
          cell: ({ waiting }) => number(waiting),
        },
        {
          key: 'refused',
          head: say('screen.collection.count.refused'),
          numeric: true,
          cell: ({ counts }) => number(counts.refused),
        },
        { key: 'state', head: say('screen.collection.state'), cell: (run) => <RunState run={run} /> },
      ]}
    />
  );
}
