/** Text in old Vietnamese encodings: found out, read in pieces, and mended where a program has read it wrongly. */
export { createDecoder, type Decoder, decode, type Encoding } from './decode.ts';
export { type Detection, detectEncoding } from './detect.ts';
export { expectSlip, type Mended, mendText, type Slip } from './mend.ts';
export { isSyllable } from './syllable.ts';
