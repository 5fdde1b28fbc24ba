import { parentPort } from 'node:worker_threads';
import { extractTemplate, FingerprintError, readImage, readIsoRecord, writeIsoRecord } from '#libs/fingerprint';
import type { FingerPosition } from './engine/matcher.ts';

export interface ToExtract {
  readonly number: number;
  readonly bytes: Uint8Array;
  readonly position: FingerPosition;
}

export interface Extracted {
  readonly number: number;
  /** Absent: the bytes are not what they say they are. */
  readonly template?: Uint8Array;
  readonly quality: number;
}

const ISO_RECORD = Buffer.from('FMR\0');

function templateOf(bytes: Uint8Array) {
  if (!Buffer.from(bytes.subarray(0, 4)).equals(ISO_RECORD)) return extractTemplate(readImage(bytes));
  const [view] = readIsoRecord(bytes).views;
  if (!view) throw new FingerprintError('template-broken', 'no finger');
  return view.template;
}

parentPort?.on('message', ({ number, bytes, position }: ToExtract) => {
  try {
    const template = templateOf(bytes);
    const record = writeIsoRecord([{ position, view: 0, impression: 0, template }], 2011);
    parentPort!.postMessage({ number, template: record, quality: template.quality } satisfies Extracted);
  } catch (error) {
    if (!(error instanceof FingerprintError)) throw error;
    parentPort!.postMessage({ number, quality: 0 } satisfies Extracted);
  }
});
