import type { Client } from '#kernel';
import { Problem } from '#kernel';
import type { Probe } from './engine/matcher.ts';
import { MEDIA } from './formats.ts';
import type { Parts } from './parts.ts';
import { FINGER_MODEL } from './prepare.ts';
import { problems } from './problems.ts';
import { makePersonKey, openPersonKey, type PersonKey } from './sealing.ts';
import { readKey, readSealed, resealSample, type SealedSample, type Subject, writeKey } from './store.ts';

type Queries = Pick<Client, 'query'>;
type Keys = Parts['kernel']['keys'];

/** The subject's key; made with its first sample. @throws Problem biometrics/sample-damaged where it does not open */
export async function keyOf(client: Queries, keys: Keys, { reference }: Subject): Promise<PersonKey> {
  const wrapped = await readKey(client, reference);
  if (!wrapped) {
    const made = makePersonKey(keys, reference);
    await writeKey(client, reference, made.wrapped);
    return made;
  }
  const key = openPersonKey(keys, reference, wrapped);
  if (!key) throw problems['sample-damaged']();
  return key;
}

const placeOf = (subject: Subject, { modality, sample }: SealedSample, part: 'sample' | 'template') => ({
  ...{ person: subject.taken_as, modality, sample, part },
});

/** The plain bytes. @throws Problem biometrics/sample-damaged */
export function openSample(key: PersonKey, subject: Subject, one: SealedSample): Buffer {
  const bytes = key.open(placeOf(subject, one, 'sample'), one.sealed);
  if (!bytes) throw problems['sample-damaged']();
  return bytes;
}

function openTemplate(key: PersonKey, subject: Subject, one: SealedSample): Buffer | undefined {
  if (!one.template) return undefined;
  const bytes = key.open(placeOf(subject, one, 'template'), one.template);
  if (!bytes) throw problems['sample-damaged']();
  return bytes;
}

/** What whoever compares is told of a subject; undefined where nothing of it is compared. @throws Problem biometrics/sample-damaged */
export async function readProbe(client: Queries, parts: Parts, subject: Subject): Promise<Probe | undefined> {
  const samples = await readSealed(client, subject.reference);
  if (samples.length === 0) return undefined;
  const key = await keyOf(client, parts.kernel.keys, subject);
  const faces = await parts.faces();
  const opened = samples.flatMap((one) => {
    const template = openTemplate(key, subject, one);
    return template ? [{ ...one, template }] : [];
  });
  const known = opened.find(({ modality, model }) => modality === 'face' && model === faces?.describe().id);
  // Taken when there was no model, or another one.
  const portrait = faces && !known && samples.find((one) => one.modality === 'face' && MEDIA[one.format] !== undefined);
  const face = known
    ? floatsOf(known.template)
    : portrait && (await faces.embed(openSample(key, subject, portrait)))?.embedding;
  const fingers = opened
    .filter(({ modality, model }) => modality === 'finger' && model === FINGER_MODEL)
    .map(({ place, template }) => ({ position: place as 1, template }));
  if (!face && fingers.length === 0) return undefined;
  return {
    ...(face ? { face } : {}),
    ...(fingers.length > 0 ? { fingers } : {}),
  };
}

function floatsOf(bytes: Buffer): Float32Array {
  // A copy: what comes out of the database need not begin where a number may.
  return new Float32Array(new Uint8Array(bytes).buffer);
}

/**
 * Gives a subject another key and seals what is left under it: whatever was erased opens nowhere any more, in no copy either,
 * though the person has other samples.
 */
export async function changeKey(client: Queries, keys: Keys, subject: Subject): Promise<void> {
  const old = await keyOf(client, keys, subject);
  const next = makePersonKey(keys, subject.reference);
  for (const one of await readSealed(client, subject.reference)) {
    const template = openTemplate(old, subject, one);
    await resealSample(
      client,
      one,
      next.seal(placeOf(subject, one, 'sample'), openSample(old, subject, one)),
      template ? next.seal(placeOf(subject, one, 'template'), template) : null,
    );
  }
  await writeKey(client, subject.reference, next.wrapped);
}

/** Whether something that was caught says that a sample does not open. */
export const isDamaged = (error: unknown): boolean =>
  error instanceof Problem && error.code === 'biometrics/sample-damaged';
