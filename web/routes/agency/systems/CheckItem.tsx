import type { ReactNode } from 'react';
import { Notice, Status, type Tone } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import type { Check } from './data.ts';
import classes from './Systems.module.css';

const TONES: Readonly<Record<string, Tone>> = {
  passed: 'good',
  answered: 'info',
  missing: 'wait',
  failed: 'bad',
  returned: 'bad',
};

interface CheckItemProps {
  check: Check;
  /** What may be done with it. */
  actions?: ReactNode;
  /** What stands below it: files, a field. */
  children?: ReactNode;
}

/** An item of the check list: what was seen or answered, under which law, and what an inspector said of it. */
export function CheckItem({ check, actions, children }: CheckItemProps) {
  const { say, moment } = useWords();
  const { item, question, state, found, legalBasis, answer, months, least, answeredBy, answeredAt, remark } = check;
  return (
    <section className={classes.check} id={`check-${item}`} aria-labelledby={`title-${item}`}>
      <div className={classes.stepHead}>
        <h3 id={`title-${item}`} className={classes.question}>
          {question}
        </h3>
        <Status tone={TONES[state] ?? 'plain'}>{say(`value.checkState.${state}`)}</Status>
      </div>
      {found && <p>{found.name}</p>}
      {remark !== undefined && (
        <Notice tone="bad" title={say('screen.systems.check.remark')}>
          {remark}
        </Notice>
      )}
      {answer !== undefined && <p className={classes.answer}>{answer}</p>}
      {months !== undefined && <p>{say('screen.systems.check.months', { months, least: least ?? 0 })}</p>}
      <p className={classes.soft}>
        {legalBasis.name}
        {answeredBy !== undefined &&
          answeredAt !== undefined &&
          ` · ${say('screen.systems.check.answeredBy', { name: answeredBy, moment: moment(answeredAt) })}`}
      </p>
      {children}
      {actions}
    </section>
  );
}
