import type { ReactNode } from 'react';
import classes from './Disclosure.module.css';
import { Icon } from './Icon.tsx';

interface DisclosureProps {
  /** What is always in sight. */
  summary: ReactNode;
  open?: boolean;
  children: ReactNode;
}

/** Detail on demand, by the browser's own means: it works from the keyboard and is found by search in the page. */
export function Disclosure({ summary, open = false, children }: DisclosureProps) {
  return (
    <details className={classes.details} open={open}>
      <summary className={classes.summary}>
        <span className={classes.words}>{summary}</span>
        <span className={classes.mark}>
          <Icon name="down" />
        </span>
      </summary>
      <div className={classes.body}>{children}</div>
    </details>
  );
}
