import { FingerprintError, readIsoRecord } from '#libs/fingerprint';
import type { FingerSample, Part, Probe } from '../engine/matcher.ts';
import { readBase64, writeBase64 } from './base64.ts';
import { EMBEDDING_FORMAT, readEmbedding, writeEmbedding } from './embedding.ts';
import { OSIA_FINGERS, positionOf } from './fingers.ts';
import type { BiometricData, ScoreDetail } from './osiaForms.ts';
import { doorProblems as problems } from './problems.ts';

/** Formats of finger templates that are compared. */
const FINGER_FORMATS: readonly string[] = ['ISO_19794_2', 'ISO_19794_2_2011'];

/**
 * What can be compared of a list of samples: templates of single fingers, and a face's embedding. The others (iris, signatures,
 * palms, images) say nothing here and are kept.
 * @throws Problem biometrics/abis-base64, abis-reference, abis-sealed, abis-template
 */
export function readProbe(samples: readonly BiometricData[], pointer = '/biometricData'): Probe {
  let face: Float32Array | undefined;
  const fingers: FingerSample[] = [];
  for (const [index, sample] of samples.entries()) {
    const at = `${pointer}/${index}`;
    const { template } = decodeSample(sample, at);
    if (!template) continue;
    if (sample.biometricType === 'FINGER') {
      const finger = readFinger(sample, template, at);
      if (finger) fingers.push(finger);
    } else if (sample.biometricType === 'FACE' && sample.templateFormat === EMBEDDING_FORMAT) {
      const read = readEmbedding(template);
      if (!read) throw problems['abis-template']({ pointer: `${at}/template` });
      face ??= read;
    }
  }
  return { ...(face && { face }), ...(fingers.length > 0 && { fingers }) };
}

/** Whether there is anything in it that an engine could compare. */
export function isSearchable({ face, portrait, fingers }: Probe): boolean {
  return face !== undefined || portrait !== undefined || (fingers?.length ?? 0) > 0;
}

/** A sample's bytes, where they come with it and in the clear. @throws Problem biometrics/abis-sealed, abis-reference, abis-base64 */
export function decodeSample(sample: BiometricData, at: string): { image?: Buffer; template?: Buffer } {
  if (sample.encryption || sample.integrity) throw problems['abis-sealed']({ pointer: at });
  // A caller that names addresses of its choice would make this server ask there.
  for (const name of ['imageRef', 'templateRef'] as const)
    if (sample[name] !== undefined) throw problems['abis-reference']({ pointer: `${at}/${name}` });
  const bytes = (name: 'image' | 'template') => {
    const text = sample[name];
    if (text === undefined) return undefined;
    const read = readBase64(text);
    if (!read) throw problems['abis-base64']({ pointer: `${at}/${name}` });
    return read;
  };
  const image = bytes('image');
  const template = bytes('template');
  return { ...(image && { image }), ...(template && { template }) };
}

function readFinger(sample: BiometricData, template: Buffer, at: string): FingerSample | undefined {
  if (sample.templateFormat !== undefined && !FINGER_FORMATS.includes(sample.templateFormat)) return undefined;
  const position = positionOf(OSIA_FINGERS, sample.biometricSubType ?? 'UNKNOWN');
  if (position === undefined) return undefined;
  checkTemplate(template, `${at}/template`);
  return { position, template };
}

/** @throws Problem biometrics/abis-template for what is no record of ISO/IEC 19794-2 */
function checkTemplate(template: Uint8Array, pointer: string): void {
  try {
    readIsoRecord(template);
  } catch (error) {
    if (error instanceof FingerprintError) throw problems['abis-template']({ pointer });
    throw error;
  }
}

/** A probe as OSIA carries it. @param algorithm name of the face model */
export function writeSamples({ face, portrait, fingers }: Probe, algorithm?: string): BiometricData[] {
  const samples: BiometricData[] = (fingers ?? []).map(({ position, template }) => ({
    biometricType: 'FINGER',
    biometricSubType: OSIA_FINGERS[position],
    template: writeBase64(template),
    templateFormat: readIsoRecord(template).edition === 2005 ? 'ISO_19794_2' : 'ISO_19794_2_2011',
  }));
  if (!face && !portrait) return samples;
  const embedding = face && {
    template: writeBase64(writeEmbedding(face)),
    templateFormat: EMBEDDING_FORMAT,
    ...(algorithm !== undefined && { algorithm }),
  };
  const image = portrait && { image: writeBase64(portrait), mimeType: mediaOf(portrait) };
  return [{ biometricType: 'FACE', biometricSubType: 'PORTRAIT', ...image, ...embedding }, ...samples];
}

const mediaOf = (portrait: Uint8Array) => (portrait[0] === 0x89 ? 'image/png' : 'image/jpeg');

/** One comparison's score; what it says stands in `others`, which OSIA leaves to the engine. */
export function writePart({ modality, position, score, says }: Part): ScoreDetail {
  return {
    score,
    biometricType: modality === 'face' ? 'FACE' : 'FINGER',
    ...(position !== undefined && { biometricSubType: OSIA_FINGERS[position] }),
    others: { says },
  };
}
