import { nameKey } from '#libs/names';
import type { Comparer, Judged } from '../linking.ts';
import type { ReadRow } from './rows.ts';

/** Rows of a piece that open a record, by what a second row of the same person would share with them. */
export interface InFile {
  /** Whether an earlier row of the piece is of the same person. */
  judge(row: ReadRow): Judged;
  /** @param person the key of the record that it opens */
  add(row: ReadRow, person: string): void;
}

interface Entered {
  readonly person: string;
  readonly row: ReadRow;
}

export function createInFile(comparer: Comparer): InFile {
  const byKey = new Map<string, Entered[]>();
  return {
    judge(row) {
      const others = new Set(keysOf(row).flatMap((key) => byKey.get(key) ?? []));
      if (others.size === 0) return { decision: 'new', candidates: [] };
      return comparer.judge(
        comparer.read(row.draft),
        [...others].map(({ person, row: { draft } }) => ({ person, compared: comparer.read(draft) })),
      );
    },
    add(row, person) {
      const entered = { person, row };
      for (const key of keysOf(row)) {
        const others = byKey.get(key);
        if (others) others.push(entered);
        else byKey.set(key, [entered]);
      }
    },
  };
}

function keysOf({ sought: { numbers, name, birthDate } }: ReadRow): string[] {
  const key = nameKey(name ?? '');
  const given = key.slice(key.lastIndexOf(' ') + 1);
  return [...numbers.map((one) => `n ${one}`), `b ${birthDate} ${given}`, `y ${birthDate?.slice(0, 4)} ${key}`];
}
