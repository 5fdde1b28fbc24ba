import { isDeepStrictEqual } from 'node:util';
import type { Client, Context, Transaction } from '#kernel';
import type { AgreementTerms, Agreement as CountryAgreement } from '#libs/country';
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
      `INSERT INTO exchange.agreement (agreement, version, organisation, state, modes, purposes, legal_bases, fields, valid_from, valid_to, quota_per_day, hours, candidates, recorded_by)
       VALUES ($1, 1, $2, 'active', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT DO NOTHING`,
      [
        one.id,
        one.organisation,
        one.modes,
        one.purposes,
        one.legalBases ?? [],
        one.fields,
        one.validFrom,
        one.validTo,
        one.quotaPerDay,
        one.hours ?? 'always',
        one.candidates ?? 0,
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
  await lockAgreement(transaction.client, agreement);
  const { rows } = await transaction.client.query<{ version: number }>(
    `INSERT INTO exchange.agreement (agreement, version, organisation, state, modes, purposes, legal_bases, fields, valid_from, valid_to, quota_per_day, hours, candidates, recorded_by)
     SELECT agreement, version + 1, organisation, coalesce($2, state), modes, purposes, legal_bases, coalesce($3::text[], fields), valid_from, coalesce($4::date, valid_to), coalesce($5::int, quota_per_day), hours, candidates, $6
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

/** Two changes at once would both make the same version. */
async function lockAgreement(client: Client, agreement: string): Promise<void> {
  await client.query("SELECT pg_advisory_xact_lock(hashtextextended('exchange.agreement:' || $1, 0))", [agreement]);
}

/**
 * Puts what was agreed in force with the next question: the agreement's next version, or its first. A suspension stays.
 * @param base the version that the change was agreed upon; its terms must still be the newest
 * @throws Problem exchange/agreement-changed
 */
export async function enactAgreement(
  transaction: Transaction,
  context: Context,
  given: { agreement: string; organisation: string; terms: AgreementTerms; base: number | undefined },
): Promise<number> {
  const { agreement, organisation, terms, base } = given;
  const { client } = transaction;
  await lockAgreement(client, agreement);
  const versions = await readAgreementVersions(client, agreement);
  const newest = versions[0];
  const agreedUpon = versions.find((one) => one.version === base);
  if (newest && (newest.organisation !== organisation || !isDeepStrictEqual(agreedUpon?.terms, newest.terms)))
    throw problems['agreement-changed']({ values: { version: newest.version } });
  const version = (newest?.version ?? 0) + 1;
  await client.query(
    `INSERT INTO exchange.agreement (agreement, version, organisation, state, modes, purposes, legal_bases, fields, valid_from, valid_to, quota_per_day, hours, candidates, recorded_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      agreement,
      version,
      organisation,
      newest?.state ?? 'active',
      terms.modes,
      terms.purposes,
      terms.legalBases ?? [],
      terms.fields,
      terms.validFrom,
      terms.validTo,
      terms.quotaPerDay,
      terms.hours ?? 'always',
      terms.candidates ?? 0,
      context.caller.id,
    ],
  );
  await note(transaction, context, 'agreement-enacted', { agreement, version, organisation });
  return version;
}

/** A version of an agreement as it was recorded. */
export interface AgreementVersion {
  agreement: string;
  version: number;
  organisation: string;
  state: 'active' | 'suspended';
  terms: AgreementTerms;
  recordedAt: string;
  recordedBy: string;
}

type Row = Omit<AgreementVersion, 'terms' | 'recordedAt' | 'recordedBy'> & {
  modes: AgreementTerms['modes'];
  purposes: string[];
  legal_bases: string[];
  fields: AgreementTerms['fields'];
  valid_from: string;
  valid_to: string;
  quota_per_day: number;
  hours: string;
  candidates: number;
  recorded_at: Date;
  recorded_by: string;
};

/** Newest first; none where there is no such agreement. */
export async function readAgreementVersions(
  client: Pick<Client, 'query'>,
  agreement: string,
): Promise<AgreementVersion[]> {
  const { rows } = await client.query<Row>(
    'SELECT * FROM exchange.agreement WHERE agreement = $1 ORDER BY version DESC',
    [agreement],
  );
  return rows.map(toVersion);
}

/** The newest version of each agreement: of an organisation, or of all. */
export async function readNewestAgreements(
  client: Pick<Client, 'query'>,
  organisation?: string,
): Promise<AgreementVersion[]> {
  const { rows } = await client.query<Row>(
    `SELECT DISTINCT ON (agreement) * FROM exchange.agreement WHERE ($1::text IS NULL OR organisation = $1) ORDER BY agreement, version DESC`,
    [organisation ?? null],
  );
  return rows.map(toVersion);
}

function toVersion(row: Row): AgreementVersion {
  return {
    agreement: row.agreement,
    version: row.version,
    organisation: row.organisation,
    state: row.state,
    terms: {
      modes: row.modes,
      purposes: row.purposes,
      ...(row.legal_bases.length > 0 ? { legalBases: row.legal_bases } : {}),
      fields: row.fields,
      validFrom: row.valid_from,
      validTo: row.valid_to,
      quotaPerDay: row.quota_per_day,
      hours: row.hours,
      ...(row.candidates > 0 ? { candidates: row.candidates } : {}),
    },
    recordedAt: row.recorded_at.toISOString(),
    recordedBy: row.recorded_by,
  };
}
