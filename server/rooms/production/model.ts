/** Where a blank is; each is in one of these at any time. */
export const BLANK_STATES = ['in-stock', 'in-machine', 'used', 'spoiled', 'destroyed'] as const;
export type BlankState = (typeof BLANK_STATES)[number];

export const ITEM_STATES = [
  'waiting',
  'in-machine',
  'personalised',
  'checked',
  'packed',
  'shipped',
  'received',
  'lost',
  'failed',
] as const;
export type ItemState = (typeof ITEM_STATES)[number];
/** Made, and found good. */
export const MADE: readonly ItemState[] = ['checked', 'packed', 'shipped', 'received', 'lost'];

export const BATCH_STATES = ['waiting', 'making', 'held', 'done'] as const;
export type BatchState = (typeof BATCH_STATES)[number];
export const PARCEL_STATES = ['packed', 'sent', 'received', 'lost'] as const;

/** After so many spoiled blanks it is not the blank. */
export const MOST_ATTEMPTS = 3;
/** A box is a row for each blank. */
export const LARGEST_BOX = 100_000;
export const LARGEST_BATCH = 10_000;

export type BlankSums = Readonly<Record<BlankState, number>>;

/** Whether every blank that came is somewhere. @param received as the boxes say */
export const comesOut = (received: number, sums: BlankSums): boolean =>
  BLANK_STATES.reduce((sum, state) => sum + sums[state], 0) === received;

/** The serials of a box. @returns undefined where they do not fit into the digits of the first */
export function serialsOf(first: string, count: number): { prefix: string; first: bigint; digits: number } | undefined {
  const found = /^([A-Z0-9-]*?)(\d{1,15})$/.exec(first);
  if (!found) return undefined;
  const [, prefix = '', number = ''] = found;
  const last = BigInt(number) + BigInt(count) - 1n;
  if (String(last).length > number.length) return undefined;
  return { prefix, first: BigInt(number), digits: number.length };
}

/**
 * How fast a batch is made, and when it is done.
 *
 * @param made in the last `seconds`
 * @returns rate in items a second; no end where nothing was made lately
 */
export function estimateEnd(
  made: number,
  seconds: number,
  left: number,
  now: Date,
): { rate: number; endsAt?: string; secondsLeft?: number } {
  const rate = seconds > 0 ? made / seconds : 0;
  if (rate === 0 || left === 0) return { rate };
  const secondsLeft = Math.ceil(left / rate);
  return { rate, secondsLeft, endsAt: new Date(now.getTime() + secondsLeft * 1000).toISOString() };
}
