import { SaxesParser } from 'saxes';
import { readBase64 } from './base64.ts';

/** One record of a CBEFF file (ISO/IEC 19785-3, XML patron format, as MOSIP's registration packets carry it). */
export interface BiometricRecord {
  /** `Finger`, `Face`, `Iris` … as BDBInfo/Type says; '' where it says nothing. */
  readonly type: string;
  /** `Right IndexFinger`; '' where it says nothing. */
  readonly subtype: string;
  /** Owner and number of the format: MOSIP writes `Mosip` with the numbers of ISO/IEC JTC 1/SC 37, 7 finger image, 8 face. */
  readonly organization: string;
  readonly formatType: string;
  readonly block: Uint8Array;
}

export class CbeffError extends Error {
  override readonly name = 'CbeffError';
}

const PLAIN = { position: false, xmlns: false } as const;
/** BIR within BIR, its info, its format, its members: whatever is deeper is none. */
const DEEPEST = 12;
/** Two irises, a face, ten fingers, some of them twice. */
const MOST_RECORDS = 60;

interface Open {
  type: string;
  subtype: string;
  organization: string;
  formatType: string;
  block: string | undefined;
}

/** Where in a record an element's text belongs, by the names of its parents. */
const PLACES: Readonly<Record<string, keyof Open>> = {
  'BIR/BDBInfo/Type': 'type',
  'BIR/BDBInfo/Subtype': 'subtype',
  'BIR/BDBInfo/Format/Organization': 'organization',
  'BIR/BDBInfo/Format/Type': 'formatType',
  'BIR/BDB': 'block',
};

/**
 * Reads the records of a CBEFF file. A document type is refused: entities are how small files are made to grow, and to fetch others.
 * @returns none for a file without a record
 * @throws CbeffError for what is no CBEFF, or a record whose block is no base64
 */
export function readCbeff(bytes: Uint8Array): BiometricRecord[] {
  const parser = new SaxesParser<typeof PLAIN>(PLAIN);
  const refuse = (message: string): never => {
    throw new CbeffError(message);
  };
  const path: string[] = [];
  const open: Open[] = [];
  const records: BiometricRecord[] = [];
  let text = '';
  parser.on('doctype', () => refuse('a document type'));
  parser.on('error', () => refuse('no well-formed XML'));
  parser.on('opentag', ({ name }) => {
    const local = localName(name);
    if (path.length === 0 && local !== 'BIR') refuse(`the document is no BIR`);
    if (path.length >= DEEPEST) refuse('nested too deep');
    path.push(local);
    text = '';
    if (local === 'BIR') open.push({ type: '', subtype: '', organization: '', formatType: '', block: undefined });
  });
  const hear = (found: string) => {
    text += found;
  };
  parser.on('text', hear);
  parser.on('cdata', hear);
  parser.on('closetag', ({ name }) => {
    const record = open.at(-1)!;
    const place = PLACES[path.slice(path.lastIndexOf('BIR')).join('/')];
    if (place) record[place] = place === 'block' ? text.replaceAll(/\s/g, '') : text.trim();
    text = '';
    path.pop();
    if (localName(name) !== 'BIR') return;
    open.pop();
    if (record.block === undefined) return;
    if (records.length === MOST_RECORDS) refuse('too many records');
    const block = readBase64(padded(record.block)) ?? refuse('a block that is no base64');
    records.push({ ...record, block });
  });
  parser.write(decode(bytes) ?? refuse('no UTF-8')).close();
  return records;
}

/** MOSIP's own writers use the alphabet of URLs, without padding, in some versions and the plain one in others. */
const padded = (text: string) => {
  const plain = text.replaceAll('-', '+').replaceAll('_', '/');
  return plain.includes('=') ? plain : plain.padEnd(Math.ceil(plain.length / 4) * 4, '=');
};

const localName = (name: string) => name.slice(name.indexOf(':') + 1);

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
