import type { Tone } from '../../../kit/index.ts';
import type { CardState, ProgrammeLine, Verdict } from './data.ts';

const PROGRAMME = { draft: 'plain', proposed: 'wait', approved: 'good', closed: 'plain' } as const;
export const toneOfProgramme = ({ state }: Pick<ProgrammeLine, 'state'>): Tone => PROGRAMME[state];

/** In the order in which somebody must look at them. */
export const VERDICTS: readonly Verdict[] = [
  ...(['waiting', 'matched', 'differs', 'unknown', 'unreadable', 'repeated', 'ineligible', 'unconsented'] as const),
  ...(['dead', 'left', 'stopped'] as const),
];
export const toneOfVerdict = (verdict: Verdict): Tone => {
  if (verdict === 'matched') return 'good';
  return verdict === 'waiting' || verdict === 'left' || verdict === 'stopped' ? 'plain' : 'bad';
};

export const CARD_STATES: readonly CardState[] = [
  ...(['requested', 'taken', 'made', 'shipped', 'received', 'active'] as const),
  ...(['lost', 'expired', 'ended', 'replaced'] as const),
];
export const toneOfCard = (state: CardState): Tone => {
  if (state === 'active') return 'good';
  return state === 'lost' || state === 'expired' || state === 'ended' || state === 'replaced' ? 'bad' : 'wait';
};

/** What comes next in a programme: the first thing that somebody of the organisation can do. */
export const NEXT = [
  'propose',
  'wait',
  'send',
  'mended',
  'order',
  'line',
  'receive',
  'handOver',
  'done',
  'closed',
] as const;
export function nextOf(
  { state, members, cards }: Pick<ProgrammeLine, 'state' | 'members' | 'cards'>,
  ready: number,
): (typeof NEXT)[number] {
  const has = (...states: CardState[]) => states.some((one) => (cards[one] ?? 0) > 0);
  if (state === 'draft') return 'propose';
  if (state === 'proposed') return 'wait';
  if (state === 'closed') return 'closed';
  if (has('received')) return 'handOver';
  if (has('shipped')) return 'receive';
  if (ready > 0) return 'order';
  if (has('requested', 'taken', 'made')) return 'line';
  if (Object.keys(members).length === 0) return 'send';
  return VERDICTS.some((one) => toneOfVerdict(one) === 'bad' && (members[one] ?? 0) > 0) ? 'mended' : 'done';
}
