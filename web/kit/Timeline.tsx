import type { ReactNode } from 'react';
import classes from './Timeline.module.css';

export interface TimelineItem {
  id: string;
  /** When, as the language writes it. */
  when: string;
  title: ReactNode;
  body?: ReactNode;
  /** Taken back, or no longer in force: drawn hollow. The words must say so too. */
  past?: boolean;
}

/** What happened, in order. */
export function Timeline({ items }: { items: readonly TimelineItem[] }) {
  return (
    <ol className={classes.timeline}>
      {items.map((item) => (
        <li key={item.id} className={classes.item} data-past={item.past || undefined}>
          <p className={classes.when}>{item.when}</p>
          <div className={classes.title}>{item.title}</div>
          {item.body && <div className={classes.body}>{item.body}</div>}
        </li>
      ))}
    </ol>
  );
}
