import { type Client, type Context, describeEntry, type Kernel, newId, type Transaction } from '#kernel';
import type { Field } from '#libs/country';
import type { Beside, Giver } from '#rooms/provider';
import { lockConsents } from './consentLocks.ts';
import { problems } from './problems.ts';

type Queries = Pick<Client, 'query'>;

/** What one person lets one organisation ask the register. */
export interface Consent {
  readonly consent: string;
  /** Whose data it is about. */
  readonly person: string;
  /** Who agreed for that person; undefined: the person. */
  readonly giver: Giver | undefined;
  readonly organisation: string;
  /** The service through which it was asked for. */
  readonly client: string;
  readonly purpose: string;
  readonly legalBasis: string;
  readonly fields: readonly Field[];
  /** Asked for besides, and not given. */
  readonly refused: readonly Field[];
  /** The last day, `YYYY-MM-DD`. */
  readonly until: string;
  /** In which the sheet was read. */
  readonly language: string;
  readonly givenAt: string;
  readonly withdrawnAt: string | undefined;
  /** Person key. */
  readonly withdrawnBy: string | undefined;
  /** Whose yes is lacking: until then it is half a consent, and nothing is answered under it. */
  readonly awaits: 'child' | 'guardian' | undefined;
  /** Until when the other may join, where both must agree. */
  readonly answerBy: string | undefined;
  /** Who agreed for the child, who has no account, has confirmed that the child agrees. */
  readonly heard: boolean;
  readonly joinedAt: string | undefined;
  /** Person key of who answered second. */
  readonly joinedBy: string | undefined;
  readonly refusedAt: string | undefined;
  readonly refusedBy: string | undefined;
}

/**
 * - `pending`: another's yes is awaited; `refused`, `lapsed`: it was not given, or not in time
 * - `ended`: who agreed for another may not act for them any more
 */
export const CONSENT_STATES = ['active', 'pending', 'refused', 'lapsed', 'withdrawn', 'expired', 'ended'] as const;
export type ConsentState = (typeof CONSENT_STATES)[number];

/** @param ended consents whose giver's representation is over */
export function stateOfConsent(
  one: Pick<Consent, 'consent' | 'withdrawnAt' | 'until' | 'awaits' | 'answerBy' | 'refusedAt'>,
  ended: ReadonlySet<string>,
  { today, now }: { today: string; now: Date },
): ConsentState {
  if (one.withdrawnAt) return 'withdrawn';
  if (one.refusedAt) return 'refused';
  if (one.awaits && one.answerBy! < now.toISOString()) return 'lapsed';
  if (one.until < today) return 'expired';
  if (ended.has(one.consent)) return 'ended';
  return one.awaits ? 'pending' : 'active';
}

type Stated =
  | 'person'
  | 'consent'
  | 'organisation'
  | 'client'
  | 'purpose'
  | 'fields'
  | 'refused'
  | 'until'
  | 'language'
  | 'heard';
type Row = Pick<Consent, Stated> & {
  given_by: string | null;
  mandate: string | null;
  basis: Giver['basis'] | null;
  legal_basis: string;
  given_at: Date;
  withdrawn_at: Date | null;
  withdrawn_by: string | null;
  awaits: Consent['awaits'] | null;
  answer_by: Date | null;
  joined_at: Date | null;
  joined_by: string | null;
  refused_at: Date | null;
  refused_by: string | null;
};

const COLUMNS =
  'consent, person, organisation, client, purpose, legal_basis, fields, refused, until, language, given_at, withdrawn_at, withdrawn_by, given_by, mandate, basis, awaits, answer_by, heard, joined_at, joined_by, refused_at, refused_by';

function toConsent({
  legal_basis,
  given_at,
  withdrawn_at,
  withdrawn_by,
  given_by,
  mandate,
  basis,
  awaits,
  answer_by,
  joined_at,
  joined_by,
  refused_at,
  refused_by,
  ...row
}: Row): Consent {
  const giver = given_by && mandate && basis ? { person: given_by, mandate, basis } : undefined;
  return {
    ...{ ...row, giver, legalBasis: legal_basis, givenAt: given_at.toISOString() },
    ...{ withdrawnAt: withdrawn_at?.toISOString(), withdrawnBy: withdrawn_by ?? undefined },
    ...{ awaits: awaits ?? undefined, answerBy: answer_by?.toISOString() },
    ...{ joinedAt: joined_at?.toISOString(), joinedBy: joined_by ?? undefined, refusedAt: refused_at?.toISOString() },
    refusedBy: refused_by ?? undefined,
  };
}

/**
 * What the person reads of it among who looked at their data: an act of their own, under the law that lets them. Done for
 * another, it stands in both lists.
 */
export function describeStep(context: Context, what: 'given' | 'joined' | 'refused' | 'withdrawn', given: Consent) {
  const { consent, person, giver, organisation, client, purpose, legalBasis, fields, until } = given;
  return describeEntry(context, {
    ...{ kind: 'act', room: 'exchange', type: `consent-${what}${nameSide(what, given)}` },
    ...{ subjects: [person, ...(giver ? [giver.person] : [])], purpose, legalBasis, fields: [...fields] },
    data: {
      ...{ consent, organisation, service: client, until },
      ...(giver ? { mandate: giver.mandate } : {}),
      ...(given.awaits ? { awaits: given.awaits } : {}),
      ...(given.heard ? { heard: true } : {}),
    },
  });
}

/** Of what two do together each line says the same to both. */
const nameSide = (what: string, { giver }: Pick<Consent, 'giver'>): string =>
  giver && (what === 'given' || what === 'withdrawn') ? '-for' : '';

/** Whose yes is needed besides, and until when it is waited for. */
export interface Besides {
  readonly beside: Beside | undefined;
  readonly answerBy: Date;
}

/** Writes a person's yes. @param request the one request that was answered: the second answer finds the first one's consent (`made`: this is it) */
export async function insertConsent(
  transaction: Transaction,
  context: Context,
  request: string,
  given: Pick<Consent, Exclude<Stated, 'consent' | 'heard'> | 'legalBasis' | 'giver'>,
  { beside, answerBy }: Besides,
): Promise<{ consent: Consent; made: boolean }> {
  const { person, giver, organisation, client, purpose, legalBasis, fields, refused, until, language } = given;
  const { rows } = await transaction.client.query<Row>(
    `INSERT INTO exchange.consent (person, consent, organisation, client, request, purpose, legal_basis, fields, refused, until, language, given_at,
       given_by, mandate, basis, awaits, answer_by, heard)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) ON CONFLICT (person, request) DO NOTHING RETURNING ${COLUMNS}`,
    [
      ...[person, newId(), organisation, client, request, purpose, legalBasis, fields, refused, until, language],
      ...[context.clock.now(), giver?.person ?? null, giver?.mandate ?? null, giver?.basis ?? null],
      ...(beside === undefined || beside === 'heard' ? [null, null, beside === 'heard'] : [beside, answerBy, false]),
    ],
  );
  if (rows[0]) {
    const made = toConsent(rows[0]);
    transaction.append(describeStep(context, 'given', made));
    return { consent: made, made: true };
  }
  const first = await transaction.client.query<Row>(
    `SELECT ${COLUMNS} FROM exchange.consent WHERE person = $1 AND request = $2`,
    [person, request],
  );
  return { consent: toConsent(first.rows[0]!), made: false };
}

/** All that was ever agreed to here about these persons, or by this one for others; newest first. */
export async function readConsentsOf(client: Queries, persons: readonly string[], giver: string): Promise<Consent[]> {
  const { rows } = await client.query<Row>(
    `SELECT ${COLUMNS} FROM exchange.consent WHERE person = ANY($1::uuid[]) OR given_by = $2 ORDER BY consent DESC LIMIT 200`,
    [persons, giver],
  );
  return rows.map(toConsent);
}

/** A consent by its name, whosever it is. */
export async function findConsent(client: Queries, consent: string): Promise<Consent | undefined> {
  const { rows } = await client.query<Row>(`SELECT ${COLUMNS} FROM exchange.consent WHERE consent = $1`, [consent]);
  return rows.map(toConsent)[0];
}

/** A consent by its name, where it was given to this organisation. @throws Problem exchange/consent-unknown */
export async function readConsent(client: Queries, consent: string, organisation: string): Promise<Consent> {
  const found = await findConsent(client, consent);
  if (found?.organisation !== organisation) throw problems['consent-unknown']();
  return found;
}

/**
 * Takes a consent back, for good; twice is once. Questions that are being answered under it come first, and are in the log before
 * it; from then on there are none (Law 91/2025/QH15: at any time).
 * @returns whether it was this that took it back
 */
export async function withdrawConsent(
  transaction: Transaction,
  context: Context,
  sealing: Pick<Kernel['sealing'], 'now'>,
  known: Consent,
): Promise<boolean> {
  const { client } = transaction;
  const { consent, person } = known;
  await lockConsents(client, person);
  const { rowCount } = await client.query(
    'UPDATE exchange.consent SET withdrawn_at = $3, withdrawn_by = $4 WHERE person = $1 AND consent = $2 AND withdrawn_at IS NULL',
    [person, consent, context.clock.now(), context.caller.person ?? null],
  );
  if (rowCount === 0) return false;
  // What is sealed together is not in the order of its commits. A log that cannot seal now keeps nobody from withdrawing.
  await Promise.race([sealing.now().catch(() => {}), pause(SEALED_WITHIN_MS)]);
  transaction.append(describeStep(context, 'withdrawn', known));
  return true;
}

const SEALED_WITHIN_MS = 2000;
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds).unref());

/** Of both whose yes is needed, and taken back by neither. */
const STANDING = 'withdrawn_at IS NULL AND awaits IS NULL';

/** What these persons let these organisations ask on a day, newest first. */
export async function readLiving(
  client: Queries,
  persons: readonly string[],
  organisations: readonly string[],
  today: string,
): Promise<Consent[]> {
  const { rows } = await client.query<Row>({
    name: 'exchange-living-consents',
    text: `SELECT ${COLUMNS} FROM exchange.consent
      WHERE person = ANY($1::uuid[]) AND organisation = ANY($2::text[]) AND ${STANDING} AND until >= $3::date
      ORDER BY consent DESC`,
    values: [persons, organisations, today],
  });
  return rows.map(toConsent);
}

const PAGE = 5000;

/** What an organisation may ask many persons on a day, by person and then oldest first, in pages. */
export async function* readCovering(
  client: Queries,
  asked: Pick<Consent, 'organisation' | 'purpose' | 'legalBasis' | 'fields'>,
  today: string,
): AsyncGenerator<Consent[]> {
  const { organisation, purpose, legalBasis, fields } = asked;
  let after = ['00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000'];
  for (;;) {
    const { rows } = await client.query<Row>({
      name: 'exchange-covering-consents',
      text: `SELECT ${COLUMNS} FROM exchange.consent
        WHERE organisation = $1 AND purpose = $2 AND legal_basis = $3 AND fields @> $4::text[] AND ${STANDING}
          AND until >= $5::date AND (person, consent) > ($6::uuid, $7::uuid) ORDER BY person, consent LIMIT ${PAGE}`,
      values: [organisation, purpose, legalBasis, fields, today, ...after],
    });
    yield rows.map(toConsent);
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = [last.person, last.consent];
  }
}
