import { copyValues } from '#kernel';

/** What is kept of a row as it was read: where its columns stand in the text of its piece. */
export type KeptPlace = readonly [from: number, to: number];

/** Columns of `collection.row` that are known when a row has been read. */
export const KEPT_COLUMNS = 'cells, raw, claims, findings';

/**
 * The columns of a piece's rows, ready to be copied into the database. As bytes they go from thread to thread without a copy and cost
 * whoever settles the piece no memory that has to be swept.
 */
export interface KeptText {
  add(columns: readonly (string | null)[]): KeptPlace;
  /** All that was added since the last time, in memory of its own. */
  take(): Uint8Array<ArrayBuffer>;
}

const BEGIN = 1 << 20;
/** Bytes of UTF-8 that a unit of a string needs at most. */
const WIDEST = 3;

export function createKeptText(): KeptText {
  let bytes = Buffer.allocUnsafe(BEGIN);
  let end = 0;
  return {
    add(columns) {
      const text = copyValues(columns);
      const most = end + text.length * WIDEST;
      if (most > bytes.length) {
        const wider = Buffer.allocUnsafe(Math.max(most, bytes.length * 2));
        bytes.copy(wider, 0, 0, end);
        bytes = wider;
      }
      const from = end;
      end += bytes.write(text, end);
      return [from, end];
    },
    take() {
      const taken = new Uint8Array(end);
      bytes.copy(taken, 0, 0, end);
      end = 0;
      return taken;
    },
  };
}

/** Lines for COPY: each what is kept of a row, with further columns behind it. */
export function joinLines(
  kept: Uint8Array,
  rows: readonly { readonly place: KeptPlace; readonly behind: readonly (string | number | null)[] }[],
): Uint8Array {
  const tails = rows.map(({ behind }) => `\t${copyValues(behind)}\n`);
  const lines = Buffer.allocUnsafe(kept.length + tails.reduce((sum, tail) => sum + tail.length * WIDEST, 0));
  let end = 0;
  for (const [at, { place }] of rows.entries()) {
    lines.set(kept.subarray(...place), end);
    end += place[1] - place[0];
    end += lines.write(tails[at]!, end);
  }
  return lines.subarray(0, end);
}
