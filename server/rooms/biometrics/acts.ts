import {
  type Context,
  isId,
  newId,
  performAct,
  requireArea,
  requirePurpose,
  requireScope,
  type Transaction,
} from '#kernel';
import type { ModalityId } from '#libs/country';
import { ageOn, areaPath, lifeOf, readPerson, type StoredPerson } from '#rooms/people';
import type { Reference } from './engine/matcher.ts';
import { appendAct } from './journal.ts';
import {
  type Erasure,
  eraseDay,
  findModality,
  type Ground,
  groundsOf,
  isTooYoung,
  type MissingReason,
} from './model.ts';
import { dropWaitingPairs } from './pairStore.ts';
import type { Parts } from './parts.ts';
import { type GivenSample, type Prepared, prepareSamples, requirePlace } from './prepare.ts';
import { problems } from './problems.ts';
import type { PersonKey } from './sealing.ts';
import { settle } from './settling.ts';
import {
  holdSubject,
  listSamples,
  putMissing,
  putSample,
  readSubject,
  readSubjects,
  removeSamples,
  removeSubject,
  type Subject,
} from './store.ts';
import { leaveUnsettled } from './unsettled.ts';
import { changeKey, keyOf } from './vault.ts';

export interface NewSet {
  /** Under what samples came that the agency does not take by its own duty. */
  readonly ground?: Ground | undefined;
  readonly samples: readonly GivenSample[];
  readonly missing?: readonly { modality: ModalityId; place: number; reason: MissingReason }[] | undefined;
}

/** @throws Problem biometrics/person-unknown, kernel/out-of-area */
export async function requirePerson(
  transaction: Transaction,
  { caller }: Context,
  person: string,
): Promise<StoredPerson> {
  const stored = isId(person) ? await readPerson(transaction, person) : undefined;
  if (!stored) throw problems['person-unknown']();
  requireArea(caller, areaPath(stored));
  return stored;
}

/** @throws Problem biometrics/person-merged, person-dead, too-young, ground-missing, ground-wrong */
function checkGrounds(parts: Parts, context: Context, stored: StoredPerson, set: NewSet, ids: readonly ModalityId[]) {
  const rules = parts.offices.country.modalities;
  if (stored.mergedInto) throw problems['person-merged']({ extra: { mergedInto: stored.mergedInto } });
  if (lifeOf(stored.record) === 'dead') throw problems['person-dead']();
  const age = ageOn(stored.record, context.clock.today());
  if (isTooYoung(rules, age)) throw problems['too-young']({ values: { years: rules.ages.notUnder } });
  for (const id of ids) {
    const asked = groundsOf(findModality(rules, id)!, rules, age);
    if (asked.length === 0) continue;
    if (!set.ground) throw problems['ground-missing']({ pointer: '/ground' });
    if (!asked.includes(set.ground.kind) || set.ground.on > context.clock.today())
      throw problems['ground-wrong']({ pointer: '/ground' });
  }
}

/**
 * Keeps samples of a person, each in the place of what was there before, and looks for others who may be the same person.
 * @returns what was kept, and how many pairs wait for an officer because of it; `waiting` absent: the search is still to be made
 */
export async function takeSet(parts: Parts, context: Context, person: string, set: NewSet) {
  requireScope(context.caller, 'biometrics.enrol');
  parts.offices.checkReason(requirePurpose(context));
  if (set.samples.length + (set.missing?.length ?? 0) === 0) throw problems['nothing-given']({ pointer: '/samples' });
  const prepared = await prepareSet(parts, set);
  const kept = await performAct(parts.kernel.database, context, (transaction) =>
    keepSet(parts, transaction, context, person, set, prepared),
  );
  const waiting = await settle(parts, kept.reference);
  return { samples: kept.samples, ...(waiting === undefined ? {} : { waiting }) };
}

/** What is made of a set before a transaction is opened. @throws Problem as prepareSamples */
export async function prepareSet(parts: Parts, { samples, missing = [] }: NewSet): Promise<Prepared[]> {
  for (const [at, { modality, place }] of missing.entries()) requirePlace(parts, modality, place, `/missing/${at}`);
  return prepareSamples(parts, samples);
}

/**
 * Keeps a set within an act of the caller's, who settles its reference afterwards; who may do so is the caller's question.
 * @throws Problem biometrics/person-unknown, person-merged, person-dead, too-young, ground-missing, ground-wrong, kernel/out-of-area
 */
export async function keepSet(
  parts: Parts,
  transaction: Transaction,
  context: Context,
  person: string,
  set: NewSet,
  prepared: readonly Prepared[],
) {
  const missing = set.missing ?? [];
  const stored = await requirePerson(transaction, context, person);
  const ids = [...new Set([...prepared.map(({ modality }) => modality.id), ...missing.map((one) => one.modality)])];
  checkGrounds(parts, context, stored, set, ids);
  const { client } = transaction;
  const known = (await readSubjects(client, person)).find((one) => one.taken_as === person);
  const reference = known?.reference ?? newId<'biometric reference'>();
  // Before the subject's row, as everywhere: whoever settles holds this first, and waits for others' rows.
  await leaveUnsettled(client, reference, true);
  const subject = await holdSubject(client, person, reference);
  if (subject.reference !== reference) await leaveUnsettled(client, subject.reference, true);
  const key = await keyOf(client, parts.kernel.keys, subject);
  const samples = [];
  for (const one of prepared) samples.push(await keep(transaction, context, { subject, key, set }, one));
  for (const one of missing) await putMissing(client, { ...one, reference: subject.reference }, context.receivedAt);
  journalTaken(transaction, parts, context, person, ids);
  return { reference: subject.reference, samples };
}

async function keep(
  { client }: Transaction,
  context: Context,
  { subject, key, set }: { subject: Subject; key: PersonKey; set: NewSet },
  { modality, place, format, bytes, quality, template }: Prepared,
) {
  const sample = newId();
  const at = { person: subject.taken_as, modality: modality.id, sample };
  await putSample(client, {
    ...{ reference: subject.reference, sample, modality: modality.id, place, format, size: bytes.length },
    quality: quality === undefined ? null : Math.round(quality),
    sealed: key.seal({ ...at, part: 'sample' }, bytes),
    template: template ? key.seal({ ...at, part: 'template' }, template.bytes) : null,
    model: template?.model ?? null,
    legal_basis: modality.legalBasis,
    ground: set.ground ?? null,
    taken_at: context.receivedAt,
    taken_by: context.caller.name ?? context.caller.id,
    office: context.caller.area ?? '',
    erase_on: eraseDay(modality, context.clock.today(), undefined) ?? null,
  });
  return {
    ...{ sample, modality: modality.id, place, compared: template !== undefined },
    ...(quality === undefined ? {} : { quality: Math.round(quality) }),
  };
}

/** One line for each law under which something was taken. */
function journalTaken(
  transaction: Transaction,
  { offices }: Parts,
  context: Context,
  person: string,
  ids: readonly ModalityId[],
): void {
  const modalities = ids.map((id) => findModality(offices.country.modalities, id)!);
  for (const [legalBasis, taken] of Map.groupBy(modalities, (one) => one.legalBasis))
    appendAct(transaction, context, 'biometrics-taken', [person], { legalBasis, fields: taken.map(({ id }) => id) });
}

/**
 * Erases one sample of a person, or all. The key goes with the last one, and is changed with any other, so that no copy of what was
 * erased opens either.
 * @throws Problem biometrics/not-held, sample-unknown
 */
export async function eraseSamples(
  parts: Parts,
  context: Context,
  person: string,
  asked: { sample?: string | undefined; reason: Erasure },
): Promise<{ erased: number }> {
  requireScope(context.caller, 'biometrics.erase');
  parts.offices.checkReason(requirePurpose(context));
  const done = await performAct(parts.kernel.database, context, async (transaction) => {
    await requirePerson(transaction, context, person);
    const subjects = await readSubjects(transaction.client, person);
    const samples = await listSamples(
      transaction.client,
      subjects.map(({ reference }) => reference),
    );
    const chosen = asked.sample ? samples.filter(({ sample }) => sample === asked.sample) : samples;
    if (subjects.length === 0 || chosen.length === 0) throw problems[asked.sample ? 'sample-unknown' : 'not-held']();
    const references: Reference[] = [];
    for (const [reference, own] of Map.groupBy(chosen, (one) => one.reference)) {
      references.push(reference);
      const ids = own.map(({ sample }) => sample);
      await eraseOf(transaction, parts, reference, ids);
    }
    appendAct(transaction, context, 'biometrics-erased', [person], {
      fields: chosen.map(({ modality }) => modality),
      data: { samples: chosen.length, reason: asked.reason },
    });
    return { references, erased: chosen.length };
  });
  for (const reference of done.references) await settle(parts, reference);
  return { erased: done.erased };
}

/** Takes samples of a subject away; with the last one the subject, its key and what waits about it. */
export async function eraseOf(
  { client }: Transaction,
  { kernel }: Pick<Parts, 'kernel'>,
  reference: Reference,
  samples: readonly string[],
): Promise<Subject | undefined> {
  await leaveUnsettled(client, reference, false);
  const subject = await readSubject(client, reference, true);
  if (!subject) return undefined;
  await removeSamples(client, reference, samples);
  if ((await listSamples(client, [reference])).length > 0) await changeKey(client, kernel.keys, subject);
  else {
    await removeSubject(client, reference);
    if ((await readSubjects(client, subject.person)).length === 0) await dropWaitingPairs(client, subject.person);
  }
  return subject;
}
