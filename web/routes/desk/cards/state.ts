import type { Tone } from '../../../kit/index.ts';
import type { OwnCard } from './data.ts';

type State = OwnCard['state'];

/** A state is said in words first; the colour comes second. */
export const toneOf = (state: State): Tone =>
  state === 'active'
    ? 'good'
    : state === 'lost' || state === 'revoked' || state === 'refused'
      ? 'bad'
      : state === 'suspended'
        ? 'wait'
        : state === 'replaced' || state === 'expired' || state === 'withdrawn'
          ? 'plain'
          : 'info';
