import { useEffect, useRef } from 'react';
import { FieldList, FieldRow, Muted, Notice, Panel, Stack, Status, type Tone } from '../../kit/index.ts';
import { useWords } from '../../words.tsx';
import { soundVerdict } from '../desk/reader/verdict.ts';
import classes from './Camera.module.css';
import type { CheckAnswer } from './data.ts';

const TONES = { green: 'good', amber: 'wait', red: 'bad' } as const satisfies Record<string, Tone>;
const TUNES = { green: 'genuine', amber: 'copyable', red: 'false' } as const;
const STEP_TONES = { passed: 'good', unsure: 'wait', failed: 'bad', 'not-asked': 'plain' } as const satisfies Record<
  string,
  Tone
>;

/** In word, colour and sound; what to do next; then why. */
export function Verdict({ answer, took }: { answer: CheckAnswer; took: number }) {
  const { say, number } = useWords();
  const { verdict, steps, person, portrait, ticket, seat } = answer;
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => {
    soundVerdict(TUNES[verdict]);
    // On a phone the answer stands below what was asked.
    top.current?.scrollIntoView({ block: 'nearest' });
  }, [verdict]);
  return (
    <Panel title={say('screen.point.verdict.title')}>
      <Stack>
        <div ref={top} className={classes.verdict}>
          <Notice tone={TONES[verdict]} title={`${say(`screen.point.verdict.${verdict}`)}: ${answer.says}`}>
            {answer.next.map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
          </Notice>
        </div>
        {ticket !== undefined && <p>{say('screen.point.ticket', { ticket: number(ticket) })}</p>}
        {seat && <p>{say('screen.point.seat', { seat })}</p>}
        {portrait && (
          <img
            src={`data:image/jpeg;base64,${portrait}`}
            className={classes.still}
            alt={say('screen.point.portrait')}
          />
        )}
        {person && (
          <FieldList>
            {person.map(({ id, name, text }) => (
              <FieldRow key={id} label={name}>
                {text || '–'}
              </FieldRow>
            ))}
          </FieldList>
        )}
        <FieldList>
          {steps.map(({ step, outcome, sentence }) => (
            <FieldRow key={step} label={say(`screen.point.steps.${step}`)}>
              <Status tone={STEP_TONES[outcome]}>{say(`screen.point.outcomes.${outcome}`)}</Status> {sentence}
            </FieldRow>
          ))}
        </FieldList>
        <Muted>{say('screen.point.took', { count: number(took) })}</Muted>
      </Stack>
    </Panel>
  );
}
