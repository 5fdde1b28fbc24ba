import type { SampleFormat } from '#libs/country';

/** First bytes of each form; ISO/IEC 19794 records carry a name of four, RIFF names its kind after eight. */
const BEGINNINGS: Readonly<Record<SampleFormat, readonly (readonly [at: number, bytes: readonly number[]])[]>> = {
  jpeg: [[0, [0xff, 0xd8, 0xff]]],
  png: [[0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]]],
  jp2: [[0, [0x00, 0x00, 0x00, 0x0c, 0x6a, 0x50, 0x20, 0x20, 0x0d, 0x0a, 0x87, 0x0a]]],
  // Start of image, then the first table or the frame, as the FBI's specification orders them.
  wsq: [[0, [0xff, 0xa0, 0xff]]],
  wav: [
    [0, codes('RIFF')],
    [8, codes('WAVE')],
  ],
  'iso-19794-2': [[0, codes('FMR\0')]],
  'iso-19794-4': [[0, codes('FIR\0')]],
  'iso-19794-5': [[0, codes('FAC\0')]],
  'iso-19794-6': [[0, codes('IIR\0')]],
  'iso-19794-14': [[0, codes('DNA\0')]],
};

function codes(text: string): number[] {
  return [...text].map((letter) => letter.charCodeAt(0));
}

const FORMATS = Object.keys(BEGINNINGS) as SampleFormat[];

/** What a sample is by its bytes, whatever it is called; undefined: nothing that is taken. */
export function recogniseSample(bytes: Uint8Array): SampleFormat | undefined {
  return FORMATS.find((format) =>
    BEGINNINGS[format].every(([at, expected]) => expected.every((byte, index) => bytes[at + index] === byte)),
  );
}

/** Forms that a browser shows. */
export const MEDIA: Readonly<Partial<Record<SampleFormat, string>>> = { jpeg: 'image/jpeg', png: 'image/png' };

export const mediaOf = (format: SampleFormat): string => MEDIA[format] ?? 'application/octet-stream';
