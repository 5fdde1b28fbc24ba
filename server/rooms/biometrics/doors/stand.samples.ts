import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Authenticator, createKernel, createLog, type Entry, type Kernel, readConfig } from '#kernel';
import { openOffices } from '#rooms/offices';
import { cloneDatabase, country, stopTestServer } from '#test';
import { optionsFor } from '../engine/engine.samples.ts';
import { openEngine } from '../engine/engine.ts';
import type { Matcher } from '../engine/matcher.ts';
import { createExtractor } from '../extracting.ts';
import {
  createDoors,
  createReceiver,
  createShare,
  type Doors,
  type DoorsOptions,
  type Receiver,
  type Share,
} from './index.ts';

export const SCOPES = [
  'abis.encounter.write',
  'abis.encounter.read',
  'abis.identify',
  'abis.verify',
  'abis.gallery.read',
  'abis.task.read',
  'abis.task.update',
  'abis.mosip',
];
export const stated = { 'dancu-purpose': 'register-quality', 'dancu-legal-basis': 'identification-law-15' };

/** Stands in for the front door: a system, its organisation and scopes by header. */
const authenticate: Authenticator = ({ headers }) => {
  if (headers['test-nobody']) return undefined;
  const organisation = String(headers['test-organisation'] ?? 'ministry-of-public-security');
  const scopes = new Set(String(headers['test-scopes'] ?? SCOPES.join(' ')).split(' '));
  return { kind: 'system', id: `system-of-${organisation}`, scopes, organisation };
};

export interface Abroad {
  readonly kernel: Kernel;
  readonly doors: Doors;
  /** Where it listens. */
  readonly origin: string;
  /** The engine behind the doors. */
  readonly engine: Matcher;
  readonly share: Share;
  readonly receiver: Receiver;
  /** Journal lines of the doors, sealed so far. */
  lines(): Promise<Entry[]>;
  close(): Promise<void>;
}

/** A house that is nothing but the standards' doors over an engine of its own, listening: to others it is a vendor's engine. */
export async function openAbroad(options: Partial<DoorsOptions> = {}): Promise<Abroad> {
  const home = mkdtempSync(join(tmpdir(), 'dancu-abis-'));
  const { url, drop } = await cloneDatabase();
  const port = await findPort();
  const origin = `http://127.0.0.1:${port}`;
  const { languages, timeZone } = country.facts;
  const kernel = createKernel({
    config: readConfig({ DANCU_HOME: home, DANCU_SEAL_MILLISECONDS: '100', PORT: String(port) }),
    urls: { app: url, owner: url },
    languages,
    timeZone,
    log: createLog('error'),
  });
  const offices = openOffices({ country, clock: kernel.clock, words: kernel.words });
  const extractor = createExtractor();
  const engine = await openEngine(optionsFor(home));
  const doors = createDoors(kernel, {
    offices,
    openMatcher: async () => engine,
    images: { readFinger: extractor.extract, readPortrait: async () => undefined },
    tasks: { lookMilliseconds: 50, timeoutMilliseconds: 2000, retrySeconds: [0.05] },
    ...options,
  });
  const share = createShare(origin);
  const receiver = createReceiver(origin);
  const app = await kernel.open([
    offices,
    {
      name: 'biometrics',
      routes: [...doors.routes, ...share.routes],
      pages: receiver.pages,
      start: doors.start,
      stop: doors.stop,
    },
    { name: 'door', authenticators: [authenticate] },
  ]);
  await app.listen({ port, host: '127.0.0.1' });
  return {
    kernel,
    doors,
    origin,
    engine,
    share,
    receiver,
    async lines() {
      const { rows } = await kernel.database.pool.query<{ lines: string }>('SELECT lines FROM kernel.journal_block');
      return rows
        .flatMap(({ lines }) => lines.split('\n'))
        .map((line) => JSON.parse(line) as Entry)
        .filter(({ room }) => room === 'biometrics');
    },
    async close() {
      await kernel.close();
      await extractor.stop();
      await drop();
      rmSync(home, { recursive: true, force: true });
      await stopTestServer();
    },
  };
}

async function findPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A server of the other side: it keeps what it is sent, and answers as it is told. */
export interface Listening {
  readonly url: string;
  readonly got: { method: string; path: string; type: string; authorization: string; body: string }[];
  answer: (path: string) => { status: number; body?: string; headers?: Record<string, string> };
  close(): Promise<void>;
}

export async function listen(): Promise<Listening> {
  const got: Listening['got'] = [];
  const listening: Listening = {
    url: '',
    got,
    answer: () => ({ status: 204 }),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const path = request.url ?? '';
      const body = Buffer.concat(chunks).toString('utf8');
      const { 'content-type': type = '', authorization = '' } = request.headers;
      got.push({ method: request.method ?? '', path, type, authorization, body });
      const { status, body: told, headers } = listening.answer(path);
      response.writeHead(status, { connection: 'close', ...headers }).end(told);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(listening, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
}

/** Waits for what comes by itself. */
export async function until<Value>(
  read: () => Promise<Value | undefined | false> | Value | undefined | false,
): Promise<Value> {
  for (let round = 0; round < 1000; round += 1) {
    const value = await read();
    if (value !== undefined && value !== false) return value as Value;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('it did not come');
}
