import { type Details, makeDetails, readDetails } from './detailGroup.ts';

/** DG11: more of the holder (Doc 9303-10, 4.7.11). Names as in the zone, `PRIMARY<<SECONDARY`; the birth date is yyyymmdd. */
const ITEMS = {
  fullName: { tag: 0x5f0e, holds: 'text' },
  otherNames: { tag: 0x5f0f, holds: 'each' },
  personalNumber: { tag: 0x5f10, holds: 'text' },
  birthDate: { tag: 0x5f2b, holds: 'digits' },
  birthPlace: { tag: 0x5f11, holds: 'lines' },
  address: { tag: 0x5f42, holds: 'lines' },
  telephone: { tag: 0x5f12, holds: 'text' },
  profession: { tag: 0x5f13, holds: 'text' },
  title: { tag: 0x5f14, holds: 'text' },
  summary: { tag: 0x5f15, holds: 'text' },
  citizenshipProof: { tag: 0x5f16, holds: 'bytes' },
  otherDocuments: { tag: 0x5f17, holds: 'lines' },
  custody: { tag: 0x5f18, holds: 'text' },
} as const;

export type Dg11 = Details<typeof ITEMS>;

export const makeDg11 = (holder: Dg11): Uint8Array => makeDetails(0x6b, ITEMS, holder);

/** @throws {EmrtdError} tlv-*, file-malformed */
export const readDg11 = (file: Uint8Array): Dg11 => readDetails(file, 0x6b, ITEMS);
