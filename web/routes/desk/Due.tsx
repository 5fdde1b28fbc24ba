import { Status, type Tone } from '../../kit/index.ts';
import { useWords } from '../../words.tsx';
import { useSession } from '../root.tsx';
import classes from './Due.module.css';
import { dayOf, daysBetween } from './desk.ts';

/** A legal deadline, and how near it is, in words. */
export function Due({ on }: { on: string }) {
  const { say, date } = useWords();
  const { now, country } = useSession();
  const days = daysBetween(dayOf(now, country.timeZone), on);
  const tone: Tone = days < 0 ? 'bad' : days <= 3 ? 'wait' : 'plain';
  const key = days < 0 ? 'late' : days === 0 ? 'today' : 'in';
  return (
    <span className={classes.due}>
      <time dateTime={on}>{date(on)}</time>
      <Status tone={tone}>{say(`screen.desk.due.${key}`, { days: Math.abs(days) })}</Status>
    </span>
  );
}
