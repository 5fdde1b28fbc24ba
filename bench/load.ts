import { connect, type Socket } from 'node:net';
import { cpuOf, cpuOfServer, quantile, type Served } from './measure.ts';

/** What a burst of requests showed. Times in milliseconds. */
export interface Burst {
  requests: number;
  seconds: number;
  perSecond: number;
  p50: number;
  p99: number;
  /** Answers whose status was not 200, by status. */
  refused: Record<number, number>;
}

export interface Load {
  host: string;
  port: number;
  connections: number;
  /** Requests ready to be sent, byte for byte; each is sent once. */
  requests: readonly Buffer[];
  /** Requests a second over all connections; absent: as fast as they are answered. */
  pace?: number;
}

/**
 * Sends prepared requests over kept connections, one at a time on each. Plain sockets and a scan for Content-Length: the
 * generator shares two cores with the server and must cost next to nothing.
 */
export async function sendLoad({ host, port, connections, requests, pace }: Load): Promise<Burst> {
  const times: number[] = [];
  const refused: Record<number, number> = {};
  let next = 0;
  const begun = performance.now();

  async function drive(socket: Socket, lane: number): Promise<void> {
    const answers = readAnswers(socket);
    let due = begun + (pace ? (lane * 1000) / pace : 0);
    while (next < requests.length) {
      if (pace) {
        const wait = due - performance.now();
        if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
      }
      const request = requests[next++];
      if (!request) break;
      // Under a pace the time counts from when the request was due: a stall may not hide the requests behind it.
      const sent = pace ? Math.min(due, performance.now()) : performance.now();
      due += pace ? (connections * 1000) / pace : 0;
      socket.write(request);
      const status = await answers();
      times.push(performance.now() - sent);
      if (status !== 200) refused[status] = (refused[status] ?? 0) + 1;
    }
    socket.destroy();
  }
  const sockets = await Promise.all(Array.from({ length: connections }, () => open(host, port)));
  await Promise.all(sockets.map(drive));
  const seconds = (performance.now() - begun) / 1000;
  times.sort((a, b) => a - b);
  return {
    requests: times.length,
    seconds,
    perSecond: times.length / seconds,
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
    refused,
  };
}

/** A burst, and what it cost: processor time a request, in milliseconds. */
export interface Measured extends Burst {
  nodeMs: number;
  databaseMs: number;
}

export async function measureLoad(server: Served, load: Omit<Load, 'host' | 'port'>): Promise<Measured> {
  const before = [cpuOf(server.pid), cpuOfServer(server.postmaster)] as const;
  const burst = await sendLoad({ host: '127.0.0.1', port: Number(new URL(server.origin).port), ...load });
  return {
    ...burst,
    nodeMs: (cpuOf(server.pid) - before[0]) / burst.requests,
    databaseMs: (cpuOfServer(server.postmaster) - before[1]) / burst.requests,
  };
}

function open(host: string, port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, noDelay: true });
    socket.once('connect', () => resolve(socket));
    socket.once('error', reject);
  });
}

const END = Buffer.from('\r\n\r\n');

/** @returns a function that waits for the next whole answer and gives its status. */
function readAnswers(socket: Socket): () => Promise<number> {
  let held: Buffer = Buffer.alloc(0);
  let waiting: ((status: number) => void) | undefined;
  let failing: ((error: Error) => void) | undefined;
  const settle = () => {
    if (!waiting) return;
    const head = held.indexOf(END);
    if (head < 0) return;
    const text = held.toString('latin1', 0, head).toLowerCase();
    const at = text.indexOf('content-length:');
    const length = at < 0 ? 0 : Number.parseInt(text.slice(at + 15, at + 30), 10);
    if (held.length < head + 4 + length) return;
    held = held.subarray(head + 4 + length);
    const resolve = waiting;
    waiting = undefined;
    resolve(Number(text.slice(9, 12)));
  };
  socket.on('data', (chunk) => {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    settle();
  });
  socket.on('close', () => failing?.(new Error('the server closed the connection')));
  return () =>
    new Promise((resolve, reject) => {
      waiting = resolve;
      failing = reject;
      settle();
    });
}
