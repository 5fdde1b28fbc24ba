import type { ReactNode } from 'react';
import classes from './Status.module.css';

/** Colour second: the words must say it alone. */
export type Tone = 'plain' | 'info' | 'good' | 'wait' | 'bad';

/** A state in a word or two. */
export function Status({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span className={classes.status} data-tone={tone}>
      {children}
    </span>
  );
}

interface NoticeProps {
  tone?: Tone;
  title?: string;
  children?: ReactNode;
}

/** A block that must not be overlooked. It is not read aloud by itself: see `announce`. */
export function Notice({ tone = 'info', title, children }: NoticeProps) {
  return (
    <div className={classes.notice} data-tone={tone}>
      {title && <p className={classes.title}>{title}</p>}
      {children && <div className={classes.body}>{children}</div>}
    </div>
  );
}
