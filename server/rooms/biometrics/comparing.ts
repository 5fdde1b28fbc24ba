import { type Context, requirePurpose, requireScope } from '#kernel';
import { readPersons } from '#rooms/people';
import { requirePerson } from './acts.ts';
import { type Candidate, MatcherError, type Probe } from './engine/matcher.ts';
import { appendLook } from './journal.ts';
import type { Parts } from './parts.ts';
import { type GivenSample, type Prepared, prepareSamples } from './prepare.ts';
import { concludeParts, describePerson, explainParts } from './present.ts';
import { problems } from './problems.ts';
import { findCandidates, keepHeld } from './settling.ts';
import { readSubjects } from './store.ts';
import { readProbe } from './vault.ts';

/** What failed because whoever compares is away is asked again later. */
async function reach<Result>(work: Promise<Result>): Promise<Result> {
  return work.catch((error) => {
    if (error instanceof MatcherError) throw problems['matcher-away']();
    throw error;
  });
}

/**
 * Who else an enrolled person may be, with what speaks for it: the search of the enrolment once more. There is no search with samples
 * that are nobody's: nobody looks the population through for a face. A look at everybody shown.
 * @throws Problem biometrics/not-held, not-comparable, matcher-away
 */
export async function identifyPerson(parts: Parts, context: Context, person: string) {
  requireScope(context.caller, 'biometrics.adjudicate');
  parts.offices.checkReason(requirePurpose(context));
  await reach(parts.matcher());
  return parts.kernel.database.transact(async (transaction) => {
    await requirePerson(transaction, context, person);
    const [subject] = await readSubjects(transaction.client, person);
    if (!subject) throw problems['not-held']();
    const probe = await readProbe(transaction.client, parts, subject);
    if (!probe) throw problems['not-comparable']();
    const found = await reach(findCandidates(transaction, parts, subject, probe));
    const held = await keepHeld(transaction.client, subject, found);
    const persons = await readPersons(
      transaction,
      held.map((one) => one.person),
    );
    const shown = held.flatMap((one) => {
      const stored = persons.get(one.person);
      return stored ? [{ ...describePerson(parts, context.language, stored), ...presentCandidate(one) }] : [];
    });
    const subjects = [person, ...new Set(shown.map((one) => one.person))];
    const fields = ['name', 'birthDate', 'sex', 'pin'];
    appendLook(transaction, context, 'biometrics-search', subjects, { fields });
    return { candidates: shown, adjudicateFrom: parts.offices.country.modalities.duplicates.adjudicateFrom };
  });
}

const presentCandidate = ({ score, parts }: Candidate) => ({ score: Math.round(score), parts: explainParts(parts) });

/**
 * Whether fresh samples are an enrolled person's. They are kept nowhere.
 * @throws Problem biometrics/not-held, not-comparable, matcher-away, …
 */
export async function verifyPerson(parts: Parts, context: Context, person: string, given: readonly GivenSample[]) {
  requireScope(context.caller, 'biometrics.enrol');
  parts.offices.checkReason(requirePurpose(context));
  const prepared = await prepareSamples(parts, given);
  const probe = probeOf(prepared);
  if (!probe) throw problems['not-comparable']({ pointer: '/samples' });
  const matcher = await reach(parts.matcher());
  return parts.kernel.database.transact(async (transaction) => {
    await requirePerson(transaction, context, person);
    const subjects = await readSubjects(transaction.client, person);
    if (subjects.length === 0) throw problems['not-held']();
    const found: Candidate[] = [];
    for (const { reference } of subjects) {
      const one = await reach(matcher.verify(reference, probe));
      if (one && one.parts.length > 0) found.push(one);
    }
    const best = found.sort((left, right) => right.score - left.score)[0];
    if (!best) throw problems['not-comparable']({ pointer: '/samples' });
    const says = concludeParts(best.parts);
    const fields = best.parts.map(({ modality }) => modality);
    appendLook(transaction, context, 'biometrics-verify', [person], { fields, data: { says } });
    return { says, ...presentCandidate(best) };
  });
}

function probeOf(prepared: readonly Prepared[]): Probe | undefined {
  const templates = prepared.flatMap(({ modality, place, template }) =>
    template ? [{ modality: modality.id, place, bytes: template.bytes }] : [],
  );
  const face = templates.find(({ modality }) => modality === 'face')?.bytes;
  const fingers = templates
    .filter(({ modality }) => modality === 'finger')
    .map(({ place, bytes }) => ({ position: place as 1, template: bytes }));
  if (!face && fingers.length === 0) return undefined;
  return {
    ...(face ? { face: new Float32Array(face.slice().buffer) } : {}),
    ...(fingers.length > 0 ? { fingers } : {}),
  };
}
