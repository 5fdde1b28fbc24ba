import type { Client } from '#kernel';
import type { DraftState, Side } from './model.ts';
import type { Terms } from './terms.ts';

type Queries = Pick<Client, 'query'>;

export interface Reason {
  part: string;
  item?: string;
  why: string;
}

export interface DraftRow {
  readonly draft: string;
  readonly organisation: string;
  readonly agreement: string;
  readonly baseVersion: number | undefined;
  readonly state: DraftState;
  readonly revision: number;
  readonly terms: Terms;
  readonly why: string;
  readonly offered: Terms | undefined;
  readonly reasons: readonly Reason[];
  readonly authors: readonly string[];
  readonly madeAt: Date;
  readonly changedAt: Date;
  readonly sentBy: string | undefined;
  readonly sentAt: Date | undefined;
  /** `YYYY-MM-DD`. */
  readonly dueOn: string | undefined;
  readonly decidedBy: string | undefined;
  readonly decidedAt: Date | undefined;
  readonly legalBasis: string | undefined;
  readonly decisionText: string | undefined;
  /** Why the organisation objected to our offer, or withdrew. */
  readonly reply: string | undefined;
  readonly round: number;
  readonly text: string | undefined;
  readonly digest: string | undefined;
  readonly enactedAt: Date | undefined;
  readonly enactedVersion: number | undefined;
}

/** A column of each part that changes. */
const columns = {
  state: 'state',
  terms: 'terms',
  why: 'why',
  offered: 'offered',
  reasons: 'reasons',
  authors: 'authors',
  sentBy: 'sent_by',
  sentAt: 'sent_at',
  dueOn: 'due_on',
  decidedBy: 'decided_by',
  decidedAt: 'decided_at',
  legalBasis: 'legal_basis',
  decisionText: 'decision_text',
  reply: 'reply',
  round: 'round',
  text: 'text',
  digest: 'digest',
  enactedAt: 'enacted_at',
  enactedVersion: 'enacted_version',
} as const;
export type DraftChange = { -readonly [Part in keyof typeof columns]?: DraftRow[Part] };
const json: ReadonlySet<string> = new Set(['terms', 'offered', 'reasons']);

const selected = `draft, organisation, agreement, base_version AS "baseVersion", revision, made_at AS "madeAt", changed_at AS "changedAt",
  ${Object.entries(columns)
    .map(([part, column]) => `${column} AS "${part}"`)
    .join(', ')}`;

function toDraft(row: Record<string, unknown>): DraftRow {
  const given = Object.fromEntries(Object.entries(row).map(([part, value]) => [part, value ?? undefined]));
  return { ...given, reasons: given.reasons ?? [] } as unknown as DraftRow;
}

/** @returns false where the agreement has an open draft already */
export async function insertDraft(
  client: Queries,
  given: Pick<
    DraftRow,
    'draft' | 'organisation' | 'agreement' | 'baseVersion' | 'terms' | 'why' | 'authors' | 'madeAt'
  >,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `INSERT INTO connections.draft (draft, organisation, agreement, base_version, state, revision, terms, why, authors, made_at, changed_at, round)
     VALUES ($1, $2, $3, $4, 'draft', 1, $5, $6, $7, $8, $8, 0) ON CONFLICT DO NOTHING`,
    [
      given.draft,
      given.organisation,
      given.agreement,
      given.baseVersion ?? null,
      JSON.stringify(given.terms),
      given.why,
      given.authors,
      given.madeAt,
    ],
  );
  return rowCount === 1;
}

/** @param hold nobody else changes it until the transaction ends */
export async function readDraft(client: Queries, draft: string, hold = false): Promise<DraftRow | undefined> {
  const { rows } = await client.query<Record<string, unknown>>(
    `SELECT ${selected} FROM connections.draft WHERE draft = $1${hold ? ' FOR UPDATE' : ''}`,
    [draft],
  );
  return rows[0] && toDraft(rows[0]);
}

/** Of an organisation, newest first; or what waits for us, the earliest deadline first. */
export async function readDrafts(
  client: Queries,
  which: { organisation: string } | 'waiting' | 'decided',
): Promise<DraftRow[]> {
  const [condition, order] =
    typeof which === 'object'
      ? ['organisation = $1', 'made_at DESC']
      : which === 'waiting'
        ? ["state IN ('sent', 'narrowed', 'accepted') AND $1::text IS NULL", 'due_on, draft']
        : ["state IN ('enacted', 'refused', 'withdrawn') AND $1::text IS NULL", 'changed_at DESC'];
  const { rows } = await client.query<Record<string, unknown>>(
    `SELECT ${selected} FROM connections.draft WHERE ${condition} ORDER BY ${order} LIMIT 200`,
    [typeof which === 'object' ? which.organisation : null],
  );
  return rows.map(toDraft);
}

/** Drafts by which an agreement came to its versions. */
export async function readEnacted(client: Queries, agreement: string): Promise<DraftRow[]> {
  const { rows } = await client.query<Record<string, unknown>>(
    `SELECT ${selected} FROM connections.draft WHERE agreement = $1 AND state = 'enacted' ORDER BY enacted_version DESC`,
    [agreement],
  );
  return rows.map(toDraft);
}

export async function updateDraft(client: Queries, draft: string, change: DraftChange, at: Date): Promise<void> {
  const parts = Object.entries(change) as [keyof typeof columns, unknown][];
  const sets = parts.map(([part], index) => `${columns[part]} = $${index + 3}`);
  await client.query(
    `UPDATE connections.draft SET ${['changed_at = $2', 'revision = revision + 1', ...sets].join(', ')} WHERE draft = $1`,
    [
      draft,
      at,
      ...parts.map(([part, value]) =>
        json.has(part) && value !== undefined ? JSON.stringify(value) : (value ?? null),
      ),
    ],
  );
}

export interface SignatureRow {
  readonly side: Side;
  readonly round: number;
  readonly signer: string;
  readonly role: string;
  readonly digest: string;
  readonly assurance: string;
  readonly signedAt: Date;
  readonly line: string;
}

/** Of the newest acceptance only, unless told. */
export async function readSignatures(client: Queries, draft: string, round: number): Promise<SignatureRow[]> {
  const { rows } = await client.query<SignatureRow>(
    `SELECT side, round, signer, role, digest, assurance, signed_at AS "signedAt", line FROM connections.signature
     WHERE draft = $1 AND round = $2 ORDER BY signed_at`,
    [draft, round],
  );
  return rows;
}

/** Sides that have signed the newest acceptance, by draft. */
export async function readSigned(client: Queries, drafts: readonly string[]): Promise<Map<string, Side[]>> {
  const { rows } = await client.query<{ draft: string; sides: Side[] }>(
    `SELECT draft, array_agg(s.side ORDER BY s.signed_at) AS sides
     FROM connections.signature s JOIN connections.draft d USING (draft, round) WHERE draft = ANY($1) GROUP BY draft`,
    [drafts],
  );
  return new Map(rows.map(({ draft, sides }) => [draft, sides]));
}

export async function insertSignature(client: Queries, draft: string, given: SignatureRow): Promise<void> {
  const { round, side, signer, role, digest, assurance, signedAt, line } = given;
  await client.query(
    `INSERT INTO connections.signature (draft, round, side, signer, role, digest, assurance, signed_at, line)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [draft, round, side, signer, role, digest, assurance, signedAt, line],
  );
}
