import {
  type Context,
  newId,
  Problem,
  performAct,
  requireArea,
  requirePurpose,
  requireScope,
  type Transaction,
} from '#kernel';
import { addDays } from '#libs/country';
import { keepSet, listHeld, type NewSet, prepareSet, settle } from '#rooms/biometrics';
import { cardProblems, classOf, findKind, UNDER_WAY } from '#rooms/cards';
import { ageOn, areaPath, findHolders, readPerson, type StoredPerson } from '#rooms/people';
import { endWith } from './appointmentStore.ts';
import { appendAct } from './journal.ts';
import type { Parts } from './parts.ts';
import { problems } from './problems.ts';
import { insertEnrolment } from './store.ts';

export interface Enrolment {
  /** One of the two: a record, or without a line the number that was typed. */
  readonly person?: string | undefined;
  readonly identifier?: string | undefined;
  /** Of card. */
  readonly kind: string;
  /** Where no card is asked for yet: why one is. */
  readonly reason?: string | undefined;
  /** The person has seen what the register knows, and says that it is so. */
  readonly confirmed: boolean;
  /** Base64 of a JPEG. */
  readonly portrait?: string | undefined;
  readonly fingers: readonly { readonly place: number; readonly content: string }[];
  readonly missing: readonly {
    readonly modality: 'finger' | 'face';
    readonly place: number;
    readonly reason: NonNullable<NewSet['missing']>[number]['reason'];
  }[];
  readonly appointment?: string | undefined;
  /** Without a line: when it was taken, and by whom. */
  readonly takenAt?: string | undefined;
  readonly officer?: string | undefined;
}

/** What was taken, read before a transaction is opened. */
export interface Ready {
  readonly given: Enrolment;
  readonly person: string;
  readonly set: NewSet;
  readonly prepared: Awaited<ReturnType<typeof prepareSet>>;
}

/** What an enrolment came to, before others were looked for. */
export interface Done {
  readonly enrolment: string;
  readonly card: string;
  readonly person: string;
  readonly reference?: Awaited<ReturnType<typeof keepSet>>['reference'];
}

/**
 * Enrols a person for a card: what was taken is kept, the card asked for and taken on, or nothing happens at all.
 *
 * @returns the card, and whether somebody else may be the same person
 * @throws Problem enrolment/person-unknown, not-confirmed, incomplete, nothing-to-take, too-late, from-the-future, officer-differs, …; what
 * biometrics and cards refuse
 */
export async function enrol(parts: Parts, context: Context, given: Enrolment) {
  requireScope(context.caller, 'enrolment.enrol');
  parts.offices.checkReason(requirePurpose(context));
  const { kernel, cards } = parts;
  const ready = await prepareEnrolment(parts, context, given);
  const done = await performAct(kernel.database, context, async (transaction) => {
    requireArea(context.caller, areaPath(await requireRecord(transaction, ready.person)));
    return enrolIn(parts, transaction, context, ready, (kind, reason) =>
      cards.requestFor(transaction, context, ready.person, { kind, reason }),
    );
  });
  const alike = await followUp(parts, done);
  const card = await kernel.database.transact((transaction) => cards.read(transaction, done.card));
  return { enrolment: done.enrolment, card: done.card, state: card!.state, ...(alike ? { alike: true } : {}) };
}

/** Reads what was taken, and whose it is. @throws Problem as enrol */
export async function prepareEnrolment(parts: Parts, context: Context, given: Enrolment): Promise<Ready> {
  checkTaking(parts, context, given);
  const person = await findPerson(parts, given);
  const set = toSet(parts, given);
  return { given, person, set, prepared: await pointAt(given, prepareSet(parts.biometrics.parts, set)) };
}

/**
 * Enrols within an act of the caller's, who follows it up afterwards; who may do so is the caller's question.
 *
 * @param ask for a card where none was asked for yet
 * @throws Problem as enrol
 */
export async function enrolIn(
  parts: Parts,
  transaction: Transaction,
  context: Context,
  { given, person, set, prepared }: Ready,
  ask: (kind: string, reason: string) => Promise<{ card: string }>,
): Promise<Done> {
  const stored = await requireRecord(transaction, person);
  if (!findKind(parts.offices.country.cards, given.kind)) throw cardProblems['kind-unknown']({ pointer: '/kind' });
  const enrolment = newId();
  const { needs, age } = needsOf(parts, context, stored, given.kind);
  if (!needs && (given.portrait || given.fingers.length + given.missing.length > 0))
    throw problems['nothing-to-take']({ pointer: given.portrait ? '/portrait' : '/fingers' });
  if (!needs) return { ...(await takeOn(parts, transaction, context, person, given, enrolment, ask)), person };
  const grounds = groundOf(parts, context, age, enrolment);
  const kept = await keepSet(parts.biometrics.parts, transaction, context, person, { ...set, ...grounds }, prepared);
  await requireWhole(parts, transaction, person);
  const taken = await takeOn(parts, transaction, context, person, given, enrolment, ask);
  return { ...taken, person, reference: kept.reference };
}

/** Looks for others who may be the same person, and takes the card on where nobody is. @returns how many; undefined: the engine is away */
export async function followUp({ biometrics, cards }: Parts, { card, reference }: Done): Promise<number | undefined> {
  const alike = reference ? await settle(biometrics.parts, reference) : 0;
  if (alike !== undefined) await cards.followDuplicates(card);
  return alike;
}

/** Samples are one list for who keeps them; here a portrait and fingers. */
function toSet(parts: Parts, { portrait, fingers, missing }: Enrolment): NewSet {
  const allowed: readonly string[] = parts.offices.country.enrolment.fingers.missing;
  const wrong = missing.findIndex(({ reason }) => !allowed.includes(reason));
  if (wrong >= 0) throw problems['reason-not-allowed']({ pointer: `/missing/${wrong}/reason` });
  return {
    samples: [
      ...fingers.map(({ place, content }) => ({ modality: 'finger' as const, place, content })),
      ...(portrait ? [{ modality: 'face' as const, content: portrait }] : []),
    ],
    missing,
  };
}

/** What is refused of a sample is said of the finger or the portrait that the request names. */
async function pointAt<Result>({ fingers }: Enrolment, work: Promise<Result>): Promise<Result> {
  return work.catch((error) => {
    const at = error instanceof Problem ? /^\/samples\/(\d+)/.exec(error.pointer ?? '')?.[1] : undefined;
    if (at === undefined) throw error;
    const { code, status, values, extra } = error as Problem;
    const pointer = Number(at) < fingers.length ? `/fingers/${at}` : '/portrait';
    throw new Problem(code, status, { pointer, values, extra });
  });
}

/** @throws Problem enrolment/not-confirmed, too-late, from-the-future, officer-differs */
function checkTaking({ offices }: Parts, context: Context, { confirmed, takenAt, officer }: Enrolment): void {
  if (!confirmed) throw problems['not-confirmed']({ pointer: '/confirmed' });
  // What waited on a device is sent by whoever took it.
  if (officer && officer !== context.caller.id) throw problems['officer-differs']({ pointer: '/officer' });
  if (!takenAt) return;
  const { lateDays } = offices.country.enrolment.offline;
  if (Date.parse(takenAt) > Date.parse(context.receivedAt) + 60_000)
    throw problems['from-the-future']({ pointer: '/takenAt' });
  if (takenAt.slice(0, 10) < addDays(context.clock.today(), -lateDays))
    throw problems['too-late']({ pointer: '/takenAt', values: { days: lateDays } });
}

/** @throws Problem enrolment/person-unknown, number-ambiguous */
async function findPerson({ kernel }: Parts, { person, identifier }: Enrolment): Promise<string> {
  if (person) return person;
  if (!identifier) throw problems['person-unknown']({ pointer: '/person' });
  const found = await kernel.database.transact(({ client }) => findHolders(client, [identifier]));
  const holders = (found.get(identifier) ?? []).filter(({ status }) => status === 'active');
  if (holders.length > 1) throw problems['number-ambiguous']({ pointer: '/identifier' });
  if (!holders[0]) throw problems['person-unknown']({ pointer: '/identifier' });
  return holders[0].person;
}

async function requireRecord(transaction: Transaction, person: string): Promise<StoredPerson> {
  const stored = await readPerson(transaction, person);
  if (!stored) throw problems['person-unknown']({ pointer: '/person' });
  return stored;
}

/** Whether portrait and fingers are taken of such a person for such a card. */
export function needsOf({ offices }: Pick<Parts, 'offices'>, context: Context, stored: StoredPerson, kind: string) {
  const { cards } = offices.country;
  const age = ageOn(stored.record, context.clock.today());
  const found = findKind(cards, kind);
  return { needs: found ? classOf(found, age).photo : false, age };
}

/** Under the age of the law a parent's asking at this counter is the ground. */
function groundOf({ offices }: Parts, context: Context, age: number, enrolment: string): Pick<NewSet, 'ground'> {
  if (age >= offices.country.modalities.ages.onRequestUnder) return {};
  return { ground: { kind: 'request', number: enrolment, on: context.clock.today() } };
}

/** Every finger that is asked for was taken, now or before, or has its reason. @throws Problem enrolment/incomplete */
async function requireWhole({ offices }: Parts, transaction: Transaction, person: string): Promise<void> {
  const { samples, missing } = await listHeld(transaction, person);
  const known = new Set(
    [...samples, ...missing].flatMap(({ modality, place }) => (modality === 'finger' ? [place] : [])),
  );
  const fingers = offices.country.enrolment.fingers.places.filter((place) => !known.has(place));
  const portrait = samples.some(({ modality, format }) => modality === 'face' && format === 'jpeg');
  if (fingers.length === 0 && portrait) return;
  const pointer = portrait ? '/fingers' : '/portrait';
  throw problems.incomplete({ pointer, extra: { fingers, portrait: !portrait } });
}

/** Asks for the card where that was not done, takes it on, and ends the appointment. */
async function takeOn(
  { cards, offices }: Parts,
  transaction: Transaction,
  context: Context,
  person: string,
  given: Enrolment,
  enrolment: string,
  ask: (kind: string, reason: string) => Promise<{ card: string }>,
) {
  const known = (await cards.cardsOf(transaction, person)).find(
    ({ kind, state }) => kind === given.kind && UNDER_WAY.includes(state),
  );
  if (!known && !given.reason) throw problems['reason-missing']({ pointer: '/reason' });
  const { kind, reason } = given;
  const { card } = known ?? (await ask(kind, reason!));
  await cards.enrol(transaction, context, card);
  const after = (await cards.read(transaction, card))!;
  const areas = offices.pathOf({ unit: after.office }, context.clock.today());
  await insertEnrolment(transaction.client, context, { enrolment, person, card, office: after.office, areas, given });
  if (given.appointment) await endWith(transaction.client, given.appointment, person, context.receivedAt);
  appendAct(transaction, context, 'enrolled', [person], {
    data: { enrolment, card, fingers: given.fingers.length, ...(given.takenAt ? { takenAt: given.takenAt } : {}) },
  });
  return { enrolment, card };
}
