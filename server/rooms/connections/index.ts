import { type Context, type Kernel, performAct, type Room } from '#kernel';
import type { Exchange } from '#rooms/exchange';
import type { Offices } from '#rooms/offices';
import type { Officials } from '#rooms/officials';
import { agencyDraftRoutes } from './agencyRoutes.ts';
import { note } from './callers.ts';
import { connectionRoutes, type DossierRouteParts } from './connectionRoutes.ts';
import { readConnections } from './connectionStore.ts';
import { decisionRoutes } from './decisionRoutes.ts';
import { requireSystem } from './facts.ts';
import { inspectionRoutes } from './inspectionRoutes.ts';
import { watchRuns } from './observing.ts';
import { probeTls, writeProbe } from './probing.ts';
import { problems } from './problems.ts';
import { remind } from './reminders.ts';
import { runRoutes } from './runRoutes.ts';
import { runPartsOf } from './runs.ts';
import { suspensionRoutes } from './suspensionRoutes.ts';

export const connectionsMigrations = { room: 'connections', folder: new URL('./migrations/', import.meta.url) };

/** The life of a connection: what is agreed, how a system shows that it is fit, who lets it near real persons. */
export interface Connections extends Room {
  /** Says what is due and was not said yet; a job does so every day. @returns how much it said */
  remind(): Promise<number>;
}

export interface ConnectionParts {
  readonly offices: Offices;
  readonly officials: Pick<Officials, 'nameOf' | 'staffOf'>;
  readonly exchange: Exchange;
}

export function openConnections(kernel: Kernel, { offices, officials, exchange }: ConnectionParts): Connections {
  const { database, words, clock, config } = kernel;
  const { pool } = database;
  const runs = runPartsOf(offices.country);

  async function probe(context: Context, id: string): Promise<void> {
    const { organisation } = await requireSystem(pool, id);
    const host = (await readConnections(pool, [id])).get(id)?.host;
    if (host === undefined) throw problems['contact-missing']();
    // No transaction waits for another's server.
    const found = await probeTls(host, { allowLoopback: config.demonstration });
    await performAct(database, context, async (transaction) => {
      const by = context.caller.id;
      await writeProbe(transaction.client, { system: id, host, lookedAt: clock.now(), found, by });
      note(transaction, context, 'server-probed', { organisation, system: id, host, ...found });
    });
  }

  const parts: DossierRouteParts = {
    ...{ pool, offices, words, probe },
    parts: { offices, words },
    dossier: { country: offices.country, keys: kernel.keys },
    staffOf: officials.staffOf,
    act: (context, work) => performAct(database, context, work),
    viewFor: ({ language }) => ({ offices, words, language, today: clock.today(), nameOf: officials.nameOf }),
  };
  const remindAll = () => remind(kernel, offices);
  return {
    name: 'connections',
    routes: [
      ...agencyDraftRoutes(parts),
      ...decisionRoutes(parts),
      ...suspensionRoutes(parts),
      ...runRoutes({ ...parts, exchange, runs }),
      ...connectionRoutes(parts),
      ...inspectionRoutes(parts),
    ],
    pages: (app) => watchRuns(app, kernel, runs),
    remind: remindAll,
    async start() {
      kernel.jobs.define('connections-remind', async () => void (await remindAll()), '15 * * * *');
    },
  };
}
