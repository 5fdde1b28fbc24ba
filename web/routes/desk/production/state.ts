import type { Tone } from '../../../kit/index.ts';
import type { Batch, BatchPage, Parcel } from './data.ts';

export const toneOfBatch = (state: Batch['state']): Tone =>
  state === 'done' ? 'good' : state === 'held' ? 'bad' : state === 'making' ? 'info' : 'wait';

export const toneOfItem = (state: BatchPage['rows'][number]['state']): Tone =>
  state === 'failed' || state === 'lost' ? 'bad' : state === 'received' || state === 'checked' ? 'good' : 'info';

export const toneOfParcel = (state: Parcel['state']): Tone =>
  state === 'received' ? 'good' : state === 'lost' ? 'bad' : state === 'sent' ? 'wait' : 'info';

/** What went wrong, in words where there are some; a machine's own word as it is. */
export function sayWhy(say: (key: string) => string, why: string): string {
  const key = `screen.production.why.${why.replace('/', '-')}`;
  const said = say(key);
  return said === key ? why : said;
}
