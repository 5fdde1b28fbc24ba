import { type ChunkGenerator, columns, createGenerator, type PopulationPlan, type Random } from '#libs/population';

/** What a row is written from: the register's record, as far as files of localities hold its fields. */
export interface SourceRecord {
  readonly name: string;
  readonly identifiers: readonly { readonly kind: string; readonly value: string }[];
  readonly birthDate: string;
  readonly sex: 'male' | 'female';
  readonly birthRegistrationPlace?: SourcePlace;
  readonly origin?: SourcePlace;
  readonly ethnicity: string;
  readonly religion?: string;
  readonly nationality: readonly string[];
  readonly bloodGroup?: string;
  readonly father?: { readonly name: string };
  readonly mother?: { readonly name: string };
  readonly spouse?: { readonly name: string };
  readonly permanentResidence?: SourcePlace;
  readonly temporaryResidence?: SourcePlace;
  readonly residenceFile?: string;
  readonly maritalStatus: string;
  readonly death?: { readonly date: string };
  readonly phone?: string;
  readonly email?: string;
}

export interface SourcePlace {
  readonly unit?: string;
  readonly on?: string;
  readonly text?: string;
  readonly country?: string;
}

export interface SourcePerson {
  /** The id that the register has or would have. */
  readonly id: string;
  readonly known: boolean;
  readonly record: SourceRecord;
}

const recordField = columns.person.indexOf('record');

/**
 * Draws `count` of the population's persons, each once, in the order of the country (Knuth, algorithm S): only those
 * drawn are decoded.
 */
export function* drawPersons(
  plan: PopulationPlan,
  count: number,
  known: boolean,
  random: Random,
): Generator<SourcePerson> {
  const generator: ChunkGenerator = createGenerator(plan);
  let spare: ReturnType<ChunkGenerator['generate']> | undefined;
  let left = plan.persons;
  let wanted = Math.min(count, plan.persons);
  for (let index = 0; index < plan.chunks && wanted > 0; index++) {
    const chunk = generator.generate(index, spare);
    spare = chunk;
    // Text is read by Buffer: it does so several times faster than TextDecoder does short pieces of shared memory.
    const table = chunk.tables.person;
    const bytes = Buffer.from(table.buffer, table.byteOffset, table.length);
    let at = 0;
    while (at < bytes.length && wanted > 0) {
      const take = random.real() * left < wanted;
      left--;
      at += 2;
      const id = at + 4;
      for (let field = 0; field < recordField; field++) at += 4 + Math.max(0, bytes.readInt32BE(at));
      const length = bytes.readInt32BE(at);
      if (take) {
        wanted--;
        const record = JSON.parse(bytes.toString('utf8', at + 4, at + 4 + length)) as SourceRecord;
        yield { id: uuidOf(bytes, id), known, record };
      }
      at += 4 + length;
    }
  }
}

function uuidOf(bytes: Buffer, at: number): string {
  const digits = bytes.toString('hex', at, at + 16);
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-${digits.slice(12, 16)}-${digits.slice(16, 20)}-${digits.slice(20)}`;
}
