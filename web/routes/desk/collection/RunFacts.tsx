import { useNavigate } from '@tanstack/react-router';
import { Table } from '../../../kit/desk.ts';
import { Cluster, ConfirmedAct, FieldList, FieldRow, Notice, Panel, TextLink } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { stopSending } from '../../agency/batches/sending.ts';
import { useSession } from '../../root.tsx';
import { cancelRun, type Run, undoRun } from './data.ts';

/** As offices call them. */
const KINDS: Readonly<Record<string, string>> = { delimited: 'CSV', workbook: 'Excel', lines: 'JSON lines' };

/** Who sent it, by what law, and how the file is written. */
export function RunFacts({ run }: { run: Run }) {
  const { say, moment, size, date } = useWords();
  const { form } = run;
  const written = [
    form && (KINDS[form.kind] ?? form.kind),
    form?.encoding?.toUpperCase(),
    form?.sheet,
    size(run.bytes),
  ];
  return (
    <Panel title={say('screen.collection.facts.title')}>
      <FieldList>
        <FieldRow label={say('screen.collection.sender')}>{run.senderName}</FieldRow>
        <FieldRow label={say('screen.collection.facts.by')} source={moment(run.madeAt)}>
          {run.sentBy}
        </FieldRow>
        <FieldRow label={say('screen.looks.law')}>{run.legalBasisText}</FieldRow>
        <FieldRow label={say('screen.collection.file')}>{written.filter(Boolean).join(' · ')}</FieldRow>
        {run.note && <FieldRow label={say('screen.collection.new.note')}>{run.note}</FieldRow>}
        {run.endedAt && <FieldRow label={say('screen.collection.facts.ended')}>{moment(run.endedAt)}</FieldRow>}
        <FieldRow label={say('screen.collection.facts.until')}>{date(run.filesUntil.slice(0, 10))}</FieldRow>
      </FieldList>
    </Panel>
  );
}

/** Stop, and take back as one; and what stood in the way when it was tried. */
export function Acts({ run }: { run: Run }) {
  const { say, number } = useWords();
  const navigate = useNavigate();
  const { counts } = run;
  const cancels = run.may.includes('cancel');
  const undoes = run.may.includes('undo');
  return (
    <>
      {run.blocked && run.blocked.length > 0 && <Blocked run={run} />}
      {(cancels || undoes) && (
        <Cluster>
          {cancels && (
            <ConfirmedAct
              kind="danger"
              title={say('screen.collection.cancel.title')}
              text={say('screen.collection.cancel.text')}
              yes={say('screen.collection.cancel.yes')}
              act={() => cancelRun(run.id)}
              done={say('screen.collection.cancel.done')}
              onDone={() => stopSending(run.id)}
              refresh={['collection']}
            >
              {say('screen.collection.cancel.button')}
            </ConfirmedAct>
          )}
          {undoes && (
            <ConfirmedAct
              kind="danger"
              title={say('screen.collection.undo.title')}
              text={say('screen.collection.undo.text', {
                created: number(counts.acceptedNew),
                known: number(counts.acceptedKnown),
              })}
              yes={say('screen.collection.undo.yes')}
              act={() => undoRun(run.id)}
              done={say('screen.collection.undo.begun')}
              onDone={() =>
                void navigate({
                  to: '/desk/collection/runs/$run',
                  params: { run: run.id },
                  search: {},
                  replace: true,
                })
              }
              refresh={['collection']}
            >
              {say('screen.collection.undo.button')}
            </ConfirmedAct>
          )}
        </Cluster>
      )}
    </>
  );
}

function Blocked({ run: { blocked = [] } }: { run: Run }) {
  const { say, number } = useWords();
  const { caller } = useSession();
  return (
    <Panel title={say('screen.collection.blocked.title')}>
      <Notice tone="bad" title={say('screen.collection.blocked.count', { count: number(blocked.length) })}>
        <p>{say('screen.collection.blocked.text')}</p>
      </Notice>
      <Table
        caption={say('screen.collection.blocked.title')}
        rows={blocked}
        rowKey={({ row }) => String(row)}
        columns={[
          {
            key: 'row',
            head: say('screen.collection.rows.row'),
            main: true,
            cell: ({ row, person }) =>
              caller.scopes.includes('people.read') ? (
                <TextLink to="/desk/person/$person" params={{ person }}>
                  {say('screen.collection.blocked.person', { row: number(row) })}
                </TextLink>
              ) : (
                number(row)
              ),
          },
          { key: 'why', head: say('screen.collection.blocked.why'), cell: ({ why }) => why },
        ]}
      />
    </Panel>
  );
}
