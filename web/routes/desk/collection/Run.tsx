import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Button, Loaded, Notice, Page, Panel, PlainAct, Stack } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { Bar, useTimeLeft } from '../../agency/batches/Bar.tsx';
import { SendingPanel } from '../../agency/batches/SendingPanel.tsx';
import { useSession } from '../../root.tsx';
import { Counters } from './Counters.tsx';
import { COLLECTED, type Run, readAfter, readRun, runQuery, startRun } from './data.ts';
import { MappingPanel } from './MappingPanel.tsx';
import { ReadingPanel } from './ReadingPanel.tsx';
import { ReasonsPanel } from './ReasonsPanel.tsx';
import { RowsPanel } from './RowsPanel.tsx';
import { Acts, RunFacts } from './RunFacts.tsx';
import { RunState } from './RunState.tsx';

/** One file on its way into the register: how far it has come, what came of its rows, and the way back. */
export function RunScreen() {
  const { say } = useWords();
  const { run: id = '' } = useParams({ strict: false });
  const run = useQuery(runQuery(id));
  return (
    <Page
      title={run.data?.file ?? say('screen.collection.title')}
      error={run.isError || run.data?.state === 'failed'}
      width="wide"
      back={{ to: '/desk/collection', label: say('screen.collection.back') }}
      actions={run.data && <RunState run={run.data} />}
    >
      <Loaded query={run} lines={8}>
        {(known) => (
          <Stack gap="large">
            <Standing run={known} />
            {known.startedAt && <Counters run={known} />}
            {known.startedAt && <ReasonsPanel run={known} />}
            {known.startedAt && <RowsPanel run={known} />}
            <RunFacts run={known} />
            <Acts run={known} />
          </Stack>
        )}
      </Loaded>
    </Page>
  );
}

function Standing({ run }: { run: Run }) {
  const { say, number } = useWords();
  const { state, waiting } = run;
  if (state === 'uploaded') return <Arriving run={run} />;
  if (state === 'mapped')
    return (
      <>
        <MappingPanel key={`${run.id} ${run.form?.encoding} ${run.form?.sheet} ${run.form?.headerRow}`} run={run} />
        <ReadingPanel run={run} />
      </>
    );
  if (state === 'queued' || state === 'running' || state === 'undoing') return <Working run={run} />;
  if (state === 'failed') return <Failed run={run} />;
  if (state === 'waiting')
    return (
      <Notice tone="wait" title={say('screen.collection.standing.waiting', { count: number(waiting) })}>
        <p>{say('screen.collection.standing.waitingText')}</p>
        <ReviewButton run={run} />
      </Notice>
    );
  return (
    <Notice tone={state === 'done' ? 'good' : 'plain'} title={say(`screen.collection.standing.${state}`)}>
      <p>{say(`screen.collection.standing.${state}Text`)}</p>
    </Notice>
  );
}

function ReviewButton({ run }: { run: Run }) {
  const { say } = useWords();
  const { caller } = useSession();
  if (!caller.scopes.includes('collection.review')) return null;
  return (
    <Button kind="primary" icon="look" to="/desk/rows" search={{ of: run.id }}>
      {say('screen.collection.review.these')}
    </Button>
  );
}

/** The file is still coming, has come and waits to be read, or could not be read. */
function Arriving({ run }: { run: Run }) {
  const { say } = useWords();
  const queries = useQueryClient();
  if (run.failure)
    return (
      <>
        <Notice tone="bad" title={say('screen.collection.unreadable.title')}>
          <p>{run.failure.sentence}</p>
          <p>{say('screen.collection.unreadable.text')}</p>
        </Notice>
        <ReadingPanel run={run} />
      </>
    );
  if (run.received < run.bytes)
    return <SendingPanel expected={run} manages={run.mine} accept={COLLECTED} finish={readAfter(run.id, queries)} />;
  return (
    <Panel title={say('screen.collection.arrived.title')}>
      <p>{say('screen.collection.arrived.text')}</p>
      <div>
        <PlainAct kind="primary" act={() => readRun(run.id)} refresh={['collection']}>
          {say('screen.collection.arrived.read')}
        </PlainAct>
      </div>
    </Panel>
  );
}

function Working({ run: { state, counts, part, rate, secondsLeft } }: { run: Run }) {
  const { say, number } = useWords();
  const timeLeft = useTimeLeft();
  const title = say(`screen.collection.working.${state}`);
  return (
    <Panel title={title}>
      <Bar
        label={title}
        part={state === 'queued' ? 0 : part}
        figures={[
          state === 'running' && say('screen.collection.working.rows', { rows: number(counts.read) }),
          rate !== undefined && say('screen.batches.rate', { rate: number(rate) }),
          secondsLeft !== undefined && timeLeft(secondsLeft),
        ]}
      />
      <p>{say('screen.collection.working.leave')}</p>
    </Panel>
  );
}

function Failed({ run }: { run: Run }) {
  const { say } = useWords();
  return (
    <Notice tone="bad" title={say('screen.collection.standing.failed')}>
      <p>{run.failure?.sentence}</p>
      <p>{say('screen.collection.standing.failedText')}</p>
      {run.may.includes('start') && run.columns && (
        <PlainAct
          act={() => startRun(run.id, run.columns?.map(({ target }) => target) ?? [], false)}
          refresh={['collection']}
        >
          {say('screen.collection.standing.again')}
        </PlainAct>
      )}
    </Notice>
  );
}
