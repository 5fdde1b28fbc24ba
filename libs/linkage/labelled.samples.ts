import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { splitFields } from '#libs/delimited';
import { deduplicateRows, linkRows, proposeModel } from './index.ts';
import type { Row } from './model.ts';
import { judge, pairsWithin } from './samples.ts';

/** Labelled sets: rows, and beside them, out of sight of the linkage, whom each is of. For tests and the bench. */
export interface LabelledSet {
  readonly name: string;
  readonly rows: readonly Row[];
  readonly entities: readonly string[];
  /** A second list to link with; left out, duplicates within `rows` are looked for. */
  readonly other?: { readonly rows: readonly Row[]; readonly entities: readonly string[] };
}

export interface Judged {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

const costs = { falseLink: 1, missedLink: 1 };
/** Columns that tell the truth or name the row. */
const TOLD = new Set(['rec_id', 'cluster', 'unique_id', 'ent_id', 'id']);

function readTable(file: string): Row[] {
  const [head = [], ...rows] = readFileSync(file, 'utf8')
    .trimEnd()
    .split(/\r?\n/)
    .map((line) => splitFields(line, ',').map((value) => value.trim()));
  return rows.map((row) => Object.fromEntries(head.map((column, at) => [column, row[at] ?? ''])));
}

/** FEBRL: `rec-12-org` and `rec-12-dup-0` are one person; elsewhere a column says it. */
function entityOf(row: Row): string | undefined {
  const told = row.cluster ?? row.ent_id;
  if (told !== undefined) return String(told);
  return /^rec-(\d+)-/.exec(String(row.rec_id))?.[1];
}

function readLabelled(folder: string, name: string) {
  const rows = readTable(join(folder, `${name}.csv`));
  const entities = rows.map(entityOf);
  return entities.every((entity) => entity !== undefined) && rows.length > 1 ? { rows, entities } : undefined;
}

/** The sets of a folder: `x.csv` whose rows say whom they are of; `xa.csv` and `xb.csv` are two lists. */
export function* readSets(folder: string): Generator<LabelledSet> {
  const names = readdirSync(folder)
    .filter((file) => file.endsWith('.csv'))
    .map((file) => file.slice(0, -'.csv'.length))
    .sort();
  for (const name of names) {
    const stem = name.slice(0, -1);
    const isPair = names.includes(`${stem}a`) && names.includes(`${stem}b`);
    if (isPair && name.endsWith('b')) continue;
    const read = readLabelled(folder, name);
    if (!read) continue;
    const other = isPair ? readLabelled(folder, `${stem}b`) : undefined;
    yield { name: isPair ? stem : name, ...read, ...(other ? { other } : {}) };
  }
}

/** How well a set is told apart by what the columns' names and the rows themselves say, errors of both kinds being as dear. */
export function judgeSet({ rows, entities, other }: LabelledSet): Judged {
  const columns = Object.keys(rows[0]!).filter((column) => !TOLD.has(column));
  const { model } = proposeModel(columns, rows.slice(0, 1000));
  if (!other) return judge(entities, pairsWithin(deduplicateRows(model, rows, { costs }).clusters));
  const { links } = linkRows(model, rows, other.rows, { costs });
  const known = new Set(entities);
  const truth = other.entities.filter((entity) => known.has(entity)).length;
  const right = links.filter(({ left, right }) => entities[left] === other.entities[right]).length;
  return { precision: right / links.length, recall: right / truth, f1: (2 * right) / (links.length + truth) };
}
