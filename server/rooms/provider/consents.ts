import { type Context, requireScope, type Transaction } from '#kernel';
import type { Field } from '#libs/country';
import type { Accounts } from '#rooms/accounts';
import { hashTerms } from './clients.ts';
import { insertPermission, type NewPermission, principalOf } from './permissions.ts';

type Recorder = Pick<Accounts, 'recordEvent'>;

/** What a person answered on the consent sheet. */
export interface ConsentGiven extends NewPermission {
  /** `no`: asked again at the next sign-in; `once`: and what was agreed to before stays as it is. */
  readonly remember: 'yes' | 'no' | 'once';
}

/** Writes the person's answer, and what the new grant may read by it. */
export async function giveConsent(
  transaction: Transaction,
  context: Context,
  accounts: Recorder,
  given: ConsentGiven,
): Promise<void> {
  const { account, agreement, acting, fields, refused, scopes, remember, grantId } = given;
  if (!(await insertPermission(transaction.client, given))) return;
  const now = context.clock.now();
  await transaction.client.query({
    name: 'provider-consent',
    text: `INSERT INTO provider.consent AS held
        (account, client, principal, fields, refused, remembered, agreement, grant_id, service_version, given_at, used_at, scopes)
      VALUES ($1, $2, $3, $4::jsonb, $5::jsonb, $6, $7, $8, $9, $10, $10, $12::jsonb)
      ON CONFLICT (account, client, principal) DO UPDATE SET fields = excluded.fields, refused = excluded.refused,
        remembered = excluded.remembered, agreement = excluded.agreement, grant_id = excluded.grant_id,
        service_version = excluded.service_version, given_at = excluded.given_at, used_at = excluded.used_at, scopes = excluded.scopes,
        withdrawn_at = NULL
        WHERE NOT $11 OR held.withdrawn_at IS NOT NULL`,
    values: [
      account,
      agreement.client,
      principalOf(acting),
      JSON.stringify(fields),
      JSON.stringify(refused),
      remember === 'yes',
      hashTerms(agreement),
      grantId,
      agreement.version,
      now,
      remember === 'once',
      JSON.stringify(scopes),
    ],
  });
  await accounts.recordEvent(transaction, context, account, 'consent-given', {
    client: agreement.client,
    service: agreement.names,
    organisation: agreement.organisation,
    fields,
    ...(scopes.length > 0 ? { scopes } : {}),
  });
}

export interface ConsentRow {
  readonly client: string;
  readonly principal: string;
  readonly fields: readonly Field[];
  /** Scopes at APIs, each with its indicator. */
  readonly scopes: readonly string[];
  readonly givenAt: string;
  readonly usedAt: string;
}

/** What was agreed to last, and what grants given before it may still read: a newer sheet need not have asked for all of it. */
const still = (what: 'fields' | 'scopes') => `(SELECT jsonb_agg(DISTINCT held) FROM (
    SELECT jsonb_array_elements(c.${what}) UNION ALL
    SELECT jsonb_array_elements(p.${what}) FROM provider.permission p
    WHERE p.account = c.account AND p.client = c.client AND p.principal = c.principal AND p.expires_at > $2) AS every (held))`;

/** What this account's owner lets services read now. */
export async function readConsents(transaction: Transaction, account: string, now: Date): Promise<ConsentRow[]> {
  const { rows } = await transaction.client.query<{
    client: string;
    principal: string;
    fields: Field[];
    scopes: string[];
    given_at: Date;
    used_at: Date;
  }>({
    name: 'provider-consents',
    text: `SELECT client, principal, coalesce(${still('fields')}, '[]') AS fields, coalesce(${still('scopes')}, '[]') AS scopes, given_at, used_at
      FROM provider.consent c WHERE account = $1 AND withdrawn_at IS NULL ORDER BY used_at DESC`,
    values: [account, now],
  });
  return rows.map(({ given_at, used_at, ...row }) => ({
    ...row,
    givenAt: given_at.toISOString(),
    usedAt: used_at.toISOString(),
  }));
}

/**
 * Takes back what a service may read, as whomever the person was there: its codes, tokens and grants end with it. Withdrawn
 * twice is withdrawn (Law 91/2025/QH15: at any time).
 */
export async function withdrawConsent(
  transaction: Transaction,
  context: Context,
  accounts: Recorder,
  account: string,
  client: string,
): Promise<boolean> {
  requireScope(context.caller, 'self.account');
  const { rowCount } = await transaction.client.query({
    name: 'provider-withdraw',
    text: 'UPDATE provider.consent SET withdrawn_at = $3 WHERE account = $1 AND client = $2 AND withdrawn_at IS NULL',
    values: [account, client, context.clock.now()],
  });
  await transaction.client.query({
    name: 'provider-withdraw-grants',
    text: `WITH permitted AS (DELETE FROM provider.permission WHERE account = $1 AND client = $2)
      DELETE FROM provider.artifact WHERE account = $1 AND client = $2`,
    values: [account, client],
  });
  if (rowCount === 0) return false;
  await accounts.recordEvent(transaction, context, account, 'consent-withdrawn', { client });
  return true;
}
