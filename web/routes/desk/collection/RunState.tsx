import { Status, type Tone } from '../../../kit/index.ts';
import type { Run } from './data.ts';

const TONES: Readonly<Record<string, Tone>> = {
  done: 'good',
  failed: 'bad',
  cancelled: 'plain',
  undone: 'plain',
  running: 'info',
  undoing: 'info',
};

export function RunState({ run: { state, stateText } }: { run: Pick<Run, 'state' | 'stateText'> }) {
  return <Status tone={TONES[state] ?? 'wait'}>{stateText}</Status>;
}
