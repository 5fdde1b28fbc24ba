import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import type { Command } from 'commander';
import { showChip, showProven, type Transport } from '#libs/emrtd';
import type { Refusal, Wanted } from '#rooms/readers';
import { readPort } from './cardRead.ts';
import { print } from './print.ts';
import { openDoor } from './readerDoor.ts';
import { openLists } from './readerLists.ts';
import { type DoorAnswer, judgeHere } from './readerProof.ts';
import { scanFinger } from './readerScanner.ts';
import { openServer, type ReaderServer } from './readerServer.ts';
import { openSlot, refusalOf, type Slot, type SlotOptions } from './readerSlot.ts';

interface Options extends SlotOptions {
  server: string;
  pair: string;
  name?: string;
  capture?: string;
  offline?: boolean;
  json?: boolean;
}

/** Whoever asks has laid the card down, or does so now. */
const LOOK_MILLISECONDS = 300;
const RENEW_MILLISECONDS = 60_000;
/** As long as a page waits for a card. */
const DOOR_MILLISECONDS = 60_000;

/** reader: stands between a card reader and the page that it is paired with. */
export function defineReader(reader: Command): void {
  reader
    .requiredOption('--pair <code>', 'the code that the page shows')
    .option('--server <url>', 'the platform', 'http://localhost:3000')
    .option('--name <name>', 'how the page calls it')
    .option('--pcsc [reader]', 'a PC/SC reader, by part of its name; the first unless given')
    .option('--vpcd <port>', 'wait on this port of 127.0.0.1, as vpcd does, for a virtual card', readPort)
    .option('--card <folder>', 'a virtual card of `card make`')
    .option('--capture <command>', 'a program that writes a finger’s picture; {place} in it is 1 to 10')
    .option('--offline', 'listen on this machine for the page, so that chips are read without a line too')
    .option('--json', 'machine-readable output')
    .action(run);
}

async function run(options: Options): Promise<void> {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  const { capture } = options;
  const slot = capture !== undefined && !hasSlot(options) ? undefined : await openSlot(options);
  let close = () => {};
  try {
    const name = options.name ?? slot?.name ?? 'scanner';
    const opensDoor = options.offline === true && slot !== undefined;
    const given = { code: options.pair, name, captures: capture !== undefined, opensDoor };
    const server = await openServer(options.server, given, stop.signal);
    if (slot && server.door) close = await listen(server, slot, options, stop.signal);
    print(
      options.json,
      { paired: name, until: server.endsAt },
      `paired as “${name}” until ${server.endsAt}; Ctrl-C ends`,
    );
    await serve(server, slot, options, stop.signal);
  } finally {
    close();
    slot?.close();
  }
}

const hasSlot = ({ card, pcsc, vpcd }: SlotOptions) => card !== undefined || pcsc !== undefined || vpcd !== undefined;

async function serve(
  server: ReaderServer,
  slot: Slot | undefined,
  { json, capture }: Options,
  signal: AbortSignal,
): Promise<void> {
  const stopped = once(signal, 'abort').then(() => undefined);
  while (!signal.aborted) {
    const wanted = await server.next();
    if (!wanted || signal.aborted) continue;
    // A virtual reader without a card keeps whoever reads waiting.
    const answer = await Promise.race([answerTo(wanted, { slot, capture, signal }), stopped]);
    if (!answer) return;
    const accepted = await server.answer(wanted.reading, answer);
    const told =
      'refused' in answer ? answer.refused : 'image' in answer ? 'finger sent' : `read in ${answer.milliseconds} ms`;
    print(
      json,
      { reading: wanted.reading, told, accepted },
      accepted ? told : `${told}; the page no longer waits for it`,
    );
  }
}

/** A chip, or a finger: what of both this agent has. */
async function answerTo(
  wanted: Wanted,
  { slot, capture, signal }: { slot: Slot | undefined; capture: string | undefined; signal: AbortSignal },
) {
  if (!wanted.capture) {
    if (!slot) return { refused: 'reader-missing' } as const;
    const until = Date.parse(wanted.expiresAt) - 5000;
    return readCard(slot, until, signal, (transport) => showChip(transport, wanted));
  }
  if (capture === undefined) return { refused: 'no-device' } as const;
  return scanFinger(capture, wanted.capture.place, Date.parse(wanted.expiresAt) - Date.now() - 2000);
}

/** The same card at another door, while there is no line; what proves it there is asked for while there is one. */
async function listen(server: ReaderServer, slot: Slot, options: Options, signal: AbortSignal): Promise<() => void> {
  const lists = openLists(server);
  await lists.renew();
  // Its failures are the ones of the loop beside it, which ends the agent.
  const timer = setInterval(() => void lists.renew().catch(() => {}), RENEW_MILLISECONDS);
  const origin = new URL(options.server).origin;
  const { address, secret } = server.door!;
  const door = await openDoor({
    ...{ address, secret, origin, endsAt: server.endsAt, listsAt: lists.at },
    async read(question, gone) {
      const both = AbortSignal.any([signal, gone]);
      const until = Date.now() + DOOR_MILLISECONDS;
      const answer = await readCard(slot, until, both, async (transport): Promise<DoorAnswer> => {
        const { shown, reading } = await showProven(transport, question, lists.trust());
        const listsAt = lists.at();
        return { shown, ...(listsAt ? { listsAt, proof: judgeHere(reading, lists) } : {}) };
      });
      const told = 'refused' in answer ? answer.refused : `read without a line in ${answer.shown.milliseconds} ms`;
      print(options.json, { told }, told);
      return answer;
    },
  });
  return () => {
    clearInterval(timer);
    door.close();
  };
}

/** Waits for a card as long as the page does. */
async function readCard<Read>(
  slot: Slot,
  until: number,
  signal: AbortSignal,
  look: (transport: Transport) => Promise<Read>,
): Promise<Read | { refused: Refusal }> {
  for (;;) {
    try {
      const { transport, release } = await slot.connect();
      try {
        return await look(transport);
      } finally {
        release();
      }
    } catch (error) {
      const refused = refusalOf(error);
      if (refused === undefined) throw error;
      if (refused !== 'no-card' || signal.aborted || Date.now() > until) return { refused };
      await setTimeout(LOOK_MILLISECONDS);
    }
  }
}
