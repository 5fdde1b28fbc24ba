import { createHash } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { type Context, newId } from '#kernel';
import { type BatchClient, type BatchGiven, type BatchView, createBatchClient } from '#libs/client';
import type { PersonRecord } from '#rooms/people';
import { openTestHouse, type TestHouse, type TestOptions } from '#test';
import { connectSystem } from '../exchange/evidence.samples.ts';

export const reasons = { purpose: 'subscriber-check', legalBasis: 'telecom-law' };

export interface BatchStand extends TestHouse {
  origin: string;
  port: number;
  /** A telecom's system, in production unless told otherwise. */
  connect(organisation: string, stage?: 'simulation' | 'production'): Promise<BatchClient>;
  /** The same, and its private key in a file. */
  connectWithKey(organisation: string): Promise<string>;
  /** Somebody of the register, with number, name and birth date as they are held. */
  people(count: number): Promise<Sampled[]>;
  /** The next batch is answered from the register as it is then. */
  retakeSnapshot(): Promise<void>;
  stewardOf(organisation: string): Context;
}

export interface Sampled {
  person: string;
  pin: string;
  name: string;
  birthDate: string;
  sex: string;
  life: string;
}

/** The whole house with a population, listening. */
export async function openBatchStand(options: TestOptions = {}): Promise<BatchStand> {
  const port = options.port ?? (await findPort());
  const house = await openTestHouse({ persons: 1_500, batches: { chunkRows: 400, memory: '400MB' }, ...options, port });
  await house.exchange.seedAgreements();
  await house.app.listen({ port, host: '127.0.0.1' });
  const { origin } = house.kernel.config;

  async function connect(organisation: string, stage?: 'simulation' | 'production'): Promise<BatchClient> {
    const { privateKey } = await connectSystem(house, organisation, stage ? { stage } : {});
    return createBatchClient({ baseUrl: origin, privateKey, retries: 0 });
  }
  async function connectWithKey(organisation: string): Promise<string> {
    const file = join(house.home, `${organisation}.jwk`);
    const { privateKey } = await connectSystem(house, organisation);
    await writeFile(file, JSON.stringify(privateKey), { mode: 0o600 });
    return file;
  }
  async function people(count: number): Promise<Sampled[]> {
    const { rows } = await house.kernel.database.pool.query<{ person: string; life: string; record: PersonRecord }>(
      'SELECT person, life, record FROM people.person ORDER BY person LIMIT $1',
      [count],
    );
    return rows.map(({ person, life, record }) => ({
      person,
      life,
      pin: record.identifiers.find((one) => one.kind === 'pin' && one.status === 'active')?.value ?? '',
      name: record.name,
      birthDate: record.birthDate,
      sex: record.sex,
    }));
  }
  const retakeSnapshot = () => rm(join(house.home, 'batches', 'snapshots'), { recursive: true, force: true });
  return {
    ...house,
    origin,
    port,
    connect,
    connectWithKey,
    people,
    retakeSnapshot,
    stewardOf: (organisation) => steward(house, organisation),
  };
}

function steward({ kernel }: TestHouse, organisation: string): Context {
  return {
    caller: { kind: 'official', id: `steward-of-${organisation}`, organisation, scopes: new Set(['exchange.manage']) },
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

export const digestOf = (file: Uint8Array) => createHash('sha256').update(file).digest('hex');

/** Makes a batch, sends its file and starts it. */
export async function sendBatch(
  client: BatchClient,
  file: Buffer,
  more: Partial<BatchGiven> = {},
  columns?: Record<string, string>,
): Promise<BatchView> {
  const given: BatchGiven = { fields: ['name', 'birthDate'], format: 'csv', bytes: file.length, ...more };
  const batch = await client.make(given, reasons);
  await client.upload(batch, async (offset, length) => file.subarray(offset, offset + length));
  return client.start(batch.id, digestOf(file), columns);
}

/** Waits until a batch has ended. */
export async function awaitEnd(client: BatchClient, id: string): Promise<BatchView> {
  for (;;) {
    const batch = await client.view(id);
    if (['done', 'failed', 'cancelled'].includes(batch.state)) return batch;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

export async function readResult(client: BatchClient, id: string): Promise<Record<string, string>[]> {
  const [header = '', ...lines] = (await (await client.download(id, 'result')).text()).trimEnd().split('\n');
  const names = header.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((value, at) => [names[at]!, value])));
}

export const csvOf = (rows: readonly (readonly string[])[]) =>
  Buffer.from(`số định danh,họ và tên,ngày sinh,số thuê bao\n${rows.map((row) => row.join(',')).join('\n')}\n`);

function findPort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
