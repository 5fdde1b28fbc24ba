import { Button, Notice, type Tone } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import type { SystemLine } from './data.ts';

/** Part of the system's page where each step is taken. */
const TABS: Readonly<Record<string, string>> = {
  lift: 'standing',
  wait: 'checks',
  key: 'keys',
  mend: 'checks',
  conformance: 'run',
  answer: 'checks',
  submit: 'checks',
  'renew-key': 'keys',
  nothing: 'standing',
};
const TONES: Readonly<Record<string, Tone>> = { lift: 'bad', mend: 'wait', 'renew-key': 'wait', nothing: 'good' };

export function tabOf(step: string): string {
  return TABS[step] ?? 'standing';
}

/** The one thing to do now, and the way to it. @param tab the open one: no way leads to where one is */
export function NextStep({ system, tab }: { system: Pick<SystemLine, 'system' | 'next'>; tab: string }) {
  const { say } = useWords();
  const { next } = system;
  if (!next) return null;
  const { step, count = 0 } = next;
  const to = tabOf(step);
  // The check list says itself that it is before an inspector.
  if (step === 'wait' && to === tab) return null;
  return (
    <Notice tone={TONES[step] ?? 'info'} title={say(`screen.systems.next.${step}.title`, { count })}>
      <p>{say(`screen.systems.next.${step}.text`)}</p>
      {to !== tab && step !== 'nothing' && step !== 'wait' && (
        <Button
          small
          kind="primary"
          to="/agency/systems/$system"
          params={{ system: system.system }}
          search={{ tab: to }}
        >
          {say(`screen.systems.tab.${to}`)}
        </Button>
      )}
    </Notice>
  );
}
