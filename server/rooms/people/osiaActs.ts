import { Value } from 'typebox/value';
import { type Context, isId, newId, Problem, requireArea, type Transaction } from '#kernel';
import type { Offices } from '#rooms/offices';
import { areaPath } from './acting.ts';
import { correctRecord } from './acts.ts';
import { type Identity, IdentityBody } from './osiaForms.ts';
import {
  type Footing,
  findKnown,
  type IdentityRow,
  type Known,
  type Placed,
  pickPlaced,
  readPlaced,
} from './osiaIdentities.ts';
import { isSame, mergePatch, readBiographic } from './osiaMapping.ts';
import { appendAct } from './osiaPersons.ts';
import { problems } from './problems.ts';
import { lockPersons } from './store.ts';

const identityId = /^[A-Za-z0-9._~-]{1,64}$/;

/** A person held for a change of identities, by an office of the person's area. */
async function holdKnown(transaction: Transaction, context: Context, person: string): Promise<Known> {
  const known = await findKnown(transaction, person, true);
  requireArea(context.caller, known.record ? areaPath(known.record) : []);
  return known;
}

/** @throws Problem people/osia-id-invalid, people/identity-exists, people/osia-biometrics */
export async function createIdentity(
  transaction: Transaction,
  context: Context,
  footing: Footing,
  person: string,
  body: IdentityBody,
  id: string = newId(),
): Promise<{ identityId: string }> {
  if (!identityId.test(id) || (body.identityId !== undefined && body.identityId !== id))
    throw problems['osia-id-invalid']({ pointer: '/identityId' });
  const known = await holdKnown(transaction, context, person).catch((error: unknown) => {
    // OSIA declares no 404 for creating an identity.
    if (error instanceof Problem && error.status === 404) throw new Problem(error.code, 400, { pointer: '/personId' });
    throw error;
  });
  if ((await readPlaced(transaction, known)).some((one) => one.id === id)) throw problems['identity-exists']();
  await transaction.client.query(
    'INSERT INTO people.identity (person, identity, body, status, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $5)',
    [person, id, JSON.stringify(keepBody(body)), body.status, context.receivedAt],
  );
  appendAct(transaction, context, footing, 'osia-create-identity', [person], { identity: id, status: body.status });
  return { identityId: id };
}

/** What is stored of a body. Faces and fingers are enrolled under their own protection, not kept beside names. */
function keepBody(body: IdentityBody): IdentityRow['body'] {
  const {
    identityId: _id,
    status: _status,
    createdDate: _created,
    updatedDate: _updated,
    biometricData,
    ...kept
  } = body;
  if (biometricData && biometricData.length > 0) throw problems['osia-biometrics']({ pointer: '/biometricData' });
  return kept;
}

/** Replaces an identity. The civil record is changed by a patch that names the fields, never by putting another in its place. */
export async function replaceIdentity(
  transaction: Transaction,
  context: Context,
  footing: Footing,
  person: string,
  id: string,
  body: IdentityBody,
): Promise<void> {
  const known = await holdKnown(transaction, context, person);
  const placed = pickPlaced(await readPlaced(transaction, known), id);
  if (body.identityId !== undefined && body.identityId !== id)
    throw problems['osia-id-invalid']({ pointer: '/identityId' });
  await writeRow(transaction, context, placed, keepBody(body), body.status);
  appendAct(transaction, context, footing, 'osia-update-identity', [person], { identity: id, status: body.status });
}

/**
 * RFC 7396. A patch of the civil record's biographic data is a correction of the register: the same act, the same scope,
 * the same checks.
 * @throws Problem people/identity-malformed, people/osia-attribute, people/osia-reference-fixed
 */
export async function patchIdentity(
  transaction: Transaction,
  context: Context,
  offices: Offices,
  footing: Footing,
  person: string,
  id: string,
  patch: Record<string, unknown>,
): Promise<void> {
  const known = await holdKnown(transaction, context, person);
  const placed = pickPlaced(await readPlaced(transaction, known), id);
  if (placed.civil && known.record && placed.civil.person === person)
    return correctCivil(transaction, context, offices, footing, known, patch);
  const row = requireRow(placed);
  const body = mergePatch({ ...row.body, status: row.status }, patch) as IdentityBody;
  const [fault] = Value.Errors(IdentityBody, body);
  if (fault) throw problems['identity-malformed']({ pointer: fault.instancePath || '/' });
  if (body.identityId !== undefined && body.identityId !== id)
    throw problems['osia-id-invalid']({ pointer: '/identityId' });
  await writeRow(transaction, context, placed, keepBody(body), body.status);
  appendAct(transaction, context, footing, 'osia-update-identity', [person], { identity: id, status: body.status });
}

async function correctCivil(
  transaction: Transaction,
  context: Context,
  offices: Offices,
  footing: Footing,
  known: Known,
  patch: Record<string, unknown>,
): Promise<void> {
  const other = Object.keys(patch).find((member) => member !== 'biographicData');
  if (other !== undefined) throw problems['osia-reference-fixed']({ pointer: `/${other}` });
  const data = patch.biographicData;
  if (typeof data !== 'object' || data === null || Array.isArray(data))
    throw problems['identity-malformed']({ pointer: '/biographicData' });
  const { record } = known.record!;
  const changes = readBiographic(data as Record<string, unknown>, record);
  const changed = Object.entries(changes).some(
    ([field, value]) => !isSame(value ?? undefined, record[field as keyof typeof record]),
  );
  if (changed) await correctRecord(transaction, context, offices, known.person, { changes, ...footing.ground });
}

function requireRow(placed: Placed): IdentityRow {
  if (placed.civil || !placed.row) throw problems['osia-reference-fixed']();
  return placed.row;
}

async function writeRow(
  transaction: Transaction,
  context: Context,
  placed: Placed,
  body: IdentityRow['body'],
  status: Identity['status'],
): Promise<void> {
  const row = requireRow(placed);
  await transaction.client.query(
    'UPDATE people.identity SET body = $3, status = $4, updated_at = $5 WHERE person = $1 AND identity = $2',
    [row.origin, row.identity, JSON.stringify(body), status, context.receivedAt],
  );
}

export async function deleteIdentity(
  transaction: Transaction,
  context: Context,
  footing: Footing,
  person: string,
  id: string,
): Promise<void> {
  const row = requireRow(pickPlaced(await readPlaced(transaction, await holdKnown(transaction, context, person)), id));
  await transaction.client.query('DELETE FROM people.identity WHERE person = $1 AND identity = $2', [
    row.origin,
    row.identity,
  ]);
  appendAct(transaction, context, footing, 'osia-delete-identity', [person], { identity: id });
}

export async function setIdentityStatus(
  transaction: Transaction,
  context: Context,
  footing: Footing,
  person: string,
  id: string,
  status: Identity['status'],
): Promise<void> {
  const row = requireRow(pickPlaced(await readPlaced(transaction, await holdKnown(transaction, context, person)), id));
  await transaction.client.query(
    'UPDATE people.identity SET status = $3, updated_at = $4 WHERE person = $1 AND identity = $2',
    [row.origin, row.identity, status, context.receivedAt],
  );
  appendAct(transaction, context, footing, 'osia-set-status', [person], { identity: id, status });
}

/** Moves a claim that was filed under the wrong person. @throws Problem people/identity-not-movable, people/identity-exists */
export async function moveIdentity(
  transaction: Transaction,
  context: Context,
  footing: Footing,
  target: string,
  source: string,
  id: string,
): Promise<void> {
  if (target === source) throw problems['identity-exists']();
  if (![target, source].every(isId)) throw problems['person-unknown']();
  await lockPersons(transaction, [target, source]);
  const to = await holdKnown(transaction, context, target);
  const from = await holdKnown(transaction, context, source);
  const placed = pickPlaced(await readPlaced(transaction, from), id);
  if (placed.civil || !placed.row) throw problems['identity-not-movable']();
  if ((await readPlaced(transaction, to)).some((one) => one.id === id)) throw problems['identity-exists']();
  await transaction.client.query(
    'UPDATE people.identity SET person = $3, updated_at = $4 WHERE person = $1 AND identity = $2',
    [placed.row.origin, id, target, context.receivedAt],
  );
  appendAct(transaction, context, footing, 'osia-move-identity', [target, source], { identity: id });
}
