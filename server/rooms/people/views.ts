import { type Context, describeEntry, isId, requirePurpose, requireScope, type Transaction } from '#kernel';
import { compareDate, compareName } from '#libs/names';
import { areaPath } from './acting.ts';
import { readOwnCorrections } from './corrections.ts';
import { activePin, foldRecord, lifeOf } from './model.ts';
import { type FieldView, officeNameOf, type Presenter, presentChanges, presentRecord } from './present.ts';
import { problems } from './problems.ts';
import type { Act, PersonRecord } from './record.ts';
import { readActs, readPerson, readPersons, type StoredPerson } from './store.ts';
import { readMembers, readRelations } from './storeRelations.ts';

/** A look by an official: scope, purpose and law first, the journal line with it. */
async function lookAt(
  transaction: Transaction,
  parts: Presenter,
  context: Context,
  person: string,
  type: string,
): Promise<StoredPerson> {
  requireScope(context.caller, 'people.read');
  parts.offices.checkReason(requirePurpose(context));
  if (!isId(person)) throw problems['person-unknown']();
  const stored = await readPerson(transaction, person);
  if (!stored) throw problems['person-unknown']();
  transaction.append(
    describeEntry(context, {
      kind: 'look',
      room: 'people',
      type,
      subjects: [person],
      fields: Object.keys(stored.record),
    }),
  );
  return stored;
}

export interface RecordView {
  person: string;
  version: number;
  name: string;
  pin?: string;
  life: string;
  mergedInto?: string;
  fields: FieldView[];
}

async function viewRecord(
  transaction: Transaction,
  parts: Presenter,
  context: Context,
  stored: StoredPerson,
  acts: readonly Act[],
): Promise<RecordView> {
  const names = await relativeNames(transaction, stored.person);
  const pin = activePin(stored.record);
  return {
    person: stored.person,
    version: stored.version,
    name: stored.record.name,
    ...(pin ? { pin } : {}),
    life: lifeOf(stored.record),
    ...(stored.mergedInto ? { mergedInto: stored.mergedInto } : {}),
    fields: presentRecord(parts, context.language, stored.record, acts, { on: context.clock.today() }, names),
  };
}

async function relativeNames(transaction: Transaction, person: string) {
  const relations = await readRelations(transaction, person);
  const persons = await readPersons(
    transaction,
    relations.map((one) => one.other),
  );
  const named = (kind: string) =>
    relations.filter((one) => one.kind === kind).flatMap((one) => persons.get(one.other)?.record.name ?? []);
  return { children: named('child'), represented: named('ward') };
}

/** The citizen's own record; looking at oneself needs no purpose and is no look by others, but is journalled like any. */
export async function readOwnRecord(transaction: Transaction, parts: Presenter, context: Context): Promise<RecordView> {
  requireScope(context.caller, 'self.read');
  const person = context.caller.person;
  const stored = person ? await readPerson(transaction, person) : undefined;
  if (!stored) throw problems['person-unknown']();
  transaction.append(
    describeEntry(context, {
      kind: 'look',
      room: 'people',
      type: 'own-record',
      subjects: [stored.person],
      ...parts.offices.ownData,
    }),
  );
  const view = await viewRecord(transaction, parts, context, stored, await readActs(transaction, stored.person));
  const open = new Map(
    (await readOwnCorrections(transaction, stored.person))
      .filter((row) => row.state === 'open')
      .map((row) => [row.field as string, { id: row.correction, dueOn: row.due_on }]),
  );
  const fields = view.fields.map((field) =>
    open.has(field.id) ? { ...field, correction: open.get(field.id)! } : field,
  );
  return { ...view, fields };
}

/** An officer's view of a record: fields with sources, the record itself for forms, and whether this officer may act on it. */
export async function readRecord(transaction: Transaction, parts: Presenter, context: Context, person: string) {
  const stored = await lookAt(transaction, parts, context, person, 'record');
  const view = await viewRecord(transaction, parts, context, stored, await readActs(transaction, person));
  const path = areaPath(stored);
  const { area } = context.caller;
  return {
    ...view,
    record: stored.record,
    areaPath: path,
    canAct: !stored.mergedInto && (area === '' || (area !== undefined && path.includes(area))),
  };
}

/** What was true on a day, by what was known at an instant. */
export async function readRecordAt(
  transaction: Transaction,
  parts: Presenter,
  context: Context,
  person: string,
  on: string,
  known?: string,
) {
  await lookAt(transaction, parts, context, person, 'record-at');
  const acts = await readActs(transaction, person);
  const moment = { on, known };
  const record = foldRecord(acts, moment) ?? null;
  return {
    on,
    ...(known ? { known } : {}),
    record,
    fields: record ? presentRecord(parts, context.language, record, acts, moment) : [],
  };
}

/** Everything that happened to the record, newest first. */
export async function readTimeline(transaction: Transaction, parts: Presenter, context: Context, person: string) {
  await lookAt(transaction, parts, context, person, 'timeline');
  const acts = await readActs(transaction, person);
  const retracted = new Set(acts.map((act) => act.retracts));
  return acts.toReversed().map((act) => ({
    act: act.act,
    kind: act.kind,
    validFrom: act.validFrom,
    recordedAt: act.recordedAt,
    officeName: officeNameOf(parts, context.language, act),
    officerName: act.officer,
    legalBasisTitle: parts.offices.legalBasisTitle(act.legalBasis, context.language),
    evidence: act.evidence,
    changes: act === acts[0] ? [] : presentChanges(parts, context.language, acts, act),
    retracted: retracted.has(act.act),
  }));
}

export interface RelativeView {
  relation: string;
  person?: string;
  name: string;
  birthDate?: string;
  pin?: string;
  life?: string;
  relationToHead?: string;
}

/** Parents, spouse, children, guardians, wards and the household. */
export async function readRelatives(
  transaction: Transaction,
  parts: Presenter,
  context: Context,
  person: string,
  own = false,
): Promise<RelativeView[]> {
  const stored = own
    ? await readPerson(transaction, person)
    : await lookAt(transaction, parts, context, person, 'relatives');
  if (!stored) throw problems['person-unknown']();
  const linked: { relation: string; person?: string; name?: string }[] = [];
  for (const [relation, field] of [
    ['father', 'father'],
    ['mother', 'mother'],
    ['spouse', 'spouse'],
    ['guardian', 'legalRepresentative'],
  ] as const) {
    const relative = stored.record[field];
    if (relative)
      linked.push({ relation, name: relative.name, ...(relative.person ? { person: relative.person } : {}) });
  }
  for (const { kind, other } of await readRelations(transaction, person))
    linked.push({ relation: kind, person: other });
  const household = stored.record.household ? await readMembers(transaction, stored.record.household.id) : [];
  for (const member of household)
    if (member !== person && !linked.some((one) => one.person === member))
      linked.push({ relation: 'household', person: member });
  const persons = await readPersons(
    transaction,
    linked.flatMap((one) => one.person ?? []),
  );
  const home = stored.record.household?.id;
  return linked.map((one) => presentRelative(one, one.person ? persons.get(one.person) : undefined, own, home));
}

function presentRelative(
  linked: { relation: string; person?: string; name?: string },
  stored: StoredPerson | undefined,
  own: boolean,
  home: string | undefined,
): RelativeView {
  if (!stored) return { relation: linked.relation, name: linked.name ?? '' };
  const { record } = stored;
  const pin = activePin(record);
  // Of relatives a citizen sees name and year of birth; the rest is theirs.
  if (own)
    return {
      relation: linked.relation,
      name: record.name,
      birthDate: record.birthDate.slice(0, 4),
      life: lifeOf(record),
    };
  return {
    relation: linked.relation,
    person: stored.person,
    name: record.name,
    birthDate: record.birthDate,
    life: lifeOf(record),
    ...(pin ? { pin } : {}),
    ...(home && record.household?.id === home ? { relationToHead: record.household.relationToHead } : {}),
  };
}

/** Two records side by side for a merge. */
export async function comparePersons(
  transaction: Transaction,
  parts: Presenter,
  context: Context,
  left: string,
  right: string,
) {
  const views: RecordView[] = [];
  const records: PersonRecord[] = [];
  for (const person of [left, right]) {
    const stored = await lookAt(transaction, parts, context, person, 'compare');
    records.push(stored.record);
    views.push(await viewRecord(transaction, parts, context, stored, await readActs(transaction, person)));
  }
  const differences = views[0]!.fields.map((field, index) => {
    const other = views[1]!.fields[index]!;
    return { id: field.id, verdict: compareField(field.id, field.text, other.text, records[0]!, records[1]!) };
  });
  return { left: views[0]!, right: views[1]!, differences };
}

function compareField(
  id: string,
  left: string,
  right: string,
  one: PersonRecord,
  other: PersonRecord,
): 'same' | 'close' | 'differs' | 'one-empty' | 'empty' {
  if (left === right) return left === '' ? 'empty' : 'same';
  if (left === '' || right === '') return 'one-empty';
  if (id === 'birthDate') return compareDate(one.birthDate, other.birthDate).verdict === 'close' ? 'close' : 'differs';
  if (['name', 'otherName', 'father', 'mother', 'spouse'].includes(id))
    return compareName(left, right).verdict === 'no' ? 'differs' : 'close';
  return 'differs';
}
