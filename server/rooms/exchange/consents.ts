import { type Client, type Context, describeEntry, type Kernel, newId, type Transaction } from '#kernel';
import type { Field } from '#libs/country';
import type { Giver } from '#rooms/provider';
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
}

/** `ended`: who agreed for another may not act for them any more. */
export type ConsentState = 'active' | 'withdrawn' | 'expired' | 'ended';

/** @param ended consents whose giver's representation is over */
export function stateOfConsent(
  { consent, withdrawnAt, until }: Pick<Consent, 'consent' | 'withdrawnAt' | 'until'>,
  ended: ReadonlySet<string>,
  today: string,
): ConsentState {
  if (withdrawnAt) return 'withdrawn';
  if (until < today) return 'expired';
  return ended.has(consent) ? 'ended' : 'active';
}

type Row = Omit<Consent, 'legalBasis' | 'givenAt' | 'withdrawnAt' | 'withdrawnBy' | 'giver'> & {
  given_by: string | null;
  mandate: string | null;
  basis: Giver['basis'] | null;
  legal_basis: string;
  given_at: Date;
  withdrawn_at: Date | null;
  withdrawn_by: string | null;
};

const COLUMNS =
  'consent, person, organisation, client, purpose, legal_basis, fields, refused, until, language, given_at, withdrawn_at, withdrawn_by, given_by, mandate, basis';

function toConsent({
  legal_basis,
  given_at,
  withdrawn_at,
  withdrawn_by,
  given_by,
  mandate,
  basis,
  ...row
}: Row): Consent {
  const withdrawnAt = withdrawn_at?.toISOString();
  const giver = given_by && mandate && basis ? { person: given_by, mandate, basis } : undefined;
  const withdrawnBy = withdrawn_by ?? undefined;
  return { ...row, giver, legalBasis: legal_basis, givenAt: given_at.toISOString(), withdrawnAt, withdrawnBy };
}

/**
 * What the person reads of it among who looked at their data: an act of their own, under the law that lets them. Done for
 * another, it stands in both lists.
 */
function describe(context: Context, what: 'given' | 'withdrawn', given: Consent) {
  const { consent, person, giver, organisation, client, purpose, legalBasis, fields, until } = given;
  return describeEntry(context, {
    ...{ kind: 'act', room: 'exchange', type: `consent-${what}${giver ? '-for' : ''}` },
    ...{ subjects: [person, ...(giver ? [giver.person] : [])], purpose, legalBasis, fields: [...fields] },
    data: { consent, organisation, service: client, until, ...(giver ? { mandate: giver.mandate } : {}) },
  });
}

/** Writes a person's yes. @param request the one request that was answered: the second answer finds the first one's consent */
export async function insertConsent(
  transaction: Transaction,
  context: Context,
  request: string,
  given: Omit<Consent, 'consent' | 'givenAt' | 'withdrawnAt' | 'withdrawnBy'>,
): Promise<Consent> {
  const { person, giver, organisation, client, purpose, legalBasis, fields, refused, until, language } = given;
  const { rows } = await transaction.client.query<Row>(
    `INSERT INTO exchange.consent (person, consent, organisation, client, request, purpose, legal_basis, fields, refused, until, language, given_at,
       given_by, mandate, basis)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) ON CONFLICT (person, request) DO NOTHING RETURNING ${COLUMNS}`,
    [
      ...[person, newId(), organisation, client, request, purpose, legalBasis, fields, refused, until, language],
      ...[context.clock.now(), giver?.person ?? null, giver?.mandate ?? null, giver?.basis ?? null],
    ],
  );
  if (rows[0]) {
    const made = toConsent(rows[0]);
    transaction.append(describe(context, 'given', made));
    return made;
  }
  const first = await transaction.client.query<Row>(
    `SELECT ${COLUMNS} FROM exchange.consent WHERE person = $1 AND request = $2`,
    [person, request],
  );
  return toConsent(first.rows[0]!);
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
 * One lock a person, held by sharing while questions under a consent of theirs are answered and journalled, and alone by a
 * withdrawal.
 */
const lockKey = (person: string) => `hashtextextended('exchange.consent:' || ${person}, 0)`;
const LOCK_ALONE = `SELECT pg_advisory_xact_lock(${lockKey('$1::text')})`;

/**
 * Takes a consent back, for good; twice is once. Questions that are being answered under it come first, and are in the log before
 * it; from then on there are none (Law 91/2025/QH15: at any time).
 */
export async function withdrawConsent(
  transaction: Transaction,
  context: Context,
  sealing: Pick<Kernel['sealing'], 'now'>,
  known: Consent,
): Promise<void> {
  const { client } = transaction;
  const { consent, person } = known;
  await client.query(LOCK_ALONE, [person]);
  const { rowCount } = await client.query(
    'UPDATE exchange.consent SET withdrawn_at = $3, withdrawn_by = $4 WHERE person = $1 AND consent = $2 AND withdrawn_at IS NULL',
    [person, consent, context.clock.now(), context.caller.person ?? null],
  );
  if (rowCount === 0) return;
  // What is sealed together is not in the order of its commits. A log that cannot seal now keeps nobody from withdrawing.
  await Promise.race([sealing.now().catch(() => {}), pause(SEALED_WITHIN_MS)]);
  transaction.append(describe(context, 'withdrawn', known));
}

const SEALED_WITHIN_MS = 2000;
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds).unref());

const SHARE = `SELECT person FROM unnest($1::text[]) AS one (person) WHERE pg_try_advisory_lock_shared(${lockKey('person')})`;
const UNSHARE = `SELECT pg_advisory_unlock_shared(${lockKey('person')}) FROM unnest($1::text[]) AS one (person)`;

/**
 * Keeps these persons' consents from being withdrawn until `releaseConsents`, on this connection.
 * @returns those who are not withdrawing one just now
 */
export async function shareConsents(client: Queries, persons: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ person: string }>({
    name: 'exchange-share-consents',
    text: SHARE,
    values: [persons],
  });
  return rows.map(({ person }) => person);
}

export async function releaseConsents(client: Queries, persons: readonly string[]): Promise<void> {
  await client.query({ name: 'exchange-release-consents', text: UNSHARE, values: [persons] });
}

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
      WHERE person = ANY($1::uuid[]) AND organisation = ANY($2::text[]) AND withdrawn_at IS NULL AND until >= $3::date
      ORDER BY consent DESC`,
    values: [persons, organisations, today],
  });
  return rows.map(toConsent);
}
