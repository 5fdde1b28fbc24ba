import type { CardRules } from '#libs/country';

/** Which may follow which; nothing else happens to a card. */
const FOLLOWS = {
  requested: ['enrolled', 'withdrawn'],
  enrolled: ['deduplicated', 'refused', 'withdrawn'],
  deduplicated: ['approved', 'refused', 'withdrawn'],
  // Back to approved: what was spoiled is made anew.
  approved: ['personalised', 'approved', 'withdrawn'],
  personalised: ['checked', 'approved'],
  checked: ['shipped', 'approved'],
  // And back where a parcel is lost.
  shipped: ['received', 'approved', 'revoked'],
  received: ['active', 'revoked'],
  active: ['suspended', 'lost', 'revoked', 'replaced', 'expired'],
  suspended: ['active', 'lost', 'revoked', 'replaced', 'expired'],
  lost: ['active', 'revoked', 'replaced', 'expired'],
  revoked: [],
  replaced: [],
  expired: ['replaced'],
  withdrawn: [],
  refused: [],
} as const satisfies Record<string, readonly string[]>;

export type CardState = keyof typeof FOLLOWS;
export const STATES = Object.keys(FOLLOWS) as CardState[];

/** Requested and not yet in somebody's hand. */
export const UNDER_WAY: readonly CardState[] = [
  'requested',
  'enrolled',
  'deduplicated',
  'approved',
  'personalised',
  'checked',
  'shipped',
  'received',
];
/** In somebody's hand, or lost from it. */
export const HELD: readonly CardState[] = ['active', 'suspended', 'lost'];

export const mayFollow = (from: CardState, to: CardState): boolean =>
  (FOLLOWS[from] as readonly CardState[]).includes(to);

/** Why a document in this state is refused everywhere; undefined: it is not on the hot list. */
export function hotReasonOf(state: CardState): string | undefined {
  return state === 'suspended' || state === 'lost' || state === 'revoked' || state === 'replaced' ? state : undefined;
}

type Kind = CardRules['kinds'][number];
type AgeClass = Kind['classes'][number];

export const findKind = ({ kinds }: CardRules, id: string): Kind | undefined => kinds.find((one) => one.id === id);

/**
 * Why a new card of a kind may be asked for.
 *
 * @param states of the cards of this kind that the person has had
 */
export function reasonsFor({ reasons }: Pick<Kind, 'reasons'>, states: readonly CardState[]): Kind['reasons'] {
  if (states.some((state) => UNDER_WAY.includes(state))) return [];
  // A lost card is reported first, so that it is refused from then on.
  if (states.includes('lost')) return reasons.filter((reason) => reason === 'lost');
  const isHeld = states.some((state) => HELD.includes(state));
  return isHeld ? reasons.filter((reason) => reason !== 'first' && reason !== 'lost') : reasons;
}

/** Under which law a card is asked for. */
export function basisOf(
  { renewal }: Pick<CardRules, 'renewal'>,
  kind: Pick<Kind, 'legalBasis' | 'again'>,
  reason: string,
) {
  if (reason === 'first') return kind.legalBasis;
  return reason === 'renewal' ? renewal.legalBasis : kind.again;
}

/** The class of the holder's age; classes stand from the youngest on. */
export const classOf = ({ classes }: Kind, age: number): AgeClass =>
  classes.findLast(({ from }) => age >= from) ?? classes[0]!;

/** Whether the register has somebody as one for whom this kind is made. @param own code of the country itself */
export function isHolder({ holders }: Kind, nationality: readonly string[], own: string): boolean {
  return holders === 'citizens' ? nationality.includes(own) : nationality.length === 0;
}

/** Who was born on 29 February has the birthday on 1 March where the year has none. */
function birthdayAt(birthDate: string, age: number): string {
  const [year, month, day] = birthDate.split('-').map(Number) as [number, number, number];
  return new Date(Date.UTC(year + age, month - 1, day)).toISOString().slice(0, 10);
}

/**
 * The day on which a card ends: at the next of the law's ages; one that is made shortly before such an age holds until the one after.
 *
 * @param birthDate YYYY-MM-DD, or the first day that it can be
 * @returns undefined after the last age: without end
 */
export function expiryOf(
  { renewAtAges, early }: { renewAtAges: readonly number[]; early: number },
  birthDate: string,
  issuedOn: string,
): string | undefined {
  const next = renewAtAges.find((age) => birthdayAt(birthDate, age - early) > issuedOn);
  return next === undefined ? undefined : birthdayAt(birthDate, next);
}

/** Whether a mistaken report of a loss may still be taken back by the holder alone. */
export const mayLift = (lostAt: string | undefined, now: Date, minutes: number): boolean =>
  lostAt !== undefined && now.getTime() - Date.parse(lostAt) <= minutes * 60_000;
