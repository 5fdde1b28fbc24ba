import { useEffect } from 'react';
import { type Form, useForm } from '../../../form/useForm.ts';
import {
  announce,
  CheckField,
  ConfirmedAct,
  FormFrame,
  Muted,
  SelectField,
  Stack,
  TextField,
} from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import classes from './books.module.css';
import { type EntryField, sendKeying, type Taken } from './data.ts';
import { useEntryKeys } from './useEntryKeys.ts';

/** Under this name a form says that a field cannot be read. */
export const unreadableOf = (field: string) => `${field}.unreadable`;

interface EntryFormProps {
  taken: Taken;
  until: string;
  onDone: () => void;
}

/** What an officer reads of an entry, field by field. */
export function EntryForm({ taken, until, onDone }: EntryFormProps) {
  const { say } = useWords();
  const { entry, fields, position } = taken;
  const done = () => {
    announce(say('screen.books.key.done'));
    onDone();
  };
  const form: Form<Record<string, string>> = useForm<Record<string, string>>({
    initial: Object.fromEntries(fields.flatMap(({ id }) => [[id, ''] as const, [unreadableOf(id), ''] as const])),
    check: (values) =>
      Object.fromEntries(
        fields
          .filter(({ id, required }) => required && !values[unreadableOf(id)] && !values[id]?.trim())
          .map(({ id, label }) => [id, say('screen.books.key.missing', { field: label })]),
      ),
    send: async (values, key) => {
      await sendKeying(entry, readForm(fields, values), key);
      done();
    },
  });
  const frame = useEntryKeys({
    onFinish: () => void form.submit(),
    onUnreadable: (field) => {
      if (!fields.some(({ id }) => id === field)) return;
      form.set(unreadableOf(field), form.values[unreadableOf(field)] ? '' : 'yes');
    },
  });
  useEffect(() => {
    frame.current?.querySelector('input')?.focus();
  }, [frame]);
  return (
    <div ref={frame}>
      <Stack>
        <FormFrame form={form} send={say('screen.books.key.finish')} icon="check">
          {fields.map((field) => (
            <div key={field.id} className={classes.field}>
              <ReadField field={field} {...form.field(field.id)} />
              <CheckField
                id={unreadableOf(field.id)}
                label={say('screen.books.key.unreadable', { field: field.label })}
                checked={form.values[unreadableOf(field.id)] !== ''}
                onChange={(checked) => form.set(unreadableOf(field.id), checked ? 'yes' : '')}
              />
            </div>
          ))}
        </FormFrame>
        <ConfirmedAct
          kind="quiet"
          title={say('screen.books.key.absentTitle')}
          text={<p>{say('screen.books.key.absentText', { position })}</p>}
          yes={say('screen.books.key.absentYes')}
          act={() => sendKeying(entry, { absent: true })}
          onDone={done}
        >
          {say('screen.books.key.absent')}
        </ConfirmedAct>
        <Muted>{say('screen.books.key.until', { time: until })}</Muted>
      </Stack>
    </div>
  );
}

interface ReadFieldProps {
  field: EntryField;
  id: string;
  value: string;
  error?: string | undefined;
  onChange: (value: string) => void;
}

/** A field as it is typed from the book; dates are typed as the book has them. */
export function ReadField({ field, ...rest }: ReadFieldProps) {
  const { say } = useWords();
  const shared = { ...rest, label: field.label, optional: !field.required };
  if (field.kind === 'sex')
    return (
      <SelectField
        {...shared}
        none=""
        choices={['male', 'female'].map((sex) => ({ value: sex, label: say(`value.sex.${sex}`) }))}
      />
    );
  return (
    <TextField
      {...shared}
      maxLength={300}
      {...(field.kind === 'date' ? { hint: say('screen.books.key.dateHint') } : {})}
    />
  );
}

/** What a form says of these fields, as it is sent; blank fields are left out. */
export function readForm(fields: readonly Pick<EntryField, 'id'>[], values: Readonly<Record<string, string>>) {
  const unreadable = fields.map(({ id }) => id).filter((id) => values[unreadableOf(id)]);
  const written = fields
    .filter(({ id }) => !unreadable.includes(id) && values[id]?.trim())
    .map(({ id }) => [id, values[id]!.trim()] as const);
  return { values: Object.fromEntries(written), unreadable };
}
