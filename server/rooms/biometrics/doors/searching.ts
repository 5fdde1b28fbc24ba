import type { Candidate, Probe, Reference } from '../engine/matcher.ts';
import { type Abis, type Asker, appendLine, askMatcher, enrolNew, type Settle } from './abis.ts';
import {
  type Content,
  type EncounterRow,
  findByReferences,
  openContents,
  readEncounters,
  readGalleries,
} from './encounterStore.ts';
import type { ReadFilter } from './filter.ts';
import type { Candidates, ScoreDetail } from './osiaForms.ts';
import { isSearchable, readProbe, writePart } from './osiaSamples.ts';
import { doorProblems as problems } from './problems.ts';

/** As likely the same person as another one: what a search gives where nobody says otherwise begins here. */
export const THRESHOLD = 50;
/** As many as an engine gives at once. */
const MOST = 100;
/** Of a person with more encounters the newest are searched with. */
const MOST_PROBES = 10;

/** A found encounter with what was compared. */
export interface Found {
  readonly row: EncounterRow;
  readonly candidate: Candidate;
}

export interface Wanted {
  readonly gallery: string | undefined;
  readonly best: number;
  readonly threshold: number;
  readonly filter?: ReadFilter;
  /** A person's own encounters are no candidates of a search with them. */
  readonly except?: string;
}

/**
 * Searches the owner's active encounters. The engine knows neither owners nor galleries: of its best those are shown that may be.
 * @throws Problem biometrics/abis-nothing-to-search
 */
export async function search(abis: Abis, { owner }: Asker, probe: Probe, wanted: Wanted): Promise<Found[]> {
  const narrowed = wanted.filter?.narrow(probe) ?? probe;
  if (!isSearchable(narrowed)) throw problems['abis-nothing-to-search']({ pointer: '/biometricData' });
  // Always for as many as it gives: how many of them may be shown, and in which order those of one score come, is known here only.
  const candidates = await askMatcher(abis, (matcher) => matcher.identify(narrowed, { best: MOST }));
  return sortFound(await show(abis, owner, candidates, wanted)).slice(0, wanted.best);
}

/** The likeliest first; of equal ones the lower name, as the owner gave it: our references are none of his. */
export function sortFound(found: readonly Found[]): Found[] {
  return found.toSorted(
    (one, other) => other.candidate.score - one.candidate.score || (one.row.person < other.row.person ? -1 : 1),
  );
}

/** Of what the engine found, what this owner may be told. */
async function show(abis: Abis, owner: string, candidates: readonly Candidate[], wanted: Wanted): Promise<Found[]> {
  const { pool } = abis.database;
  const references = candidates.map(({ reference }) => reference);
  const rows = await findByReferences(pool, owner, references, wanted.gallery);
  const found = candidates.flatMap((candidate) => {
    const row = rows.get(candidate.reference);
    return row && candidate.score >= wanted.threshold && row.person !== wanted.except ? [{ row, candidate }] : [];
  });
  const { filter } = wanted;
  if (!filter) return found;
  const passed: Found[] = [];
  // One after the other: each may have come with images, and is forgotten before the next.
  for (const one of found) {
    const contents = await openContents(pool, abis.keys, [one.row.id]);
    if (filter.passes(contents.get(one.row.id)?.biographicData)) passed.push(one);
  }
  return passed;
}

/** Compares with these encounters alone. */
export async function compare(
  abis: Abis,
  rows: readonly EncounterRow[],
  probe: Probe,
  threshold: number,
): Promise<Found[]> {
  if (!isSearchable(probe)) throw problems['abis-nothing-to-search']({ pointer: '/biometricData' });
  const found: Found[] = [];
  for (const row of rows) {
    const { reference } = row;
    if (!reference || row.status !== 'ACTIVE') continue;
    const candidate = await askMatcher(abis, (matcher) => matcher.verify(reference, probe));
    if (candidate && candidate.score >= threshold) found.push({ row, candidate });
  }
  return sortFound(found);
}

/** OSIA identify. */
export async function identify(abis: Abis, asker: Asker, probe: Probe, wanted: Wanted, settle: Settle): Promise<void> {
  await requireGallery(abis, asker, wanted.gallery);
  const found = await search(abis, asker, probe, wanted);
  await settle(async (transaction) => {
    lineOf(transaction, asker, 'identify', found);
    return presentFound(found, wanted.best);
  });
}

/** OSIA identifyFromId and identifyFromEncounterId: each encounter searches for itself, and a person has its best score. */
export async function identifyKnown(
  abis: Abis,
  asker: Asker,
  named: { person: string; encounter?: string },
  wanted: Wanted,
  settle: Settle,
): Promise<void> {
  await requireGallery(abis, asker, wanted.gallery);
  const found = await searchKnown(abis, asker, named, wanted);
  await settle(async (transaction) => {
    lineOf(transaction, asker, 'identify-known', found);
    return presentFound(found, wanted.best);
  });
}

/** @throws Problem biometrics/abis-person-unknown, abis-encounter-unknown, abis-nothing-to-search */
export async function searchKnown(
  abis: Abis,
  asker: Asker,
  { person, encounter }: { person: string; encounter?: string },
  wanted: Wanted,
): Promise<Found[]> {
  const probes = await readProbes(abis, asker, { person, encounter });
  const best = new Map<Reference, Found>();
  for (const probe of probes) {
    for (const one of await search(abis, asker, probe, { ...wanted, except: person })) {
      const { reference, score } = one.candidate;
      if (score > (best.get(reference)?.candidate.score ?? -1)) best.set(reference, one);
    }
  }
  return sortFound([...best.values()]);
}

/** What a person's encounters search with, the newest first. @throws Problem biometrics/abis-nothing-to-search */
export async function readProbes(
  abis: Abis,
  { owner }: Asker,
  { person, encounter }: { person: string; encounter?: string | undefined },
): Promise<Probe[]> {
  const rows = await readEncounters(abis.database.pool, { owner, person, encounter });
  if (rows.length === 0) throw problems[encounter === undefined ? 'abis-person-unknown' : 'abis-encounter-unknown']();
  const newest = rows.reverse().slice(0, MOST_PROBES);
  const contents = await openContents(
    abis.database.pool,
    abis.keys,
    newest.map(({ id }) => id),
  );
  const probes = newest.map(({ id }) => probeOf(contents.get(id))).filter(isSearchable);
  if (probes.length === 0) throw problems['abis-nothing-to-search']();
  return probes;
}

const probeOf = (content?: Content): Probe =>
  readProbe([...(content?.biometricData ?? []), ...(content?.computed ?? [])]);

/** OSIA verifyFromId. */
export async function verifyKnown(
  abis: Abis,
  asker: Asker,
  { gallery, person }: { gallery: string | undefined; person: string },
  { probe, threshold }: { probe: Probe; threshold: number },
  settle: Settle,
): Promise<void> {
  await requireGallery(abis, asker, gallery);
  const rows = await readEncounters(abis.database.pool, { owner: asker.owner, person });
  const among = rows.filter((row) => gallery === undefined || row.galleries.includes(gallery));
  if (among.length === 0) throw problems['abis-person-unknown']();
  const found = await compare(abis, among, probe, 0);
  await settle(async (transaction) => {
    lineOf(transaction, asker, 'verify', found);
    const decision = found.some(({ candidate }) => candidate.score >= threshold);
    return { decision, scores: found.flatMap(presentScores) };
  });
}

/** @throws Problem biometrics/abis-gallery-unknown */
export async function requireGallery(abis: Abis, { owner }: Asker, gallery: string | undefined): Promise<void> {
  if (gallery !== undefined && !(await readGalleries(abis.database.pool, owner)).includes(gallery))
    throw problems['abis-gallery-unknown']();
}

/** The line of a search names whose encounters were shown. */
export function lineOf(
  transaction: Parameters<typeof appendLine>[0],
  asker: Asker,
  type: string,
  found: readonly Found[],
): void {
  const references = found.map(({ candidate }) => candidate.reference);
  appendLine(transaction, asker, { kind: 'look', type, references, candidates: found.length });
}

/** By person, the best encounter first. */
function presentFound(found: readonly Found[], best: number): Candidates {
  const persons = new Map<string, Found[]>();
  for (const one of found) persons.set(one.row.person, [...(persons.get(one.row.person) ?? []), one]);
  return [...persons].slice(0, best).map(([personId, ones], index) => ({
    personId,
    rank: index + 1,
    score: ones[0]!.candidate.score,
    scores: ones.flatMap(presentScores),
  }));
}

/** An encounter's whole score, which has no type, then its parts. */
function presentScores({ row, candidate }: Found): ScoreDetail[] {
  const whole = { encounterId: row.encounter, galleries: row.galleries };
  return [{ score: candidate.score, ...whole }, ...candidate.parts.map((part) => ({ ...writePart(part), ...whole }))];
}

/** OSIA verifyFromBio. The engine compares with what it has: one set is enrolled for as long as that takes, and belongs to nobody. */
export async function verifyBoth(
  abis: Abis,
  asker: Asker,
  { one, other, threshold }: { one: Probe; other: Probe; threshold: number },
  settle: Settle,
): Promise<void> {
  if (!isSearchable(one)) throw problems['abis-nothing-to-search']({ pointer: '/biometricData1' });
  if (!isSearchable(other)) throw problems['abis-nothing-to-search']({ pointer: '/biometricData2' });
  await enrolNew(abis, one, async (reference) => {
    const candidate = await askMatcher(abis, (matcher) => matcher.verify(reference!, other));
    await settle(async (transaction) => {
      lineOf(transaction, asker, 'verify-both', []);
      const scores = candidate ? [{ score: candidate.score }, ...candidate.parts.map(writePart)] : [];
      return { decision: (candidate?.score ?? 0) >= threshold, scores };
    });
  });
}
