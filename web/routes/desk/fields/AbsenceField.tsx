import { DateField, TextField } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import classes from './fields.module.css';
import { type AbsenceDraft, readDraft, writeDraft } from './values.ts';

interface AbsenceFieldProps {
  id: string;
  label: string;
  /** An `AbsenceDraft` as JSON. */
  value: string;
  error?: string | undefined;
  onChange: (value: string) => void;
}

/** A declared absence: from, to where it has ended, why. */
export function AbsenceField({ id, label, value, error, onChange }: AbsenceFieldProps) {
  const { say } = useWords();
  const draft = { from: '', to: '', reason: '', ...readDraft<AbsenceDraft>(value) };
  const change = (part: Partial<AbsenceDraft>) => onChange(writeDraft({ ...draft, ...part }));
  return (
    <fieldset className={classes.group} data-error={error ? true : undefined}>
      <legend className={classes.legend}>{label}</legend>
      {error && <p className={classes.error}>{error}</p>}
      <DateField
        id={id}
        label={say('screen.desk.absence.from')}
        value={draft.from}
        onChange={(from) => change({ from })}
      />
      <DateField
        id={`${id}-to`}
        label={say('screen.desk.absence.to')}
        optional
        value={draft.to}
        onChange={(to) => change({ to })}
      />
      <TextField
        id={`${id}-reason`}
        label={say('screen.desk.absence.reason')}
        maxLength={200}
        value={draft.reason}
        onChange={(reason) => change({ reason })}
      />
    </fieldset>
  );
}
