import { CheckField } from '../../../kit/index.ts';
import classes from './ScopesField.module.css';

interface ScopesFieldProps {
  id: string;
  label: string;
  choices: readonly { id: string; name: string }[];
  /** Ids with a blank between them. */
  value: string;
  error?: string | undefined;
  onChange: (value: string) => void;
}

/** What may be done: any number of things out of a short list. */
export function ScopesField({ id, label, choices, value, error, onChange }: ScopesFieldProps) {
  const chosen = value.split(' ').filter(Boolean);
  const change = (scope: string, on: boolean) =>
    onChange([...chosen.filter((one) => one !== scope), ...(on ? [scope] : [])].join(' '));
  return (
    <fieldset className={classes.group} aria-describedby={error ? `${id}-error` : undefined}>
      <legend className={classes.legend}>{label}</legend>
      {error && (
        <p id={`${id}-error`} className={classes.error}>
          {error}
        </p>
      )}
      {choices.map((scope, index) => (
        <CheckField
          key={scope.id}
          id={index === 0 ? id : `${id}-${scope.id}`}
          label={scope.name}
          checked={chosen.includes(scope.id)}
          onChange={(on) => change(scope.id, on)}
        />
      ))}
    </fieldset>
  );
}
