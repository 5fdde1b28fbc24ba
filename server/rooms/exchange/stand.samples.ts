import { createPrivateKey, generateKeyPairSync, type JsonWebKey, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import {
  type Authenticator,
  type Caller,
  type Context,
  createKernel,
  createLog,
  type Entry,
  type Kernel,
  newId,
  type Room,
  readConfig,
  readLine,
} from '#kernel';
import { type Client, createClient } from '#libs/client';
import { createSigner, makeContentDigest, signMessage } from '#libs/httpsig';
import { openOffices, readCountry } from '#rooms/offices';
import { cloneDatabase, stopTestServer } from '#test';
import { type Exchange, openExchange } from './index.ts';
import { insertPerson, samplePersons } from './samples.ts';

/** The day on which the samples' agreements are asked about. */
export const SAMPLE_DAY = '2026-03-02';

export interface Stand {
  kernel: Kernel;
  exchange: Exchange;
  app: FastifyInstance;
  origin: string;
  /** The owner's connection: for what a test does behind the application's back. */
  owner: pg.Client;
  /** Registers a system with a new key and gives its client. */
  connect(organisation: string, more?: { scopes?: string[]; stage?: 'simulation' }): Promise<Connected>;
  close(): Promise<void>;
}

export interface Connected {
  client: Client;
  id: string;
  kid: string;
  privateKey: JsonWebKey;
  publicJwk: JsonWebKey;
}

/** The exchange over a PostgreSQL of its own, listening on a free port, with the sample persons in the register. */
export async function openStand(rooms: readonly Room[] = []): Promise<Stand> {
  const home = mkdtempSync(join(tmpdir(), 'dancu-exchange-'));
  const { url, drop } = await cloneDatabase();
  const owner = new pg.Client({ connectionString: url });
  owner.on('error', () => {});
  await owner.connect();
  for (const person of samplePersons) await insertPerson(owner, person);
  const port = await findPort();
  const config = readConfig({
    DANCU_HOME: home,
    PORT: String(port),
    DANCU_LOG_LEVEL: 'silent',
    DANCU_SEAL_MILLISECONDS: '100',
  });
  const country = readCountry(config.country);
  const kernel = createKernel({
    config,
    urls: { app: url, owner: url },
    languages: country.facts.languages,
    timeZone: country.facts.timeZone,
    log: createLog('silent'),
  });
  kernel.clock.moveBy(Date.parse(`${SAMPLE_DAY}T04:00:00Z`) - Date.now());
  const offices = openOffices({ country, clock: kernel.clock, words: kernel.words });
  const exchange = openExchange(kernel, offices);
  const app = await kernel.open([offices, exchange, ...rooms]);
  await exchange.seedAgreements();
  await app.listen({ port, host: config.host });

  async function connect(
    organisation: string,
    more: { scopes?: string[]; stage?: 'simulation' } = {},
  ): Promise<Connected> {
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const publicJwk = pair.publicKey.export({ format: 'jwk' });
    const made = await exchange.createSystem(steward(kernel, organisation), {
      organisation,
      name: `${organisation} core`,
      publicJwk: { ...publicJwk },
      stage: 'production',
      ...more,
    });
    const privateKey = pair.privateKey.export({ format: 'jwk' });
    return { ...made, privateKey, publicJwk, client: createClient({ baseUrl: config.origin, privateKey, retries: 0 }) };
  }
  async function close(): Promise<void> {
    await kernel.close();
    await owner.end();
    await drop();
    await stopTestServer();
    rmSync(home, { recursive: true, force: true });
  }
  return { kernel, exchange, app, origin: config.origin, owner, connect, close };
}

export type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface Raw {
  url: string;
  method: string;
  headers: Record<string, string>;
  body: string | Buffer<ArrayBuffer> | null;
}

/** A body that is no JSON. */
export interface SentFile {
  type: string;
  bytes: Buffer<ArrayBuffer>;
}

export interface RawOptions {
  created?: number;
  expires?: number;
  nonce?: string | undefined;
  purpose?: string;
  leaveOut?: readonly string[];
  /** Path to read instead of a verification. */
  get?: string;
}

/** A signed question as it travels, for tests that alter, repeat or misdate it. */
export function signRaw(stand: Stand, connected: Connected, more: RawOptions = {}): Raw {
  const method = more.get ? 'GET' : 'POST';
  const body = more.get ? null : JSON.stringify({ biographicData: { name: 'Nguyễn Thị Hòa' } });
  const url = `${stand.origin}${more.get ?? `/v1/verify/001190000001?transactionId=${randomUUID()}`}`;
  const headers: Record<string, string> = {
    'dancu-purpose': more.purpose ?? 'bank-customer-check',
    'dancu-legal-basis': 'anti-money-laundering-law-9',
    ...(body === null ? {} : { 'content-type': 'application/json', 'content-digest': makeContentDigest(body) }),
  };
  const signer = createSigner(createPrivateKey({ key: connected.privateKey, format: 'jwk' }));
  const components = ['@method', '@target-uri', ...Object.keys(headers)].filter(
    (name) => !more.leaveOut?.includes(name),
  );
  const params = {
    created: more.created ?? Math.floor(Date.now() / 1000),
    expires: more.expires,
    nonce: 'nonce' in more ? more.nonce : randomUUID(),
    keyid: connected.kid,
    alg: signer.alg,
    tag: 'dancu-exchange',
  };
  const signed = signMessage(
    { method, targetUri: url, headers, body },
    { label: 'sig1', components, params, sign: signer.sign },
  );
  return { url, method, headers: { ...headers, ...signed }, body };
}

/** Any signed question. */
export function signQuestion(
  stand: Pick<Stand, 'origin'>,
  { privateKey, kid }: Pick<Connected, 'privateKey' | 'kid'>,
  question: { method: Method; path: string; headers: Record<string, string>; content?: unknown; file?: SentFile },
): Raw {
  const { method, path } = question;
  const url = `${stand.origin}${path}`;
  const { content, file } = question;
  const body = file?.bytes ?? (content === undefined ? null : JSON.stringify(content));
  const type = file?.type ?? 'application/json';
  const headers: Record<string, string> = {
    ...question.headers,
    ...(body === null ? {} : { 'content-type': type, 'content-digest': makeContentDigest(body) }),
  };
  const signer = createSigner(createPrivateKey({ key: privateKey, format: 'jwk' }));
  const params = {
    created: Math.floor(Date.now() / 1000),
    nonce: randomUUID(),
    keyid: kid,
    alg: signer.alg,
    tag: 'dancu-exchange',
  };
  const signed = signMessage(
    { method, targetUri: url, headers, body },
    { label: 'sig1', components: ['@method', '@target-uri', ...Object.keys(headers)], params, sign: signer.sign },
  );
  return { url, method, headers: { ...headers, ...signed }, body };
}

/** Any signed question, sent. */
export const sendSigned = (...question: Parameters<typeof signQuestion>) => sendRaw(signQuestion(...question));

export async function sendRaw(raw: Raw): Promise<{ status: number; body: Record<string, unknown>; headers: Headers }> {
  const answer = await fetch(raw.url, {
    method: raw.method,
    headers: { ...raw.headers, 'accept-language': 'en' },
    body: raw.body,
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown>, headers: answer.headers };
}

/** Every line that the exchange wrote about questions, in the order of writing. */
export async function readJournal(stand: Stand): Promise<(Entry & { reference: string })[]> {
  const { rows } = await stand.owner.query<{ stream: string; seq: number; lines: string }>(
    'SELECT stream, seq, lines FROM kernel.journal_block ORDER BY stream, seq',
  );
  return rows
    .flatMap(({ stream, seq, lines }) =>
      lines.split('\n').map((line, index) => ({ ...readLine(line), reference: `${stream}:${seq}:${index}` })),
    )
    .filter((line) => line.room === 'exchange' && line.data?.transactionId !== undefined);
}

/** Somebody who manages an organisation's systems. */
export function steward(kernel: Kernel, organisation: string): Context {
  const caller: Caller = {
    kind: 'official',
    id: `steward-of-${organisation}`,
    organisation,
    scopes: new Set(['exchange.try', 'exchange.manage']),
  };
  return {
    caller,
    purpose: undefined,
    legalBasis: undefined,
    caseNumber: undefined,
    language: 'en',
    requestId: newId(),
    clock: kernel.clock,
    receivedAt: new Date().toISOString(),
    idempotency: undefined,
  };
}

/** Lets tests sign in as a steward with a header; no server outside tests has such a room. */
export const stewardRoom: Room = {
  name: 'steward',
  authenticators: [
    ((request) => {
      const organisation = request.headers['x-steward'];
      if (typeof organisation !== 'string') return undefined;
      return { kind: 'official', id: 'steward', organisation, scopes: new Set(['exchange.try', 'exchange.manage']) };
    }) satisfies Authenticator,
  ],
};

function findPort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
