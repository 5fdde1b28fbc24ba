import type { Context, Transaction } from '#kernel';
import { givenOf, note, requireOwnService, stand } from './acts.ts';
import { algorithmOfJwk, checkKeys } from './keys.ts';
import type { ServiceGiven } from './model.ts';
import { problems } from './problems.ts';
import { insertVersion, readNewestVersion, readVersion, type ServiceRow, writeService } from './store.ts';

/**
 * Adds a key, takes one away, or both: at once and without a check, for a key that leaked cannot wait. While two stand side
 * by side both are taken, so that nothing stops.
 */
export async function rotateKeys(
  transaction: Transaction,
  context: Context,
  id: string,
  change: { add?: Record<string, unknown>; remove?: string },
): Promise<{ client: string; version: number; keys: { kid: string; algorithm: string }[] }> {
  const service = await requireOwnService(transaction, context, id);
  const held = service.metadata.jwks?.keys;
  if (!held) throw problems['service-keys']({ pointer: '/add' });
  if (service.state === 'closed' || service.state === 'suspended')
    throw problems['service-state']({ values: { state: service.state } });
  if (change.remove !== undefined && !held.some(({ kid }) => kid === change.remove))
    throw problems['service-key-unknown']({ pointer: '/remove' });
  const left = held.filter(({ kid }) => kid !== change.remove);
  const [added] = change.add ? checkKeys([change.add], '/add') : [];
  if (added && held.some(({ kid, x, n }) => kid === added.kid || (x ?? n) === (added.x ?? added.n)))
    throw problems['service-key-double']({ pointer: '/add' });
  const keys = added ? [...left, added] : left;
  if (keys.length === 0) throw problems['service-key-last']({ pointer: '/remove' });
  const version = (await readNewestVersion(transaction.client, id)) + 1;
  const at = context.clock.now();
  const given: ServiceGiven = { ...givenOf(service), metadata: { ...service.metadata, jwks: { keys } } };
  await insertVersion(transaction.client, id, version, given, { by: context.caller.id, at });
  await writeService(transaction.client, id, version, given, at);
  await carryToProposal(transaction, context, service, keys, version + 1);
  note(transaction, context, 'service-keys-changed', {
    client: id,
    version,
    added: added?.kid ?? null,
    removed: change.remove ?? null,
  });
  return { client: id, version, keys: keys.map(describeKey) };
}

/** A change that waits must not bring an old key back when it comes into force. */
async function carryToProposal(
  transaction: Transaction,
  context: Context,
  service: ServiceRow,
  keys: Record<string, unknown>[],
  version: number,
): Promise<void> {
  if (service.proposed === undefined) return;
  const waiting = await readVersion(transaction.client, service.client, service.proposed);
  if (!waiting) return;
  const { jwks, ...metadata } = waiting.service.metadata;
  const given = { ...waiting.service, metadata: jwks ? { ...metadata, jwks: { keys } } : metadata };
  await insertVersion(transaction.client, service.client, version, given, {
    by: waiting.changed_by,
    at: context.clock.now(),
  });
  await stand(transaction, context, service, { proposed: version });
}

export const describeKey = (jwk: Record<string, unknown>) => ({
  kid: String(jwk.kid),
  algorithm: algorithmOfJwk(jwk) ?? '',
});
