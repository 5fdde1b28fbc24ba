import {
  type Context,
  describeEntry,
  isId,
  newId,
  requireArea,
  requirePurpose,
  requireScope,
  type Transaction,
} from '#kernel';
import type { Field } from '#libs/country';
import { readPersons, selectFacts } from '#rooms/people';
import { type Confidence, sampleSize, scoreInterval, unitOfPlace } from './model.ts';
import { problems } from './problems.ts';
import { noteLook, presentPerson } from './records.ts';
import { requirePlace } from './units.ts';
import { nameUnit, type Parts } from './views.ts';

interface SampleRow {
  sample: string;
  province: string;
  commune: string;
  confidence: Confidence;
  margin: number;
  population: number;
  drawn_at: Date;
  closed_at: Date | null;
  drawn: number;
  right: number;
  wrong: number;
  missing: number;
}

const SELECT = `SELECT s.*, count(*) AS drawn, count(*) FILTER (WHERE d.verdict = 'right') AS right,
    count(*) FILTER (WHERE d.verdict = 'wrong') AS wrong, count(*) FILTER (WHERE d.verdict = 'no-paper') AS missing
  FROM quality.sample s JOIN quality.drawn d USING (sample)`;

/**
 * Draws records of a commune at random, as many as the confidence and the margin ask for, to be held against the papers.
 * @throws Problem quality/unit-unknown, quality/sample-empty, kernel/out-of-area
 */
export async function drawSample(
  transaction: Transaction,
  parts: Parts,
  context: Context,
  { unit, confidence, margin }: { unit: string; confidence: Confidence; margin: number },
) {
  requireScope(context.caller, 'quality.manage');
  const { province, commune } = requirePlace(parts.offices, context, unit);
  const { client } = transaction;
  const from = `(${selectFacts('commune')} OFFSET 0) f WHERE f.life <> 'd'`;
  const place = [province, commune, '00000000-0000-0000-0000-000000000000'];
  const counted = await client.query<{ count: number }>(`SELECT count(*) AS count FROM ${from}`, place);
  const population = counted.rows[0]!.count;
  if (population === 0) throw problems['sample-empty']();
  const sample = newId();
  await client.query(
    `INSERT INTO quality.sample (sample, province, commune, confidence, margin, population, drawn_by, drawn_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [sample, province, commune, confidence, margin, population, context.caller.id, context.clock.now()],
  );
  await client.query(
    `INSERT INTO quality.drawn (sample, person, place)
     SELECT $4, person, row_number() OVER () FROM (SELECT f.person FROM ${from} ORDER BY random() LIMIT $5) AS chosen`,
    [...place, sample, sampleSize(population, confidence, margin)],
  );
  transaction.append(
    describeEntry(context, {
      kind: 'act',
      room: 'quality',
      type: 'draw-sample',
      subjects: [],
      data: { sample, unit, confidence, margin, population },
    }),
  );
  return presentSample(parts, context, await readSample(transaction, context, sample));
}

async function readSample({ client }: Transaction, context: Context, sample: string): Promise<SampleRow> {
  if (!isId(sample)) throw problems['sample-unknown']();
  const { rows } = await client.query<SampleRow>(`${SELECT} WHERE s.sample = $1 GROUP BY s.sample`, [sample]);
  const [row] = rows;
  if (!row) throw problems['sample-unknown']();
  requireArea(
    context.caller,
    [row.province, row.commune].filter((code) => code !== ''),
  );
  return row;
}

function presentSample(parts: Parts, { language }: Context, row: SampleRow) {
  const unit = unitOfPlace(row.province, row.commune);
  const checked = row.right + row.wrong;
  return {
    id: row.sample,
    unit,
    unitName: nameUnit(parts, language, unit),
    confidence: row.confidence,
    margin: row.margin,
    population: row.population,
    drawnAt: row.drawn_at.toISOString(),
    ...(row.closed_at ? { closedAt: row.closed_at.toISOString() } : {}),
    drawn: row.drawn,
    right: row.right,
    wrong: row.wrong,
    withoutPaper: row.missing,
    ...(checked > 0
      ? { share: row.right / checked, ...scoreInterval({ numerator: row.right, denominator: checked }, row.confidence) }
      : {}),
  };
}

export async function listSamples(transaction: Transaction, parts: Parts, context: Context) {
  requireScope(context.caller, 'quality.read');
  const area = context.caller.area ?? '';
  const { rows } = await transaction.client.query<SampleRow>(
    `${SELECT} WHERE $1 = '' OR s.province = $1 OR s.commune = $1 GROUP BY s.sample ORDER BY s.sample DESC LIMIT 200`,
    [area],
  );
  return { samples: rows.map((row) => presentSample(parts, context, row)) };
}

/** A sample with the records that were drawn, in the order in which they were. */
export async function readDrawn(transaction: Transaction, parts: Parts, context: Context, sample: string) {
  requireScope(context.caller, 'quality.read');
  requireScope(context.caller, 'people.read');
  parts.offices.checkReason(requirePurpose(context));
  const row = await readSample(transaction, context, sample);
  const { rows } = await transaction.client.query<{ person: string; verdict: string | null; fields: string[] }>(
    'SELECT person, verdict, fields FROM quality.drawn WHERE sample = $1 ORDER BY place',
    [sample],
  );
  const persons = await readPersons(
    transaction,
    rows.map(({ person }) => person),
  );
  noteLook(transaction, context, 'quality-sample', [...persons.keys()], { sample });
  return {
    ...presentSample(parts, context, row),
    records: rows.map(({ person, verdict, fields }) => ({
      ...presentPerson(parts, context.language, persons.get(person)!),
      ...(verdict ? { verdict } : {}),
      fields,
    })),
  };
}

export interface Verdict {
  verdict: 'right' | 'wrong' | 'no-paper';
  fields: Field[];
}

/** What the papers say of a drawn record. May be said anew until the sample is closed. */
export async function verifyDrawn(
  transaction: Transaction,
  parts: Parts,
  context: Context,
  { sample, person }: { sample: string; person: string },
  { verdict, fields }: Verdict,
) {
  requireScope(context.caller, 'quality.manage');
  const { closed_at } = await readSample(transaction, context, sample);
  if (closed_at) throw problems['sample-closed']();
  if ((verdict === 'wrong') !== fields.length > 0) throw problems['wrong-needs-fields']({ pointer: '/body/fields' });
  const { rowCount } = isId(person)
    ? await transaction.client.query(
        `UPDATE quality.drawn SET verdict = $3, fields = $4, checked_by = $5, checked_at = $6 WHERE sample = $1 AND person = $2`,
        [sample, person, verdict, fields, context.caller.id, context.clock.now()],
      )
    : { rowCount: 0 };
  if (rowCount === 0) throw problems['not-in-sample']();
  transaction.append(
    describeEntry(context, {
      kind: 'act',
      room: 'quality',
      type: 'verify-record',
      subjects: [person],
      fields,
      data: { sample, verdict },
    }),
  );
  return presentSample(parts, context, await readSample(transaction, context, sample));
}

/** Every drawn record has its verdict: the sample counts from now on. */
export async function closeSample(transaction: Transaction, parts: Parts, context: Context, sample: string) {
  requireScope(context.caller, 'quality.manage');
  const row = await readSample(transaction, context, sample);
  if (row.closed_at) throw problems['sample-closed']();
  if (row.right + row.wrong + row.missing < row.drawn) throw problems['sample-unfinished']();
  await transaction.client.query('UPDATE quality.sample SET closed_at = $2 WHERE sample = $1', [
    sample,
    context.clock.now(),
  ]);
  transaction.append(
    describeEntry(context, { kind: 'act', room: 'quality', type: 'close-sample', subjects: [], data: { sample } }),
  );
  return presentSample(parts, context, await readSample(transaction, context, sample));
}
