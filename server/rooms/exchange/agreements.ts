import type { Context, Transaction } from '#kernel';
import type { Agreement as CountryAgreement } from '#libs/country';
import { problems } from './problems.ts';
import { note } from './systems.ts';

/** Loads agreements that are not known yet, as their first versions. @returns how many were new */
export async function seedAgreements(
  transaction: Transaction,
  context: Context,
  agreements: Iterable<CountryAgreement>,
): Promise<number> {
  let added = 0;
  for (const one of agreements) {
    const { rowCount } = await transaction.client.query(
      `INSERT INTO exchange.agreement (agreement, version, organisation, state, mode, purposes, fields, valid_from, valid_to, quota_per_day, recorded_by)
       VALUES ($1, 1, $2, 'active', $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING`,
      [
        one.id,
        one.organisation,
        one.mode,
        one.purposes,
        one.fields,
        one.validFrom,
        one.validTo,
        one.quotaPerDay,
        context.caller.id,
      ],
    );
    added += rowCount ?? 0;
  }
  if (added > 0) await note(transaction, context, 'agreements-loaded', { count: added });
  return added;
}

export interface AgreementChange {
  state?: 'active' | 'suspended';
  fields?: readonly string[];
  quotaPerDay?: number;
  validTo?: string;
}

/** Writes the next version of an agreement; the one before stays readable. @throws Problem exchange/agreement-unknown */
export async function changeAgreement(
  transaction: Transaction,
  context: Context,
  agreement: string,
  change: AgreementChange,
): Promise<number> {
  // Two changes at once would both make the same version: the second fails on the key and is tried again by its author.
  const { rows } = await transaction.client.query<{ version: number }>(
    `INSERT INTO exchange.agreement (agreement, version, organisation, state, mode, purposes, fields, valid_from, valid_to, quota_per_day, recorded_by)
     SELECT agreement, version + 1, organisation, coalesce($2, state), mode, purposes, coalesce($3::text[], fields), valid_from, coalesce($4::date, valid_to), coalesce($5::int, quota_per_day), $6
     FROM exchange.agreement WHERE agreement = $1 ORDER BY version DESC LIMIT 1 RETURNING version`,
    [
      agreement,
      change.state ?? null,
      change.fields ?? null,
      change.validTo ?? null,
      change.quotaPerDay ?? null,
      context.caller.id,
    ],
  );
  if (!rows[0]) throw problems['agreement-unknown']();
  await note(transaction, context, 'agreement-changed', {
    agreement,
    version: rows[0].version,
    changed: Object.keys(change),
  });
  return rows[0].version;
}
