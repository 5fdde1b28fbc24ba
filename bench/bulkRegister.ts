import { closeSync, existsSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Country } from '#libs/country';
import { createGenerator, decodeRows, describePopulation, type PopulationChunk } from '#libs/population';

/**
 * The register of a synthetic country as the two tables that a snapshot is made of, without a database between: ten million persons
 * take 2 GB here and 30 GB there.
 * @returns the folder with `persons.csv` and `identifiers.csv`
 */
export function writeRegister(home: string, country: Country, persons: number): string {
  const folder = join(home, `register-${persons}`);
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}.new`;
  mkdirSync(unfinished, { recursive: true });
  const plan = describePopulation({ country, persons, seed: 1, today: '2026-09-01' });
  const generator = createGenerator(plan);
  const [people, numbers] = ['persons', 'identifiers'].map((name) => openSync(join(unfinished, `${name}.csv`), 'w'));
  let spare: PopulationChunk | undefined;
  for (let index = 0; index < plan.chunks; index++) {
    spare = generator.generate(index, spare);
    writeSync(people!, personsOf(spare.tables.person));
    writeSync(numbers!, identifiersOf(spare.tables.identifier));
  }
  closeSync(people!);
  closeSync(numbers!);
  renameSync(unfinished, folder);
  return folder;
}

/** As `copyRegister` writes them. */
function personsOf(bytes: Uint8Array): string {
  let rows = '';
  for (const { person, life, merged_into, sex, name_key, record } of decodeRows('person', bytes)) {
    const { name, birthDate } = JSON.parse(record as string) as { name: string; birthDate: string };
    rows += `${person},${life},${merged_into ?? ''},${sex},${name_key},"${name}",${birthDate}\n`;
  }
  return rows;
}

function identifiersOf(bytes: Uint8Array): string {
  let rows = '';
  for (const { value, kind, status, person } of decodeRows('identifier', bytes))
    rows += `${value},${kind},${status},${person}\n`;
  return rows;
}
