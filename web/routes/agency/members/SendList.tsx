import { useState } from 'react';
import {
  type Columns,
  type ListHead,
  NEEDED,
  ROLES,
  type Role,
  readListHead,
  recogniseColumns,
} from '#libs/memberlist';
import { HeadError } from '#libs/rowfile';
import { Button, Cluster, FileField, Muted, Notice, ProblemNotice, SelectField, Stack } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { Bar } from '../batches/Bar.tsx';
import { download } from '../download.ts';
import { type Sending, useSending } from './sending.ts';

interface Chosen {
  readonly file: File;
  readonly head: ListHead;
}

/** A list of members: chosen, its columns known or named, sent piece by piece. */
export function SendList({ programme }: { programme: string }) {
  const { say } = useWords();
  const [chosen, setChosen] = useState<Chosen>();
  const [columns, setColumns] = useState<Columns>({});
  const [failure, setFailure] = useState<string>();
  const sending = useSending(programme);
  const word = (key: string) => say(`screen.members.send.${key}`);
  const headingsOf = (role: Role) => say(`screen.members.heading.${role}`).split(' | ');
  async function choose(file: File | undefined) {
    sending.reset();
    setChosen(undefined);
    setFailure(undefined);
    if (!file) return;
    try {
      const head = await readListHead(file);
      const headings = Object.fromEntries(ROLES.map((role) => [role, headingsOf(role)])) as Record<Role, string[]>;
      setColumns(recogniseColumns(head.dialect.columns, headings));
      setChosen({ file, head });
    } catch (error) {
      if (!(error instanceof HeadError)) throw error;
      setFailure(word('unreadable'));
    }
  }
  const missing = NEEDED.filter((role) => columns[role] === undefined);
  const template = () =>
    download('members.csv', `\ufeff${ROLES.map((role) => headingsOf(role)[0]).join(',')}\r\n`, 'text/csv');
  return (
    <Stack>
      <Muted>{word('text')}</Muted>
      <FileField
        id="member-list"
        label={word('file')}
        hint={word('fileHint')}
        accept=".csv,.tsv,.txt"
        error={failure}
        onChange={(file) => void choose(file)}
      />
      <Cluster>
        <Button small icon="download" onClick={template}>
          {word('template')}
        </Button>
      </Cluster>
      {chosen && (
        <>
          <ColumnFields head={chosen.head} columns={columns} onChange={setColumns} />
          {missing.length > 0 && (
            <Notice tone="wait" title={word('missing')}>
              {missing.map((role) => headingsOf(role)[0]).join(', ')}
            </Notice>
          )}
          <Progress sending={sending} />
          <Cluster>
            {sending.state === 'sending' ? (
              <Button onClick={sending.stop}>{word('stop')}</Button>
            ) : (
              sending.state !== 'done' &&
              missing.length === 0 && (
                <Button kind="primary" onClick={() => void sending.start(chosen.file, chosen.head, columns)}>
                  {word(sending.state === 'idle' ? 'start' : 'goOn')}
                </Button>
              )
            )}
          </Cluster>
        </>
      )}
    </Stack>
  );
}

interface ColumnFieldsProps {
  head: ListHead;
  columns: Columns;
  onChange: (columns: Columns) => void;
}

/** Which column says what, with what stands in the first row. */
function ColumnFields({ head, columns, onChange }: ColumnFieldsProps) {
  const { say } = useWords();
  const names = head.dialect.columns;
  const example = (column: string | undefined) =>
    column === undefined ? undefined : head.rows[0]?.[names.indexOf(column)];
  return (
    <Stack>
      {ROLES.map((role) => {
        const first = example(columns[role]);
        return (
          <SelectField
            key={role}
            id={`column-${role}`}
            label={say(`screen.members.heading.${role}`).split(' | ')[0]!}
            optional={!NEEDED.includes(role)}
            hint={first === undefined ? undefined : say('screen.members.send.first', { value: first })}
            none={say('screen.members.send.noColumn')}
            choices={names.map((name) => ({ value: name, label: name }))}
            value={columns[role] ?? ''}
            onChange={(name) => {
              const { [role]: _, ...others } = columns;
              onChange(name === '' ? others : { ...others, [role]: name });
            }}
          />
        );
      })}
    </Stack>
  );
}

function Progress({ sending }: { sending: Sending }) {
  const { say, number } = useWords();
  const word = (key: string) => say(`screen.members.send.${key}`);
  if (sending.state === 'idle') return null;
  const { added, changed, unchanged, left, leftCount } = sending.sum;
  const count = (key: string, value: number) => say(`screen.members.send.${key}`, { count: number(value) });
  const save = () => {
    const rows = left.map(({ number: own, why }) => `"${own.replaceAll('"', '""')}","${word(`why.${why}`)}"`);
    download('members-left.csv', `\ufeff${['number,reason', ...rows].join('\r\n')}\r\n`, 'text/csv');
  };
  return (
    <Stack>
      <Bar
        label={word('progress')}
        part={sending.part}
        figures={[count('added', added), count('changed', changed), count('unchanged', unchanged)]}
      />
      {sending.state === 'failed' && <ProblemNotice error={sending.failure} />}
      {sending.state === 'stopped' && <Notice tone="wait" title={word('stopped')} />}
      {sending.state === 'done' && <Notice tone="good" title={word('done')} />}
      {leftCount > 0 && (
        <Notice tone="wait" title={count('left', leftCount)}>
          <Button small icon="download" onClick={save}>
            {word('leftSave')}
          </Button>
        </Notice>
      )}
    </Stack>
  );
}
