import type { ReactNode } from 'react';
import classes from './layout.module.css';

type Gap = 'small' | 'medium' | 'large';

/** One below the other. */
export function Stack({ gap = 'medium', children }: { gap?: Gap; children: ReactNode }) {
  return (
    <div className={classes.stack} data-gap={gap}>
      {children}
    </div>
  );
}

/** Side by side, onto further lines where they do not fit. */
export function Cluster({
  gap = 'small',
  apart = false,
  children,
}: {
  gap?: Gap;
  apart?: boolean;
  children: ReactNode;
}) {
  return (
    <div className={classes.cluster} data-gap={gap} data-apart={apart || undefined}>
      {children}
    </div>
  );
}

/** Two columns from 960 px, `main` first; one below the other before that. */
export function Split({ main, aside }: { main: ReactNode; aside: ReactNode }) {
  return (
    <div className={classes.split}>
      <div className={classes.column}>{main}</div>
      <div className={classes.column}>{aside}</div>
    </div>
  );
}

/** Equal tiles, as many a line as fit. */
export function Tiles({ children }: { children: ReactNode }) {
  return <div className={classes.tiles}>{children}</div>;
}

/** Secondary text, still readable. */
export function Muted({ children }: { children: ReactNode }) {
  return <span className={classes.muted}>{children}</span>;
}
