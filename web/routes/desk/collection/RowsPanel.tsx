import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Table, Tabs } from '../../../kit/desk.ts';
import { Cluster, Empty, Icon, LoadedPages, Muted, Panel, TextLink } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { useSession } from '../../root.tsx';
import classes from './Collection.module.css';
import { type Row, type Run, reportAddress, rowsQuery } from './data.ts';

const VERDICTS = ['refused', 'proposed', 'duplicate-in-file', 'accepted-known', 'accepted-new', 'taken-back'] as const;
type Verdict = (typeof VERDICTS)[number];

const countOf = ({ counts, waiting }: Run, verdict: Verdict): number =>
  ({
    refused: counts.refused,
    proposed: waiting,
    'duplicate-in-file': counts.duplicates,
    'accepted-known': counts.acceptedKnown,
    'accepted-new': counts.acceptedNew,
    'taken-back': 0,
  })[verdict];

/** Rows by what became of them, each with its reasons and what to do; and the same as a file for the sender. */
export function RowsPanel({ run }: { run: Run }) {
  const { say, number } = useWords();
  const navigate = useNavigate();
  const asked: { rows?: string } = useSearch({ strict: false });
  const undone = run.state === 'undone';
  const offered = VERDICTS.filter((one) => one !== 'taken-back' || undone);
  const first = undone ? 'taken-back' : (offered.find((one) => countOf(run, one) > 0) ?? 'refused');
  const verdict = offered.find((one) => one === asked.rows) ?? first;
  return (
    <Panel title={say('screen.collection.rows.title')} actions={run.may.includes('report') && <Reports run={run} />}>
      <Tabs
        label={say('screen.collection.rows.title')}
        value={verdict}
        onChange={(rows) =>
          void navigate({
            to: '/desk/collection/runs/$run',
            params: { run: run.id },
            search: { rows },
            replace: true,
            resetScroll: false,
          })
        }
        tabs={offered.map((one) => ({
          id: one,
          label:
            one === 'taken-back'
              ? say(`screen.collection.verdict.${one}`)
              : `${say(`screen.collection.verdict.${one}`)} (${number(countOf(run, one))})`,
          content: <Rows run={run} verdict={one} />,
        }))}
      />
    </Panel>
  );
}

function Reports({ run: { id, file } }: { run: Run }) {
  const { say } = useWords();
  const name = file.replace(/\.[^.]*$/, '');
  return (
    <Cluster>
      {(['csv', 'xlsx'] as const).map((format) => (
        <a
          key={format}
          className={classes.download}
          href={reportAddress(id, format, 'faulty')}
          download={`${name}.report.${format}`}
        >
          <Icon name="download" />
          <span>{say('screen.collection.report', { format: format.toUpperCase() })}</span>
        </a>
      ))}
    </Cluster>
  );
}

function Rows({ run, verdict }: { run: Run; verdict: Verdict }) {
  const { say } = useWords();
  // Of a run that goes on, what was read stays until the next look is asked for: a moving table cannot be read.
  const stamp = run.endedAt ? `${run.state} ${run.waiting}` : run.state;
  const rows = useInfiniteQuery(rowsQuery(run.id, verdict, stamp));
  return (
    <LoadedPages
      query={rows}
      lines={5}
      read={(page) => page.rows}
      empty={
        <Empty title={say('screen.collection.rows.none')}>{say(`screen.collection.rows.noneText.${verdict}`)}</Empty>
      }
    >
      {(all) => <RowTable rows={all} run={run} />}
    </LoadedPages>
  );
}

function RowTable({ rows, run }: { rows: readonly Row[]; run: Run }) {
  const { say, number, date } = useWords();
  const { caller } = useSession();
  const reviews = caller.scopes.includes('collection.review');
  const opens = caller.scopes.includes('people.read');
  return (
    <Table
      caption={say('screen.collection.rows.title')}
      rows={rows}
      rowKey={({ row }) => String(row)}
      columns={[
        {
          key: 'row',
          head: say('screen.collection.rows.row'),
          main: true,
          cell: ({ row, verdict }) =>
            verdict === 'proposed' && reviews ? (
              <TextLink to="/desk/rows/$run/$row" params={{ run: run.id, row: String(row) }} search={{ of: run.id }}>
                {say('screen.collection.rows.review', { row: number(row) })}
              </TextLink>
            ) : (
              number(row)
            ),
        },
        {
          key: 'name',
          head: say('field.name'),
          cell: ({ name, person, verdict }) =>
            person && opens && verdict.startsWith('accepted') ? (
              <TextLink to="/desk/person/$person" params={{ person }}>
                {name ?? '–'}
              </TextLink>
            ) : (
              (name ?? '–')
            ),
        },
        { key: 'birth', head: say('field.birthDate'), cell: ({ birthDate }) => (birthDate ? date(birthDate) : '–') },
        { key: 'why', head: say('screen.collection.rows.reasons'), cell: (row) => <Reasons row={row} /> },
      ]}
    />
  );
}

function Reasons({ row: { reasons, sameAsRow } }: { row: Row }) {
  const { say, number } = useWords();
  if (sameAsRow !== undefined) return say('screen.collection.rows.sameAs', { row: number(sameAsRow) });
  if (reasons.length === 0) return <Muted>{say('screen.collection.rows.noReason')}</Muted>;
  if (reasons.length === 1) return reasons[0];
  return (
    <ul className={classes.reasons}>
      {reasons.map((reason) => (
        <li key={reason}>{reason}</li>
      ))}
    </ul>
  );
}
