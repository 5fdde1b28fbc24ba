import type { ReactNode } from 'react';
import { CheckField } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { splitIds } from './given.ts';
import classes from './ItemsField.module.css';

interface ItemsFieldProps {
  id: string;
  label: string;
  hint?: ReactNode;
  choices: readonly { id: string; name: string; note?: string }[];
  /** Ids with a blank between them. */
  value: string;
  error?: string | undefined;
  onChange: (value: string) => void;
  /** Short names: several in a line where they fit. */
  short?: boolean;
  /** What stands below an item. */
  under?: (id: string) => ReactNode;
}

/** Any number of a list's items, each with room for what must be said of it. */
export function ItemsField(props: ItemsFieldProps) {
  const { id, label, hint, choices, value, error, onChange, short = false, under } = props;
  const { say } = useWords();
  const chosen = splitIds(value);
  // In the order of the list, whatever the order of ticking.
  const change = (item: string, on: boolean) =>
    onChange(
      choices
        .filter((one) => (one.id === item ? on : chosen.includes(one.id)))
        .map((one) => one.id)
        .join(' '),
    );
  return (
    <fieldset
      id={choices.length === 0 ? id : undefined}
      tabIndex={-1}
      className={classes.group}
      aria-describedby={hint || error ? `${id}-help` : undefined}
    >
      <legend className={classes.legend}>{label}</legend>
      <div id={`${id}-help`}>
        {hint && <p className={classes.hint}>{hint}</p>}
        {error && <p className={classes.error}>{error}</p>}
      </div>
      {choices.length === 0 && <p className={classes.hint}>{say('screen.agreements.form.nothingYet')}</p>}
      <div className={classes.items} data-short={short || undefined}>
        {choices.map((choice, index) => (
          <div key={choice.id}>
            <CheckField
              id={index === 0 ? id : `${id}-${choice.id}`}
              label={choice.name}
              hint={choice.note}
              checked={chosen.includes(choice.id)}
              onChange={(on) => change(choice.id, on)}
            />
            {under?.(choice.id)}
          </div>
        ))}
      </div>
    </fieldset>
  );
}
