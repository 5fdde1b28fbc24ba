import { CardApplication, connectInProcess, refusalOfChip, type Transport } from '#libs/emrtd';
import type { Refusal } from '#rooms/readers';
import { loadCard } from './cardFolder.ts';
import { connectReader, loadDriver } from './cardPcsc.ts';
import { waitForCard } from './cardVpcd.ts';

/** Where cards come from. */
export interface Slot {
  readonly name: string;
  /** @throws where there is no reader, or no card lies on it */
  connect(): Promise<{ transport: Transport; release(): void }>;
  close(): void;
}

export interface SlotOptions {
  card?: string;
  pcsc?: string | true;
  vpcd?: number;
}

/** A virtual card, a virtual reader, or the first PC/SC reader. @throws where there is no such card, no free port, no driver */
export async function openSlot(options: SlotOptions): Promise<Slot> {
  return takeTurns(await openOne(options));
}

/** One reading at a time: what the page asks over the line and what it asks at the door is the same card. */
function takeTurns(slot: Slot): Slot {
  let last = Promise.resolve();
  return {
    ...slot,
    async connect() {
      const before = last;
      const turn = Promise.withResolvers<void>();
      last = turn.promise;
      await before;
      try {
        const { transport, release } = await slot.connect();
        return {
          transport,
          release() {
            release();
            turn.resolve();
          },
        };
      } catch (error) {
        turn.resolve();
        throw error;
      }
    },
  };
}

async function openOne({ card, pcsc, vpcd }: SlotOptions): Promise<Slot> {
  if (card !== undefined) {
    loadCard(card);
    return {
      name: 'virtual card',
      connect: async () => {
        const transport = connectInProcess(new CardApplication(loadCard(card)));
        return { transport, release: () => undefined };
      },
      close: () => undefined,
    };
  }
  if (vpcd !== undefined) return openVirtual(vpcd);
  // Said before a page waits for it.
  await loadDriver();
  const name = pcsc === true ? undefined : pcsc;
  return {
    name: name ?? 'PC/SC',
    connect: async () => {
      const { transport, close } = await connectReader(name);
      return { transport, release: close };
    },
    close: () => undefined,
  };
}

/** A card that is put in stays, as it does on a desk, until its connection breaks. */
async function openVirtual(port: number): Promise<Slot> {
  let reader = await waitForCard(port);
  return {
    name: `vpcd ${port}`,
    connect: async () => {
      const { transmit } = reader.transport;
      const transport: Transport = {
        transmit: async (command) => {
          try {
            return await transmit(command);
          } catch (error) {
            reader.close();
            reader = await waitForCard(port);
            throw error;
          }
        },
      };
      return { transport, release: () => undefined };
    },
    close: () => reader.close(),
  };
}

/** What `smartcard` says where PC/SC has a code (`pcsclite.h`), and our own words. */
const NO_READER =
  /no such reader|no readers available|unknown reader|reader unavailable|reader not ready|PC\/SC service/i;
const NO_CARD = /no smart card|card is (unpowered|unresponsive)/i;
const REMOVED = /card was (removed|reset|taken away)|transaction failed|communication error/i;
const NOT_OURS = /card is not supported|unknown card type|protocol mismatch/i;

/** Why a chip was not read; undefined: something else is broken, which no other card changes. */
export function refusalOf(error: unknown): Refusal | undefined {
  const ofChip = refusalOfChip(error);
  if (ofChip) return ofChip;
  const { message } = error as Error;
  if (NO_READER.test(message)) return 'reader-missing';
  if (NO_CARD.test(message)) return 'no-card';
  if (REMOVED.test(message)) return 'card-removed';
  return NOT_OURS.test(message) ? 'unreadable' : undefined;
}
