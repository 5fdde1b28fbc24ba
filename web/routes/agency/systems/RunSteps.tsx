import { Disclosure, FieldList, FieldRow, Notice, Status, type Tone } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import type { Ask, RunStep } from './data.ts';
import classes from './Systems.module.css';

const TONES: Readonly<Record<string, Tone>> = { passed: 'good', failed: 'bad', open: 'plain' };

/** Each step: what to ask, what came of it, and what to do where it failed. */
export function RunSteps({ steps }: { steps: readonly RunStep[] }) {
  const { say, moment } = useWords();
  return (
    <ol className={classes.steps}>
      {steps.map(({ step, title, task, state, by, at, mend, final, asks }) => (
        <li key={step} className={classes.step} data-state={state}>
          <div className={classes.stepHead}>
            <strong>{title}</strong>
            <Status tone={TONES[state] ?? 'plain'}>{say(`value.stepState.${state}`)}</Status>
          </div>
          <p>{task}</p>
          {mend !== undefined && (
            <Notice tone="bad" title={say(final ? 'screen.systems.run.failedForGood' : 'screen.systems.run.toDo')}>
              {mend}
            </Notice>
          )}
          <p className={classes.soft}>
            <code>{step}</code> · {say(`screen.systems.run.by.${by === 'told' ? 'told' : 'seen'}`)}
            {at !== undefined && ` · ${moment(at)}`}
          </p>
          {asks.length > 0 && (
            <Disclosure summary={say('screen.systems.run.asks', { count: asks.length })}>
              {asks.map((one, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the order of a step's questions is fixed
                <AskList key={index} ask={one} />
              ))}
            </Disclosure>
          )}
        </li>
      ))}
    </ol>
  );
}

function AskList({ ask: { identifier, purpose, legalBasis, biographicData, expect } }: { ask: Ask }) {
  const { say } = useWords();
  return (
    <FieldList>
      <FieldRow label={say('screen.systems.run.identifier')}>
        <code>{identifier}</code>
      </FieldRow>
      {Object.entries(biographicData).map(([field, value]) => (
        <FieldRow key={field} label={say(`field.${field}`)}>
          {value}
        </FieldRow>
      ))}
      <FieldRow label={say('screen.looks.purpose')}>
        <code className={classes.code}>{purpose}</code>
      </FieldRow>
      <FieldRow label={say('screen.looks.law')}>
        <code className={classes.code}>{legalBasis}</code>
      </FieldRow>
      <FieldRow label={say('screen.systems.run.expect')}>
        <code className={classes.code}>{expect}</code>
      </FieldRow>
    </FieldList>
  );
}
