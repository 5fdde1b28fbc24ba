import { useEffect, useRef } from 'react';
import {
  Button,
  Cluster,
  FieldList,
  FieldRow,
  Icon,
  type IconName,
  Muted,
  Panel,
  Stack,
  Status,
  type Tone,
} from '../../kit/index.ts';
import { useWords } from '../../words.tsx';
import { soundVerdict } from '../desk/reader/verdict.ts';
import type { CheckAnswer } from './data.ts';
import classes from './Verdict.module.css';

const PICTURES = { green: 'check', amber: 'alert', red: 'close' } as const satisfies Record<string, IconName>;
const TUNES = { green: 'genuine', amber: 'copyable', red: 'false' } as const;
const STEP_TONES = { passed: 'good', unsure: 'wait', failed: 'bad', 'not-asked': 'plain' } as const satisfies Record<
  string,
  Tone
>;

interface VerdictProps {
  answer: CheckAnswer;
  took: number;
  /** Clears the answer for whoever stands there next. */
  onNext: () => void;
}

/** In word, picture, colour and sound; what to do next; then why. */
export function Verdict({ answer, took, onNext }: VerdictProps) {
  const { say, number } = useWords();
  const { verdict, ticket, seat, next } = answer;
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => {
    soundVerdict(TUNES[verdict]);
    // On a phone the answer stands below what was asked.
    top.current?.scrollIntoView({ block: 'start' });
  }, [verdict]);
  return (
    <Panel title={say('screen.point.verdict.title')}>
      <Stack>
        <div ref={top} className={classes.banner} data-verdict={verdict}>
          <Icon name={PICTURES[verdict]} size={44} />
          <div>
            <p className={classes.word}>{say(`screen.point.verdict.${verdict}`)}</p>
            <p className={classes.says}>{answer.says}</p>
          </div>
        </div>
        <div className={classes.next}>
          {next.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </div>
        {ticket !== undefined && (
          <p className={classes.given}>{say('screen.point.ticket', { ticket: number(ticket) })}</p>
        )}
        {seat && <p className={classes.given}>{say('screen.point.seat', { seat })}</p>}
        <Holder answer={answer} />
        <Cluster>
          <Button kind="primary" icon="forward" onClick={onNext}>
            {say('screen.point.next')}
          </Button>
        </Cluster>
        <Steps steps={answer.steps} />
        <Muted>{say('screen.point.took', { count: number(took) })}</Muted>
      </Stack>
    </Panel>
  );
}

/** Who it is, as far as this desk is shown it: face and name side by side, for the officer's own eyes. */
function Holder({ answer: { person, portrait } }: Pick<VerdictProps, 'answer'>) {
  const { say } = useWords();
  if (!person && !portrait) return undefined;
  return (
    <div className={classes.holder}>
      {portrait && (
        <img
          src={`data:image/jpeg;base64,${portrait}`}
          className={classes.portrait}
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
    </div>
  );
}

/** Why; what was no longer asked is one line. */
function Steps({ steps }: Pick<CheckAnswer, 'steps'>) {
  const { say } = useWords();
  const nameOf = (step: string) => say(`screen.point.steps.${step}`);
  const left = steps.filter(({ outcome }) => outcome === 'not-asked');
  return (
    <FieldList>
      {steps
        .filter(({ outcome }) => outcome !== 'not-asked')
        .map(({ step, outcome, sentence }) => (
          <FieldRow key={step} label={nameOf(step)}>
            <Status tone={STEP_TONES[outcome]}>{say(`screen.point.outcomes.${outcome}`)}</Status> {sentence}
          </FieldRow>
        ))}
      {left.length > 0 && (
        <FieldRow label={say('screen.point.outcomes.not-asked')}>
          {left.map(({ step }) => nameOf(step)).join(' · ')}
        </FieldRow>
      )}
    </FieldList>
  );
}
