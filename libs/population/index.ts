/** A synthetic country: the same persons, families and histories for the same seed, in rows of the population register. */
import type { Country } from '#libs/country';
import { gatherMaterial, toDay } from './material.ts';
import { layOut, type PopulationPlan } from './plan.ts';
import type { Profile } from './profiles/profile.ts';
import { vietnam } from './profiles/vn.ts';

export { type ChunkGenerator, createGenerator, generateChunk, type PopulationChunk } from './chunk.ts';
export { decodeRows, type Row } from './decode.ts';
export { maxPersons, type PopulationPlan } from './plan.ts';
export type { ActName, Profile } from './profiles/profile.ts';
export { Random } from './random.ts';
export { columns, type TableName, tableNames } from './rows.ts';

const profiles: Readonly<Record<string, Profile>> = { vn: vietnam };

export interface PopulationOptions {
  country: Country;
  /** Living and recent dead together, 1 to 100,000,000. */
  persons: number;
  /** Any integer below 2^32. */
  seed: number;
  /** `YYYY-MM-DD`: nothing in the register is later. */
  today: string;
  /** For a country that has none built in. */
  profile?: Profile;
  cellsAChunk?: number;
}

/**
 * Lays out a synthetic country, which `generateChunk` then makes piece by piece.
 * @returns plain data that a worker thread can be given
 * @throws RangeError when there is no profile for the country, or its data does not suffice
 */
export function describePopulation(options: PopulationOptions): PopulationPlan {
  const { country, persons, seed, today, cellsAChunk } = options;
  const profile = options.profile ?? profiles[country.facts.id];
  if (!profile) throw new RangeError(`no profile of a synthetic population for ${country.facts.id}: pass one`);
  return layOut({
    material: gatherMaterial(country, profile, today),
    persons,
    seed,
    today: toDay(today),
    ...(cellsAChunk === undefined ? {} : { cellsAChunk }),
  });
}
