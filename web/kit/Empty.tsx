import type { ReactNode } from 'react';
import classes from './Empty.module.css';

interface EmptyProps {
  title: string;
  /** Why there is nothing, and what would put something here. */
  children?: ReactNode;
  action?: ReactNode;
}

export function Empty({ title, children, action }: EmptyProps) {
  return (
    <div className={classes.empty}>
      <p className={classes.title}>{title}</p>
      {children && <div className={classes.body}>{children}</div>}
      {action}
    </div>
  );
}
