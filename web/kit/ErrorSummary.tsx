import { useEffect, useRef } from 'react';
import { useWords } from '../words.tsx';
import classes from './ErrorSummary.module.css';

export interface FieldError {
  /** The field's id on the page. */
  id: string;
  message: string;
}

interface ErrorSummaryProps {
  errors: readonly FieldError[];
  /** Changes with each attempt to send: the summary then takes focus again. */
  attempt: number;
}

/** What is wrong, above the form, each line a way to the field. Renders nothing while nothing is wrong. */
export function ErrorSummary({ errors, attempt }: ErrorSummaryProps) {
  const { say } = useWords();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (attempt > 0) box.current?.focus();
  }, [attempt]);
  if (errors.length === 0) return null;
  return (
    <div ref={box} className={classes.summary} role="alert" tabIndex={-1}>
      <h2 className={classes.title}>{say('kit.errors.title')}</h2>
      <ul className={classes.list}>
        {errors.map(({ id, message }) => (
          <li key={id}>
            <a
              href={`#${id}`}
              onClick={(event) => {
                event.preventDefault();
                document.getElementById(id)?.focus();
              }}
            >
              {message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
