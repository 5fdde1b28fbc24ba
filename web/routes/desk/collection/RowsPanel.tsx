import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Table, Tabs } from '../../../kit/desk.ts';
import { Cluster, Empty, Icon, LoadedPages, Muted, Panel, TextLink } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { useSession } from '../../root.tsx';
import classes from './Collection.module.css';
import {
  type Row,
  type RowsAsked,
  type Run,
  reasonsQuery,
  reportAddress,
  rowsQuery,
  type Severity,
  stampOf,
} from './data.ts';

const VERDICTS = ['refused', 'proposed', 'duplicate-in-file', 'accepted-known', 'accepted-new', 'taken-back'] as const;
const SEVERITIES: readonly Severity[] = ['refused', 'doubt', 'mended'];
type Verdict = (typeof VERDICTS)[number];

const countOf = ({ counts, waiting }: Run, verdict: Verdict): number =>
  ({
    refused: counts.refused,
    proposed: waiting,
    'duplicate-in-file': counts.duplicates,
    'accepted-known': counts.acceptedKnown,
    'accepted-new': counts.acceptedNew,
    'taken-back': counts.takenBack ?? 0,
  })[verdict];

/** Rows by what became of them, each with its reasons and what to do; and the same as a file for the sender. */
export function RowsPanel({ run }: { run: Run }) {
  const { say, number } = useWords();
  const navigate = useNavigate();
  const asked: { rows?: string; rule?: string; did?: string } = useSearch({ strict: false });
  const undone = run.state === 'undone';
  const offered = VERDICTS.filter((one) => one !== 'taken-back' || undone);
  const first = undone ? 'taken-back' : (offered.find((one) => countOf(run, one) > 0) ?? 'refused');
  const verdict = offered.find((one) => one === asked.rows) ?? first;
  const severity = SEVERITIES.find((one) => one === asked.did);
  if (asked.rule && severity) return <RuleRows run={run} rule={asked.rule} severity={severity} />;
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
          label: `${say(`screen.collection.verdict.${one}`)} (${number(countOf(run, one))})`,
          content: <VerdictRows run={run} verdict={one} />,
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

function VerdictRows({ run, verdict }: { run: Run; verdict: Verdict }) {
  const { say } = useWords();
  return <Rows run={run} asked={{ verdict }} noneText={say(`screen.collection.rows.noneText.${verdict}`)} />;
}

/** Rows of which one rule speaks, whatever became of them. */
function RuleRows({ run, rule, severity }: { run: Run; rule: string; severity: Severity }) {
  const { say } = useWords();
  const known = useQuery(reasonsQuery(run.id, stampOf(run))).data?.reasons;
  const told = known?.find((one) => one.rule === rule && one.severity === severity);
  return (
    <Panel
      title={say('screen.collection.rows.title')}
      actions={
        <TextLink to="/desk/collection/runs/$run" params={{ run: run.id }}>
          {say('screen.collection.found.all')}
        </TextLink>
      }
    >
      {told && <p>{say('screen.collection.found.showing', { rule: told.sentence })}</p>}
      <Rows run={run} asked={{ rule, severity }} withVerdict />
    </Panel>
  );
}

interface RowsProps {
  run: Run;
  asked: RowsAsked;
  noneText?: string;
  withVerdict?: boolean;
}

function Rows({ run, asked, noneText, withVerdict = false }: RowsProps) {
  const { say } = useWords();
  const rows = useInfiniteQuery(rowsQuery(run.id, asked, stampOf(run)));
  return (
    <LoadedPages
      query={rows}
      lines={5}
      read={(page) => page.rows}
      empty={<Empty title={say('screen.collection.rows.none')}>{noneText}</Empty>}
    >
      {(all) => <RowTable rows={all} run={run} withVerdict={withVerdict} />}
    </LoadedPages>
  );
}

function RowTable({ rows, run, withVerdict }: { rows: readonly Row[]; run: Run; withVerdict: boolean }) {
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
        ...(withVerdict
          ? [
              {
                key: 'verdict',
                head: say('screen.collection.found.verdict'),
                cell: ({ verdictText }: Row) => verdictText,
              },
            ]
          : []),
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
