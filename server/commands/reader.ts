import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import type { Command } from 'commander';
import { showChip } from '#libs/emrtd';
import type { Shown, Wanted } from '#rooms/readers';
import { readPort } from './cardRead.ts';
import { print } from './print.ts';
import { scanFinger } from './readerScanner.ts';
import { openServer, type ReaderServer } from './readerServer.ts';
import { openSlot, refusalOf, type Slot, type SlotOptions } from './readerSlot.ts';

interface Options extends SlotOptions {
  server: string;
  pair: string;
  name?: string;
  capture?: string;
  json?: boolean;
}

/** Whoever asks has laid the card down, or does so now. */
const LOOK_MILLISECONDS = 300;

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
    .option('--json', 'machine-readable output')
    .action(run);
}

async function run(options: Options): Promise<void> {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  const { capture } = options;
  const slot = capture !== undefined && !hasSlot(options) ? undefined : await openSlot(options);
  try {
    const name = options.name ?? slot?.name ?? 'scanner';
    const given = { code: options.pair, name, captures: capture !== undefined };
    const server = await openServer(options.server, given, stop.signal);
    print(
      options.json,
      { paired: name, until: server.endsAt },
      `paired as “${name}” until ${server.endsAt}; Ctrl-C ends`,
    );
    await serve(server, slot, options, stop.signal);
  } finally {
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
  if (!wanted.capture) return slot ? read(slot, wanted, signal) : ({ refused: 'reader-missing' } as const);
  if (capture === undefined) return { refused: 'no-device' } as const;
  return scanFinger(capture, wanted.capture.place, Date.parse(wanted.expiresAt) - Date.now() - 2000);
}

/** Waits for a card as long as the page does. */
async function read(slot: Slot, wanted: Wanted, signal: AbortSignal) {
  const until = Date.parse(wanted.expiresAt) - 5000;
  for (;;) {
    try {
      return await readOnce(slot, wanted);
    } catch (error) {
      const refused = refusalOf(error);
      if (refused === undefined) throw error;
      if (refused !== 'no-card' || signal.aborted || Date.now() > until) return { refused };
      await setTimeout(LOOK_MILLISECONDS);
    }
  }
}

async function readOnce(slot: Slot, wanted: Wanted): Promise<Shown> {
  const { transport, release } = await slot.connect();
  try {
    return await showChip(transport, wanted);
  } finally {
    release();
  }
}
