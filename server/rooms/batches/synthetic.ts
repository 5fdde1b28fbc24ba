import { mkdir, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { nameKey } from '#libs/names';
import type { Exchange } from '#rooms/exchange';

type Holders = ReturnType<Exchange['simulated']>;
type Record = NonNullable<ReturnType<Holders['get']>>[number]['record'];

const lives = { alive: 'a', dead: 'd', missing: 'm' } as const;
const sexes: Readonly<{ [Sex in Record['sex']]?: string }> = { male: 'm', female: 'f' };

/**
 * The synthetic country as the tables that the engine else copies out of the register: from there on the same code runs.
 * @returns the folder, which keeps its own snapshots
 */
export async function writeSynthetic(home: string, holders: Holders): Promise<string> {
  const folder = join(home, 'simulation');
  if (await stat(join(folder, 'persons.csv')).catch(() => undefined)) return folder;
  const persons = new Map<string, string>();
  const identifiers: string[] = [];
  for (const [value, named] of holders)
    for (const { person, kind, status, life, record } of named) {
      const { name, birthDate, sex } = record;
      persons.set(person, formatRow([person, lives[life], '', sexes[sex] ?? 'u', nameKey(name), name, birthDate]));
      identifiers.push(formatRow([value, kind, status, person]));
    }
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await write(join(folder, 'identifiers.csv'), identifiers);
  // The last one says that all are there.
  await write(join(folder, 'persons.csv'), [...persons.values()]);
  return folder;
}

/** An empty value is none; quotes are doubled (RFC 4180). */
const formatRow = (values: readonly string[]) =>
  values.map((value) => (value === '' ? '' : `"${value.replaceAll('"', '""')}"`)).join(',');

async function write(file: string, rows: readonly string[]): Promise<void> {
  await writeFile(`${file}.new`, `${rows.join('\n')}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
}
