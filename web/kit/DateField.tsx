import { useId, useState } from 'react';
import { useWords } from '../words.tsx';
import classes from './fields.module.css';
import type { FieldProps } from './fields.tsx';

interface DateFieldProps extends FieldProps {
  /** Allow a year, or a month and year, where no more is known. */
  partial?: boolean;
}

type Part = 'day' | 'month' | 'year';
const PARTS: readonly Part[] = ['day', 'month', 'year'];

/**
 * A date in three boxes, as people remember one: no calendar to leaf through for a birth in 1948. The value is `YYYY-MM-DD`
 * (or `YYYY`, `YYYY-MM` where `partial`), `''` while empty, and what was typed where it is no date: check with `isDate`.
 */
export function DateField({
  id,
  label,
  hint,
  optional = false,
  error,
  value,
  onChange,
  partial = false,
}: DateFieldProps) {
  const { say } = useWords();
  const [typed, setTyped] = useState(() => split(value));
  // The value can be set from outside (a form that is emptied); what is typed goes on otherwise.
  const parts = join(typed) === value ? typed : split(value);
  const help = useId();
  const change = (part: Part, text: string) => {
    const next = { ...parts, [part]: text.replace(/[^0-9]/g, '') };
    setTyped(next);
    onChange(join(next));
  };
  return (
    <fieldset
      className={classes.dates}
      data-error={error ? true : undefined}
      aria-describedby={hint || partial || error ? help : undefined}
    >
      <legend className={classes.label}>
        {label}
        {optional && <span className={classes.optional}> ({say('kit.field.optional')})</span>}
      </legend>
      <div id={help}>
        {(hint || partial) && <div className={classes.hint}>{hint ?? say('kit.date.partial')}</div>}
        {error && <div className={classes.error}>{error}</div>}
      </div>
      <div className={classes.parts}>
        {PARTS.map((part, index) => (
          <label key={part} className={classes.part}>
            {say(`kit.date.${part}`)}
            <input
              id={index === 0 ? id : `${id}-${part}`}
              data-part={part}
              inputMode="numeric"
              autoComplete="off"
              maxLength={part === 'year' ? 4 : 2}
              value={parts[part]}
              aria-invalid={error ? true : undefined}
              onChange={(event) => change(part, event.currentTarget.value)}
            />
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** Whether the text is a date of the calendar; with `partial` also a year or a month. */
export function isDate(text: string, partial = false): boolean {
  if (partial && /^[0-9]{4}(-(0[1-9]|1[0-2]))?$/.test(text)) return true;
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text)) return false;
  const instant = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text);
}

function split(value: string): Record<Part, string> {
  const [year = '', month = '', day = ''] = value.split('-');
  return { day, month, year };
}

function join({ day, month, year }: Record<Part, string>): string {
  if (!day && !month) return year;
  const parts = day ? [year, month.padStart(2, '0'), day.padStart(2, '0')] : [year, month.padStart(2, '0')];
  return parts.join('-');
}
