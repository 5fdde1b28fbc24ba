import { type Database, gather } from '#kernel';
import type { Field } from '#libs/country';
import type { Acting } from '#rooms/accounts';
import { type Agreement, hashTerms } from './clients.ts';

type Pool = Pick<Database['pool'], 'query'>;

/** What one grant lets a service read, and as whom the person was there. */
export interface Permission {
  readonly grantId: string;
  readonly account: string;
  readonly client: string;
  readonly acting: Acting | undefined;
  readonly fields: readonly Field[];
  /** Scopes at APIs, each with its indicator. */
  readonly scopes: readonly string[];
}

/** Consent is given as oneself, or as the one whom one acts for: the one says nothing of the other. */
export function principalOf(acting: Acting | undefined): string {
  if (acting?.kind === 'organisation') return acting.organisation;
  return acting?.kind === 'person' ? acting.person : '';
}

const readers = new WeakMap<Pool, (grantId: string) => Promise<Permission | undefined>>();

export function readPermission(pool: Pool, grantId: string): Promise<Permission | undefined> {
  const read = readers.get(pool) ?? gatherReads(pool);
  readers.set(pool, read);
  return read(grantId);
}

function gatherReads(pool: Pool): (grantId: string) => Promise<Permission | undefined> {
  return gather(
    async (grants) => {
      const { rows } = await pool.query<Omit<Permission, 'acting'> & { acting: Acting | null }>({
        name: 'provider-permission',
        text: `SELECT grant_id AS "grantId", account, client, acting, fields, scopes FROM provider.permission
          WHERE grant_id = ANY($1::text[])`,
        values: [grants],
      });
      const found = new Map(rows.map((row) => [row.grantId, { ...row, acting: row.acting ?? undefined }]));
      return grants.map((grant) => found.get(grant));
    },
    { keyOf: (grant) => grant },
  );
}

interface Asking {
  readonly grantId: string;
  readonly account: string;
  readonly agreement: Agreement;
  readonly acting: Acting | undefined;
  readonly asked: readonly Field[];
  readonly scopes: readonly string[];
  readonly now: Date;
}

/** Is this grant of the same terms and principal, and holds what is asked? Counts the use of the consent behind it. */
export async function isCovered(
  pool: Pool,
  { grantId, account, agreement, acting, asked, scopes, now }: Asking,
): Promise<boolean> {
  const { rowCount } = await pool.query({
    name: 'provider-covered',
    text: `WITH used AS (UPDATE provider.consent SET used_at = $7 WHERE account = $2 AND client = $3 AND principal = $4)
      SELECT FROM provider.permission p
      WHERE p.grant_id = $1 AND p.account = $2 AND p.client = $3 AND p.principal = $4 AND p.agreement = $5 AND p.answered @> $6::jsonb
        AND p.scopes @> $8::jsonb`,
    values: [
      ...[grantId, account, agreement.client, principalOf(acting), hashTerms(agreement), JSON.stringify(asked), now],
      JSON.stringify(scopes),
    ],
  });
  return rowCount === 1;
}

/**
 * Makes a new grant's permission out of the remembered consent. The consent's row is held while that happens, so that a
 * withdrawal comes either before (then there is nothing to make) or after (then it takes this one away too).
 */
export async function permitByConsent(pool: Pool, until: Date, asking: Asking): Promise<boolean> {
  const { grantId, account, agreement, acting, asked, scopes, now } = asking;
  const { rowCount } = await pool.query({
    name: 'provider-permit',
    text: `WITH given AS (
        UPDATE provider.consent SET used_at = $7, grant_id = $1
        WHERE account = $2 AND client = $3 AND principal = $4 AND agreement = $5 AND remembered AND withdrawn_at IS NULL
          AND fields || refused @> $6::jsonb AND scopes @> $10::jsonb
        RETURNING fields, refused, scopes)
      INSERT INTO provider.permission (grant_id, account, client, principal, agreement, acting, fields, answered, expires_at, scopes)
      SELECT $1, $2, $3, $4, $5, $8::jsonb, fields, fields || refused, $9, scopes FROM given`,
    values: [
      grantId,
      account,
      agreement.client,
      principalOf(acting),
      hashTerms(agreement),
      JSON.stringify(asked),
      now,
      acting ? JSON.stringify(acting) : null,
      until,
      JSON.stringify(scopes),
    ],
  });
  return rowCount === 1;
}

/** Where no field of the register is asked for, nobody is asked: the service learns a pseudonym. */
export async function permitNothing(
  pool: Pool,
  until: Date,
  asking: Omit<Asking, 'asked' | 'now' | 'scopes'>,
): Promise<void> {
  await insertPermission(pool, { ...asking, fields: [], refused: [], scopes: [], until });
}

export interface NewPermission extends Omit<Asking, 'asked' | 'now'> {
  readonly fields: readonly Field[];
  readonly refused: readonly Field[];
  readonly until: Date;
}

/** @returns false where this grant has its permission already: pressed twice, it is given once */
export async function insertPermission(pool: Pool, given: NewPermission): Promise<boolean> {
  const { rowCount } = await pool.query({
    name: 'provider-permit-new',
    text: `INSERT INTO provider.permission (grant_id, account, client, principal, agreement, acting, fields, answered, expires_at, scopes)
      VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7::jsonb, $8::jsonb, $9, $10::jsonb) ON CONFLICT DO NOTHING`,
    values: [
      given.grantId,
      given.account,
      given.agreement.client,
      principalOf(given.acting),
      hashTerms(given.agreement),
      given.acting ? JSON.stringify(given.acting) : null,
      JSON.stringify(given.fields),
      JSON.stringify([...given.fields, ...given.refused]),
      given.until,
      JSON.stringify(given.scopes),
    ],
  });
  return rowCount === 1;
}
