import type { CardRules } from '#libs/country';
import type { CardState } from './model.ts';

export type OlderSystem = CardRules['older']['systems'][number];

/** A row as the older system wrote it; `standing` empty: held. */
export const OLDER_COLUMNS = ['number', 'documentNumber', 'issuedOn', 'expiresOn', 'standing'] as const;
export type OlderRow = Readonly<Record<(typeof OLDER_COLUMNS)[number], string>>;

/** Why a row is not taken over. */
export const REFUSALS = [
  'number-unknown',
  'number-twice',
  'number-cancelled',
  'person-dead',
  'kind-wrong',
  'document-number-wrong',
  'document-taken',
  'date-wrong',
  'standing-wrong',
  'card-held',
  'row-twice',
] as const;
export type Refusal = (typeof REFUSALS)[number];

/** What is known where a row arrives. */
export interface OlderFacts {
  /** Whom its number names. */
  readonly holders: readonly {
    readonly person: string;
    readonly isActive: boolean;
    readonly isDead: boolean;
    readonly isHolder: boolean;
    readonly birthDate: string;
  }[];
  /** Whose card has its document number already. */
  readonly documentOf?: string;
  /** The card of this kind that the person holds. */
  readonly held?: { readonly issuedOn: string | null };
  readonly today: string;
}

export type OlderVerdict =
  | {
      readonly verdict: 'taken';
      readonly person: string;
      readonly state: CardState;
      readonly issuedOn: string;
      readonly expiresOn?: string;
    }
  | { readonly verdict: 'known' }
  | { readonly verdict: 'refused'; readonly why: Refusal };

const STATE_OF: Readonly<Record<string, CardState>> = {
  '': 'active',
  held: 'active',
  lost: 'lost',
  revoked: 'revoked',
  ended: 'expired',
};

/** YYYY-MM-DD, or DD/MM/YYYY as older systems write it. @returns undefined where it is no day */
export function readDay(text: string): string | undefined {
  const [, day, month, year] = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(text) ?? [];
  const iso = year ? `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}` : text;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(iso)) return undefined;
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === iso ? iso : undefined;
}

const refuse = (why: Refusal): OlderVerdict => ({ verdict: 'refused', why });

/** What becomes of a row of an older system. */
export function judgeOlder(system: OlderSystem, row: OlderRow, facts: OlderFacts): OlderVerdict {
  const { holders, documentOf, held, today } = facts;
  const [holder, second] = holders;
  if (!holder) return refuse('number-unknown');
  if (second) return refuse('number-twice');
  if (!holder.isActive) return refuse('number-cancelled');
  if (!new RegExp(system.number).test(row.documentNumber)) return refuse('document-number-wrong');
  if (documentOf !== undefined) return documentOf === holder.person ? { verdict: 'known' } : refuse('document-taken');
  if (holder.isDead) return refuse('person-dead');
  if (!holder.isHolder) return refuse('kind-wrong');
  const issuedOn = readDay(row.issuedOn);
  const expiresOn = row.expiresOn === '' ? undefined : readDay(row.expiresOn);
  const isEndWrong = row.expiresOn !== '' && (!expiresOn || !issuedOn || expiresOn <= issuedOn);
  const last = system.until ?? today;
  if (!issuedOn || issuedOn > today || issuedOn > last || issuedOn < holder.birthDate || isEndWrong)
    return refuse('date-wrong');
  const written = STATE_OF[row.standing];
  if (!written) return refuse('standing-wrong');
  const ends = [expiresOn, system.until].flatMap((day) => day ?? []).toSorted();
  const isOver = ends[0] !== undefined && ends[0] < today;
  const state = written === 'active' && isOver ? 'expired' : written;
  const taken = {
    verdict: 'taken',
    person: holder.person,
    issuedOn,
    ...(ends[0] ? { expiresOn: ends[0] } : {}),
  } as const;
  // A person holds one card of a kind: the newer one took this one's place.
  const isHeld = state === 'active' || state === 'lost';
  if (!held || !isHeld) return { ...taken, state };
  return held.issuedOn !== null && held.issuedOn > issuedOn ? { ...taken, state: 'replaced' } : refuse('card-held');
}
