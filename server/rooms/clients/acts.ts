import { randomBytes } from 'node:crypto';
import { type Context, describeEntry, type KeyStore, type Transaction } from '#kernel';
import { isAnswerable, listChecks, readAnswers, writeAnswer } from './checks.ts';
import { nextState, type ServiceGiven, type ServiceStep } from './model.ts';
import { problems } from './problems.ts';
import { checkService, type ServiceLaw } from './rules.ts';
import {
  insertService,
  insertVersion,
  lockService,
  readNewestVersion,
  readVersion,
  type ServiceRow,
  type ServiceStanding,
  writeSecret,
  writeService,
  writeStanding,
} from './store.ts';
import { readUses } from './use.ts';

export interface ServiceParts extends Omit<ServiceLaw, 'today'> {
  readonly keys: Pick<KeyStore, 'seal' | 'open'>;
  /** Whether every person of this installation's register is made up. */
  readonly synthetic: boolean;
}

export interface ServiceMade {
  client: string;
  version: number;
  state: ServiceRow['state'];
  /** A new secret was made; it is told in the answer and kept in no record of it. */
  secretMade: boolean;
}

const secretMatter = (client: string) => `service-secret:${client}`;

/** The secret of a simulation service. */
export function openSecret({ keys }: Pick<ServiceParts, 'keys'>, service: ServiceRow): string | undefined {
  return service.secret && keys.open(secretMatter(service.client), service.secret)?.toString();
}

/** Registers a service of the caller's own organisation; it can be tried out at once. @throws Problem clients/service-… */
export async function registerService(
  transaction: Transaction,
  context: Context,
  parts: ServiceParts,
  given: ServiceGiven,
  client = `${requireOrganisation(context).slice(0, 40)}.${randomBytes(6).toString('hex')}`,
): Promise<ServiceMade> {
  const organisation = requireOrganisation(context);
  const checked = checkService(given, organisation, 'simulation', lawOf(parts, context));
  const state = parts.synthetic ? 'simulation' : 'draft';
  const secret = makeSecret(checked);
  const sealed = secret === undefined ? undefined : parts.keys.seal(secretMatter(client), Buffer.from(secret));
  const author = { by: context.caller.id, at: context.clock.now() };
  const made = await insertService(
    transaction.client,
    { client, organisation, state, secret: sealed },
    checked,
    author,
  );
  if (!made) throw problems['service-state']({ values: { state: 'registered' } });
  note(transaction, context, 'service-registered', { client, version: 1, purpose: given.purpose });
  return { client, version: 1, state, secretMade: secret !== undefined };
}

/**
 * Writes the next version. In the simulation it is in force at once; in production the one before serves on until an
 * inspector has signed the new one.
 * @param version the one that the author saw @throws Problem clients/service-changed where somebody was quicker
 */
export async function changeService(
  transaction: Transaction,
  context: Context,
  parts: ServiceParts,
  id: string,
  version: number,
  given: ServiceGiven,
): Promise<ServiceMade> {
  const service = await requireOwnService(transaction, context, id);
  const newest = await readNewestVersion(transaction.client, id);
  if (version !== newest) throw problems['service-changed']({ pointer: '/version', values: { version: newest } });
  const state = requireNext(service, 'change', parts);
  const checked = checkService(given, service.organisation, service.realm, lawOf(parts, context));
  const author = { by: context.caller.id, at: context.clock.now() };
  const next = newest + 1;
  await insertVersion(transaction.client, id, next, checked, author);
  const inForce = service.realm === 'simulation';
  if (inForce) await writeService(transaction.client, id, next, checked, author.at);
  const proposed = inForce ? undefined : next;
  await stand(transaction, context, service, { state, proposed, submitted: undefined, refusal: undefined });
  const secretMade = await renewSecret(transaction, parts, service, checked);
  note(transaction, context, inForce ? 'service-changed' : 'service-change-proposed', { client: id, version: next });
  return { client: id, version: next, state, secretMade };
}

/** Puts a service, or its change, before the inspectors. @throws Problem clients/service-incomplete naming what is missing */
export async function submitService(
  transaction: Transaction,
  context: Context,
  parts: ServiceParts,
  id: string,
): Promise<ServiceMade> {
  const service = await requireOwnService(transaction, context, id);
  if (service.realm === 'production' && service.proposed === undefined)
    throw problems['service-state']({ values: { state: service.state } });
  const state = requireNext(service, 'submit', parts);
  const version = service.proposed ?? service.version;
  const given = await requireVersion(transaction, service, version);
  // In production the same rules hold as for the check: no secret, no address of this machine.
  checkService(given, service.organisation, 'production', lawOf(parts, context));
  const uses = await readUses(transaction.client, id, 'simulation');
  const checks = listChecks(given, uses, await readAnswers(transaction.client, id), parts);
  const missing = checks.filter((check) => check.state === 'missing').map(({ item }) => item);
  if (missing.length > 0)
    throw problems['service-incomplete']({ values: { count: missing.length }, extra: { missing } });
  const submitted = { by: context.caller.id, at: context.clock.now() };
  await stand(transaction, context, service, { state, submitted, refusal: undefined });
  note(transaction, context, 'service-submitted', { client: id, version });
  return { client: id, version, state, secretMade: false };
}

/** An answer of the check list. */
export async function answerCheck(
  transaction: Transaction,
  context: Context,
  parts: ServiceParts,
  id: string,
  { item, evidence }: { item: string; evidence: string },
): Promise<void> {
  const service = await requireOwnService(transaction, context, id);
  if (!isAnswerable(item, parts)) throw problems['service-item']({ pointer: '/item' });
  if (service.submittedBy !== undefined) throw problems['service-state']({ values: { state: service.state } });
  await writeAnswer(transaction.client, { client: id, item, evidence, by: context.caller.id, at: context.clock.now() });
  note(transaction, context, 'service-check-answered', { client: id, item });
}

/** The inspector's signature, or the reason why not. Nobody signs what they had a hand in. */
export async function decideService(
  transaction: Transaction,
  context: Context,
  parts: ServiceParts,
  id: string,
  decision: { kind: 'approve'; version: number } | { kind: 'refuse'; version: number; why: string },
): Promise<ServiceMade> {
  const service = await requireService(transaction, id);
  const state = requireNext(service, decision.kind, parts);
  const version = service.proposed ?? service.version;
  if (decision.version !== version) throw problems['service-changed']({ pointer: '/version', values: { version } });
  const { rows } = await transaction.client.query(
    'SELECT 1 FROM clients.service_version WHERE client = $1 AND changed_by = $2 LIMIT 1',
    [id, context.caller.id],
  );
  if (rows.length > 0 || [service.madeBy, service.submittedBy].includes(context.caller.id))
    throw problems['service-own']();
  if (decision.kind === 'refuse') {
    await stand(transaction, context, service, { state, submitted: undefined, refusal: decision.why });
    note(transaction, context, 'service-refused', { client: id, version, why: decision.why });
    return { client: id, version, state, secretMade: false };
  }
  const given = await requireVersion(transaction, service, version);
  checkService(given, service.organisation, 'production', lawOf(parts, context));
  await writeService(transaction.client, id, version, given, context.clock.now());
  const standing = {
    state,
    realm: 'production',
    proposed: undefined,
    submitted: undefined,
    refusal: undefined,
  } as const;
  await stand(transaction, context, service, standing);
  note(transaction, context, 'service-approved', { client: id, version, submittedBy: service.submittedBy });
  return { client: id, version, state, secretMade: false };
}

/** Stops a service at once (its own organisation, an inspector), lets it go on (an inspector), ends it for good (its own). */
export async function moveService(
  transaction: Transaction,
  context: Context,
  parts: ServiceParts,
  id: string,
  step: 'suspend' | 'resume' | 'close',
  why: string,
): Promise<ServiceMade> {
  const inspects = context.caller.scopes.has('services.inspect');
  const service = inspects ? await requireService(transaction, id) : await requireOwnService(transaction, context, id);
  const state = requireNext(service, step, parts);
  await stand(transaction, context, service, {
    state,
    submitted: undefined,
    refusal: step === 'suspend' ? why : undefined,
  });
  note(transaction, context, `service-${state === 'suspended' || state === 'closed' ? state : 'resumed'}`, {
    client: id,
    why,
  });
  return { client: id, version: service.version, state, secretMade: false };
}

export function stand(
  { client }: Transaction,
  context: Context,
  service: ServiceRow,
  change: Partial<ServiceStanding>,
): Promise<void> {
  const { realm, state, proposed, submittedBy, submittedAt, refusal } = service;
  const submitted = submittedBy && submittedAt ? { by: submittedBy, at: submittedAt } : undefined;
  return writeStanding(
    client,
    service.client,
    { realm, state, proposed, submitted, refusal, ...change },
    context.clock.now(),
  );
}

function requireNext(service: ServiceRow, step: ServiceStep, parts: ServiceParts): ServiceRow['state'] {
  const next = nextState({ ...service, submitted: service.submittedBy !== undefined }, step, parts);
  if (!next) throw problems['service-state']({ values: { state: service.state } });
  return next;
}

async function requireVersion(transaction: Transaction, service: ServiceRow, version: number): Promise<ServiceGiven> {
  const row = await readVersion(transaction.client, service.client, version);
  if (!row) throw problems['service-unknown']();
  return row.service;
}

/** What an organisation said of a service, without where it stands. */
export function givenOf(service: ServiceGiven): ServiceGiven {
  const { name, purpose, legalBasis, fields, assurance, profile, actsFor, metadata } = service;
  return { name, purpose, legalBasis, fields, assurance, profile, actsFor, metadata };
}

/** @throws Problem clients/service-organisation for callers who belong to none */
export function requireOrganisation({ caller }: Context): string {
  if (!caller.organisation) throw problems['service-organisation']();
  return caller.organisation;
}

/** Another organisation's service does not exist for the caller. */
export async function requireOwnService(transaction: Transaction, context: Context, id: string): Promise<ServiceRow> {
  const service = await lockService(transaction.client, id);
  if (!service || service.organisation !== requireOrganisation(context)) throw problems['service-unknown']();
  return service;
}

async function requireService(transaction: Transaction, id: string): Promise<ServiceRow> {
  const service = await lockService(transaction.client, id);
  if (!service) throw problems['service-unknown']();
  return service;
}

const lawOf = (parts: ServiceParts, context: Context): ServiceLaw => ({ ...parts, today: context.clock.today() });

const makeSecret = ({ metadata }: ServiceGiven) =>
  metadata.token_endpoint_auth_method === 'client_secret_basic' ? randomBytes(32).toString('base64url') : undefined;

/** A secret is made when a service begins to need one, and forgotten when it needs none any more. */
async function renewSecret(
  transaction: Transaction,
  { keys }: ServiceParts,
  service: ServiceRow,
  given: ServiceGiven,
): Promise<boolean> {
  const needed = given.metadata.token_endpoint_auth_method === 'client_secret_basic';
  if (needed === (service.secret !== undefined)) return false;
  const secret = makeSecret(given);
  const sealed = secret === undefined ? undefined : keys.seal(secretMatter(service.client), Buffer.from(secret));
  await writeSecret(transaction.client, service.client, sealed);
  return needed;
}

export function note(transaction: Transaction, context: Context, type: string, data: Record<string, unknown>): void {
  transaction.append(describeEntry(context, { kind: 'note', room: 'clients', type, subjects: [], data }));
}
