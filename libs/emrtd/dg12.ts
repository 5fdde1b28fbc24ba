import { type Details, makeDetails, readDetails } from './detailGroup.ts';

/** DG12: more of the document (Doc 9303-10, 4.7.12). Dates are yyyymmdd, `personalisedAt` yyyymmddhhmmss. */
const ITEMS = {
  authority: { tag: 0x5f19, holds: 'text' },
  issueDate: { tag: 0x5f26, holds: 'digits' },
  otherPersons: { tag: 0x5f1a, holds: 'each' },
  endorsements: { tag: 0x5f1b, holds: 'text' },
  exitRequirements: { tag: 0x5f1c, holds: 'text' },
  front: { tag: 0x5f1d, holds: 'bytes' },
  rear: { tag: 0x5f1e, holds: 'bytes' },
  personalisedAt: { tag: 0x5f55, holds: 'digits' },
  personalisedBy: { tag: 0x5f56, holds: 'text' },
} as const;

export type Dg12 = Details<typeof ITEMS>;

export const makeDg12 = (document: Dg12): Uint8Array => makeDetails(0x6c, ITEMS, document);

/** @throws {EmrtdError} tlv-*, file-malformed */
export const readDg12 = (file: Uint8Array): Dg12 => readDetails(file, 0x6c, ITEMS);
