import { mixWords } from './random.ts';

/** Salts that keep the ids of different things apart. */
export const idOf = { person: 0x70657273, household: 0x686f7573, act: 0x61637473 } as const;

/**
 * Writes a UUIDv7 (RFC 9562) of four big-endian words. Its time is a stated one and its random part is drawn from the
 * index: the same country has the same ids, and ids made later by the server sort behind them.
 * @param milliseconds since 1970
 * @param sequence 0 to 4095, tells apart ids of one index
 */
export function writeId(
  ids: Uint32Array,
  at: number,
  milliseconds: number,
  sequence: number,
  salt: number,
  seed: number,
  index: number,
): void {
  const high = Math.floor(milliseconds / 0x1_0000);
  const key = mixWords(salt, seed);
  ids[at * 4] = high;
  ids[at * 4 + 1] = ((milliseconds - high * 0x1_0000) * 0x1_0000 + 0x7000 + sequence) >>> 0;
  ids[at * 4 + 2] = (0x80000000 | (mixWords(index, key) >>> 2)) >>> 0;
  // One to one in the index, so that two acts of one millisecond never share an id.
  ids[at * 4 + 3] = (Math.imul(index ^ key, 0x9e3779b1) ^ key) >>> 0;
}

/** The id of four words as text. */
export function formatId(ids: Uint32Array, at: number): string {
  let text = '';
  for (let part = 0; part < 4; part++) text += ids[at * 4 + part]!.toString(16).padStart(8, '0');
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-${text.slice(12, 16)}-${text.slice(16, 20)}-${text.slice(20)}`;
}
