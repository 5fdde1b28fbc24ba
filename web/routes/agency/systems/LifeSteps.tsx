import { Icon } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import type { SystemView } from './data.ts';
import classes from './Systems.module.css';

const STEPS = ['registered', 'run', 'checks', 'inspection', 'production'] as const;

/** How far a system has come on its way into production. */
function reached({ standing, checks, missing }: SystemView): number {
  if (standing === 'checking') return 3;
  if (checks.find(({ item }) => item === 'conformance')?.state !== 'passed') return 1;
  return missing.length === 0 ? 3 : 2;
}

/** The way into production at a glance: what is done, where one stands, what comes. */
export function LifeSteps({ system }: { system: SystemView }) {
  const { say } = useWords();
  const at = reached(system);
  return (
    <ol className={classes.life} aria-label={say('screen.systems.life.title')}>
      {STEPS.map((step, index) => {
        const state = index < at ? 'done' : index === at ? 'now' : 'later';
        return (
          <li key={step} data-state={state} aria-current={state === 'now' ? 'step' : undefined}>
            {state === 'done' && <Icon name="check" size={17} />}
            {say(`screen.systems.life.${step}`)}
            <span className="unseen"> – {say(`screen.systems.life.${state}`)}</span>
          </li>
        );
      })}
    </ol>
  );
}
