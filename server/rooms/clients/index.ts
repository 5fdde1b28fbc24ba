import { type Context, type Kernel, newId, performAct, type Room, type Transaction } from '#kernel';
import type { Offices } from '#rooms/offices';
import * as acts from './acts.ts';
import { apiRoutes } from './apiRoutes.ts';
import { type Apis, createApis } from './apis.ts';
import { toClientMetadata } from './metadata.ts';
import { mayServe, type Service, type ServiceGiven } from './model.ts';
import { rotateKeys } from './rotation.ts';
import { serviceRoutes } from './routes.ts';
import { seededServices } from './seeds.ts';
import { readService, type ServiceRow } from './store.ts';

export type { ApiForService, Apis } from './apis.ts';
export type { Service, ServiceGiven } from './model.ts';
export { createOutsideFetch, isPublicAddress } from './outside.ts';
export {
  type ClaimName,
  claimNames,
  claimsByScope,
  claimsOf,
  fieldOf,
  fieldsOf,
  namesIn,
  scopes,
  scopesFor,
} from './scopes.ts';
export { countServiceEvents } from './use.ts';
export const clientsMigrations = { room: 'clients', folder: new URL('./migrations/', import.meta.url) };

/** Services that sign people in with us, and what may be done with one. */
export interface Registry {
  /** As it is in force; what another process changed is seen within two seconds. */
  find(client: string): Promise<Service | undefined>;
  /** OpenID client metadata of a service that may serve now. */
  findMetadata(client: string): Promise<Record<string, unknown> | undefined>;
  register(context: Context, given: ServiceGiven, client?: string): Promise<acts.ServiceMade>;
  change(context: Context, client: string, version: number, given: ServiceGiven): Promise<acts.ServiceMade>;
  rotateKeys(context: Context, client: string, change: Parameters<typeof rotateKeys>[3]): ReturnType<typeof rotateKeys>; // biome-ignore format: one signature
  answerCheck(context: Context, client: string, answer: { item: string; evidence: string }): Promise<void>;
  submit(context: Context, client: string): Promise<acts.ServiceMade>;
  decide(
    context: Context,
    client: string,
    decision: Parameters<typeof acts.decideService>[4],
  ): Promise<acts.ServiceMade>;
  move(context: Context, client: string, step: 'suspend' | 'resume' | 'close', why: string): Promise<acts.ServiceMade>;
  /** The secret of a simulation service, for the answer to whoever made it. */
  tellSecret(client: string): Promise<string | undefined>;
  /** Registers the demonstration's services that are not there yet. @returns how many were new */
  seed(): Promise<number>;
}

/** Who signs people in with us. */
export interface Clients extends Room, Registry {
  readonly apis: Apis;
}

const FRESH_MS = 2000;

export function openClients(
  kernel: Pick<Kernel, 'config' | 'database' | 'keys' | 'clock' | 'words'>,
  offices: Offices,
): Clients {
  const { config, database, words } = kernel;
  const parts: acts.ServiceParts = {
    offices,
    languages: words.languages,
    keys: kernel.keys,
    synthetic: config.demonstration,
  };
  const known = new Map<string, { at: number; row: Promise<ServiceRow | undefined> }>();

  function findRow(client: string): Promise<ServiceRow | undefined> {
    const held = known.get(client);
    const now = performance.now();
    if (held && now - held.at < FRESH_MS) return held.row;
    // A stranger may ask for names that nobody has: the memory of them must not grow.
    if (known.size > 5000) known.clear();
    const row = readService(database.pool, client);
    known.set(client, { at: now, row });
    row.catch(() => known.delete(client));
    return row;
  }
  async function act<Result>(context: Context, client: string, work: (transaction: Transaction) => Promise<Result>) {
    try {
      return await performAct(database, context, work);
    } finally {
      known.delete(client);
    }
  }
  const services: Registry = {
    find: findRow,
    async findMetadata(client) {
      const row = await findRow(client);
      return row && mayServe(row, parts) ? toClientMetadata(row, acts.openSecret(parts, row)) : undefined;
    },
    register: (context, given, client) =>
      act(context, client ?? '', (transaction) => acts.registerService(transaction, context, parts, given, client)),
    change: (context, client, version, given) =>
      act(context, client, (transaction) => acts.changeService(transaction, context, parts, client, version, given)),
    rotateKeys: (context, client, change) =>
      act(context, client, (transaction) => rotateKeys(transaction, context, client, change)),
    answerCheck: (context, client, answer) =>
      act(context, client, (transaction) => acts.answerCheck(transaction, context, parts, client, answer)),
    submit: (context, client) =>
      act(context, client, (transaction) => acts.submitService(transaction, context, parts, client)),
    decide: (context, client, decision) =>
      act(context, client, (transaction) => acts.decideService(transaction, context, parts, client, decision)),
    move: (context, client, step, why) =>
      act(context, client, (transaction) => acts.moveService(transaction, context, parts, client, step, why)),
    async tellSecret(client) {
      const row = await readService(database.pool, client);
      return row && acts.openSecret(parts, row);
    },
    async seed() {
      let added = 0;
      for (const { client, organisation, given } of seededServices) {
        if (await readService(database.pool, client)) continue;
        await services.register(contextOf(kernel, organisation), given, client);
        added += 1;
      }
      return added;
    },
  };
  const routes = serviceRoutes({
    ...{ offices, words, synthetic: config.demonstration, issuer: `${config.origin}/oidc`, pool: database.pool },
    services,
  });
  const { synthetic, languages } = parts;
  const apis = createApis(kernel, { synthetic, languages, origin: config.origin });
  const more = apiRoutes({ apis, offices, pool: database.pool });
  return { name: 'clients', ...services, apis, routes: [...routes, ...more] };
}

/** The installation itself registers what a demonstration begins with. */
function contextOf({ clock, words }: Pick<Kernel, 'clock' | 'words'>, organisation: string): Context {
  return {
    caller: { kind: 'official', id: 'country-data', organisation, scopes: new Set() },
    purpose: undefined,
    legalBasis: undefined,
    caseNumber: undefined,
    language: words.languages[0]!,
    requestId: newId(),
    clock,
    receivedAt: new Date().toISOString(),
    idempotency: undefined,
  };
}
