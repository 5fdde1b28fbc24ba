import { type ReactNode, useId } from 'react';
import classes from './Panel.module.css';

interface PanelProps {
  title?: string;
  /** Buttons beside the title. */
  actions?: ReactNode;
  /** `warm` sets the panel apart without a border. */
  ground?: 'white' | 'warm' | 'accent';
  /** Level of the title, 2 unless the panel stands inside another. */
  level?: 2 | 3;
  children: ReactNode;
}

/** A part of a screen with its own title. */
export function Panel({ title, actions, ground = 'white', level = 2, children }: PanelProps) {
  const id = useId();
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section className={classes.panel} data-ground={ground} aria-labelledby={title ? id : undefined}>
      {title && (
        <header className={classes.header}>
          <Heading id={id} className={classes.title}>
            {title}
          </Heading>
          {actions}
        </header>
      )}
      {children}
    </section>
  );
}

interface FigureTileProps {
  value: string;
  label: string;
  note?: ReactNode;
}

/** One number and what it counts. */
export function FigureTile({ value, label, note }: FigureTileProps) {
  return (
    <div className={classes.panel}>
      <p className={classes.figure}>
        <strong>{value}</strong>
        <span>{label}</span>
      </p>
      {note && <p className={classes.note}>{note}</p>}
    </div>
  );
}
