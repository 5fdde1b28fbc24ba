import { randomBytes } from 'node:crypto';
import type { Context, Transaction } from '#kernel';
import { note, requireOrganisation, requireOwnService, type ServiceParts } from './acts.ts';
import { type ApiGiven, checkApi } from './apiModel.ts';
import { type Api, askAccess, decideAccess, insertApi, lockAccess, readApi, writeApi } from './apiStore.ts';
import { mayServe, nextState, type ServiceStep } from './model.ts';
import { problems } from './problems.ts';
import { readService } from './store.ts';

export interface ApiParts extends Pick<ServiceParts, 'languages' | 'synthetic'> {
  readonly origin: string;
}

export type ApiMade = Pick<Api, 'api' | 'version' | 'state'>;

/** Registers an API of the caller's own organisation. @throws Problem clients/api-… */
export async function registerApi(
  transaction: Transaction,
  context: Context,
  parts: ApiParts,
  given: ApiGiven,
): Promise<ApiMade> {
  const organisation = requireOrganisation(context);
  await check(transaction, parts, given, 'simulation', organisation);
  const api = `${organisation.slice(0, 40)}.api.${randomBytes(4).toString('hex')}`;
  const state = parts.synthetic ? 'simulation' : 'draft';
  const row = { api, organisation, state, given } as const;
  if (!(await insertApi(transaction.client, row, context.caller.id, context.clock.now())))
    throw problems['api-indicator']({ pointer: '/indicator' });
  note(transaction, context, 'api-registered', { api, indicator: given.indicator });
  return { api, version: 1, state };
}

/**
 * In the simulation a change is in force at once; in production the version before serves on until an inspector has signed.
 * @param version that the author saw @throws Problem clients/service-changed where somebody was quicker
 */
export async function changeApi(
  transaction: Transaction,
  context: Context,
  parts: ApiParts,
  id: string,
  version: number,
  given: ApiGiven,
): Promise<ApiMade> {
  const api = await requireOwnApi(transaction, context, id);
  if (version !== api.version)
    throw problems['service-changed']({ pointer: '/version', values: { version: api.version } });
  const state = requireNext(api, 'change', parts);
  // Tokens that are on their way are for this audience.
  if (given.indicator !== api.indicator) throw problems['api-indicator']({ pointer: '/indicator' });
  await check(transaction, parts, given, api.realm, api.organisation);
  const authors = [...new Set([...api.authors, context.caller.id])];
  const inForce = api.realm === 'simulation' ? { given, proposed: null } : { proposed: given };
  const next: Api = { ...api, ...inForce, state, authors, version: version + 1, ...nobodyAsked };
  await writeApi(transaction.client, next, context.clock.now());
  note(transaction, context, 'api-changed', { api: id, version: next.version });
  return next;
}

const nobodyAsked = { submittedBy: null, submittedAt: null, refusal: null } as const;

export type ApiStep =
  | { kind: 'submit' }
  | { kind: 'approve'; version: number }
  | { kind: 'refuse'; version: number; why: string }
  | { kind: 'suspend' | 'resume' | 'close'; why: string };

/** A step on its way: its organisation submits and closes, an inspector with no hand in it decides and lets go on, both stop it. */
export async function stepApi(
  transaction: Transaction,
  context: Context,
  parts: ApiParts,
  id: string,
  step: ApiStep,
): Promise<ApiMade> {
  const inspects = ['approve', 'refuse', 'resume'].includes(step.kind) || !context.caller.organisation;
  const api = inspects ? await requireApi(transaction, id) : await requireOwnApi(transaction, context, id);
  const [at, by] = [context.clock.now(), context.caller.id];
  if (step.kind === 'submit' && api.realm === 'production' && !api.proposed)
    throw problems['service-state']({ values: { state: api.state } });
  const state = requireNext(api, step.kind, parts);
  let next: Api = { ...api, state };
  if (step.kind === 'submit') {
    await check(transaction, parts, api.proposed ?? api.given, 'production', api.organisation);
    next = { ...next, authors: [...new Set([...api.authors, by])], submittedBy: by, submittedAt: at, refusal: null };
  } else if (step.kind === 'approve' || step.kind === 'refuse') {
    if (step.version !== api.version)
      throw problems['service-changed']({ pointer: '/version', values: { version: api.version } });
    if (api.authors.includes(by)) throw problems['service-own']();
    next = { ...next, ...nobodyAsked };
    if (step.kind === 'refuse') next = { ...next, refusal: step.why };
    else next = { ...next, realm: 'production', given: api.proposed ?? api.given, proposed: null };
  } else next = { ...next, ...nobodyAsked, refusal: step.kind === 'suspend' ? step.why : null };
  await writeApi(transaction.client, next, at);
  note(transaction, context, `api-${DONE[step.kind]}`, {
    api: id,
    version: api.version,
    ...('why' in step ? { why: step.why } : {}),
  });
  return next;
}

const DONE = {
  submit: 'submitted',
  approve: 'approved',
  refuse: 'refused',
  suspend: 'suspended',
  resume: 'resumed',
  close: 'closed',
} as const satisfies Record<ApiStep['kind'], string>;

/** A service's organisation asks an API's owner for scopes of it; what stands goes on meanwhile. */
export async function askForScopes(
  transaction: Transaction,
  context: Context,
  parts: ApiParts,
  { client, api: id, scopes, why }: { client: string; api: string; scopes: readonly string[]; why: string },
): Promise<void> {
  const service = await requireOwnService(transaction, context, client);
  const api = await requireApi(transaction, id);
  // Of the same realm: what is tried out never comes near what is not.
  if (!mayServe(api, parts) || api.realm !== service.realm) throw problems['api-unknown']({ pointer: '/api' });
  const known = new Set(api.given.scopes.map(({ scope }) => scope));
  const wrong = scopes.findIndex((scope) => !known.has(scope));
  if (wrong >= 0) throw problems['api-scope']({ pointer: `/scopes/${wrong}` });
  const [askedBy, askedAt] = [context.caller.id, context.clock.now()];
  await askAccess(transaction.client, { client, api: id, realm: service.realm, asked: scopes, why, askedBy, askedAt });
  note(transaction, context, 'api-access-asked', { api: id, client, scopes, why });
}

export type AccessDecision =
  | { decision: 'give'; scopes: readonly string[] }
  | { decision: 'refuse'; note: string }
  /** All that stands and is asked for; or of what stands these scopes, and what is asked for still waits. */
  | { decision: 'end'; note: string; scopes?: readonly string[] };

/** The API's owner answers, or ends what stands; whoever asked does not answer too. */
export async function decideScopes(
  transaction: Transaction,
  context: Context,
  id: string,
  client: string,
  given: AccessDecision,
): Promise<void> {
  const api = await requireOwnApi(transaction, context, id);
  const held = await lockAccess(transaction.client, { client, api: id, realm: api.realm });
  if (!held) throw problems['api-access']();
  if (given.decision !== 'end') {
    if (!held.asked) throw problems['api-access']();
    if (held.askedBy === context.caller.id) throw problems['service-own']();
  }
  const among = given.decision === 'give' ? (held.asked ?? []) : held.scopes;
  const named = 'scopes' in given ? given.scopes : undefined;
  const wrong = named?.findIndex((scope) => !among.includes(scope)) ?? -1;
  if (wrong >= 0) throw problems['api-scope']({ pointer: `/scopes/${wrong}` });
  const asked = given.decision === 'end' && named ? held.asked : null;
  const decided = { scopes: scopesAfter(held.scopes, given), asked, by: context.caller.id, at: context.clock.now() };
  await decideAccess(transaction.client, held, { ...decided, note: 'note' in given ? given.note : undefined });
  note(transaction, context, `api-access-${given.decision}`, { api: id, client, ...given });
}

function scopesAfter(held: readonly string[], given: AccessDecision): readonly string[] {
  if (given.decision === 'give') return given.scopes;
  if (given.decision === 'refuse') return held;
  return given.scopes ? held.filter((scope) => !given.scopes?.includes(scope)) : [];
}

/** A service's organisation gives back what it was given. */
export async function leaveApi(transaction: Transaction, context: Context, client: string, id: string): Promise<void> {
  const { realm } = await requireOwnService(transaction, context, client);
  const held = await lockAccess(transaction.client, { client, api: id, realm });
  if (!held) throw problems['api-access']();
  const decided = { scopes: [], asked: null, by: context.caller.id, at: context.clock.now(), note: undefined };
  await decideAccess(transaction.client, held, decided);
  note(transaction, context, 'api-access-left', { api: id, client });
}

function requireNext(api: Api, step: ServiceStep, parts: ApiParts): Api['state'] {
  const next = nextState({ ...api, submitted: api.submittedBy !== null }, step, parts);
  if (!next) throw problems['service-state']({ values: { state: api.state } });
  return next;
}

async function requireApi({ client }: Transaction, id: string): Promise<Api> {
  const api = await readApi(client, id, true);
  if (!api) throw problems['api-unknown']();
  return api;
}

/** Another organisation's API is not changed, nor told apart from one that is not there. */
async function requireOwnApi(transaction: Transaction, context: Context, id: string): Promise<Api> {
  const api = await requireApi(transaction, id);
  if (api.organisation !== requireOrganisation(context)) throw problems['api-unknown']();
  return api;
}

/** Whoever may look into tokens is of the same organisation. */
async function check(
  { client }: Transaction,
  parts: ApiParts,
  given: ApiGiven,
  realm: Api['realm'],
  organisation: string,
): Promise<void> {
  checkApi(given, realm, parts);
  if (given.reader === undefined) return;
  const reader = await readService(client, given.reader);
  if (reader?.organisation !== organisation || reader.metadata.token_endpoint_auth_method === 'none')
    throw problems['api-reader']({ pointer: '/reader' });
}
