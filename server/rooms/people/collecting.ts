import { Compile } from 'typebox/compile';
import { type Context, describeEntry, newId, type Transaction } from '#kernel';
import type { Offices } from '#rooms/offices';
import { activePin, firstDay, foldRecord, splitCorrection } from './model.ts';
import { allotPins, claimPins } from './pinsInBulk.ts';
import { type Act, type Evidence, type Identifier, PersonRecord, type RecordChanges } from './record.ts';
import { lockPersons, readPersons } from './store.ts';
import { insertActs, insertIdentifiers, insertPersons, readActsOf, rewritePersons } from './storeInBulk.ts';

/** Somebody whom a file names and the register does not hold. */
export interface NewPerson {
  /** The key that the record will have. */
  readonly person: string;
  readonly record: PersonRecord;
  /** Which row of which file. */
  readonly evidence: readonly Evidence[];
}

/** What became of one that was to be entered: the act, or why there is none. */
export type Entered =
  | { readonly done: true; readonly act: string; readonly pin?: string }
  | { readonly done: false; readonly why: 'number-taken' | 'malformed'; readonly at: string };

const shape = Compile(PersonRecord);

/**
 * Opens many records, each by an act `collected` with its line in the journal: a statement a table, whatever their number. A number
 * that the file names is claimed by the unique index; where it names none and the record suffices, one is allotted; otherwise
 * the record stands without. Who cannot be entered leaves nothing behind.
 */
export async function enterPersons(
  transaction: Transaction,
  context: Context,
  offices: Offices,
  legalBasis: string,
  given: readonly NewPerson[],
): Promise<Map<string, Entered>> {
  const today = context.clock.today();
  const recordedAt = new Date().toISOString();
  const results = new Map<string, Entered>();
  const fit: NewPerson[] = [];
  for (const one of given) {
    if (shape.Check(one.record)) fit.push(one);
    else results.set(one.person, { done: false, why: 'malformed', at: faultOf(one.record) });
  }
  const claims = fit.flatMap(({ person, record }) => {
    const value = activePin(record);
    return value === undefined ? [] : [{ person, value }];
  });
  const claimed = await claimPins(transaction.client, claims, today);
  const kept = fit.filter(({ person, record }) => {
    const value = activePin(record);
    if (value === undefined || claimed.get(value) === person) return true;
    results.set(person, { done: false, why: 'number-taken', at: value });
    return false;
  });
  const allotted = await allotPins(
    transaction.client,
    offices,
    kept.filter(({ record }) => activePin(record) === undefined && !record.death),
    today,
  );
  const opened = kept.map(({ person, record, evidence }) => {
    const value = allotted.get(person);
    const pin: Identifier | undefined = value ? { kind: 'pin', value, status: 'active', from: today } : undefined;
    const whole = pin ? { ...record, identifiers: [...record.identifiers, pin] } : record;
    const act: Act = {
      person,
      act: newId(),
      kind: 'collected',
      validFrom: firstDay(record.birthDate),
      recordedAt,
      changes: whole,
      evidence: [...evidence],
      legalBasis,
      office: context.caller.area ?? context.caller.organisation ?? '',
      officer: context.caller.id,
    };
    results.set(person, { done: true, act: act.act, ...(value ? { pin: value } : {}) });
    return { act, record: whole };
  });
  await insertPersons(
    transaction.client,
    offices,
    opened.map(({ act, record }) => ({ person: act.person, record })),
    recordedAt,
  );
  await insertActs(
    transaction.client,
    opened.map(({ act }) => act),
  );
  await insertIdentifiers(
    transaction.client,
    opened.flatMap(({ act, record }) =>
      record.identifiers
        .filter((one) => one.kind !== 'pin' || one.status !== 'active')
        .map((one) => ({ person: act.person, ...one })),
    ),
  );
  for (const { act, record } of opened) journal(transaction, context, act, { pin: activePin(record) !== undefined });
  return results;
}

/** What a file adds to a record that is held. */
export interface Completion {
  readonly person: string;
  /** The version that the row was compared with: another act in between, and nothing is written. */
  readonly version: number;
  readonly changes: RecordChanges;
  readonly evidence: readonly Evidence[];
}

export type Completed =
  | { readonly done: true; readonly acts: readonly string[] }
  | { readonly done: false; readonly why: 'overtaken' | 'number-taken' | 'malformed' };

/**
 * Adds to many records by acts `correct`. Fields that were empty count since the record begins, or since they became empty.
 * The caller decides what may replace what.
 */
export async function completePersons(
  transaction: Transaction,
  context: Context,
  offices: Offices,
  legalBasis: string,
  given: readonly Completion[],
): Promise<Map<string, Completed>> {
  const results = new Map<string, Completed>();
  if (given.length === 0) return results;
  const { client } = transaction;
  const today = context.clock.today();
  const persons = given.map(({ person }) => person);
  await lockPersons(transaction, persons);
  const held = await readPersons(transaction, persons);
  const histories = await readActsOf(client, persons);
  // Never before an act that a record holds already: what was known at an instant does not change afterwards.
  const recordedAt = [...histories.values()]
    .flat()
    .reduce((latest, act) => (act.recordedAt > latest ? act.recordedAt : latest), new Date().toISOString());
  const pins = await claimPins(
    client,
    given.flatMap(({ person, version, changes }) => {
      const stored = held.get(person);
      const value = changes.identifiers ? activePin({ identifiers: changes.identifiers }) : undefined;
      const fresh = stored?.version === version && value !== activePin(stored.record);
      return value && fresh ? [{ person, value }] : [];
    }),
    today,
  );
  const made: { acts: Act[]; person: string; version: number; record: PersonRecord; before: PersonRecord }[] = [];
  for (const { person, version, changes, evidence } of given) {
    const stored = held.get(person);
    const history = histories.get(person) ?? [];
    if (!stored || stored.mergedInto || stored.version !== version) {
      results.set(person, { done: false, why: 'overtaken' });
      continue;
    }
    const pin = changes.identifiers ? activePin({ identifiers: changes.identifiers }) : undefined;
    if (pin && pin !== activePin(stored.record) && pins.get(pin) !== person) {
      results.set(person, { done: false, why: 'number-taken' });
      continue;
    }
    const acts = splitCorrection(history, changes, today).map(
      (group): Act => ({
        person,
        act: newId(),
        kind: 'correct',
        validFrom: group.validFrom,
        recordedAt,
        changes: group.changes,
        evidence: [...evidence],
        legalBasis,
        office: context.caller.area ?? context.caller.organisation ?? '',
        officer: context.caller.id,
      }),
    );
    const record = foldRecord([...history, ...acts], { on: today })!;
    if (!shape.Check(record)) {
      results.set(person, { done: false, why: 'malformed' });
      continue;
    }
    made.push({ acts, person, version, record, before: stored.record });
    results.set(person, { done: true, acts: acts.map(({ act }) => act) });
  }
  await insertActs(
    client,
    made.flatMap(({ acts }) => acts),
  );
  await rewritePersons(client, offices, made, recordedAt);
  await insertIdentifiers(
    client,
    made.flatMap(({ person, record, before }) => {
      const known = new Set(before.identifiers.map((one) => `${one.kind} ${one.value}`));
      const added = record.identifiers.filter((one) => !known.has(`${one.kind} ${one.value}`));
      return added.filter((one) => one.kind !== 'pin' || one.status !== 'active').map((one) => ({ person, ...one }));
    }),
  );
  for (const { acts } of made) for (const act of acts) journal(transaction, context, act, {});
  return results;
}

function journal(transaction: Transaction, context: Context, act: Act, data: Record<string, unknown>): void {
  transaction.append(
    describeEntry(context, {
      kind: 'act',
      room: 'people',
      type: act.kind,
      subjects: [act.person],
      fields: Object.keys(act.changes),
      legalBasis: act.legalBasis,
      data: { act: act.act, ...data },
    }),
  );
}

function faultOf(record: PersonRecord): string {
  return shape.Errors(record)[0]?.instancePath ?? '';
}
