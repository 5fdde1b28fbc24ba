import type { ReactNode } from 'react';
import classes from './LineList.module.css';

interface LineListProps<Line> {
  lines: readonly Line[];
  /** One line of the journal: a `Disclosure` whose summary is a `LineHead`. */
  children: (line: Line) => ReactNode;
}

/** Lines of the journal, newest first. */
export function LineList<Line extends { reference: string }>({ lines, children }: LineListProps<Line>) {
  return (
    <ol className={classes.lines}>
      {lines.map((line) => (
        <li key={line.reference}>{children(line)}</li>
      ))}
    </ol>
  );
}

/** What stands in sight of a line: its sentence, and below it when it was and of what kind. */
export function LineHead({ sentence, children }: { sentence: string; children: ReactNode }) {
  return (
    <>
      <span className={classes.sentence}>{sentence}</span>
      <span className={classes.meta}>{children}</span>
    </>
  );
}
