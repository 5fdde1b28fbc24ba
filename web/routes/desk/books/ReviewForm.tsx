import { useForm } from '../../../form/useForm.ts';
import {
  announce,
  FieldList,
  FieldRow,
  FormFrame,
  Notice,
  Panel,
  PlainAct,
  RadioField,
  Stack,
  Status,
} from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import classes from './books.module.css';
import { type Disputed, type EntryField, sendDecision } from './data.ts';
import { ReadField, readForm, unreadableOf } from './EntryForm.tsx';
import { SendBack } from './SendBack.tsx';
import { useEntryKeys } from './useEntryKeys.ts';

const choiceOf = (field: string) => `${field}.choice`;

interface ReviewFormProps {
  disputed: Disputed;
  onDone: () => void;
}

/** Field by field what two officers read, to be chosen from or typed anew; what they agree on stays as it is. */
export function ReviewForm({ disputed, onDone }: ReviewFormProps) {
  const { say } = useWords();
  const { entry, fields, keyings, differing } = disputed;
  const asked = fields.filter(({ id }) => differing.includes(id));
  const agreed = fields.filter(({ id }) => !differing.includes(id));
  const settled = (how: string) => () => {
    announce(say(how));
    onDone();
  };
  const form = useForm<Record<string, string>>({
    initial: Object.fromEntries(asked.flatMap(({ id }) => [[id, ''] as const, [choiceOf(id), ''] as const])),
    check: (values) =>
      Object.fromEntries(
        asked
          .filter(({ id, required }) => {
            const choice = values[choiceOf(id)];
            return !choice || (choice === 'other' && required && !values[id]?.trim());
          })
          .map(({ id, label }) => [
            values[choiceOf(id)] === 'other' ? id : choiceOf(id),
            say('screen.books.review.missing', { field: label }),
          ]),
      ),
    send: async (values, key) => {
      const chosen = Object.fromEntries(asked.flatMap(({ id }) => Object.entries(readChoice(id, values, keyings))));
      await sendDecision(entry, { outcome: 'agreed', ...readForm(asked, chosen) }, key);
      settled('screen.books.review.done')();
    },
  });
  const frame = useEntryKeys({ onFinish: () => void form.submit() });
  return (
    <div ref={frame}>
      <Stack>
        <p>{say('screen.books.review.lead', { count: differing.length })}</p>
        {keyings.some(({ absent }) => absent) && <Notice tone="wait" title={say('screen.books.review.oneAbsent')} />}
        <FormFrame form={form} send={say('screen.books.review.finish')} icon="check">
          {asked.map((field) => (
            <DisputedField
              key={field.id}
              field={field}
              keyings={keyings}
              choice={form.field(choiceOf(field.id))}
              other={form.field(field.id)}
            />
          ))}
        </FormFrame>
        {agreed.length > 0 && (
          <Panel title={say('screen.books.review.agreedTitle')}>
            <FieldList>
              {agreed.map(({ id, kind, label }) => (
                <FieldRow key={id} label={label}>
                  <Value kind={kind} id={id} keying={keyings[0]} />
                </FieldRow>
              ))}
            </FieldList>
          </Panel>
        )}
        <SendBack entry={entry} onDone={settled('screen.books.review.sentBack')} />
        <PlainAct
          kind="quiet"
          act={() => sendDecision(entry, { outcome: 'absent' })}
          onDone={settled('screen.books.review.done')}
        >
          {say('screen.books.review.absent')}
        </PlainAct>
      </Stack>
    </div>
  );
}

type Keying = Disputed['keyings'][number];
type Words = Pick<ReturnType<typeof useWords>, 'say' | 'date'>;

function readKeyed({ say, date }: Words, kind: EntryField['kind'], id: string, { values, unreadable }: Keying): string {
  if (unreadable.includes(id)) return say('screen.books.review.unreadable');
  const value = values[id];
  if (value === undefined) return say('screen.books.review.blank');
  if (kind === 'sex') return say(`value.sex.${value}`);
  return kind === 'date' ? date(value) : value;
}

function Value({ kind, id, keying }: { kind: EntryField['kind']; id: string; keying: Keying | undefined }) {
  const words = useWords();
  return <>{keying && readKeyed(words, kind, id, keying)}</>;
}

/** The values of a form under which the chosen reading is sent. */
function readChoice(id: string, values: Readonly<Record<string, string>>, keyings: readonly Keying[]) {
  const choice = values[choiceOf(id)]!;
  if (choice === 'other') return { [id]: values[id] ?? '' };
  if (choice === 'unreadable') return { [unreadableOf(id)]: 'yes' };
  const keyed = keyings[Number(choice)]!;
  return keyed.unreadable.includes(id) ? { [unreadableOf(id)]: 'yes' } : { [id]: keyed.values[id] ?? '' };
}

interface FormPart {
  id: string;
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}

interface DisputedFieldProps {
  field: EntryField;
  keyings: readonly Keying[];
  choice: FormPart;
  other: FormPart;
}

function DisputedField({ field, keyings, choice, other }: DisputedFieldProps) {
  const words = useWords();
  const { say } = words;
  const turns = ['screen.books.review.first', 'screen.books.review.second'];
  const read = keyings.flatMap((keying, turn) =>
    keying.absent
      ? []
      : [{ value: `${turn}`, label: say(turns[turn]!, { value: readKeyed(words, field.kind, field.id, keying) }) }],
  );
  const unread = keyings.some(({ unreadable }) => unreadable.includes(field.id));
  return (
    <div className={classes.disputed}>
      <Status tone="wait">{say('screen.books.review.differs')}</Status>
      <RadioField
        {...choice}
        label={field.label}
        choices={[
          ...read,
          ...(unread ? [] : [{ value: 'unreadable', label: say('screen.books.review.unreadable') }]),
          { value: 'other', label: say('screen.books.review.other') },
        ]}
      />
      {choice.value === 'other' && (
        <ReadField
          field={{ ...field, label: say('screen.books.review.otherLabel', { field: field.label }) }}
          {...other}
        />
      )}
    </div>
  );
}
