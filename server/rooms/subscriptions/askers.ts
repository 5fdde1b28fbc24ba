import type { Client, Context } from '#kernel';
import { exchangeProblems, readSystems, type SystemCredentials } from '#rooms/exchange';
import { problems } from './problems.ts';

/** Whose subscriptions they are, and which system asked. */
export interface Asker {
  readonly organisation: string;
  /** Absent: an engineer in the console. */
  readonly system?: string;
}
export type SystemAsker = Required<Asker>;

/** A system that signed its request. @throws Problem exchange/signature-missing, subscriptions/simulation-unsupported */
export function requireSystem({ caller }: Context): SystemAsker {
  if (caller.kind !== 'system' || !caller.organisation) throw exchangeProblems['signature-missing']();
  // Nothing ever happens to synthetic persons.
  if ((caller.credentials as SystemCredentials | undefined)?.stage === 'simulation')
    throw problems['simulation-unsupported']();
  return { organisation: caller.organisation, system: caller.id };
}

/** Somebody of an organisation, in its console. @throws Problem exchange/organisation-missing */
export function requireEngineer({ caller }: Context): Asker {
  if (!caller.organisation) throw exchangeProblems['organisation-missing']();
  return { organisation: caller.organisation };
}

type Queries = Pick<Client, 'query'>;

/** Systems that may be told of real persons: they have passed the security check. */
export async function listToldSystems(
  client: Queries,
  { organisation }: Asker,
): Promise<{ id: string; name: string }[]> {
  const systems = await readSystems(client, { organisation });
  return systems
    .filter(({ stage, state }) => stage === 'production' && state === 'active')
    .map(({ system, name }) => ({ id: system, name }));
}

/** An engineer makes what a system of theirs might make itself. @throws Problem subscriptions/system-not-in-production */
export async function actFor(client: Queries, asker: Asker, system: string): Promise<SystemAsker> {
  const systems = await listToldSystems(client, asker);
  if (!systems.some(({ id }) => id === system)) throw problems['system-not-in-production']({ pointer: '/system' });
  return { ...asker, system };
}
