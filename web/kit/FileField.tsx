import classes from './FileField.module.css';

interface FileFieldProps {
  id: string;
  label: string;
  hint?: string;
  error?: string | undefined;
  /** Endings of names: what the device offers first. What a file is, only its bytes tell. */
  accept: string;
  onChange: (file: File | undefined) => void;
}

/** The device's own way to choose one file. */
export function FileField({ id, label, hint, error, accept, onChange }: FileFieldProps) {
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className={classes.field}>
      <label htmlFor={id} className={classes.label}>
        {label}
      </label>
      {hint && (
        <p id={`${id}-hint`} className={classes.hint}>
          {hint}
        </p>
      )}
      <input
        id={id}
        type="file"
        accept={accept}
        className={classes.input}
        aria-describedby={described || undefined}
        aria-invalid={error ? true : undefined}
        onChange={(event) => onChange(event.currentTarget.files?.[0])}
      />
      {error && (
        <p id={`${id}-error`} className={classes.error}>
          {error}
        </p>
      )}
    </div>
  );
}
