import type { Client, Context } from '#kernel';
import { isId } from '#kernel';
import { type KnownSystem, readNewestAgreements, readSystems } from '#rooms/exchange';
import type { Facts } from './checklist.ts';
import { type ConnectionRow, readAnswers, readConnections, readEvidence } from './connectionStore.ts';
import { readProbes } from './probing.ts';
import { problems } from './problems.ts';
import { readPassedRuns } from './runStore.ts';

type Queries = Pick<Client, 'query'>;

/** @param organisation whose it must be: another's does not exist for the caller @throws Problem connections/system-unknown */
export async function requireSystem(client: Queries, id: string, organisation?: string): Promise<KnownSystem> {
  const [system] = isId(id) ? await readSystems(client, { system: id }) : [];
  if (!system || (organisation !== undefined && system.organisation !== organisation))
    throw problems['system-unknown']();
  return system;
}

/** Everything that a system's check list is made from. @param held the connection, where the caller holds its row */
export async function readFacts(
  client: Queries,
  system: KnownSystem,
  context: Pick<Context, 'clock'>,
  held?: ConnectionRow,
): Promise<Facts> {
  const { organisation } = system;
  const [facts] = await readAllFacts(client, { organisation, systems: [system] }, context, held);
  return facts!;
}

/** The same of several systems of one organisation, in their order, with one statement a table. */
export async function readAllFacts(
  client: Queries,
  { organisation, systems }: { organisation: string; systems: readonly KnownSystem[] },
  { clock }: Pick<Context, 'clock'>,
  held?: ConnectionRow,
): Promise<Facts[]> {
  const ids = systems.map(({ system }) => system);
  const connections = held ? new Map([[held.system, held]]) : await readConnections(client, ids);
  const answers = Map.groupBy(await readAnswers(client, ids), ({ system }) => system);
  const evidence = Map.groupBy(await readEvidence(client, ids), ({ system }) => system);
  const probes = await readProbes(client, ids);
  const passed = await readPassedRuns(client, ids);
  const common = {
    agreements: await readNewestAgreements(client, organisation),
    today: clock.today(),
    now: clock.now(),
  };
  return systems.map((system) => ({
    ...common,
    system,
    connection: connections.get(system.system),
    answers: answers.get(system.system) ?? [],
    evidence: evidence.get(system.system) ?? [],
    probe: probes.get(system.system),
    passed: passed.get(system.system),
  }));
}
