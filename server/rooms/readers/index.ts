import type { Static } from 'typebox';
import type { Context, Kernel, MigrationSet, Room, Transaction } from '#kernel';
import { type CardFiles, refusalOfChip, showChip, type Transport } from '#libs/emrtd';
import { type Cards, openTrust } from '#rooms/cards';
import { agentRoutes } from './agentRoutes.ts';
import type { ReadingBody, Shown } from './contracts.ts';
import { makePairing, pair, requireOwn } from './pairing.ts';
import { askReading, findQuestion, proveLate, type Taken, takeAnswer, takeReading } from './readings.ts';
import { readerRoutes } from './routes.ts';
import { openSignals } from './signals.ts';

export { type Judged, type KeptLists, type Refusal, Shown, type Wanted } from './contracts.ts';
export { DOOR_ADDRESS } from './doors.ts';
export type { Taken } from './readings.ts';

export const readersMigrations: MigrationSet = { room: 'readers', folder: new URL('./migrations/', import.meta.url) };

/** Card readers at desks, and the readings that desks judge further. */
export interface Readers extends Room {
  /**
   * Asks the officer's reader for a chip whose files are kept, sealed, until they are taken: a minute and a half at most.
   * @throws Problem readers/reader-missing, key-missing, zone-wrong
   */
  ask(
    transaction: Transaction,
    context: Context,
    keys: Static<typeof ReadingBody>,
  ): Promise<{ reading: string; expiresAt: string }>;
  /**
   * What an asked reading brought, judged by the lists of when it came: once. Undefined while the chip has not answered.
   * @throws Problem readers/reader-missing, reading-unknown
   */
  take(transaction: Transaction, context: Context, reading: string): Promise<Taken | undefined>;
  /**
   * Judges what a chip showed while there was no line, as of then and by the lists of now. That it is no copy only its answer to the
   * challenge proves: what the agent says of the rest nobody saw.
   * @param challenge eight bytes of the server’s own
   * @throws Problem readers/files-malformed
   */
  proveLate(shown: Shown, challenge: Uint8Array, at: Date): Promise<Extract<Taken, { files: CardFiles }>>;
  /** A reader of this process takes the place of the officer's own. */
  plugIn(context: Context, name: string): Promise<{ reader: string }>;
  /** Lays a card on it: reads what the officer's page asked for, as an agent does. @throws Problem readers/reading-unknown, … */
  lay(context: Context, reading: string, transport: Transport): Promise<void>;
}

/** Card readers at desks: an agent beside the page, paired with it, and what chips prove through it. */
export function openReaders(kernel: Kernel, cards: Cards): Readers {
  const { database, jobs } = kernel;
  const signals = openSignals(kernel);
  const parts = { kernel, signals, trust: async () => openTrust(await cards.trust()) };
  return {
    name: 'readers',
    routes: [...readerRoutes(parts), ...agentRoutes(parts, cards)],
    async start() {
      await signals.start();
      jobs.define(
        'readers-forget',
        async () => {
          await database.pool.query('DELETE FROM readers.reading WHERE expires_at < now()');
          await database.pool.query('DELETE FROM readers.pairing WHERE expires_at < now()');
        },
        '* * * * *',
      );
    },
    stop: () => signals.stop(),
    ask: (transaction, context, keys) => askReading(parts, transaction, context, keys, true),
    take: (transaction, context, reading) => takeReading(parts, transaction, context, reading),
    proveLate: async (shown, challenge, at) => proveLate(shown, challenge, await parts.trust(), at),
    plugIn: (context, name) =>
      database.transact(async (transaction) => {
        const { code } = await makePairing(transaction, context);
        return pair(kernel, transaction, context, { code, name });
      }),
    async lay(context, reading, transport) {
      const { reader } = await requireOwn(database.pool, context);
      const wanted = await findQuestion(parts, reader, reading);
      const shown = await showChip(transport, wanted).catch((error: unknown) => {
        const refused = refusalOfChip(error);
        if (refused) return { refused };
        throw error;
      });
      await takeAnswer(parts, { reader, reading, at: new Date(context.receivedAt) }, shown);
    },
  };
}
