import { Table } from '../../../kit/desk.ts';
import {
  CheckField,
  Disclosure,
  FieldList,
  FieldRow,
  Icon,
  type IconName,
  Status,
  TextLink,
  type Tone,
} from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { useSession } from '../../root.tsx';
import type { Candidate } from './data.ts';
import classes from './Review.module.css';

type Difference = Candidate['fields'][number];

const LOOKS: Readonly<Record<string, { tone: Tone; icon: IconName }>> = {
  same: { tone: 'good', icon: 'check' },
  differs: { tone: 'bad', icon: 'alert' },
  empty: { tone: 'info', icon: 'add' },
  silent: { tone: 'plain', icon: 'look' },
};
/** What differs is read first. */
const ORDER = ['differs', 'same', 'empty', 'silent'];

interface CompareTableProps {
  candidate: Candidate;
  /** Fields whose held value the file's shall replace; undefined where nothing is to be decided any more. */
  take: readonly string[] | undefined;
  onTake: (field: string, on: boolean) => void;
}

/**
 * The row as it was understood, left; what the register holds, right; each pair with a word, a mark, and colour last. What the
 * file says nothing of waits below.
 */
export function CompareTable({ candidate, take, onTake }: CompareTableProps) {
  const { say } = useWords();
  const { caller } = useSession();
  const rows = [...candidate.fields].sort((left, right) => ORDER.indexOf(left.kind) - ORDER.indexOf(right.kind));
  const said = rows.filter((one) => one.said !== undefined || one.kind !== 'silent');
  const silent = rows.filter((one) => !said.includes(one));
  return (
    <div className={classes.compare}>
      <FieldTable rows={said} candidate={candidate} take={take} onTake={onTake} />
      {silent.length > 0 && (
        <Disclosure summary={say('screen.collection.compare.silent', { count: silent.length })}>
          <FieldList>
            {silent.map(({ field, fieldName, held }) => (
              <FieldRow key={field} label={fieldName}>
                {held ?? say('screen.record.none')}
              </FieldRow>
            ))}
          </FieldList>
        </Disclosure>
      )}
      {caller.scopes.includes('people.read') && (
        <p>
          <TextLink to="/desk/person/$person" params={{ person: candidate.person }}>
            {say('screen.collection.compare.open', { name: candidate.name })}
          </TextLink>
        </p>
      )}
    </div>
  );
}

function FieldTable({ rows, candidate, take, onTake }: CompareTableProps & { rows: readonly Difference[] }) {
  const { say } = useWords();
  const none = say('screen.record.none');
  const held = [candidate.name, candidate.pin].filter(Boolean).join(' · ');
  return (
    <Table<Difference>
      caption={say('screen.collection.compare.title')}
      rows={rows}
      rowKey={({ field }) => field}
      columns={[
        { key: 'field', head: say('screen.collection.compare.field'), main: true, cell: ({ fieldName }) => fieldName },
        {
          key: 'said',
          head: say('screen.collection.compare.said'),
          cell: ({ said, kind }) => <Value kind={kind}>{said ?? none}</Value>,
        },
        {
          key: 'held',
          head: say('screen.collection.compare.held', { name: held }),
          cell: ({ held: value, kind }) => <Value kind={kind}>{value ?? none}</Value>,
        },
        {
          key: 'kind',
          head: say('screen.collection.compare.kind'),
          cell: ({ field, fieldName, kind, replaceable }) => (
            <div className={classes.kind}>
              <Status tone={LOOKS[kind]?.tone ?? 'plain'}>
                <Icon name={LOOKS[kind]?.icon ?? 'look'} size={15} />
                <span>{say(`value.rowDifference.${kind}`)}</span>
              </Status>
              {take && kind === 'differs' && replaceable && (
                <CheckField
                  id={`take-${field}`}
                  label={say('screen.collection.compare.take', { field: fieldName })}
                  checked={take.includes(field)}
                  onChange={(on) => onTake(field, on)}
                />
              )}
            </div>
          ),
        },
      ]}
    />
  );
}

function Value({ kind, children }: { kind: string; children: string }) {
  return kind === 'differs' ? <mark className={classes.differs}>{children}</mark> : children;
}
