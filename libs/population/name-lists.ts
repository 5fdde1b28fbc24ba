import type { Names } from '#libs/country';
import { nameKey } from '#libs/names';
import { encode } from './bytes.ts';
import type { foreigners } from './foreigners.ts';
import { mixWords, type WeightedChoice, weigh } from './random.ts';

/** Every part of a name once: as written, as searched, and the last word of the key. Part 0 is empty. */
export interface NameLists {
  readonly text: readonly Uint8Array[];
  readonly key: readonly Uint8Array[];
  readonly lastKey: readonly Uint8Array[];
}

export interface NameChoice {
  readonly words: Uint16Array;
  readonly choice: WeightedChoice;
}

/** By region, then female and male, then traditional and modern. */
export type MiddleLists = readonly (readonly (readonly NameChoice[])[])[];
/** By female and male, then one word and two. */
export type GivenLists = readonly (readonly NameChoice[])[];

const sexes = ['female', 'male'] as const;

/** Lays the country's names out for drawing. Given names come without frequencies: a few become common, most are rare. */
export function gatherNames(names: Names, regions: readonly string[], abroad: typeof foreigners) {
  const parts = new Map<string, number>([['', 0]]);
  const part = (name: string) => {
    const known = parts.get(name);
    if (known !== undefined) return known;
    parts.set(name, parts.size);
    return parts.size - 1;
  };
  const list = (rows: readonly string[], weights: readonly number[]): NameChoice => ({
    words: Uint16Array.from(rows, part),
    choice: weigh(weights),
  });
  const surnames = regions.map((region) => {
    const rows = names.surnames.filter((row) => row.region === region);
    return list(
      rows.map((row) => row.name),
      rows.map((row) => row.weight),
    );
  });
  const middle = regions.map((region) =>
    sexes.map((sex) =>
      (['traditional', 'modern'] as const).map((style) => {
        const rows = names.middle
          .filter((row) => row.region === region || row.region === 'all')
          .filter((row) => row.style === style && (row.sex === sex || row.sex === 'unisex'))
          .map((row) => row.name);
        // The first traditional one (Văn, Thị) was given to most; the modern ones share evenly.
        return list(
          rows,
          rows.map((_, at) => (style === 'modern' ? 1 : at === 0 ? 5 : 1)),
        );
      }),
    ),
  );
  const given = sexes.map((sex) =>
    ([1, 2] as const).map((words) => {
      const rows = names.given.filter((row) => row.sex === sex && row.words === words).map((row) => row.name);
      return list(
        rows,
        rows.map((_, at) => commonness(at, words + (sex === 'male' ? 2 : 0))),
      );
    }),
  );
  const foreignNames = {
    surnames: abroad.map((people) => people.surnames.map(part)),
    male: abroad.map((people) => people.male.map(part)),
    female: abroad.map((people) => people.female.map(part)),
  };
  const texts = [...parts.keys()];
  const keys = texts.map(nameKey);
  return {
    names: {
      text: texts.map(encode),
      key: keys.map(encode),
      lastKey: keys.map((key) => encode(key.slice(key.lastIndexOf(' ') + 1))),
    },
    surnames,
    middle,
    given,
    foreignNames,
  };
}

/** Log-normal weights: the commonest name of a few hundred is borne by some in a hundred. */
function commonness(at: number, list: number): number {
  let sum = 0;
  for (let draw = 0; draw < 4; draw++) sum += mixWords(at, list * 4 + draw) / 0x1_0000_0000;
  return Math.exp((sum - 2) * 1.732 * 1.2);
}
