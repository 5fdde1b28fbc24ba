import { type Context, describeEntry, isId, requireArea, type Transaction } from '#kernel';
import type { Offices } from '#rooms/offices';
import { areaPath } from './acting.ts';
import { mergePersons } from './merging.ts';
import type { Person } from './osiaForms.ts';
import { appendLook, type Footing, findKnown, physicalStatusOf, readPlaced, statusOf } from './osiaIdentities.ts';
import { problems } from './problems.ts';
import { lockPersons, readPerson } from './store.ts';

/**
 * Announces a person: a key and whether the person lives. The status that is sent is a wish; until a reference identity
 * has opened the record it reads INACTIVE, whatever was sent.
 * @throws Problem people/osia-id-invalid, people/person-exists
 */
export async function createPerson(
  transaction: Transaction,
  context: Context,
  footing: Footing,
  person: string,
  body: Person,
): Promise<void> {
  if (!isId(person)) throw problems['osia-id-invalid']({ pointer: '/personId' });
  if (body.personId !== undefined && body.personId !== person)
    throw problems['osia-id-invalid']({ pointer: '/personId' });
  requireArea(context.caller, []);
  if (await readPerson(transaction, person)) throw problems['person-exists']();
  const inserted = await transaction.client.query(
    'INSERT INTO people.announced (person, dead, announced_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    [person, body.physicalStatus === 'DEAD', context.receivedAt],
  );
  if (inserted.rowCount === 0) throw problems['person-exists']();
  appendAct(transaction, context, footing, 'osia-create-person', [person]);
}

/**
 * Of an announced person the physical status may change. A record changes by acts only: a death needs its date and its
 * document, and nobody becomes inactive or alive again by a flag.
 * @throws Problem people/osia-act-needed, people/osia-reference-fixed
 */
export async function updatePerson(
  transaction: Transaction,
  context: Context,
  footing: Footing,
  person: string,
  body: Person,
): Promise<void> {
  if (body.personId !== undefined && body.personId !== person)
    throw problems['osia-id-invalid']({ pointer: '/personId' });
  const known = await findKnown(transaction, person, true);
  requireArea(context.caller, known.record ? areaPath(known.record) : []);
  if (!known.record) {
    await transaction.client.query('UPDATE people.announced SET dead = $2 WHERE person = $1', [
      person,
      body.physicalStatus === 'DEAD',
    ]);
    appendAct(transaction, context, footing, 'osia-update-person', [person]);
    return;
  }
  if (body.physicalStatus === 'DEAD' && !known.dead)
    throw problems['osia-act-needed']({
      pointer: '/physicalStatus',
      values: { act: `POST /api/people/${person}/acts/death` },
    });
  if (body.physicalStatus !== physicalStatusOf(known))
    throw problems['osia-reference-fixed']({ pointer: '/physicalStatus' });
  if (body.status !== statusOf(known)) throw problems['osia-reference-fixed']({ pointer: '/status' });
  // Nothing changes, but the answer says that what was sent is so.
  appendLook(transaction, context, footing, 'osia-person', person, ['deathDate']);
}

/** A register forgets nobody: only a person without a record is taken back, with what was claimed. @throws Problem people/osia-not-deletable */
export async function deletePerson(
  transaction: Transaction,
  context: Context,
  footing: Footing,
  person: string,
): Promise<void> {
  const known = await findKnown(transaction, person, true);
  if (known.record) throw problems['osia-not-deletable']();
  requireArea(context.caller, []);
  await transaction.client.query('DELETE FROM people.identity WHERE person = $1', [person]);
  await transaction.client.query('DELETE FROM people.announced WHERE person = $1', [person]);
  appendAct(transaction, context, footing, 'osia-delete-person', [person]);
}

/**
 * OSIA mergePerson. An announced source gives its identities and goes. Two records are merged as by the register's own
 * act, which needs two officers; here one caller stands for both and must hold both scopes.
 * @throws Problem people/osia-second-officer, people/identity-exists, people/merge-self, people/osia-incomplete
 */
export async function mergeOsia(
  transaction: Transaction,
  context: Context,
  offices: Offices,
  footing: Footing,
  target: string,
  source: string,
): Promise<void> {
  if (target === source) throw problems['merge-self']();
  if (![target, source].every(isId)) throw problems['person-unknown']();
  await lockPersons(transaction, [target, source]);
  const into = await findKnown(transaction, target, true);
  const from = await findKnown(transaction, source, true);
  const taken = new Set((await readPlaced(transaction, into)).map((one) => one.id));
  if ((await readPlaced(transaction, from)).some((one) => taken.has(one.id))) throw problems['identity-exists']();
  if (from.record && !into.record) throw problems['osia-incomplete']({ values: { field: 'reference' } });
  if (from.record) {
    if (!context.caller.scopes.has('people.act.merge') || !context.caller.scopes.has('people.approve'))
      throw problems['osia-second-officer']();
    // The identities stay where they are written: whoever reads the target reads them, and an un-merge returns them by itself.
    await mergePersons(transaction, context, offices, target, source, footing.ground);
    return;
  }
  requireArea(context.caller, into.record ? areaPath(into.record) : []);
  await transaction.client.query('UPDATE people.identity SET person = $1, updated_at = $3 WHERE person = $2', [
    target,
    source,
    context.receivedAt,
  ]);
  await transaction.client.query('DELETE FROM people.announced WHERE person = $1', [source]);
  appendAct(transaction, context, footing, 'osia-merge', [target, source]);
}

/** The journal line of an act through OSIA that is none of the register's own. */
export function appendAct(
  transaction: Transaction,
  context: Context,
  footing: Footing,
  type: string,
  subjects: string[],
  data: Record<string, unknown> = {},
): void {
  transaction.append(
    describeEntry(context, {
      kind: 'act',
      room: 'people',
      type,
      subjects,
      data: { transactionId: footing.transactionId, ...data },
    }),
  );
}
