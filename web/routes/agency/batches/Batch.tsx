import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import {
  Button,
  ConfirmedAct,
  FieldList,
  FieldRow,
  Loaded,
  Notice,
  Page,
  Panel,
  PlainAct,
  Stack,
} from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { useSession } from '../../root.tsx';
import { Bar, useTimeLeft } from './Bar.tsx';
import { BatchState } from './Batches.tsx';
import { type Batch, batchQuery, cancelBatch, startAfter, startBatch } from './data.ts';
import { useRoleName } from './FilePart.tsx';
import { ROW_FILES } from './fileHead.ts';
import { Outcome } from './Outcome.tsx';
import { SendingPanel } from './SendingPanel.tsx';
import { stopSending } from './sending.ts';

const OPEN: readonly string[] = ['draft', 'uploading', 'waiting', 'running', 'failed'];

/** One file: how far it has come, and in the end what came of it. */
export function BatchScreen() {
  const { say, moment } = useWords();
  const { caller } = useSession();
  const { batch: id = '' } = useParams({ strict: false });
  const batch = useQuery(batchQuery(id));
  const manages = caller.scopes.includes('exchange.manage');
  return (
    <Page
      title={batch.data ? say('screen.batches.one', { when: moment(batch.data.madeAt) }) : say('screen.batches.title')}
      error={batch.isError || batch.data?.state === 'failed'}
      back={{ to: '/agency/batches', label: say('screen.batches.back') }}
    >
      <Loaded query={batch} lines={8}>
        {(known) => (
          <Stack gap="large">
            <Standing batch={known} manages={manages} />
            <Asked batch={known} />
            {manages && OPEN.includes(known.state) && <Cancel batch={known} />}
          </Stack>
        )}
      </Loaded>
    </Page>
  );
}

function Standing({ batch, manages }: { batch: Batch; manages: boolean }) {
  const { say } = useWords();
  const queries = useQueryClient();
  const { state, failure, sha256 } = batch;
  if (state === 'done') return <Outcome batch={batch} />;
  if (state === 'draft' || state === 'uploading')
    return (
      <SendingPanel expected={batch} manages={manages} accept={ROW_FILES} finish={startAfter(batch.id, queries)} />
    );
  if (state === 'waiting' || state === 'running') return <Running batch={batch} />;
  if (state === 'cancelled') return <Notice tone="plain" title={say('screen.batches.cancelledTitle')} />;
  return (
    <Notice tone="bad" title={say('screen.batches.failedTitle')}>
      <p>{[failure?.sentence, failure?.detail].filter(Boolean).join(' ')}</p>
      {failure?.code === 'column-missing' && (
        <Button to="/agency/batches/new">{say('screen.batches.new.title')}</Button>
      )}
      {manages && failure?.code !== 'column-missing' && sha256 && batch.files && (
        <PlainAct act={() => startBatch(batch.id, sha256)} refresh={['batches']}>
          {say('screen.batches.again')}
        </PlainAct>
      )}
    </Notice>
  );
}

function Running({ batch: { state, rows, rate, part, secondsLeft } }: { batch: Batch }) {
  const { say, number } = useWords();
  const timeLeft = useTimeLeft();
  const title = say(state === 'waiting' ? 'screen.batches.waitingTitle' : 'screen.batches.runningTitle');
  return (
    <Panel title={title}>
      <Bar
        label={title}
        part={state === 'waiting' ? 0 : part}
        figures={[
          rows > 0 && say('screen.batches.rowsSoFar', { rows: number(rows) }),
          rate !== undefined && say('screen.batches.rate', { rate: number(rate) }),
          secondsLeft !== undefined && timeLeft(secondsLeft),
        ]}
      />
      <p>{say(state === 'waiting' ? 'screen.batches.waitingText' : 'screen.batches.runningText')}</p>
    </Panel>
  );
}

function Asked({ batch }: { batch: Batch }) {
  const { say, moment, date, size } = useWords();
  const roleName = useRoleName();
  const { columns, fields, findings } = batch;
  const named = Object.entries(columns)
    .filter(([, column]) => column !== '')
    .map(([role, column]) => `${roleName(role)}: ${column}`)
    .join(' · ');
  return (
    <Panel title={say('screen.batches.asked')} actions={<BatchState batch={batch} />}>
      <FieldList>
        <FieldRow label={say('screen.looks.purpose')}>{batch.purposeText}</FieldRow>
        <FieldRow label={say('screen.looks.law')}>{batch.legalBasisText}</FieldRow>
        <FieldRow label={say('screen.batches.new.fields')}>
          {fields.map((id) => say(`field.${id}`)).join(', ')}
        </FieldRow>
        <FieldRow label={say('screen.batches.new.columns')}>{named || say('screen.batches.byHeader')}</FieldRow>
        {findings && (
          <FieldRow label={say('screen.batches.new.findings')}>
            {say('screen.batches.mostRows', { count: findings.subscribersPerIdentity })}
          </FieldRow>
        )}
        <FieldRow label={say('screen.batches.new.file')}>
          {say('screen.batches.fileIs', { format: say(`value.fileFormat.${batch.format}`), size: size(batch.bytes) })}
        </FieldRow>
        {batch.registerAt && <FieldRow label={say('screen.batches.registerAt')}>{moment(batch.registerAt)}</FieldRow>}
        {batch.files && (
          <FieldRow label={say('screen.batches.filesUntil')}>{date(batch.filesUntil.slice(0, 10))}</FieldRow>
        )}
      </FieldList>
    </Panel>
  );
}

function Cancel({ batch }: { batch: Batch }) {
  const { say } = useWords();
  return (
    <div>
      <ConfirmedAct
        kind="danger"
        title={say('screen.batches.cancel.title')}
        text={say('screen.batches.cancel.text')}
        yes={say('screen.batches.cancel.yes')}
        act={() => cancelBatch(batch.id)}
        done={say('screen.batches.cancelledTitle')}
        onDone={() => stopSending(batch.id)}
        refresh={['batches']}
      >
        {say('screen.batches.cancel.button')}
      </ConfirmedAct>
    </div>
  );
}
