import type { Client, Context } from '#kernel';
import { isId } from '#kernel';
import { type KnownSystem, readNewestAgreements, readSystems } from '#rooms/exchange';
import type { Facts } from './checklist.ts';
import { type ConnectionRow, readAnswers, readConnections, readEvidence } from './connectionStore.ts';
import { readProbe } from './probing.ts';
import { problems } from './problems.ts';
import { readRuns } from './runStore.ts';

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
  { clock }: Pick<Context, 'clock'>,
  held?: ConnectionRow,
): Promise<Facts> {
  const { system: id, organisation } = system;
  return {
    system,
    connection: held ?? (await readConnections(client, [id])).get(id),
    answers: await readAnswers(client, id),
    evidence: await readEvidence(client, id),
    probe: await readProbe(client, id),
    passed: (await readRuns(client, id)).find(({ passedAt }) => passedAt !== null),
    agreements: await readNewestAgreements(client, organisation),
    today: clock.today(),
    now: clock.now(),
  };
}
