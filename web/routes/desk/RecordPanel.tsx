import { Button, Muted, Panel, Stack } from '../../kit/index.ts';
import { useWords } from '../../words.tsx';
import type { RecordField } from '../citizen/data.ts';
import { groupFields } from '../citizen/groups.ts';
import type { OfficerRecord } from './data.ts';
import { SHAPES } from './fields/values.ts';
import classes from './RecordPanel.module.css';

type OnCorrect = ((field: string) => void) | undefined;

interface RecordPanelProps {
  subject: OfficerRecord;
  /** Absent where this officer may not correct. */
  onCorrect: OnCorrect;
}

/** The legal fields, each with the act it comes from; what is empty is named in one line, so that what is known stands out. */
export function RecordPanel({ subject, onCorrect }: RecordPanelProps) {
  const { say } = useWords();
  const name = subject.fields.filter(({ id }) => id === 'name');
  return (
    <Stack>
      {groupFields(subject.fields).map((group) => (
        <Panel key={group.id} title={say(`screen.record.group.${group.id}`)}>
          <RecordRows
            fields={group.id === 'identity' ? [...name, ...group.fields] : group.fields}
            onCorrect={onCorrect}
          />
        </Panel>
      ))}
    </Stack>
  );
}

export function RecordRows({ fields, onCorrect }: { fields: readonly RecordField[]; onCorrect?: OnCorrect }) {
  const known = fields.filter(({ state }) => state === 'known');
  const empty = fields.filter(({ state }) => state === 'none');
  return (
    <div className={classes.frame}>
      {known.length > 0 && (
        <dl className={classes.list}>
          {known.map((field) => (
            <Row key={field.id} field={field} onCorrect={onCorrect} />
          ))}
        </dl>
      )}
      {empty.length > 0 && <Empties fields={empty} onCorrect={onCorrect} />}
    </div>
  );
}

function Row({ field, onCorrect }: { field: RecordField; onCorrect: OnCorrect }) {
  const { say, date, has } = useWords();
  const label = say(`field.${field.id}`);
  const { source } = field;
  const act = source && (has(`value.actKind.${source.act}`) ? say(`value.actKind.${source.act}`) : source.act);
  const correct = say('screen.desk.person.correct');
  return (
    <div className={classes.row}>
      <dt className={classes.label}>{label}</dt>
      <dd className={classes.body}>
        <div className={classes.value}>{field.text}</div>
        {field.resolved && (
          <div>
            <Muted>{say('screen.record.today')}</Muted> {field.resolved}
          </div>
        )}
      </dd>
      {onCorrect && SHAPES[field.id] && (
        <dd className={classes.action}>
          <Button kind="quiet" small onClick={() => onCorrect(field.id)} label={`${correct}: ${label}`}>
            {correct}
          </Button>
        </dd>
      )}
      {source && (
        <dd className={classes.source}>
          {say('screen.record.source', { act: act ?? '', date: date(source.since), office: source.officeName })}
        </dd>
      )}
    </div>
  );
}

function Empties({ fields, onCorrect }: { fields: readonly RecordField[]; onCorrect: OnCorrect }) {
  const { say } = useWords();
  return (
    <div className={classes.empty}>
      <p>{say('screen.record.none')}:</p>
      <ul>
        {fields.map(({ id }) => (
          <li key={id}>
            {onCorrect && SHAPES[id] ? (
              <button
                type="button"
                className={classes.add}
                onClick={() => onCorrect(id)}
                aria-label={`${say(`field.${id}`)}: ${say('screen.record.add')}`}
              >
                {say(`field.${id}`)}
              </button>
            ) : (
              <span className={classes.name}>{say(`field.${id}`)}</span>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
