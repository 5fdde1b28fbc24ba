import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import decodeJpeg, { init as openJpeg } from '@jsquash/jpeg/decode.js';
import decodePng, { init as openPng } from '@jsquash/png/decode.js';
import { FaceError } from './faceError.ts';
import { readImageHead } from './imageHead.ts';
import type { Picture } from './picture.ts';

/** Decodes what strangers send: both decoders run in WebAssembly and reach nothing outside their own memory. */
export interface Decoder {
  /** Turned as the camera says it was held. @throws FaceError image-malformed, image-too-large */
  decode(bytes: Uint8Array): Promise<Picture>;
}

const { resolve } = createRequire(import.meta.url);
const JPEG = '@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm';
const PNG = '@jsquash/png/codec/pkg/squoosh_png_bg.wasm';

export async function openDecoder(): Promise<Decoder> {
  // In a browser both fetch their modules; here they are given them.
  const [jpeg, png] = await Promise.all([readFile(resolve(JPEG)), readFile(resolve(PNG))]);
  // What libjpeg has to say of a stranger’s bytes is in the error, not on our standard error. The types leave the module out.
  await (openJpeg as (module: object, options: object) => Promise<void>)(new WebAssembly.Module(jpeg), {
    printErr: () => {},
  });
  await openPng(png);
  return {
    async decode(bytes) {
      const { format } = readImageHead(bytes);
      // Both take the whole buffer that a view is of.
      const own = Uint8Array.from(bytes).buffer;
      try {
        const { width, height, data } = await (format === 'png'
          ? decodePng(own)
          : decodeJpeg(own, { preserveOrientation: true }));
        return { width, height, data: data as Uint8ClampedArray };
      } catch (cause) {
        throw new FaceError('image-malformed', `a ${format} that ends early or contradicts itself`, { cause });
      }
    },
  };
}
