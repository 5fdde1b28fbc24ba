import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { ANSWER_TO_RESET, type CardApplication, type Transport } from '#libs/emrtd';

/** The port on which `vpcd`, the virtual reader of vsmartcard, waits for a card. */
export const VPCD_PORT = 35963;

/** One-byte messages of the protocol; only the last is answered. */
const CONTROL = { off: 0, on: 1, reset: 2, getAtr: 4 } as const;
const LONGEST = 65_535;

/** Messages of a length in two bytes and as many bytes. */
async function* readMessages(socket: Socket): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= 2 && rest.length >= 2 + rest.readUInt16BE(0)) {
      const length = rest.readUInt16BE(0);
      yield rest.subarray(2, 2 + length);
      rest = rest.subarray(2 + length);
    }
  }
}

/** The reader may go away, or the card be taken out, at any moment: neither is an error. */
async function* readUntilGone(socket: Socket, signal: AbortSignal): AsyncGenerator<Buffer> {
  try {
    yield* readMessages(socket);
  } catch (error) {
    if (!signal.aborted && (error as { code?: string }).code !== 'ECONNRESET') throw error;
  }
}

function writeMessage(socket: Socket, message: Uint8Array): void {
  const head = Buffer.alloc(2);
  head.writeUInt16BE(message.length);
  // One write: two would wait for each other's acknowledgement.
  socket.write(Buffer.concat([head, message]));
}

/**
 * Puts a card into a virtual reader, until the reader goes away or `signal` takes the card out.
 *
 * @throws where none listens
 */
export async function presentCard(
  card: CardApplication,
  where: { host: string; port: number; signal: AbortSignal; whenIn(): void },
): Promise<void> {
  const socket = connect({ host: where.host, port: where.port, noDelay: true });
  await once(socket, 'connect');
  where.signal.addEventListener('abort', () => socket.destroy());
  where.whenIn();
  for await (const message of readUntilGone(socket, where.signal)) {
    if (message.length > 1) writeMessage(socket, card.transmit(message));
    else if (message[0] === CONTROL.getAtr) writeMessage(socket, ANSWER_TO_RESET);
    else card.reset();
  }
}

/** Is the virtual reader itself, on this machine only: waits for a card to connect, and speaks to it. */
export async function waitForCard(port: number): Promise<{ transport: Transport; port: number; close(): void }> {
  const server = createServer({ noDelay: true });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const bound = (server.address() as { port: number }).port;
  const arrived = once(server, 'connection').then(([socket]: Socket[]) => {
    const messages = readMessages(socket!);
    writeMessage(socket!, Uint8Array.of(CONTROL.on));
    return { socket: socket!, messages };
  });
  const transport: Transport = {
    transmit: async (command) => {
      const { socket, messages } = await arrived;
      if (command.length > LONGEST) throw new Error('the command is too long for the virtual reader');
      writeMessage(socket, command);
      const { value, done } = await messages.next();
      if (done) throw new Error('the card was taken away');
      return new Uint8Array(value);
    },
  };
  const close = () => {
    arrived.then(
      ({ socket }) => socket.destroy(),
      () => undefined,
    );
    server.close();
  };
  return { transport, port: bound, close };
}
