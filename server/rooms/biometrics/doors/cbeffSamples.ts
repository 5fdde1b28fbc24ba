import type { Probe } from '../engine/matcher.ts';
import { writeBase64 } from './base64.ts';
import type { BiometricRecord } from './cbeff.ts';
import { EMBEDDING_FORMAT, writeEmbedding } from './embedding.ts';
import { CBEFF_FINGERS, OSIA_FINGERS, positionOf } from './fingers.ts';
import type { BiometricData } from './osiaForms.ts';

/** Numbers of ISO/IEC JTC 1/SC 37 for formats of blocks, which MOSIP writes under its own name. */
const MINUTIAE = { organization: 'Mosip', formatType: '2' } as const;
const FACE_IMAGE = { organization: 'Mosip', formatType: '8' } as const;

const begins = (block: Uint8Array, ...bytes: number[]) => bytes.every((byte, index) => block[index] === byte);
/** JPEG, PNG, WSQ. */
const IMAGES = [
  [0xff, 0xd8, 0xff],
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xa0, 0xff],
];
const isImage = (block: Uint8Array) => IMAGES.some((bytes) => begins(block, ...bytes));
const isMinutiae = (block: Uint8Array) => begins(block, 0x46, 0x4d, 0x52, 0);

/**
 * A file's records as samples: minutiae of ISO/IEC 19794-2, images of fingers and faces as PNG, WSQ or JPEG, an embedding of ours. Blocks
 * are known by their content: what is written beside them is often wrong. The others, irises among them, are left out.
 */
export function readCbeffSamples(records: readonly BiometricRecord[]): BiometricData[] {
  return records.flatMap(({ type, subtype, organization, formatType, block }): BiometricData[] => {
    if (type === 'Finger') {
      const finger = {
        biometricType: 'FINGER',
        biometricSubType: OSIA_FINGERS[positionOf(CBEFF_FINGERS, subtype) ?? 0],
      } as const;
      if (isMinutiae(block)) return [{ ...finger, template: writeBase64(block) }];
      return isImage(block) ? [{ ...finger, image: writeBase64(block) }] : [];
    }
    if (type !== 'Face') return [];
    const face = { biometricType: 'FACE', biometricSubType: 'PORTRAIT' } as const;
    if (organization === 'Dancu' && formatType === EMBEDDING_FORMAT)
      return [{ ...face, template: writeBase64(block), templateFormat: EMBEDDING_FORMAT }];
    return isImage(block) ? [{ ...face, image: writeBase64(block) }] : [];
  });
}

/** A probe as records. */
export function writeCbeffProbe({ face, portrait, fingers }: Probe): BiometricRecord[] {
  const embedding = face && {
    ...{ type: 'Face', subtype: '', organization: 'Dancu', formatType: EMBEDDING_FORMAT },
    block: writeEmbedding(face),
  };
  const image = portrait && { type: 'Face', subtype: '', ...FACE_IMAGE, block: portrait };
  return [
    ...(embedding ? [embedding] : []),
    ...(image ? [image] : []),
    ...(fingers ?? []).map(({ position, template }) => ({
      ...{ type: 'Finger', subtype: position === 0 ? '' : CBEFF_FINGERS[position], ...MINUTIAE },
      block: template,
    })),
  ];
}
