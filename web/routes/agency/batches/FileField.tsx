import { useWords } from '../../../words.tsx';
import classes from './Batches.module.css';

interface FileFieldProps {
  id: string;
  label: string;
  hint: string;
  error?: string | undefined;
  onChange: (file: File | undefined) => void;
}

/** The device's own way to choose a file. */
export function FileField({ id, label, hint, error, onChange }: FileFieldProps) {
  const described = [`${id}-hint`, ...(error ? [`${id}-error`] : [])].join(' ');
  return (
    <div className={classes.file}>
      <label htmlFor={id} className={classes.label}>
        {label}
      </label>
      <p id={`${id}-hint`} className={classes.hint}>
        {hint}
      </p>
      <input
        id={id}
        type="file"
        accept=".csv,.tsv,.txt,.jsonl,.ndjson,.parquet"
        className={classes.input}
        aria-describedby={described}
        aria-invalid={error !== undefined}
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

/** A length in bytes as people say it. */
export function useSize(): (bytes: number) => string {
  const { language } = useWords();
  return (bytes) => {
    const [unit, size] =
      bytes >= 1e9
        ? (['gigabyte', 1e9] as const)
        : bytes >= 1e6
          ? (['megabyte', 1e6] as const)
          : (['kilobyte', 1e3] as const);
    return new Intl.NumberFormat(language, { style: 'unit', unit, maximumSignificantDigits: 3 }).format(bytes / size);
  };
}
