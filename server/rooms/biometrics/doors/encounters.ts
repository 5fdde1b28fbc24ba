import { newId } from '#kernel';
import type { Probe } from '../engine/matcher.ts';
import { type Abis, type Asker, appendLine, dropLoose, enrolNew, type Settle, takeReference } from './abis.ts';
import { computeTemplates } from './computing.ts';
import {
  type Content,
  deleteEncounters,
  type EncounterRow,
  giveEncounters,
  insertEncounter,
  noteLoose,
  openContents,
  presentEncounter,
  readEncounters,
  rewriteEncounter,
  setEncounter,
} from './encounterStore.ts';
import type { Computed, EncounterBody } from './osiaForms.ts';
import { isSearchable, readProbe } from './osiaSamples.ts';
import { doorProblems as problems } from './problems.ts';

/** An encounter by the names that its owner gave. */
export interface Named {
  readonly person: string;
  readonly encounter: string;
}

/** @throws Problem biometrics/abis-encounter-exists, and what samples are refused with */
export async function createEncounter(
  abis: Abis,
  asker: Asker,
  { person, encounter }: Named,
  body: EncounterBody,
  settle: Settle,
): Promise<void> {
  const { probe, content } = await readSafe(abis, body);
  const { owner } = asker;
  const [known] = await readEncounters(abis.database.pool, { owner, person, encounter });
  if (known) throw problems['abis-encounter-exists']();
  await enrolNew(abis, probe, (reference) =>
    settle(async (transaction) => {
      await takeReference(transaction, reference);
      const row = { id: newId(), owner, person, encounter, reference, created_at: abis.clock.now(), ...headOf(body) };
      if (!(await insertEncounter(transaction.client, abis.keys, row, content)))
        throw problems['abis-encounter-exists']();
      appendLine(transaction, asker, { kind: 'act', type: 'create-encounter', references: [reference] });
      return { personId: person, encounterId: encounter, others: { searchable: isSearchable(probe) } };
    }),
  );
}

/** Puts other samples in the place of those that were there. @throws Problem biometrics/abis-encounter-unknown */
export async function updateEncounter(
  abis: Abis,
  asker: Asker,
  { person, encounter }: Named,
  body: EncounterBody,
  settle: Settle,
): Promise<void> {
  const { probe, content } = await readSafe(abis, body);
  const named = { owner: asker.owner, person, encounter };
  const [known] = await readEncounters(abis.database.pool, named);
  if (!known) throw problems['abis-encounter-unknown']();
  let old: EncounterRow['reference'] = null;
  await enrolNew(abis, probe, (reference) =>
    settle(async (transaction) => {
      const { client } = transaction;
      const [row] = await readEncounters(client, named, true);
      if (!row) throw problems['abis-encounter-unknown']();
      await takeReference(transaction, reference);
      await rewriteEncounter(
        client,
        abis.keys,
        { id: row.id, reference, updated_at: abis.clock.now(), ...headOf(body) },
        content,
      );
      old = row.reference;
      if (old) await noteLoose(client, [old]);
      appendLine(transaction, asker, { kind: 'act', type: 'update-encounter', references: [old, reference] });
      return { personId: person, encounterId: encounter, others: { searchable: isSearchable(probe) } };
    }),
  );
  await forget(abis, [old]);
}

/** Deletes an encounter, or all of a person. @throws Problem biometrics/abis-encounter-unknown, abis-person-unknown */
export async function deleteNamed(
  abis: Abis,
  asker: Asker,
  { person, encounter }: { person: string; encounter?: string },
  settle: Settle,
): Promise<void> {
  let gone: EncounterRow['reference'][] = [];
  await settle(async (transaction) => {
    const rows = await readEncounters(transaction.client, { owner: asker.owner, person, encounter }, true);
    if (rows.length === 0) throw problems[encounter === undefined ? 'abis-person-unknown' : 'abis-encounter-unknown']();
    gone = await deleteEncounters(transaction.client, rows);
    appendLine(transaction, asker, {
      ...{ kind: 'act', type: encounter === undefined ? 'delete-all' : 'delete-encounter' },
      ...{ references: gone, encounters: rows.length },
    });
  });
  await forget(abis, gone);
}

/** The row is gone, and with it every answer that could name it; an engine that is away now is told at the next sweep. */
async function forget(abis: Abis, references: readonly EncounterRow['reference'][]): Promise<void> {
  const gone = references.filter((one) => one !== null);
  if (gone.length > 0) await dropLoose(abis, gone).catch(() => {});
}

/** Merges the second person into the first. @throws Problem biometrics/abis-person-unknown, abis-encounter-exists */
export async function mergePersons(
  abis: Abis,
  asker: Asker,
  { person, source }: { person: string; source: string },
  settle: Settle,
): Promise<void> {
  await settle(async (transaction) => {
    const rows = await moveRows(abis, asker, { person, source }, transaction);
    appendLine(transaction, asker, { kind: 'act', type: 'merge', references: rows.map(({ reference }) => reference) });
  });
}

/** Moves one encounter between two known persons. @throws as a merge does, and abis-encounter-unknown */
export async function moveEncounter(
  abis: Abis,
  asker: Asker,
  names: { person: string; source: string; encounter: string },
  settle: Settle,
): Promise<void> {
  await settle(async (transaction) => {
    const rows = await moveRows(abis, asker, names, transaction);
    appendLine(transaction, asker, { kind: 'act', type: 'move', references: rows.map(({ reference }) => reference) });
  });
}

async function moveRows(
  abis: Abis,
  { owner }: Asker,
  { person, source, encounter }: { person: string; source: string; encounter?: string },
  { client }: Parameters<Parameters<Settle>[0]>[0],
): Promise<EncounterRow[]> {
  // In one order whichever way round: two merges of one pair wait for each other, and do not deadlock.
  const known = new Map<string, EncounterRow[]>();
  for (const one of [person, source].sort()) known.set(one, await readEncounters(client, { owner, person: one }, true));
  const given = known.get(source)!;
  if (person === source || given.length === 0 || known.get(person)!.length === 0)
    throw problems['abis-person-unknown']();
  const rows = encounter === undefined ? given : given.filter((row) => row.encounter === encounter);
  if (rows.length === 0) throw problems['abis-encounter-unknown']();
  await giveEncounters(client, rows, person, abis.clock.now());
  return rows;
}

/** OSIA declares no 404 for either: an unknown encounter is a bad request. @throws Problem biometrics/abis-encounter-missing */
export async function changeEncounter(
  abis: Abis,
  asker: Asker,
  { person, encounter }: Named,
  change: { status?: string; galleries?: readonly string[] },
  settle: Settle,
): Promise<void> {
  await settle(async (transaction) => {
    const { client } = transaction;
    const [row] = await readEncounters(client, { owner: asker.owner, person, encounter }, true);
    if (!row) throw problems['abis-encounter-missing']();
    await setEncounter(client, row.id, { ...change, at: abis.clock.now() });
    const type = change.status === undefined ? 'change-galleries' : 'change-status';
    appendLine(transaction, asker, { kind: 'act', type, references: [row.reference] });
  });
}

/** All encounters of a person, or one. @throws Problem biometrics/abis-person-unknown, abis-encounter-unknown */
export async function showEncounters(
  abis: Abis,
  asker: Asker,
  { person, encounter }: { person: string; encounter?: string },
  settle: Settle,
): Promise<void> {
  await settle(async (transaction) => {
    const shown = await look(abis, asker, { person, encounter }, 'read-encounter', transaction);
    const presented = shown.map(([row, content]) => presentEncounter(row, content));
    return encounter === undefined ? presented : presented[0];
  });
}

type TemplateMember = 'biometricType' | 'biometricSubType' | 'instance' | 'templateFormat' | 'qualityFormat';

/** The samples' templates: those that were sent, and those of images. @throws as showEncounters does */
export async function showTemplates(
  abis: Abis,
  asker: Asker,
  named: Named,
  wanted: { readonly [Name in TemplateMember]?: string | undefined },
  settle: Settle,
): Promise<void> {
  await settle(async (transaction) => {
    const shown = await look(abis, asker, named, 'read-template', transaction);
    const samples = shown.flatMap(([, content]) => [...content.biometricData, ...content.computed]);
    const asked = (Object.keys(wanted) as TemplateMember[]).filter((name) => wanted[name] !== undefined);
    return samples
      .filter(({ template }) => template !== undefined)
      .filter((sample) => asked.every((name) => sample[name] === wanted[name])) as Computed;
  });
}

async function look(
  abis: Abis,
  asker: Asker,
  { person, encounter }: { person: string; encounter?: string | undefined },
  type: string,
  transaction: Parameters<Parameters<Settle>[0]>[0],
): Promise<[EncounterRow, Content][]> {
  const { client } = transaction;
  const rows = await readEncounters(client, { owner: asker.owner, person, encounter });
  if (rows.length === 0) throw problems[encounter === undefined ? 'abis-person-unknown' : 'abis-encounter-unknown']();
  const contents = await openContents(
    client,
    abis.keys,
    rows.map(({ id }) => id),
  );
  appendLine(transaction, asker, { kind: 'look', type, references: rows.map(({ reference }) => reference) });
  return rows.map((row) => [row, contents.get(row.id)!]);
}

async function readSafe(abis: Abis, body: EncounterBody): Promise<{ probe: Probe; content: Content }> {
  if (body.encryption || body.integrity) throw problems['abis-sealed']();
  if (body.galleries.includes('ALL')) throw problems['abis-gallery-name']({ pointer: '/galleries' });
  const { clientData, contextualData, biographicData, biometricData } = body;
  const computed = await computeTemplates(abis.images, biometricData);
  return {
    probe: readProbe([...biometricData, ...computed]),
    content: {
      ...(clientData !== undefined && { clientData }),
      ...(contextualData && { contextualData }),
      ...(biographicData && { biographicData }),
      ...{ biometricData, computed },
    },
  };
}

const headOf = ({ status, encounterType, galleries }: EncounterBody) => ({
  status,
  encounter_type: encounterType,
  galleries,
});
