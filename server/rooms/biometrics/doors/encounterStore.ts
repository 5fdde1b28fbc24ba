import type { Client, Kernel } from '#kernel';
import type { Reference } from '../engine/matcher.ts';
import { makePersonKey, openPersonKey } from '../sealing.ts';
import type { Computed, Encounter, EncounterBody } from './osiaForms.ts';
import { doorProblems as problems } from './problems.ts';

/** A row of biometrics.abis_encounter without its samples. */
export interface EncounterRow {
  readonly id: string;
  readonly owner: string;
  readonly person: string;
  readonly encounter: string;
  readonly reference: Reference | null;
  readonly status: 'ACTIVE' | 'INACTIVE';
  readonly encounter_type: string;
  readonly galleries: string[];
  readonly created_at: Date;
  readonly updated_at: Date;
}

/** What lies sealed. */
export interface Content
  extends Pick<EncounterBody, 'clientData' | 'contextualData' | 'biographicData' | 'biometricData'> {
  /** Templates of images that came without. */
  readonly computed: Computed;
}

type Keys = Kernel['keys'];
/** The pool, or a transaction's client. */
export type Queries = Pick<Client, 'query'>;
export type Named = Pick<EncounterRow, 'owner' | 'person' | 'encounter'>;

const COLUMNS =
  'e.id, e.owner, e.person, e.encounter, e.reference, e.status, e.encounter_type, e.galleries, e.created_at, e.updated_at';
const placeOf = (id: string) => ({ person: id, modality: 'encounter', sample: id, part: 'sample' }) as const;

/** @returns false where the owner has an encounter of this name already */
export async function insertEncounter(
  client: Queries,
  keys: Keys,
  row: Omit<EncounterRow, 'updated_at'>,
  content: Content,
): Promise<boolean> {
  const key = makePersonKey(keys, row.id);
  const { rowCount } = await client.query(
    `INSERT INTO biometrics.abis_encounter
       (id, owner, person, encounter, reference, status, encounter_type, galleries, created_at, updated_at, sealed)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10) ON CONFLICT (owner, person, encounter) DO NOTHING`,
    [
      ...[row.id, row.owner, row.person, row.encounter, row.reference, row.status, row.encounter_type, row.galleries],
      ...[row.created_at, key.seal(placeOf(row.id), Buffer.from(JSON.stringify(content)))],
    ],
  );
  if (rowCount === 0) return false;
  await client.query('INSERT INTO biometrics.abis_key (id, wrapped) VALUES ($1, $2)', [row.id, key.wrapped]);
  return true;
}

/** Writes what an encounter is from now on, under a new key: what was there before opens no more. */
export async function rewriteEncounter(
  client: Queries,
  keys: Keys,
  row: Pick<EncounterRow, 'id' | 'reference' | 'status' | 'encounter_type' | 'galleries' | 'updated_at'>,
  content: Content,
): Promise<void> {
  const key = makePersonKey(keys, row.id);
  await client.query(
    `UPDATE biometrics.abis_encounter
     SET reference = $2, status = $3, encounter_type = $4, galleries = $5, updated_at = $6, sealed = $7 WHERE id = $1`,
    [
      ...[row.id, row.reference, row.status, row.encounter_type, row.galleries, row.updated_at],
      key.seal(placeOf(row.id), Buffer.from(JSON.stringify(content))),
    ],
  );
  await client.query('UPDATE biometrics.abis_key SET wrapped = $2 WHERE id = $1', [row.id, key.wrapped]);
}

/** Encounters of a person, or one of them, the oldest first. @param lock holds them until the transaction ends */
export async function readEncounters(
  client: Queries,
  { owner, person, encounter }: Pick<Named, 'owner' | 'person'> & { encounter?: string | undefined },
  lock = false,
): Promise<EncounterRow[]> {
  const { rows } = await client.query<EncounterRow>(
    `SELECT ${COLUMNS} FROM biometrics.abis_encounter e
     WHERE owner = $1 AND person = $2 AND ($3::text IS NULL OR encounter = $3)
     ORDER BY created_at, encounter${lock ? ' FOR UPDATE' : ''}`,
    [owner, person, encounter ?? null],
  );
  return rows;
}

/** What engine and callers may be told of these references: active encounters of the owner, in the gallery where one is named. */
export async function findByReferences(
  client: Queries,
  owner: string,
  references: readonly string[],
  gallery: string | undefined,
): Promise<Map<string, EncounterRow>> {
  const { rows } = await client.query<EncounterRow>(
    `SELECT ${COLUMNS} FROM biometrics.abis_encounter e
     WHERE reference = ANY($2::uuid[]) AND owner = $1 AND status = 'ACTIVE' AND ($3::text IS NULL OR $3 = ANY(galleries))`,
    [owner, references, gallery ?? null],
  );
  return new Map(rows.map((row) => [row.reference!, row]));
}

/** @throws Problem biometrics/abis-damaged where key or samples do not open */
export async function openContents(client: Queries, keys: Keys, ids: readonly string[]): Promise<Map<string, Content>> {
  const { rows } = await client.query<{ id: string; sealed: Buffer; wrapped: Buffer }>(
    `SELECT e.id, e.sealed, k.wrapped FROM biometrics.abis_encounter e JOIN biometrics.abis_key k USING (id)
     WHERE e.id = ANY($1::uuid[])`,
    [ids],
  );
  const contents = new Map<string, Content>();
  for (const { id, sealed, wrapped } of rows) {
    const plain = openPersonKey(keys, id, wrapped)?.open(placeOf(id), sealed);
    if (!plain) throw problems['abis-damaged']();
    contents.set(id, JSON.parse(plain.toString('utf8')) as Content);
  }
  return contents;
}

export function presentEncounter(row: EncounterRow, { computed: _, ...content }: Content): Encounter {
  return {
    encounterId: row.encounter,
    status: row.status,
    encounterType: row.encounter_type,
    createdDate: row.created_at.toISOString(),
    updatedDate: row.updated_at.toISOString(),
    galleries: row.galleries,
    ...content,
    biometricData: content.biometricData.map((sample) => ({ ...sample, encounterId: row.encounter })),
  };
}

/** Deletes encounters with their keys, and notes what the engine still has of them. @returns those references */
export async function deleteEncounters(client: Queries, rows: readonly EncounterRow[]): Promise<Reference[]> {
  const ids = rows.map(({ id }) => id);
  await client.query('DELETE FROM biometrics.abis_key WHERE id = ANY($1::uuid[])', [ids]);
  await client.query('DELETE FROM biometrics.abis_encounter WHERE id = ANY($1::uuid[])', [ids]);
  const references = rows.flatMap(({ reference }) => (reference ? [reference] : []));
  await noteLoose(client, references);
  return references;
}

/** Gives encounters to another person. @throws Problem biometrics/abis-encounter-exists */
export async function giveEncounters(
  client: Queries,
  rows: readonly EncounterRow[],
  person: string,
  at: Date,
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const held = new Set(
    (await readEncounters(client, { owner: first.owner, person }, true)).map((row) => row.encounter),
  );
  if (rows.some((row) => held.has(row.encounter))) throw problems['abis-encounter-exists']();
  await client.query('UPDATE biometrics.abis_encounter SET person = $2, updated_at = $3 WHERE id = ANY($1::uuid[])', [
    rows.map(({ id }) => id),
    person,
    at,
  ]);
}

export async function setEncounter(
  client: Queries,
  id: string,
  { status, galleries, at }: { status?: string; galleries?: readonly string[]; at: Date },
): Promise<void> {
  await client.query(
    `UPDATE biometrics.abis_encounter
     SET status = coalesce($2, status), galleries = coalesce($3, galleries), updated_at = $4 WHERE id = $1`,
    [id, status ?? null, galleries ?? null, at],
  );
}

export async function readGalleries(client: Queries, owner: string): Promise<string[]> {
  const { rows } = await client.query<{ gallery: string }>(
    'SELECT DISTINCT unnest(galleries) AS gallery FROM biometrics.abis_encounter WHERE owner = $1 ORDER BY gallery',
    [owner],
  );
  return rows.map(({ gallery }) => gallery);
}

export async function readGalleryContent(
  client: Queries,
  { owner, gallery, offset, limit }: { owner: string; gallery: string | undefined; offset: number; limit: number },
): Promise<{ personId: string; encounterId: string }[]> {
  const { rows } = await client.query<{ personId: string; encounterId: string }>(
    `SELECT person AS "personId", encounter AS "encounterId" FROM biometrics.abis_encounter
     WHERE owner = $1 AND ($2::text IS NULL OR $2 = ANY(galleries)) ORDER BY person, encounter OFFSET $3 LIMIT $4`,
    [owner, gallery ?? null, offset, limit],
  );
  return rows;
}

export async function countEncounters(client: Queries, owner: string): Promise<number> {
  const { rows } = await client.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM biometrics.abis_encounter WHERE owner = $1',
    [owner],
  );
  return rows[0]!.n;
}

export async function noteLoose(client: Queries, references: readonly Reference[]): Promise<void> {
  await client.query('INSERT INTO biometrics.abis_loose (reference) SELECT unnest($1::uuid[]) ON CONFLICT DO NOTHING', [
    references,
  ]);
}

/** An encounter takes the reference. @returns false where it was given up meanwhile */
export async function takeLoose(client: Queries, reference: Reference): Promise<boolean> {
  const { rowCount } = await client.query('DELETE FROM biometrics.abis_loose WHERE reference = $1', [reference]);
  return rowCount === 1;
}

/** @param minutes noted so long ago */
export async function readLoose(client: Queries, minutes: number): Promise<Reference[]> {
  const { rows } = await client.query<{ reference: Reference }>(
    'SELECT reference FROM biometrics.abis_loose WHERE noted_at <= now() - make_interval(mins => $1) LIMIT 1000',
    [minutes],
  );
  return rows.map(({ reference }) => reference);
}

/** Of these, the ones that no encounter has taken. */
export async function stillLoose(client: Queries, references: readonly Reference[]): Promise<Reference[]> {
  const { rows } = await client.query<{ reference: Reference }>(
    'SELECT reference FROM biometrics.abis_loose WHERE reference = ANY($1::uuid[])',
    [references],
  );
  return rows.map(({ reference }) => reference);
}
