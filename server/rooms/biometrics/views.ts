import { type Context, isId, requirePurpose, requireScope, type Transaction } from '#kernel';
import { ageOn, readPerson } from '#rooms/people';
import { requirePerson } from './acts.ts';
import { MEDIA, mediaOf } from './formats.ts';
import { appendLook } from './journal.ts';
import { findModality, groundsOf, isTooYoung } from './model.ts';
import { listPairsOf } from './pairStore.ts';
import type { Parts } from './parts.ts';
import { describePerson } from './present.ts';
import { problems } from './problems.ts';
import { listMissing, listSamples, readSealed, readSubjects, type SampleRow } from './store.ts';
import { keyOf, openSample } from './vault.ts';

function presentSample({ offices }: Parts, language: string, row: SampleRow) {
  return {
    ...{ sample: row.sample, modality: row.modality, place: row.place, format: row.format, size: row.size },
    ...{ takenAt: row.taken_at.toISOString(), viewable: MEDIA[row.format] !== undefined },
    compared: row.model !== null,
    ...{ legalBasisTitle: offices.legalBasisTitle(row.legal_basis, language) },
    ...{ officeName: offices.areaName(row.office, language) },
    ...(row.quality === null ? {} : { quality: row.quality }),
    ...(row.ground ? { ground: row.ground } : {}),
    ...(row.erase_on ? { eraseOn: row.erase_on } : {}),
  };
}

/** What is held of a person, without a byte of it: that it is seen is told by whoever asks. */
export async function listHeld({ client }: Transaction, person: string) {
  const references = (await readSubjects(client, person)).map(({ reference }) => reference);
  return { samples: await listSamples(client, references), missing: await listMissing(client, references) };
}

const modalitiesOf = (rows: readonly Pick<SampleRow, 'modality'>[]) => [
  ...new Set(rows.map(({ modality }) => modality)),
];

/** Whether a person is known to be one only: `waiting` for officers, `same` as another by two of them. */
export async function readStanding({ client }: Transaction, person: string): Promise<'clear' | 'waiting' | 'same'> {
  const states = (await listPairsOf(client, person)).map(({ state }) => state);
  if (states.includes('same')) return 'same';
  return states.some((state) => state !== 'different') ? 'waiting' : 'clear';
}

/** What is held of a person, without a byte of it; and what could be taken, under what. A look. */
export async function readHeld(transaction: Transaction, parts: Parts, context: Context, person: string) {
  requireScope(context.caller, 'biometrics.read');
  parts.offices.checkReason(requirePurpose(context));
  const stored = await requirePerson(transaction, context, person);
  const { samples, missing } = await listHeld(transaction, person);
  appendLook(transaction, context, 'biometrics-held', [person], { fields: modalitiesOf(samples) });
  const rules = parts.offices.country.modalities;
  const age = ageOn(stored.record, context.clock.today());
  return {
    ...describePerson(parts, context.language, stored),
    standing: await readStanding(transaction, person),
    samples: samples.map((row) => ({ ...presentSample(parts, context.language, row), takenBy: row.taken_by })),
    missing: missing.map(({ modality, place, reason }) => ({ modality, place, reason })),
    tooYoung: isTooYoung(rules, age),
    modalities: rules.modalities.map((modality) => ({
      ...presentModality(parts, context.language, modality.id),
      grounds: [...groundsOf(modality, rules, age)],
    })),
  };
}

/** A modality as screens name it. */
export function presentModality({ offices }: Pick<Parts, 'offices'>, language: string, id: SampleRow['modality']) {
  const { name, formats, kilobytes, places, matched, retention, ground, legalBasis } = findModality(
    offices.country.modalities,
    id,
  )!;
  return {
    ...{ id, name: name[language] ?? id, formats, kilobytes, places, matched, retention, ground },
    legalBasisTitle: offices.legalBasisTitle(legalBasis, language),
  };
}

/** The bytes of a sample, for who was let in. @param person whose it is */
async function openBytes(transaction: Transaction, parts: Parts, person: string, sample: string) {
  const { client } = transaction;
  for (const subject of await readSubjects(client, person)) {
    const [row] = isId(sample) ? await readSealed(client, subject.reference, { sample }) : [];
    if (!row) continue;
    // Samples under another record are this person's only where the register says that the two are one.
    if (subject.person !== subject.taken_as) {
      const takenAs = await readPerson(transaction, subject.taken_as);
      if (takenAs?.mergedInto !== person) throw problems['sample-damaged']();
    }
    const bytes = openSample(await keyOf(client, parts.kernel.keys, subject), subject, row);
    return { bytes, media: mediaOf(row.format), modality: row.modality };
  }
  throw problems['sample-unknown']();
}

/** A sample itself, for an officer with a reason: a look. @throws Problem biometrics/sample-unknown, sample-damaged */
export async function viewSample(
  transaction: Transaction,
  parts: Parts,
  context: Context,
  person: string,
  sample: string,
) {
  requireScope(context.caller, 'biometrics.read');
  await requirePerson(transaction, context, person);
  return showSample(transaction, parts, context, person, sample);
}

/** The same, for who may see it otherwise. */
export async function showSample(
  transaction: Transaction,
  parts: Parts,
  context: Context,
  person: string,
  sample: string,
) {
  parts.offices.checkReason(requirePurpose(context));
  const shown = await openBytes(transaction, parts, person, sample);
  appendLook(transaction, context, 'biometrics-sample', [person], { fields: [shown.modality], data: { sample } });
  return shown;
}

function ownPerson({ caller }: Context): string {
  requireScope(caller, 'self.read');
  if (!caller.person) throw problems['person-unknown']();
  return caller.person;
}

/** What is held of me: since when, until when, under which law; and what nothing here compares. */
export async function readOwn(transaction: Transaction, parts: Parts, context: Context) {
  const person = ownPerson(context);
  const { samples, missing } = await listHeld(transaction, person);
  const { ownData } = parts.offices;
  appendLook(transaction, context, 'own-biometrics', [person], { fields: modalitiesOf(samples), ...ownData });
  return {
    samples: samples.map((row) => presentSample(parts, context.language, row)),
    missing: missing.map(({ modality, place, reason }) => ({ modality, place, reason })),
    modalities: modalitiesOf(samples).map((id) => presentModality(parts, context.language, id)),
  };
}

/** My portrait; of nothing else are the bytes shown. @throws Problem biometrics/not-held */
export async function viewOwnPortrait(transaction: Transaction, parts: Parts, context: Context) {
  const person = ownPerson(context);
  const { samples } = await listHeld(transaction, person);
  const portrait = samples.find(({ modality, format }) => modality === 'face' && MEDIA[format] !== undefined);
  if (!portrait) throw problems['not-held']();
  const shown = await openBytes(transaction, parts, person, portrait.sample);
  appendLook(transaction, context, 'own-portrait', [person], { fields: ['face'], ...parts.offices.ownData });
  return shown;
}
