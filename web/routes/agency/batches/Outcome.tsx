import { useQuery } from '@tanstack/react-query';
import { Table } from '../../../kit/desk.ts';
import { Cluster, Disclosure, Icon, Loaded, Muted, Notice, Panel, PlainAct } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { EvidenceButton } from '../../evidence/EvidenceButton.tsx';
import { download } from '../download.ts';
import classes from './Batches.module.css';
import { type Batch, fileAddress, type Report, readManifest, reportQuery } from './data.ts';

/** In the order in which a person wants to read them. */
const VERDICTS = [
  'correct',
  'close',
  'not-correct',
  'owner-differs',
  'dead',
  'not-held',
  'unknown',
  'no-consent',
  'unreadable',
];

/** What came of a file: figures, the files, and what was found. */
export function Outcome({ batch }: { batch: Batch }) {
  const { say, number } = useWords();
  const report = useQuery(reportQuery(batch.id));
  return (
    <>
      <Notice tone="good" title={say('screen.batches.doneTitle', { rows: number(batch.rows) })}>
        {batch.rate !== undefined && <p>{say('screen.batches.rate', { rate: number(batch.rate) })}</p>}
      </Notice>
      <Loaded query={report} lines={6}>
        {(known) => (
          <>
            <Files batch={batch} report={known} />
            <Verdicts report={known} />
            {batch.findings && <Findings report={known} told={batch.stage === 'production'} />}
          </>
        )}
      </Loaded>
    </>
  );
}

function Files({ batch, report }: { batch: Batch; report: Report }) {
  const { say, number } = useWords();
  if (!batch.files) return <Notice tone="plain" title={say('screen.batches.files.gone')} />;
  const name = `dancu-${batch.id}`;
  return (
    <Panel title={say('screen.batches.files.title')}>
      <Cluster>
        <a
          className={classes.download}
          href={fileAddress(batch.id, 'result')}
          download={`${name}.result.${batch.format}`}
        >
          <Icon name="download" />
          <span>{say('screen.batches.files.result')}</span>
        </a>
        {batch.findings && (
          <a className={classes.download} href={fileAddress(batch.id, 'findings')} download={`${name}.findings.csv`}>
            <Icon name="download" />
            <span>{say('screen.batches.files.findings')}</span>
          </a>
        )}
        <PlainAct
          small
          icon="proof"
          act={async () => download(`${name}.manifest.jws`, `${await readManifest(batch.id)}\n`, 'application/jose')}
        >
          {say('screen.batches.files.manifest')}
        </PlainAct>
      </Cluster>
      <Muted>{say('screen.batches.files.text')}</Muted>
      <Disclosure summary={say('screen.batches.files.check')}>
        <code className={classes.digest}>
          npx dancu batch verify {name}.result.{batch.format} --manifest {name}.manifest.jws --server {location.origin}
        </code>
      </Disclosure>
      {batch.journal && <EvidenceButton way="/api/agency/evidence" reference={batch.journal} />}
      {batch.stage === 'production' && (
        <Muted>{say('screen.batches.files.looks', { looks: number(report.looks) })}</Muted>
      )}
    </Panel>
  );
}

function Verdicts({ report: { verdicts, rows } }: { report: Report }) {
  const { say, number, language } = useWords();
  const share = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 2 });
  const shown = VERDICTS.filter((verdict) => verdicts[verdict] !== undefined);
  return (
    <Panel title={say('screen.batches.verdicts')}>
      <Table
        caption={say('screen.batches.verdicts')}
        rows={shown.map((verdict) => ({ verdict, count: verdicts[verdict] ?? 0 }))}
        rowKey={({ verdict }) => verdict}
        columns={[
          {
            key: 'verdict',
            head: say('screen.batches.verdict'),
            main: true,
            cell: ({ verdict }) => say(`value.batchVerdict.${verdict}`),
          },
          {
            key: 'means',
            head: say('screen.batches.means'),
            cell: ({ verdict }) => say(`screen.batches.meaning.${verdict}`),
          },
          { key: 'rows', head: say('screen.batches.rows'), numeric: true, cell: ({ count }) => number(count) },
          {
            key: 'share',
            head: say('screen.batches.share'),
            numeric: true,
            cell: ({ count }) => share.format(rows === 0 ? 0 : count / rows),
          },
        ]}
      />
    </Panel>
  );
}

/** @param told the persons exist, and have been told */
function Findings({ report: { findings }, told }: { report: Report; told: boolean }) {
  const { say, number, date } = useWords();
  const lockFrom = findings.find((one) => one.lockFrom)?.lockFrom;
  return (
    <Panel title={say('screen.batches.found.title')}>
      {findings.length === 0 && <p>{say('screen.batches.found.none')}</p>}
      {lockFrom && told && <p>{say('screen.batches.found.text', { date: date(lockFrom) })}</p>}
      {findings.length > 0 && (
        <Table
          caption={say('screen.batches.found.title')}
          rows={findings}
          rowKey={({ finding }) => finding}
          columns={[
            {
              key: 'finding',
              head: say('screen.batches.found.finding'),
              main: true,
              cell: ({ finding }) => say(`value.batchFinding.${finding}`),
            },
            {
              key: 'persons',
              head: say('screen.batches.found.persons'),
              numeric: true,
              cell: ({ persons }) => number(persons),
            },
            {
              key: 'objections',
              head: say('screen.batches.found.objections'),
              numeric: true,
              cell: ({ objections }) => number(objections),
            },
            {
              key: 'upheld',
              head: say('screen.batches.found.upheld'),
              numeric: true,
              cell: ({ upheld }) => number(upheld),
            },
          ]}
        />
      )}
    </Panel>
  );
}
