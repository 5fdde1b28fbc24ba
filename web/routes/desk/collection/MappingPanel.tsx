import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from '../../../form/useForm.ts';
import { Table } from '../../../kit/desk.ts';
import { CheckField, FormFrame, Loaded, Notice, Panel, Status, type Tone } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import classes from './Collection.module.css';
import { type Column, type Fields, fieldsQuery, type Run, startRun } from './data.ts';
import { missingTargets } from './missing.ts';

type Line = Column & { at: number };

/** What each column is taken for, to be corrected before the first row is read. */
export function MappingPanel({ run }: { run: Run }) {
  const { say } = useWords();
  const fields = useQuery(fieldsQuery);
  return (
    <Panel title={say('screen.collection.mapping.title')}>
      {run.mine ? (
        <Loaded query={fields} lines={6}>
          {({ fields: known }) => <MappingForm run={run} known={known} />}
        </Loaded>
      ) : (
        <Notice tone="wait" title={say('screen.collection.mapping.notYours', { name: run.sentBy })} />
      )}
    </Panel>
  );
}

function MappingForm({ run, known }: { run: Run; known: Fields['fields'] }) {
  const { say } = useWords();
  const queries = useQueryClient();
  const columns = run.columns ?? [];
  const [save, setSave] = useState(true);
  const idOf = (at: number) => `column-${at}`;
  const form = useForm<Record<string, string>>({
    initial: Object.fromEntries(columns.map(({ target }, at) => [idOf(at), target])),
    check: (values) => {
      const targets = columns.map((_, at) => values[idOf(at)] ?? '');
      const missing = missingTargets(targets, known);
      if (missing.length === 0) return {};
      const free = Math.max(0, targets.indexOf(''));
      const names = missing.map(({ name }) => name);
      return { [idOf(free)]: say('screen.collection.mapping.missing', { fields: names.join(', ') }) };
    },
    send: async (values) => {
      await startRun(
        run.id,
        columns.map((_, at) => values[idOf(at)] ?? ''),
        save,
      );
      await queries.invalidateQueries({ queryKey: ['collection'] });
    },
  });
  return (
    <FormFrame form={form} send={say('screen.collection.mapping.start')} icon="forward">
      <p>{say(run.mappedBy === 'saved' ? 'screen.collection.mapping.saved' : 'screen.collection.mapping.text')}</p>
      <Table<Line>
        caption={say('screen.collection.mapping.title')}
        rows={columns.map((column, at) => ({ ...column, at }))}
        rowKey={({ at }) => String(at)}
        columns={[
          {
            key: 'column',
            head: say('screen.collection.mapping.column'),
            main: true,
            cell: ({ column, at }) => column || say('screen.collection.mapping.nameless', { number: at + 1 }),
          },
          {
            key: 'sample',
            head: say('screen.collection.mapping.sample'),
            cell: ({ sample }) => <Sample values={sample} />,
          },
          {
            key: 'target',
            head: say('screen.collection.mapping.target'),
            cell: ({ column, at }) => (
              <TargetChoice column={column || String(at + 1)} known={known} field={form.field(idOf(at))} />
            ),
          },
          {
            key: 'confidence',
            head: say('screen.collection.mapping.confidence'),
            cell: (line) => <Confidence line={line} chosen={form.values[idOf(line.at)] ?? ''} />,
          },
        ]}
      />
      <CheckField
        id="save"
        label={say('screen.collection.mapping.save')}
        hint={say('screen.collection.mapping.saveHint', { sender: run.senderName })}
        checked={save}
        onChange={setSave}
      />
    </FormFrame>
  );
}

function Sample({ values }: { values: readonly string[] }) {
  const { say } = useWords();
  const shown = [...new Set(values.filter((value) => value.trim() !== ''))].slice(0, 3);
  if (shown.length === 0) return say('screen.collection.mapping.noValues');
  return (
    <ul className={classes.sample}>
      {shown.map((value) => (
        <li key={value}>{value}</li>
      ))}
    </ul>
  );
}

interface TargetChoiceProps {
  column: string;
  known: Fields['fields'];
  field: { id: string; value: string; onChange: (value: string) => void; error: string | undefined };
}

function TargetChoice({ column, known, field: { id, value, onChange, error } }: TargetChoiceProps) {
  const { say } = useWords();
  return (
    <>
      <select
        id={id}
        className={classes.select}
        aria-label={say('screen.collection.mapping.targetOf', { column })}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        <option value="">{say('screen.collection.mapping.none')}</option>
        {known.map(({ target, name }) => (
          <option key={target} value={target}>
            {name}
          </option>
        ))}
      </select>
      {error && (
        <p id={`${id}-error`} className={classes.error}>
          {error}
        </p>
      )}
    </>
  );
}

function Confidence({ line: { target, confidence, because }, chosen }: { line: Line; chosen: string }) {
  const { say, language } = useWords();
  if (chosen !== target) return <Status tone="info">{say('screen.collection.mapping.byYou')}</Status>;
  if (target === '') return <Status>{say('screen.collection.mapping.unknown')}</Status>;
  if (because === 'saved') return <Status tone="good">{say('screen.collection.mapping.remembered')}</Status>;
  const [word, tone]: [string, Tone] =
    confidence >= 0.9 ? ['sure', 'good'] : confidence >= 0.6 ? ['likely', 'info'] : ['unsure', 'wait'];
  const share = new Intl.NumberFormat(language, { style: 'percent' }).format(confidence);
  return <Status tone={tone}>{say(`screen.collection.mapping.${word}`, { share })}</Status>;
}
