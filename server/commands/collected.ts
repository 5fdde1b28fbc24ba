import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { type CollectionOptions, describeCollection, encodeText, writeLine } from '#libs/collected';
import type { PopulationPlan } from '#libs/population';

export const ENCODINGS = ['utf-8', 'utf-8-bom', 'utf-16le', 'windows-1258', 'tcvn3', 'vni'] as const;

export interface CollectedFile extends CollectionOptions {
  readonly encoding: (typeof ENCODINGS)[number];
  /** The file; written anew. */
  readonly out: string;
  /** Who each of its rows is really about. */
  readonly truth?: string;
  readonly onProgress?: (progress: { persons: number; total: number; rate: number }) => void;
}

/** Rows that are written at once. */
const TOGETHER = 2000;

/** Writes a file as a locality sends it, and beside it the truth; memory does not grow with the rows. */
export async function writeCollected(plan: PopulationPlan, options: CollectedFile) {
  const collection = describeCollection(plan, options);
  const separator = collection.dialect === 'cards' ? ';' : ',';
  const out = openFile(options.out, (text) => encode(text, options.encoding));
  const truth = options.truth === undefined ? undefined : openFile(options.truth, (text) => Buffer.from(text));
  const began = performance.now();
  let row = 0;
  let lines = [...collection.title, collection.header].map((cells) => writeLine(cells, separator)).join('');
  if (options.encoding === 'utf-8-bom' || options.encoding === 'utf-16le') lines = `\ufeff${lines}`;
  let truths = writeLine(['row', 'person', 'known', 'repeats', 'slips']);
  const flush = async () => {
    await out.write(lines);
    await truth?.write(truths);
    lines = '';
    truths = '';
  };
  for (const { cells, truth: told } of collection.rows()) {
    lines += writeLine(cells, separator);
    if (truth) {
      const { person, known, repeats, slips } = told;
      truths += writeLine([String(row), person, known ? '1' : '0', repeats?.toString() ?? '', slips.join(' ')]);
    }
    row++;
    if (row % TOGETHER > 0) continue;
    await flush();
    const rate = Math.round((row * 1000) / (performance.now() - began));
    options.onProgress?.({ persons: row, total: options.rows, rate });
  }
  await flush();
  await out.end();
  await truth?.end();
  return { rows: row, dialect: collection.dialect, encoding: options.encoding, out: options.out };
}

function encode(text: string, encoding: CollectedFile['encoding']): Uint8Array {
  return encoding === 'utf-8-bom' ? Buffer.from(text) : encodeText(text, encoding);
}

function openFile(path: string, bytesOf: (text: string) => Uint8Array) {
  const stream: WriteStream = createWriteStream(path);
  const done = finished(stream);
  // The stream's failure is told by `done`; until it is awaited it must not count as unhandled.
  done.catch(() => {});
  return {
    async write(text: string): Promise<void> {
      if (stream.errored) await done;
      if (!stream.write(bytesOf(text))) await Promise.race([once(stream, 'drain'), done]);
    },
    async end(): Promise<void> {
      stream.end();
      await done;
    },
  };
}
