import { compareClaim } from '#rooms/exchange';
import { ageOn, type Holder } from '#rooms/people';

export const PROGRAMME_STATES = ['draft', 'proposed', 'approved', 'closed'] as const;
export type ProgrammeState = (typeof PROGRAMME_STATES)[number];

/**
 * - `unconsented`: under a law of consent, who has not agreed and a number that nobody has alike
 * - `repeated`: the person is a member already, under another number of the organisation
 * - `left`: no member any more, as the organisation said
 * - `stopped`: the person wants no card; nothing is kept but the organisation's number
 */
export const VERDICTS = [
  'matched',
  'differs',
  'unknown',
  'dead',
  'unconsented',
  'ineligible',
  'repeated',
  'unreadable',
  'left',
  'stopped',
] as const;
export type Verdict = (typeof VERDICTS)[number];

export const CARD_STATES = [
  'requested',
  'taken',
  'made',
  'shipped',
  'received',
  'active',
  'lost',
  'expired',
  'ended',
  'replaced',
] as const;
export type CardState = (typeof CARD_STATES)[number];
/** A member has at most one of these. */
export const OPEN: readonly CardState[] = ['requested', 'taken', 'made', 'shipped', 'received', 'active'];
/** The plastic is there, and holds until its day. */
export const HOLDING: readonly CardState[] = ['made', 'shipped', 'received', 'active'];

const FOLLOW: Readonly<Record<CardState, readonly CardState[]>> = {
  requested: ['taken', 'ended'],
  // What the line takes it finishes: an end before the plastic is there would leave a blank without a card.
  taken: ['made', 'requested'],
  made: ['shipped', 'taken', 'requested', 'ended', 'expired'],
  shipped: ['received', 'requested', 'ended', 'expired'],
  received: ['active', 'ended', 'expired'],
  active: ['lost', 'ended', 'expired'],
  lost: ['replaced', 'ended'],
  expired: ['replaced'],
  ended: [],
  replaced: [],
};
export const mayFollow = (from: CardState, to: CardState): boolean => FOLLOW[from].includes(to);

/** Who may be a member, and how long a card holds. */
export interface Rules {
  readonly ageFrom?: number;
  readonly ageTo?: number;
  /** Codes of provinces in which a member lives; absent: anywhere. */
  readonly provinces?: readonly string[];
  /** Of the organisation's own number: `9` a digit, `A` a letter, anything else itself. */
  readonly numberFormat: string;
  readonly termYears: number;
}

/** What the register is asked about each member. */
export const askedOf = (rules: Rules) =>
  ['name', 'pin', 'birthDate', ...(rules.provinces ? (['permanentResidence'] as const) : [])] as const;

/** A member as the organisation wrote it. */
export interface Sent {
  readonly number: string;
  readonly pin: string;
  readonly name: string;
  readonly birthDate: string;
  readonly unit?: string;
  readonly joinedOn?: string;
}

export interface Judged {
  readonly verdict: Verdict;
  /** Fields that differ, or the rule that keeps the person out. */
  readonly why: readonly string[];
  readonly person?: string;
}

const DATE = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;

export function fitsFormat(format: string, number: string): boolean {
  return (
    format.length === number.length &&
    [...format].every((sign, at) => {
      const given = number[at]!;
      if (sign === '9') return given >= '0' && given <= '9';
      return sign === 'A' ? given >= 'A' && given <= 'Z' : given === sign;
    })
  );
}

/** What of a row no register can be asked about. */
export function findUnreadable({ numberFormat }: Pick<Rules, 'numberFormat'>, row: Sent): string[] {
  return [
    ...(fitsFormat(numberFormat, row.number) ? [] : ['number']),
    ...(/^\d{12}$/.test(row.pin) ? [] : ['pin']),
    ...(row.name.trim() ? [] : ['name']),
    ...(DATE.test(row.birthDate) ? [] : ['birthDate']),
    ...(row.joinedOn === undefined || DATE.test(row.joinedOn) ? [] : ['joinedOn']),
  ];
}

export interface Ground {
  /** Who has consented; undefined: the law needs none. */
  readonly consented: ReadonlySet<string> | undefined;
  readonly today: string;
  readonly areaOf: Parameters<typeof compareClaim>[2];
}

/** What is said of a member to the organisation: never a value of the register. @param holders whom the number names */
export function judgeMember(
  rules: Rules,
  row: Pick<Sent, 'name' | 'birthDate'>,
  holders: readonly Holder[],
  { consented, today, areaOf }: Ground,
): Judged {
  const holder = holders.find(({ kind, status }) => kind === 'pin' && status === 'active');
  if (consented && !(holder && consented.has(holder.person))) return { verdict: 'unconsented', why: [] };
  if (!holder) return { verdict: 'unknown', why: holders.length > 0 ? ['number-cancelled'] : [] };
  const { person, record, life } = holder;
  if (life === 'dead') return { verdict: 'dead', why: [], person };
  const claims = [
    { field: 'name', value: row.name },
    { field: 'birthDate', value: row.birthDate },
  ] as const;
  const differing = claims
    .map((claim) => compareClaim(claim, record, areaOf))
    .filter(({ verdict }) => verdict !== 'yes')
    .map(({ field }) => field);
  if (differing.length > 0) return { verdict: 'differs', why: differing, person };
  const age = ageOn(record, today);
  const lacking = [
    ...(rules.ageFrom !== undefined && age < rules.ageFrom ? ['too-young'] : []),
    ...(rules.ageTo !== undefined && age > rules.ageTo ? ['too-old'] : []),
    ...(rules.provinces && !livesIn(rules.provinces, record.permanentResidence, areaOf) ? ['outside-area'] : []),
  ];
  return lacking.length > 0 ? { verdict: 'ineligible', why: lacking, person } : { verdict: 'matched', why: [], person };
}

function livesIn(
  provinces: readonly string[],
  place: Holder['record']['permanentResidence'],
  areaOf: Ground['areaOf'],
) {
  return place !== undefined && provinces.includes(areaOf(place).province);
}

/** Numbers of a programme's cards: prefix, then eight digits. */
export const cardNumberOf = (prefix: string, count: bigint): string => `${prefix}${String(count).padStart(8, '0')}`;

/** The last day of a card. */
export function lastDayOf(from: string, years: number): string {
  const [year, month, day] = from.split('-') as [string, string, string];
  return `${Number(year) + years}-${month}-${month === '02' && day === '29' ? '28' : day}`;
}
