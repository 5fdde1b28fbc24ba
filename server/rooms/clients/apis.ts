import { type Context, type Kernel, performAct, type Transaction } from '#kernel';
import * as acts from './apiActs.ts';
import type { ApiGiven } from './apiModel.ts';
import { type Api, readApiNamed, readScopes } from './apiStore.ts';
import { mayServe, type Realm } from './model.ts';

/** An API as a service finds it: with the scopes that its owner has given to this service. */
export interface ApiForService {
  readonly indicator: string;
  readonly organisation: string;
  readonly name: Readonly<Record<string, string>>;
  readonly scopes: ApiGiven['scopes'];
  readonly tokenSeconds: number;
  readonly tokenFormat: ApiGiven['tokenFormat'];
}

/** Organisations' own APIs (RFC 8707), and which services may ask people for their scopes. */
export interface Apis {
  /** @returns undefined where it may not serve now, or this service was given nothing of it */
  find(indicator: string, service: { client: string; realm: Realm }): Promise<ApiForService | undefined>;
  /** Who may look into tokens for it, and in whose names: only of one that serves now. */
  findReader(indicator: string): Promise<{ client: string; organisation: string; realm: Realm } | undefined>;
  register(context: Context, given: ApiGiven): Promise<acts.ApiMade>;
  change(context: Context, api: string, version: number, given: ApiGiven): Promise<acts.ApiMade>;
  step(context: Context, api: string, step: acts.ApiStep): Promise<acts.ApiMade>;
  ask(context: Context, asking: Parameters<typeof acts.askForScopes>[3]): Promise<void>;
  decide(context: Context, api: string, client: string, decision: acts.AccessDecision): Promise<void>;
  leave(context: Context, client: string, api: string): Promise<void>;
}

const FRESH_MS = 2000;

export function createApis({ database }: Pick<Kernel, 'database'>, parts: acts.ApiParts): Apis {
  const known = new Map<string, { at: number; found: Promise<ApiForService | undefined> }>();

  async function act<Result>(context: Context, work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    try {
      return await performAct(database, context, work);
    } finally {
      known.clear();
    }
  }
  async function findServing(indicator: string): Promise<Api | undefined> {
    if (indicator.length > 500 || indicator.includes('\0')) return undefined;
    const api = await readApiNamed(database.pool, indicator);
    return api && mayServe(api, parts) ? api : undefined;
  }
  async function read(indicator: string, client: string, realm: Realm): Promise<ApiForService | undefined> {
    const api = await findServing(indicator);
    if (api?.realm !== realm) return undefined;
    const held = await readScopes(database.pool, client, api.api, realm);
    const scopes = api.given.scopes.filter(({ scope }) => held.includes(scope));
    if (scopes.length === 0) return undefined;
    const { organisation, given } = api;
    const { name, tokenSeconds, tokenFormat } = given;
    return { indicator, organisation, name, scopes, tokenSeconds, tokenFormat };
  }

  return {
    find(indicator, { client, realm }) {
      const key = JSON.stringify([indicator, client, realm]);
      const held = known.get(key);
      const now = performance.now();
      if (held && now - held.at < FRESH_MS) return held.found;
      // Strangers' inventions are asked for too.
      if (known.size > 5000) known.clear();
      const found = read(indicator, client, realm);
      known.set(key, { at: now, found });
      found.catch(() => known.delete(key));
      return found;
    },
    async findReader(indicator) {
      const api = await findServing(indicator);
      const client = api?.given.reader;
      return api && client ? { client, organisation: api.organisation, realm: api.realm } : undefined;
    },
    register: (context, given) => act(context, (transaction) => acts.registerApi(transaction, context, parts, given)),
    change: (context, api, version, given) =>
      act(context, (transaction) => acts.changeApi(transaction, context, parts, api, version, given)),
    step: (context, api, step) => act(context, (transaction) => acts.stepApi(transaction, context, parts, api, step)),
    ask: (context, asking) => act(context, (transaction) => acts.askForScopes(transaction, context, parts, asking)),
    decide: (context, api, client, decision) =>
      act(context, (transaction) => acts.decideScopes(transaction, context, api, client, decision)),
    leave: (context, client, api) => act(context, (transaction) => acts.leaveApi(transaction, context, client, api)),
  };
}
