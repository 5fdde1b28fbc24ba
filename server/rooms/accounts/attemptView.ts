import { type AttemptState, standingOf } from './attemptModel.ts';
import type { AttemptRow } from './attemptStore.ts';
import type { AttemptView } from './door.ts';

export function isOver(state: AttemptState): boolean {
  return standingOf(state).step === 'over';
}

/** What a page may know of an attempt. */
export function viewOf(row: AttemptRow, state: AttemptState): AttemptView {
  const { step, methods, refusal, locked } = standingOf(state);
  return {
    attempt: row.attempt,
    wanted: row.wanted,
    step,
    methods,
    method: step === 'prove' || step === 'wait' ? state.method : undefined,
    number: step === 'wait' ? row.challenge?.number : undefined,
    factors: state.factors,
    refusal,
    locked,
  };
}
