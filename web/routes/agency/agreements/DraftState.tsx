import { Cluster, Status, type Tone } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import type { DraftLine, Side } from './data.ts';

const TONES: Readonly<Record<string, Tone>> = {
  sent: 'info',
  narrowed: 'wait',
  accepted: 'info',
  enacted: 'good',
  refused: 'bad',
};
const DUE_TONES: Readonly<Record<string, Tone>> = { due: 'wait', overdue: 'bad' };

/** How a draft stands, and until when the platform must have decided. */
export function DraftState({ draft }: { draft: Pick<DraftLine, 'state' | 'due' | 'dueOn'> }) {
  const { say, date } = useWords();
  const { state, due, dueOn } = draft;
  return (
    <Cluster>
      <Status tone={TONES[state] ?? 'plain'}>{say(`value.draftState.${state}`)}</Status>
      {due !== undefined && dueOn !== undefined && (
        <Status tone={DUE_TONES[due] ?? 'plain'}>{say(`value.draftDue.${due}`, { date: date(dueOn) })}</Status>
      )}
    </Cluster>
  );
}

/** Who does what next, in a sentence. */
export function useNext(side: Side): (draft: Pick<DraftLine, 'state' | 'signed'>) => string {
  const { say } = useWords();
  return ({ state, signed }) => {
    const whose = signed?.length ? `accepted-${signed[0]}` : state;
    return say(`screen.agreements.next.${side}.${whose}`);
  };
}

/** A new agreement, or a change of one. */
export function useKind(): (draft: Pick<DraftLine, 'baseVersion'>) => string {
  const { say } = useWords();
  return ({ baseVersion }) =>
    baseVersion === undefined
      ? say('screen.agreements.kind.new')
      : say('screen.agreements.kind.change', { version: baseVersion });
}
