import type { FingerPosition } from '../engine/matcher.ts';
import { writeBase64 } from './base64.ts';
import { EMBEDDING_FORMAT, writeEmbedding } from './embedding.ts';
import { OSIA_FINGERS, positionOf } from './fingers.ts';
import type { BiometricData, Computed } from './osiaForms.ts';
import { decodeSample } from './osiaSamples.ts';

/** What makes images comparable. */
export interface Images {
  /** @param bytes PNG or WSQ @returns undefined for what cannot be read */
  readFinger(
    bytes: Uint8Array,
    position: FingerPosition,
  ): Promise<{ readonly template: Uint8Array; readonly quality: number } | undefined>;
  /** @param bytes JPEG or PNG @returns undefined where there is no face, more than one, or no face model */
  readPortrait(bytes: Uint8Array): Promise<Float32Array | undefined>;
}

/**
 * The templates of images that came without one. An image in which nothing is found has none: it is kept, and says nothing.
 * @throws Problem as decodeSample does
 */
export async function computeTemplates(
  images: Images,
  samples: readonly BiometricData[],
  pointer = '/biometricData',
): Promise<Computed> {
  const computed: Computed = [];
  for (const [index, sample] of samples.entries()) {
    const { image, template } = decodeSample(sample, `${pointer}/${index}`);
    if (!image || template) continue;
    const { biometricType, biometricSubType, instance } = sample;
    const about = {
      ...{ biometricType, ...(biometricSubType !== undefined && { biometricSubType }) },
      ...(instance !== undefined && { instance }),
    };
    if (biometricType === 'FINGER') {
      const position = positionOf(OSIA_FINGERS, biometricSubType ?? 'UNKNOWN');
      const read = position === undefined ? undefined : await images.readFinger(image, position);
      if (read)
        computed.push({
          ...{
            ...about,
            template: writeBase64(read.template),
            templateFormat: 'ISO_19794_2_2011',
            quality: read.quality,
          },
        });
    } else if (biometricType === 'FACE' && (biometricSubType ?? 'PORTRAIT') === 'PORTRAIT') {
      const read = await images.readPortrait(image);
      if (read)
        computed.push({ ...about, template: writeBase64(writeEmbedding(read)), templateFormat: EMBEDDING_FORMAT });
    }
  }
  return computed;
}
