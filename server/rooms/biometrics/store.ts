import type { Client } from '#kernel';
import type { ModalityId, SampleFormat } from '#libs/country';
import type { Reference } from './engine/matcher.ts';
import type { Ground, MissingReason } from './model.ts';

type Queries = Pick<Client, 'query'>;

export interface Subject {
  readonly person: string;
  readonly reference: Reference;
  readonly taken_as: string;
}

/** A sample without its bytes. */
export interface SampleRow {
  readonly reference: Reference;
  readonly sample: string;
  readonly modality: ModalityId;
  readonly place: number;
  readonly format: SampleFormat;
  readonly size: number;
  readonly quality: number | null;
  readonly legal_basis: string;
  readonly ground: Ground | null;
  readonly taken_at: Date;
  readonly taken_by: string;
  readonly office: string;
  readonly erase_on: string | null;
  /** That made the template: those of another are not compared; null: nothing here compares it. */
  readonly model: string | null;
}

const SHOWN =
  'reference, sample, modality, place, format, size, quality, legal_basis, ground, taken_at, taken_by, office, erase_on, model';

/** The subject of a record, made where there is none, and held: two officers at one person follow each other. */
export async function holdSubject(client: Queries, person: string, reference: Reference): Promise<Subject> {
  await client.query(
    'INSERT INTO biometrics.subject (person, reference, taken_as) VALUES ($1, $2, $1) ON CONFLICT (taken_as) DO NOTHING',
    [person, reference],
  );
  const { rows } = await client.query<Subject>('SELECT * FROM biometrics.subject WHERE taken_as = $1 FOR UPDATE', [
    person,
  ]);
  return rows[0]!;
}

/** A merged person may have several. @param lock holds them until the transaction ends */
export async function readSubjects(client: Queries, person: string, lock = false): Promise<Subject[]> {
  const { rows } = await client.query<Subject>(
    `SELECT * FROM biometrics.subject WHERE person = $1 ORDER BY reference ${lock ? 'FOR UPDATE' : ''}`,
    [person],
  );
  return rows;
}

/** By reference; those of references that are gone are absent. */
export async function findPersons(client: Queries, references: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await client.query<Subject>('SELECT * FROM biometrics.subject WHERE reference = ANY($1::uuid[])', [
    references,
  ]);
  return new Map(rows.map((row) => [row.reference, row.person]));
}

export async function findReferences(client: Queries, persons: readonly string[]): Promise<Reference[]> {
  const { rows } = await client.query<Subject>('SELECT * FROM biometrics.subject WHERE person = ANY($1::uuid[])', [
    persons,
  ]);
  return rows.map(({ reference }) => reference);
}

export async function readSubject(client: Queries, reference: string, lock = false): Promise<Subject | undefined> {
  const { rows } = await client.query<Subject>(
    `SELECT * FROM biometrics.subject WHERE reference = $1 ${lock ? 'FOR UPDATE' : ''}`,
    [reference],
  );
  return rows[0];
}

export async function readKey(client: Queries, reference: string): Promise<Buffer | undefined> {
  const { rows } = await client.query<{ wrapped: Buffer }>('SELECT wrapped FROM biometrics.key WHERE reference = $1', [
    reference,
  ]);
  return rows[0]?.wrapped;
}

export async function writeKey(client: Queries, reference: string, wrapped: Buffer): Promise<void> {
  await client.query(
    'INSERT INTO biometrics.key (reference, wrapped) VALUES ($1, $2) ON CONFLICT (reference) DO UPDATE SET wrapped = excluded.wrapped',
    [reference, wrapped],
  );
}

export async function listSamples(client: Queries, references: readonly string[]): Promise<SampleRow[]> {
  const { rows } = await client.query<SampleRow>(
    `SELECT ${SHOWN} FROM biometrics.sample WHERE reference = ANY($1::uuid[]) ORDER BY array_position($2::text[], modality), place, sample`,
    [references, ['face', 'finger', 'iris', 'dna', 'voice']],
  );
  return rows;
}

export interface SealedSample extends SampleRow {
  readonly sealed: Buffer;
  readonly template: Buffer | null;
}

/** With what is sealed. @param only one of them, or those of one modality that are compared */
export async function readSealed(
  client: Queries,
  reference: string,
  only: { sample?: string } = {},
): Promise<SealedSample[]> {
  const { rows } = await client.query<SealedSample>(
    'SELECT * FROM biometrics.sample WHERE reference = $1 AND ($2::uuid IS NULL OR sample = $2) ORDER BY sample',
    [reference, only.sample ?? null],
  );
  return rows;
}

export type NewSample = Omit<SealedSample, 'taken_at'> & { readonly taken_at: string };

/** One takes the place of what was there before. @returns whether there was one */
export async function putSample(client: Queries, one: NewSample): Promise<boolean> {
  const { rowCount } = await client.query(
    'DELETE FROM biometrics.sample WHERE reference = $1 AND modality = $2 AND place = $3',
    [one.reference, one.modality, one.place],
  );
  await client.query('DELETE FROM biometrics.missing WHERE reference = $1 AND modality = $2 AND place = $3', [
    one.reference,
    one.modality,
    one.place,
  ]);
  const columns = `${SHOWN}, sealed, template`.split(', ');
  const values = { ...one, ground: one.ground && JSON.stringify(one.ground) };
  await client.query(
    `INSERT INTO biometrics.sample (${columns.join(', ')}) VALUES (${columns.map((_, at) => `$${at + 1}`).join(', ')})`,
    columns.map((column) => values[column as keyof typeof values]),
  );
  return rowCount === 1;
}

/** What was sealed under the old key, under the new one. */
export async function resealSample(
  client: Queries,
  { reference, sample }: Pick<SampleRow, 'reference' | 'sample'>,
  sealed: Buffer,
  template: Buffer | null,
): Promise<void> {
  await client.query('UPDATE biometrics.sample SET sealed = $3, template = $4 WHERE reference = $1 AND sample = $2', [
    reference,
    sample,
    sealed,
    template,
  ]);
}

export async function removeSamples(client: Queries, reference: string, samples: readonly string[]): Promise<number> {
  const { rowCount } = await client.query(
    'DELETE FROM biometrics.sample WHERE reference = $1 AND sample = ANY($2::uuid[])',
    [reference, samples],
  );
  return rowCount ?? 0;
}

/** Key first: from then on nothing of the person opens, wherever a copy may lie. */
export async function removeSubject(client: Queries, reference: string): Promise<void> {
  for (const table of ['key', 'sample', 'missing', 'subject'])
    await client.query(`DELETE FROM biometrics.${table} WHERE reference = $1`, [reference]);
}

export interface MissingRow {
  readonly reference: string;
  readonly modality: ModalityId;
  readonly place: number;
  readonly reason: MissingReason;
  readonly noted_at: Date;
}

export async function putMissing(
  client: Queries,
  { reference, modality, place, reason }: Omit<MissingRow, 'noted_at'>,
  at: string,
): Promise<void> {
  await client.query(
    `INSERT INTO biometrics.missing (reference, modality, place, reason, noted_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (reference, modality, place) DO UPDATE SET reason = excluded.reason, noted_at = excluded.noted_at`,
    [reference, modality, place, reason, at],
  );
}

export async function listMissing(client: Queries, references: readonly string[]): Promise<MissingRow[]> {
  const { rows } = await client.query<MissingRow>(
    'SELECT * FROM biometrics.missing WHERE reference = ANY($1::uuid[]) ORDER BY modality, place',
    [references],
  );
  return rows;
}

export async function listDueSamples(client: Queries, today: string, most: number): Promise<SampleRow[]> {
  const { rows } = await client.query<SampleRow>(
    `SELECT ${SHOWN} FROM biometrics.sample WHERE erase_on <= $1 ORDER BY reference, sample LIMIT $2`,
    [today, most],
  );
  return rows;
}

export async function writeEraseDay(
  client: Queries,
  { reference, sample }: Pick<SampleRow, 'reference' | 'sample'>,
  day: string | null,
): Promise<void> {
  await client.query(
    'UPDATE biometrics.sample SET erase_on = $3 WHERE reference = $1 AND sample = $2 AND erase_on IS DISTINCT FROM $3::date',
    [reference, sample, day],
  );
}

export async function readSubjectsTakenAs(client: Queries, persons: readonly string[]): Promise<Subject[]> {
  const { rows } = await client.query<Subject>(
    'SELECT * FROM biometrics.subject WHERE taken_as = ANY($1::uuid[]) ORDER BY reference',
    [persons],
  );
  return rows;
}

/** Whose the samples are today. */
export async function followPerson(client: Queries, reference: string, person: string): Promise<void> {
  await client.query('UPDATE biometrics.subject SET person = $2 WHERE reference = $1 AND person <> $2', [
    reference,
    person,
  ]);
}

export async function countHeld(client: Queries): Promise<Map<string, { samples: number; persons: number }>> {
  const { rows } = await client.query<{ modality: string; samples: number; persons: number }>(
    `SELECT modality, count(*)::int AS samples, count(DISTINCT reference)::int AS persons FROM biometrics.sample GROUP BY modality`,
  );
  return new Map(rows.map(({ modality, ...counts }) => [modality, counts]));
}

/** Pairs that officers are to look at, and references that whoever compares has not heard of. */
export async function countWaiting(client: Queries): Promise<{ waiting: number; unsettled: number }> {
  const { rows } = await client.query<{ waiting: number; unsettled: number }>(
    `SELECT (SELECT count(*)::int FROM biometrics.pair WHERE state IN ('open', 'unsure', 'proposed')) AS waiting,
       (SELECT count(*)::int FROM biometrics.unsettled) AS unsettled`,
  );
  return rows[0]!;
}
