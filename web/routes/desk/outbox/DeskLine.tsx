import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { announce, Icon, TextLink } from '../../../kit/index.ts';
import { setUnsent, useAsOf, useReach } from '../../../offline.ts';
import { useOutbox } from '../../../outbox/outbox.ts';
import { useWords } from '../../../words.tsx';
import classes from './DeskLine.module.css';

/** Whether there is a line, how old what is shown is, and how many acts are not final: said once, and left in sight. */
export function DeskLine() {
  const { say, moment, number } = useWords();
  const reach = useReach();
  const asOf = useAsOf();
  const { acts, sending, others } = useOutbox();
  const unsent = acts.filter(({ state }) => state !== 'sent').length;
  const stopped = acts.filter(({ state }) => state !== 'sent' && state !== 'waiting').length;
  useEffect(() => setUnsent(unsent), [unsent]);
  useReturn(reach, sending, acts.length - unsent);
  return (
    <>
      <div role="status">
        {!reach && (
          <p className={classes.away}>
            <Icon name="offline" size={18} />
            <span>
              {say('screen.outbox.away')} {asOf && say('screen.outbox.asOf', { time: moment(asOf) })}
            </span>
          </p>
        )}
      </div>
      {(unsent > 0 || others > 0) && (
        <aside className={classes.waits} aria-label={say('screen.outbox.title')}>
          {unsent > 0 && <strong>{say('screen.outbox.unsent', { count: number(unsent) })} </strong>}
          {stopped > 0 && <span>{say('screen.outbox.stopped', { count: number(stopped) })} </span>}
          {others > 0 && <span>{say('screen.outbox.others', { count: number(others) })} </span>}
          <TextLink to="/desk/outbox">{say('screen.outbox.see')}</TextLink>
        </aside>
      )}
    </>
  );
}

/** When what waited has gone: reads anew what is on the screen; when the line had been away, says so once. */
function useReturn(reach: boolean, sending: boolean, sent: number): void {
  const { say, number } = useWords();
  const queries = useQueryClient();
  const before = useRef<number | undefined>(undefined);
  const away = useRef(false);
  useEffect(() => {
    if (!reach) away.current = true;
    if (!reach || sending) {
      before.current ??= sent;
      return;
    }
    if (before.current === undefined) return;
    const gone = sent - before.current;
    before.current = undefined;
    if (away.current)
      announce(gone > 0 ? say('screen.outbox.backSent', { count: number(gone) }) : say('screen.outbox.back'));
    away.current = false;
    void queries.invalidateQueries({ queryKey: ['desk'] });
  }, [reach, sending, sent, say, number, queries]);
}
