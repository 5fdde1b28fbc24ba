import type { Modality, ModalityId, SampleFormat } from '#libs/country';
import type { FingerPosition } from './engine/matcher.ts';
import { recogniseSample } from './formats.ts';
import { findModality, isPlace } from './model.ts';
import type { Parts } from './parts.ts';
import { problems } from './problems.ts';

/** A sample as a request brings it. */
export interface GivenSample {
  readonly modality: ModalityId;
  readonly place?: number | undefined;
  /** Base64. */
  readonly content: string;
}

export interface Template {
  readonly bytes: Uint8Array;
  /** That made it. */
  readonly model: string;
}

/** A sample that is what it says it is, with what is compared of it. */
export interface Prepared {
  readonly modality: Modality;
  readonly place: number;
  readonly format: SampleFormat;
  readonly bytes: Buffer;
  readonly quality: number | undefined;
  readonly template: Template | undefined;
}

export const FINGER_MODEL = 'iso-19794-2';
const COMPARED: readonly SampleFormat[] = ['png', 'wsq', 'iso-19794-2'];
const PORTRAITS: readonly SampleFormat[] = ['png', 'jpeg'];

/** @throws Problem biometrics/modality-unknown, place-wrong */
export function requirePlace(parts: Pick<Parts, 'offices'>, id: ModalityId, place: number, pointer: string): Modality {
  const modality = findModality(parts.offices.country.modalities, id);
  if (!modality) throw problems['modality-unknown']({ pointer: `${pointer}/modality` });
  if (!isPlace(modality, place))
    throw problems['place-wrong']({ pointer: `${pointer}/place`, values: { most: modality.places } });
  return modality;
}

/**
 * Checks samples by their bytes and makes what is compared. No transaction is open meanwhile: ten fingers take a second.
 * @throws Problem biometrics/modality-unknown, place-wrong, place-twice, format-wrong, sample-size, sample-broken
 */
export async function prepareSamples(parts: Parts, given: readonly GivenSample[]): Promise<Prepared[]> {
  const checked = given.map((one, at) => checkSample(parts, one, `/samples/${at}`));
  const names = checked.map(({ modality, place }) => `${modality.id} ${place}`);
  const twice = names.findIndex((name, at) => names.indexOf(name) < at);
  if (twice >= 0) throw problems['place-twice']({ pointer: `/samples/${twice}/place` });
  const prepared: Prepared[] = [];
  for (const [at, one] of checked.entries()) prepared.push({ ...one, ...(await makeTemplate(parts, one, at)) });
  return prepared;
}

type Checked = Pick<Prepared, 'modality' | 'place' | 'format' | 'bytes'>;

function checkSample(parts: Parts, { modality: id, place = 1, content }: GivenSample, pointer: string): Checked {
  const modality = requirePlace(parts, id, place, pointer);
  const bytes = Buffer.from(content, 'base64');
  if (bytes.length > modality.kilobytes * 1024)
    throw problems['sample-size']({ pointer: `${pointer}/content`, values: { kilobytes: modality.kilobytes } });
  const format = recogniseSample(bytes);
  if (!format || !modality.formats.includes(format))
    throw problems['format-wrong']({
      pointer: `${pointer}/content`,
      values: { formats: modality.formats.join(', ').toUpperCase() },
    });
  return { modality, place, format, bytes };
}

async function makeTemplate(
  parts: Parts,
  { modality, place, format, bytes }: Checked,
  at: number,
): Promise<Pick<Prepared, 'quality' | 'template'>> {
  const broken = () => problems['sample-broken']({ pointer: `/samples/${at}/content` });
  if (modality.id === 'finger' && COMPARED.includes(format)) {
    const made = await parts.readFinger(bytes, place as FingerPosition);
    if (!made) throw broken();
    return { quality: made.quality, template: { bytes: made.template, model: FINGER_MODEL } };
  }
  const faces = modality.id === 'face' && PORTRAITS.includes(format) ? await parts.faces() : undefined;
  if (!faces) return { quality: undefined, template: undefined };
  const made = await faces.embed(bytes);
  if (!made) throw broken();
  return { quality: made.quality, template: { bytes: bytesOf(made.embedding), model: faces.describe().id } };
}

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
