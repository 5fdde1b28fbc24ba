import { createHash } from 'node:crypto';
import type { Client } from '#kernel';
import type { Country } from '#libs/country';
import {
  type Mapping,
  type Match,
  type SavedMapping,
  saveMapping,
  suggestMapping,
  TARGETS,
  type Target,
} from '#libs/intake';
import { openSheet, type SheetOptions } from '#libs/sheets';
import { openFile } from './files.ts';
import { INSTEAD, REQUIRED } from './model.ts';
import { problems } from './problems.ts';
import type { RunRow } from './store.ts';

type Queries = Pick<Client, 'query'>;
/** Rows that a suggestion is made from. */
const SAMPLED = 200;
const OLDER = 5;

export type ReadFile = Pick<RunRow, 'reading' | 'form' | 'columns' | 'sample' | 'mapping' | 'mapped_by'>;

/**
 * Opens a file, and says what its columns stand for: as saved, where this sender's file had these columns before, or as suggested.
 * @throws SheetError
 */
export async function readFile(
  client: Queries,
  country: Country,
  { sender, path, reading }: { sender: string; path: string; reading: SheetOptions },
): Promise<ReadFile> {
  const file = await openFile(path);
  try {
    const sheet = await openSheet(file, reading);
    const sample: string[][] = [];
    for await (const { rows } of sheet.blocks(sheet.begin)) {
      for (const row of rows) if (!row.bad) sample.push([...row.cells]);
      if (sample.length >= SAMPLED) break;
    }
    const columns = [...sheet.columns];
    const rows = sample.slice(0, SAMPLED);
    const saved = await readSaved(client, sender, columns);
    const suggested = suggestMapping(columns, rows, country, saved.byName);
    const mapping = saved.targets ? applyTargets(suggested, saved.targets, 'saved') : suggested;
    return {
      reading,
      form: { ...sheet.form, headerRow: sheet.headerRow },
      columns,
      sample: rows.slice(0, 5).map((row) => row.map((cell) => cell.slice(0, 200))),
      mapping,
      mapped_by: saved.targets ? 'saved' : 'suggestion',
    };
  } finally {
    await file.close();
  }
}

/** What a column stands for by a person's word. @throws Problem collection/targets-wrong */
export function checkTargets(targets: readonly string[], columns: readonly string[]): (Target | '')[] {
  if (targets.length !== columns.length) throw problems['targets-wrong']({ pointer: '/targets' });
  const wrong = targets.findIndex((one) => one !== '' && !(TARGETS as readonly string[]).includes(one));
  if (wrong >= 0) throw problems['targets-wrong']({ pointer: `/targets/${wrong}` });
  return targets as (Target | '')[];
}

/** Columns of one target are joined, in their order. */
export function applyTargets(mapping: Mapping, targets: readonly (Target | '')[], why: Match['why']): Mapping {
  const fields: { [Field in Target]?: Match } = {};
  for (const [column, target] of targets.entries())
    if (target !== '') fields[target] = { columns: [...(fields[target]?.columns ?? []), column], confidence: 1, why };
  return { ...mapping, fields, unused: targets.flatMap((target, column) => (target === '' ? [column] : [])) };
}

export function targetsOf(mapping: Pick<Mapping, 'fields'>, columns: readonly string[]): (Target | '')[] {
  const targets: (Target | '')[] = columns.map(() => '');
  for (const [target, match] of Object.entries(mapping.fields))
    for (const column of match.columns) targets[column] = target as Target;
  return targets;
}

/** What every row needs and no column stands for. */
export function missingTargets({ fields }: Pick<Mapping, 'fields'>): Target[] {
  return REQUIRED.filter((target) => !fields[target] && !INSTEAD[target]?.every((part) => fields[part]));
}

const digest = (columns: readonly string[]) => createHash('sha256').update(JSON.stringify(columns)).digest('base64url');

async function readSaved(
  client: Queries,
  sender: string,
  columns: readonly string[],
): Promise<{ targets?: (Target | '')[]; byName: SavedMapping }> {
  const { rows } = await client.query<{ header: string; targets: (Target | '')[]; saved: SavedMapping }>(
    'SELECT header, targets, saved FROM collection.saved_mapping WHERE sender = $1 ORDER BY saved_at DESC LIMIT $2',
    [sender, OLDER],
  );
  const own = digest(columns);
  const exact = rows.find(({ header }) => header === own);
  // The newest word on a column's name counts.
  const byName = Object.assign({}, ...rows.map(({ saved }) => saved).reverse()) as SavedMapping;
  return { byName, ...(exact ? { targets: exact.targets } : {}) };
}

export async function keepMapping(
  client: Queries,
  sender: string,
  columns: readonly string[],
  mapping: Mapping,
  by: string,
): Promise<void> {
  await client.query(
    `INSERT INTO collection.saved_mapping (sender, header, targets, saved, saved_by, saved_at) VALUES ($1, $2, $3, $4, $5, now())
     ON CONFLICT (sender, header) DO UPDATE SET targets = excluded.targets, saved = excluded.saved, saved_by = excluded.saved_by, saved_at = now()`,
    [
      sender,
      digest(columns),
      JSON.stringify(targetsOf(mapping, columns)),
      JSON.stringify(saveMapping(columns, mapping)),
      by,
    ],
  );
}
