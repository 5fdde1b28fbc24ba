import { FingerprintError } from './errors.ts';
import { read2005, write2005 } from './iso/edition2005.ts';
import { read2011, write2011 } from './iso/edition2011.ts';
import type { FingerView } from './iso/view.ts';

export type { FingerView } from './iso/view.ts';

export type IsoEdition = 2005 | 2011;

export interface IsoRecord {
  readonly edition: IsoEdition;
  readonly views: readonly FingerView[];
}

const names: Readonly<Record<string, IsoEdition>> = { 'FMR\0 20\0': 2005, 'FMR\x00030\0': 2011 };

/** Finger minutiae of ISO/IEC 19794-2, either edition, record format. Throws `template-format` or `template-broken`. */
export function readIsoRecord(bytes: Uint8Array): IsoRecord {
  const name = String.fromCharCode(...bytes.subarray(0, 8));
  const edition = Object.hasOwn(names, name) ? names[name] : undefined;
  if (edition === undefined)
    throw new FingerprintError('template-format', 'neither ISO/IEC 19794-2:2005 nor 19794-2:2011');
  return { edition, views: edition === 2005 ? read2005(bytes) : read2011(bytes) };
}

/** Writes a record; coordinates are rounded to pixels, directions to 1.4°. Throws `template-size` on what has no place in it. */
export function writeIsoRecord(views: readonly FingerView[], edition: IsoEdition = 2011): Uint8Array {
  return edition === 2005 ? write2005(views) : write2011(views);
}
