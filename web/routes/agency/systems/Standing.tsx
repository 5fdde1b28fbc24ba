import { Status, type Tone } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import type { SystemLine } from './data.ts';

const TONES: Readonly<Record<string, Tone>> = {
  simulation: 'info',
  checking: 'wait',
  production: 'good',
  reviewing: 'wait',
};

/** How a system stands, in words; that it is stopped stands before everything else. */
export function Standing({ system }: { system: Pick<SystemLine, 'standing' | 'state' | 'review'> }) {
  const { say, has } = useWords();
  const { standing, state, review } = system;
  const key = `value.standing.${standing}`;
  return (
    <>
      {state !== 'active' && (
        <>
          <Status tone="bad">{say('value.standing.suspended')}</Status>{' '}
        </>
      )}
      <Status tone={TONES[standing] ?? 'plain'}>{has(key) ? say(key) : standing}</Status>
      {review && review.state !== 'open' && (
        <>
          {' '}
          <Status tone={review.state === 'overdue' ? 'bad' : 'wait'}>{say(`value.review.${review.state}`)}</Status>
        </>
      )}
    </>
  );
}
