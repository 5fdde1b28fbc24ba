import {
  type Context,
  describeEntry,
  type EntryMatter,
  isId,
  newId,
  requireArea,
  requireScope,
  type Transaction,
} from '#kernel';
import type { Offices } from '#rooms/offices';
import { activePin, findSources, foldRecord } from './model.ts';
import { problems } from './problems.ts';
import type { Act, ActKind, Evidence, Identifier, PersonRecord, RecordChanges, RecordField } from './record.ts';
import {
  insertAct,
  insertPerson,
  projectPerson,
  readActs,
  readPerson,
  type StoredPerson,
  updatePerson,
} from './store.ts';
import { syncIdentifiers } from './storeIdentifiers.ts';
import { checkVersion } from './versions.ts';

/** What every act is founded on. */
export interface Ground {
  legalBasis: string;
  evidence: Evidence[];
}

export interface ActResult {
  person: string;
  version: number;
  act: string;
  /** Reference of the act's line in the journal. */
  journal: string;
}

/** A person taken for an act: the row is held, the history read. */
export interface Held extends StoredPerson {
  acts: Act[];
  /**
   * When acts on the held row are recorded: after the wait for it, and never before an act that it holds already, so that
   * what was known at an instant does not change afterwards.
   */
  heldAt: string;
}

/** The time of recording for rows that are held now. */
export function recordingTime(acts: readonly Act[]): string {
  return acts.reduce((latest, act) => (act.recordedAt > latest ? act.recordedAt : latest), new Date().toISOString());
}

/** @throws Problem people/evidence-missing, people/legal-basis-unknown */
export function checkGround(offices: Offices, ground: Ground): void {
  if (ground.evidence.length === 0) throw problems['evidence-missing']({ pointer: '/evidence' });
  if (!offices.findLegalBasis(ground.legalBasis)) throw problems['legal-basis-unknown']({ pointer: '/legalBasis' });
}

/**
 * Holds a person until the transaction ends.
 * @throws Problem people/person-unknown, people/person-merged, people/record-changed, kernel/forbidden, kernel/out-of-area
 */
export async function holdPerson(
  transaction: Transaction,
  context: Context,
  person: string,
  scope: string,
  within?: readonly string[],
): Promise<Held> {
  requireScope(context.caller, scope);
  if (!isId(person)) throw problems['person-unknown']();
  const stored = await readPerson(transaction, person, true);
  if (!stored) throw problems['person-unknown']();
  if (stored.mergedInto) throw problems['person-merged']({ extra: { mergedInto: stored.mergedInto } });
  requireArea(context.caller, within ?? areaPath(stored));
  checkVersion(context, stored);
  const acts = await readActs(transaction, person);
  return { ...stored, acts, heldAt: recordingTime(acts) };
}

/**
 * Holds two persons in the order of their keys, so that two acts on the same pair never wait for each other in a circle.
 * The office of either may act.
 */
export async function holdTwo(
  transaction: Transaction,
  context: Context,
  persons: readonly [string, string],
  scope: string,
): Promise<[Held, Held]> {
  const held = new Map<string, Held>();
  for (const person of [...persons].sort())
    held.set(person, await holdPerson(transaction, context, person, scope, [context.caller.area ?? '']));
  const [left, right] = [held.get(persons[0])!, held.get(persons[1])!];
  requireArea(context.caller, [...areaPath(left), ...areaPath(right)]);
  left.heldAt = right.heldAt = recordingTime([...left.acts, ...right.acts]);
  return [left, right];
}

export function areaPath(stored: { province: string; commune: string }): string[] {
  return [stored.province, stored.commune].filter((code) => code !== '');
}

export interface NewAct {
  kind: ActKind;
  validFrom: string;
  changes: RecordChanges;
  retracts?: string | undefined;
}

/** The matter of the journal line: subjects beyond the person, and what else it says. */
export type Told = Partial<Pick<EntryMatter, 'data'>> & { others?: string[] };

/** Adds acts to a held person, brings the register's row and identifiers in line, journals each act. */
export async function recordActs(
  transaction: Transaction,
  context: Context,
  offices: Offices,
  held: Held,
  ground: Ground,
  additions: readonly NewAct[],
  told: Told = {},
): Promise<ActResult> {
  const today = context.clock.today();
  const acts = [...held.acts];
  let journal = '';
  for (const addition of additions) {
    const act = makeAct(context, held.person, ground, addition, held.heldAt);
    acts.push(act);
    await insertAct(transaction, act);
    journal = transaction.append(
      describeEntry(context, {
        kind: 'act',
        room: 'people',
        type: addition.kind,
        subjects: [held.person, ...(told.others ?? [])],
        fields: Object.keys(addition.changes),
        legalBasis: ground.legalBasis,
        data: { act: act.act, ...told.data },
      }),
    );
  }
  const record = foldRecord(acts, { on: today })!;
  await keepRecord(transaction, context, offices, held, record);
  held.acts = acts;
  return { person: held.person, version: held.version, act: acts.at(-1)!.act, journal };
}

/** Writes the record that the acts now add up to. */
async function keepRecord(
  transaction: Transaction,
  _context: Context,
  offices: Offices,
  held: Held,
  record: PersonRecord,
): Promise<void> {
  const projection = projectPerson(record, offices.areaOf(record.permanentResidence));
  const kept = await updatePerson(transaction, held.person, held.version, projection, held.heldAt);
  if (!kept) throw problems['version-conflict']();
  await syncIdentifiers(transaction, held.person, held.record.identifiers, record.identifiers);
  held.version += 1;
  held.record = record;
  held.province = projection.province;
  held.commune = projection.commune;
  held.mergedInto = projection.merged_into;
}

/** Opens a record: the person's first act. @param first `indexed`: identifiers that are in the index already */
export async function openRecord(
  transaction: Transaction,
  context: Context,
  offices: Offices,
  ground: Ground,
  record: PersonRecord,
  first: { kind: ActKind; validFrom: string; others?: string[]; person?: string; indexed?: Identifier[] },
): Promise<ActResult> {
  const person = first.person ?? newId();
  const recordedAt = recordingTime([]);
  const opening = { kind: first.kind, validFrom: first.validFrom, changes: record };
  const act = makeAct(context, person, ground, opening, recordedAt);
  await insertPerson(transaction, person, projectPerson(record, offices.areaOf(record.permanentResidence)), recordedAt);
  await insertAct(transaction, act);
  await syncIdentifiers(transaction, person, first.indexed ?? [], record.identifiers);
  const journal = transaction.append(
    describeEntry(context, {
      kind: 'act',
      room: 'people',
      type: first.kind,
      subjects: [person, ...(first.others ?? [])],
      fields: Object.keys(record),
      legalBasis: ground.legalBasis,
      data: { act: act.act, pin: activePin(record) !== undefined },
    }),
  );
  return { person, version: 1, act: act.act, journal };
}

function makeAct(context: Context, person: string, ground: Ground, addition: NewAct, recordedAt: string): Act {
  return {
    person,
    act: newId(),
    kind: addition.kind,
    validFrom: addition.validFrom,
    recordedAt,
    changes: addition.changes,
    retracts: addition.retracts,
    evidence: ground.evidence,
    legalBasis: ground.legalBasis,
    office: (addition.kind === 'reported' ? context.caller.organisation : context.caller.area) ?? '',
    officer: context.caller.id,
  };
}

/** A relative as it is written into a record: the link, and the name as it stands now. */
export function linkTo(stored: StoredPerson, since?: string) {
  const nationality = stored.record.nationality[0];
  return {
    person: stored.person,
    name: stored.record.name,
    ...(nationality ? { nationality } : {}),
    ...(since ? { since } : {}),
  };
}

/** @throws Problem people/date-in-future, people/date-before-birth */
export function checkDay(context: Context, day: string, birthDate: string, pointer: string): void {
  if (day > context.clock.today()) throw problems['date-in-future']({ pointer });
  if (day < birthDate.slice(0, day.length)) throw problems['date-before-birth']({ pointer });
}

/**
 * What begins or ends does so no earlier than what is in force of the field began: else that would override it.
 * @throws Problem people/date-impossible
 */
export function checkSince(context: Context, held: Held, field: RecordField, day: string): void {
  const source = findSources(held.acts, { on: context.clock.today() }).get(field);
  if (source && day < source.validFrom) throw problems['date-impossible']({ pointer: '/on' });
}
