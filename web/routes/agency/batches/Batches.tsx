import { useInfiniteQuery } from '@tanstack/react-query';
import { Table } from '../../../kit/desk.ts';
import { Button, Empty, LoadedPages, Page, Status, TextLink, type Tone } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { useSession } from '../../root.tsx';
import classes from './Batches.module.css';
import { type Batch, batchesQuery } from './data.ts';

const TONES: Readonly<Record<string, Tone>> = { done: 'good', failed: 'bad', cancelled: 'plain', running: 'info' };

/** Files that the organisation sent, newest first. */
export function BatchesScreen() {
  const { say } = useWords();
  const { caller } = useSession();
  const batches = useInfiniteQuery(batchesQuery);
  const create = caller.scopes.includes('exchange.manage') && (
    <Button kind="primary" icon="add" to="/agency/batches/new">
      {say('screen.batches.new.title')}
    </Button>
  );
  const none = batches.data?.pages[0]?.batches.length === 0;
  return (
    <Page
      title={say('screen.batches.title')}
      lead={say('screen.batches.lead')}
      width="wide"
      error={batches.isError}
      back={{ to: '/agency', label: say('screen.agency.back') }}
      actions={!none && create}
    >
      <LoadedPages
        query={batches}
        lines={6}
        read={(page) => page.batches}
        empty={
          <Empty title={say('screen.batches.none.title')} action={create}>
            {say('screen.batches.none.text')}
          </Empty>
        }
      >
        {(all) => <BatchTable batches={all} />}
      </LoadedPages>
    </Page>
  );
}

function BatchTable({ batches }: { batches: readonly Batch[] }) {
  const { say, moment, number, size } = useWords();
  return (
    <Table
      caption={say('screen.batches.title')}
      rows={batches}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'made',
          head: say('screen.batches.made'),
          main: true,
          cell: ({ id, madeAt }) => (
            <TextLink to="/agency/batches/$batch" params={{ batch: id }}>
              {moment(madeAt)}
            </TextLink>
          ),
        },
        { key: 'purpose', head: say('screen.looks.purpose'), cell: ({ purposeText }) => purposeText },
        { key: 'size', head: say('screen.batches.size'), numeric: true, cell: ({ bytes }) => size(bytes) },
        {
          key: 'rows',
          head: say('screen.batches.rows'),
          numeric: true,
          cell: ({ rows, state }) => (rows > 0 || state === 'done' ? number(rows) : '–'),
        },
        { key: 'state', head: say('screen.batches.state'), cell: (batch) => <BatchState batch={batch} /> },
      ]}
    />
  );
}

export function BatchState({ batch: { state, stage } }: { batch: Pick<Batch, 'state' | 'stage'> }) {
  const { say } = useWords();
  return (
    <span className={classes.states}>
      <Status tone={TONES[state] ?? 'wait'}>{say(`value.batchState.${state}`)}</Status>
      {stage === 'simulation' && <Status>{say('screen.batches.simulated')}</Status>}
    </span>
  );
}
