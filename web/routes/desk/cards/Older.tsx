import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from '../../../form/useForm.ts';
import {
  Button,
  CheckField,
  Cluster,
  ConfirmedAct,
  Empty,
  FieldList,
  FieldRow,
  FigureTile,
  FileField,
  FormFrame,
  Loaded,
  Muted,
  Notice,
  Page,
  Panel,
  ProblemNotice,
  SelectField,
  Stack,
  Status,
  TextField,
  Tiles,
} from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { download } from '../../agency/download.ts';
import { useDesk } from '../desk.ts';
import { beginOlder, closeOlder, type OlderRun, type OlderRuns, olderQuery, readOlderReport } from './data.ts';
import { type OlderRow, olderColumns, readOlderRows } from './olderRows.ts';
import { type Sending, useSending } from './useSending.ts';

/** Card systems of before come over: how far, how fast, when it ends, and what was refused. */
export function OlderCardsScreen() {
  const { say } = useWords();
  const runs = useQuery(olderQuery);
  const sending = useSending();
  const word = (key: string) => say(`screen.cards.older.${key}`);
  return (
    <Page title={word('title')} lead={word('lead')} width="wide" error={runs.isError}>
      <Loaded query={runs} lines={6}>
        {(data) => (
          <Stack gap="large">
            {sending.now && <Going sending={sending} />}
            {data.runs.length === 0 && <Empty title={word('none')}>{word('noneText')}</Empty>}
            {data.runs.map((run, at) => (
              <RunPanel key={run.run} run={run} order={data.runs.length - at} sending={sending} />
            ))}
            <Begin systems={data.systems} sending={sending} />
          </Stack>
        )}
      </Loaded>
    </Page>
  );
}

function Going({ sending: { now, isBusy, stop } }: { sending: Sending }) {
  const { say, number } = useWords();
  const word = (key: string) => say(`screen.cards.older.${key}`);
  if (!now) return null;
  const { done, all, ended, problem } = now;
  return (
    <Stack>
      {problem !== undefined && <ProblemNotice error={problem} />}
      <Notice
        tone={ended === 'done' ? 'good' : ended ? 'wait' : 'info'}
        title={say('screen.cards.older.going', { done: number(done), all: number(all) })}
      >
        <progress
          value={done}
          max={all}
          aria-label={say('screen.cards.older.going', { done: number(done), all: number(all) })}
        />
        {ended && <p>{word(ended)}</p>}
        {isBusy && (
          <Cluster>
            <Button onClick={stop}>{word('stop')}</Button>
          </Cluster>
        )}
      </Notice>
    </Stack>
  );
}

function RunPanel({ run, order, sending }: { run: OlderRun; order: number; sending: Sending }) {
  const { say, number, moment } = useWords();
  const { reason } = useDesk();
  const [fault, setFault] = useState<string>();
  const word = (key: string, values?: Record<string, string>) => say(`screen.cards.older.${key}`, values);
  const readFile = useOlderFile();
  const isOpen = run.state === 'open';
  const goOn = async (file: File | undefined) => {
    const read = await readFile(file);
    setFault('fault' in read ? read.fault : undefined);
    if ('rows' in read) await sending.send(run.run, read.rows, run.next);
  };
  return (
    <Panel title={`${order}. ${run.systemName}: ${run.source}`}>
      <Stack>
        <Cluster>
          <Status tone={isOpen ? 'info' : 'good'}>{word(run.state)}</Status>
          {run.trial && <Status tone="wait">{word('trialTag')}</Status>}
          <Muted>{word('by', { name: run.officerName ?? '', moment: moment(run.startedAt) })}</Muted>
        </Cluster>
        <Tiles>
          <FigureTile value={number(run.taken)} label={word(run.trial ? 'wouldTake' : 'taken')} />
          <FigureTile value={number(run.known)} label={word('known')} />
          <FigureTile value={number(run.refused)} label={word('refused')} />
        </Tiles>
        <Muted>
          {[
            word('of', { seen: number(run.next), expected: number(run.expected) }),
            ...(run.perMinute ? [word('rate', { count: number(run.perMinute) })] : []),
            ...(run.endsAt ? [word('endsAt', { moment: moment(run.endsAt) })] : []),
            ...(isOpen && !run.perMinute && run.next < run.expected ? [word('quiet')] : []),
          ].join(' · ')}
        </Muted>
        {run.reasons.length > 0 && (
          <FieldList>
            {run.reasons.map(({ why, count }) => (
              <FieldRow key={why} label={say(`value.olderRefusal.${why}`)}>
                {number(count)}
              </FieldRow>
            ))}
          </FieldList>
        )}
        {isOpen && !sending.isBusy && run.next < run.expected && (
          <FileField
            id={`go-on-${run.run}`}
            label={word('goOn')}
            hint={word('goOnHint', { next: number(run.next) })}
            error={fault}
            accept=".csv,.txt"
            onChange={(file) => void goOn(file)}
          />
        )}
        <Cluster>
          {run.refused > 0 && (
            <Button
              icon="download"
              onClick={() =>
                void readOlderReport(run.run, reason).then((file) =>
                  download('older-cards-refused.csv', file, 'text/csv'),
                )
              }
            >
              {word('report')}
            </Button>
          )}
          {isOpen && !sending.isBusy && (
            <ConfirmedAct
              kind="secondary"
              title={word('close')}
              text={word('closeLead')}
              yes={word('close')}
              act={() => closeOlder(run.run, reason)}
              done={word('closeDone')}
              refresh={[...olderQuery.queryKey]}
            >
              {word('close')}
            </ConfirmedAct>
          )}
        </Cluster>
      </Stack>
    </Panel>
  );
}

/** Rows of a chosen file, or what is wrong with it. */
function useOlderFile() {
  const { say } = useWords();
  const word = (key: string, values?: Record<string, string>) => say(`screen.cards.older.${key}`, values);
  return async (file: File | undefined): Promise<{ rows: readonly OlderRow[] } | { fault: string }> => {
    if (!file) return { fault: word('fileMissing') };
    const read = readOlderRows(await file.text());
    if ('missing' in read)
      return { fault: word('columnMissing', { column: read.missing, columns: olderColumns.join(', ') }) };
    return read.rows.length === 0 ? { fault: word('empty') } : read;
  };
}

function Begin({ systems, sending }: { systems: OlderRuns['systems']; sending: Sending }) {
  const { say, date } = useWords();
  const { reason: purpose } = useDesk();
  const queries = useQueryClient();
  const [rows, setRows] = useState<readonly OlderRow[]>();
  const [fault, setFault] = useState<string>();
  const readFile = useOlderFile();
  const word = (key: string, values?: Record<string, string>) => say(`screen.cards.older.${key}`, values);
  const form = useForm({
    initial: { system: systems[0]?.id ?? '', source: '', trial: 'yes' },
    check: ({ source }) => {
      if (!rows) setFault((before) => before ?? word('fileMissing'));
      return source.trim() ? {} : { source: word('sourceMissing') };
    },
    send: async ({ system, source, trial }, key) => {
      if (!rows) return;
      const body = { system, source: source.trim(), expected: rows.length, trial: trial === 'yes' };
      const { run } = await beginOlder(body, { key, purpose });
      await queries.invalidateQueries({ queryKey: olderQuery.queryKey });
      void sending.send(run, rows, 0);
    },
  });
  const choose = async (file: File | undefined) => {
    const read = await readFile(file);
    setFault('fault' in read ? read.fault : undefined);
    setRows('rows' in read ? read.rows : undefined);
  };
  if (sending.isBusy) return null;
  return (
    <Panel title={word('begin')}>
      <FormFrame form={form} send={word('send')} icon="add">
        <SelectField
          label={word('system')}
          choices={systems.map(({ id, name, until }) => ({
            value: id,
            label: until ? `${name} (${word('until', { date: date(until) })})` : name,
          }))}
          {...form.field('system')}
        />
        <TextField label={word('source')} hint={word('sourceHint')} maxLength={120} {...form.field('source')} />
        <FileField
          id="older-file"
          label={word('file')}
          hint={word('fileHint')}
          error={fault}
          accept=".csv,.txt"
          onChange={(file) => void choose(file)}
        />
        <CheckField
          id="older-trial"
          label={word('trial')}
          checked={form.field('trial').value === 'yes'}
          onChange={(on) => form.set('trial', on ? 'yes' : '')}
        />
      </FormFrame>
    </Panel>
  );
}
