import type { ReactNode } from 'react';
import classes from './FieldList.module.css';

/** Labels and values: a record. Holds `FieldRow`s only. */
export function FieldList({ children }: { children: ReactNode }) {
  return <dl className={classes.list}>{children}</dl>;
}

interface FieldRowProps {
  label: string;
  /** The value. */
  children: ReactNode;
  /** Where the value comes from: act, date, office. */
  source?: ReactNode;
  /** What must be known to read the value, such as today's name of an old place. */
  note?: ReactNode;
  /** "This is wrong", or the state of a correction. */
  action?: ReactNode;
  /** The value is missing: said in quieter letters. */
  empty?: boolean;
}

export function FieldRow({ label, children, source, note, action, empty = false }: FieldRowProps) {
  return (
    <div className={classes.row}>
      <dt className={classes.label}>{label}</dt>
      <dd className={classes.body}>
        <div className={classes.value} data-empty={empty || undefined}>
          {children}
        </div>
        {note && <div className={classes.note}>{note}</div>}
        {source && <div className={classes.source}>{source}</div>}
      </dd>
      {action && <dd className={classes.action}>{action}</dd>}
    </div>
  );
}
