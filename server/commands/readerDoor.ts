import { timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { DoorAnswer } from './readerProof.ts';

/** What opens a chip, and eight bytes that the server once gave to the page. */
export interface DoorQuestion {
  challenge: string;
  can: string;
}

interface Door {
  address: string;
  secret: string;
  /** The page that the agent is paired with. */
  origin: string;
  endsAt: string;
  listsAt(): string | undefined;
  /** @param signal the page no longer waits */
  read(question: DoorQuestion, signal: AbortSignal): Promise<DoorAnswer>;
}

const LARGEST = 1000;
const CHALLENGE = /^[A-Za-z0-9+/]{11}=$/;
const CAN = /^[0-9]{6}$/;

/**
 * Listens on this machine for the page that the agent is paired with, for the time without a line. Nobody else hears more than a
 * refusal: neither another page, nor a name that was made to lead here, nor who does not know the secret.
 * @throws where another program has the port
 */
export async function openDoor(door: Door): Promise<{ close(): void }> {
  const { hostname, port, host } = new URL(door.address);
  const server = createServer({ requestTimeout: 10_000 }, (request, response) => {
    serve(door, host, request, response).catch(() => response.destroy());
  });
  server.listen(Number(port), hostname);
  await Promise.race([
    once(server, 'listening'),
    once(server, 'error').then(([error]: { code?: string }[]) => {
      throw new Error(`${host} cannot be opened (${error?.code}): is another agent running here?`);
    }),
  ]);
  return {
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function serve(door: Door, host: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { headers, method, url } = request;
  const answer = (status: number, body?: unknown) => {
    response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  };
  // A name of somebody else’s that leads to this machine stands in Host, and their page in Origin.
  if (headers.host !== host || headers.origin !== door.origin) return answer(403);
  response.setHeader('access-control-allow-origin', door.origin);
  response.setHeader('vary', 'origin');
  if (method === 'OPTIONS') {
    response.setHeader('access-control-allow-methods', 'GET, POST');
    response.setHeader('access-control-allow-headers', 'authorization, content-type');
    // Browsers that ask before a page may speak to its own machine.
    if (headers['access-control-request-private-network'])
      response.setHeader('access-control-allow-private-network', 'true');
    return answer(204);
  }
  if (!isAllowed(door, headers.authorization)) return answer(401);
  if (method === 'GET' && url === '/lists') return answer(200, { listsAt: door.listsAt() });
  if (method !== 'POST' || url !== '/chip') return answer(404);
  const question = readQuestion(await readText(request));
  if (!question) return answer(400);
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  answer(200, await door.read(question, gone.signal));
}

function isAllowed({ secret, endsAt }: Door, given: string | undefined): boolean {
  const [expected, shown] = [Buffer.from(`Door ${secret}`), Buffer.from(given ?? '')];
  const isRight = expected.length === shown.length && timingSafeEqual(expected, shown);
  // Without a line nobody tells the agent that its shift is over.
  return isRight && Date.parse(endsAt) > Date.now();
}

async function readText(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request.setEncoding('utf8')) {
    text += part;
    if (text.length > LARGEST) return '';
  }
  return text;
}

/** Undefined for whatever is no question. */
export function readQuestion(text: string): DoorQuestion | undefined {
  try {
    const { challenge, can } = (JSON.parse(text) ?? {}) as Record<string, unknown>;
    if (typeof challenge !== 'string' || typeof can !== 'string') return undefined;
    return CHALLENGE.test(challenge) && CAN.test(can) ? { challenge, can } : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
