import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { createLog, readConfig } from '#kernel';
import { SESSION_COOKIE } from '#rooms/accounts';
import { seedPersonas } from '#rooms/demonstration';
import { readCountry } from '#rooms/offices';
import { loadPopulation } from '#rooms/people';
import { type House, openHouse } from '../../server/house.ts';
import { type Content, cloneDatabase, stopTestServer } from './database.ts';
import { insertPersona, type PersonaName, testPersonas } from './personas.ts';

export interface TestHouse extends House {
  /** Data directory of this house. */
  home: string;
  databaseUrl: string;
  /** A request through the whole server as one of the personas; without a socket. */
  as(persona: PersonaName, options: InjectOptions): Promise<LightMyRequestResponse>;
  /** JSON in, JSON out; headers of a stated purpose with it. @returns the body */
  ask<Body = Record<string, unknown>>(
    persona: PersonaName,
    method: 'GET' | 'POST' | 'PUT',
    url: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<{ status: number; body: Body }>;
  close(): Promise<void>;
}

export interface TestOptions {
  /** Persons of a synthetic country to load first. */
  persons?: number;
  /** An outside database instead of a clone (durability tests). */
  databaseUrl?: string;
  home?: string;
  demonstration?: boolean;
  port?: number;
  /** More of the server's environment. */
  environment?: Readonly<Record<string, string>>;
  /** How bulk answers are cut. */
  batches?: Parameters<typeof openHouse>[0]['batches'];
  /** How fast events are sent, and sent again. */
  subscriptions?: Parameters<typeof openHouse>[0]['subscriptions'];
  /** How collected files are cut. */
  collection?: Parameters<typeof openHouse>[0]['collection'];
}

export const country = readCountry('vn');
export const today = '2026-09-01';
export const purpose = { 'dancu-purpose': 'residence-registration', 'dancu-legal-basis': 'residence-law-20' };

/** A synthetic country with its personas. */
function populationOf(persons: number): Content {
  return {
    name: `persons_${persons}`,
    fill: (url) =>
      loadPopulation({ ownerUrl: url, country, persons, seed: 7, today }).then(() => insertPersonas(url, true)),
  };
}

/** The whole house over a database of its own. Close it in `after`. */
export async function openTestHouse(options: TestOptions = {}): Promise<TestHouse> {
  const home = options.home ?? mkdtempSync(join(tmpdir(), 'dancu-house-'));
  const content = options.persons ? populationOf(options.persons) : undefined;
  const clone = options.databaseUrl ? undefined : await cloneDatabase(content);
  const databaseUrl = clone?.url ?? options.databaseUrl!;
  const release = async () => {
    await clone?.drop();
    if (!options.home) rmSync(home, { recursive: true, force: true });
    await stopTestServer();
  };
  let house: House;
  try {
    if (!content) await insertPersonas(databaseUrl, options.persons !== undefined);
    else if (!clone) await content.fill(databaseUrl);
    house = await openOver(databaseUrl, home, options);
  } catch (error) {
    endWithoutHouse();
    await release();
    throw error;
  }
  const sessions = new Map<PersonaName, { cookie: string; offset: number }>();

  async function as(persona: PersonaName, request: InjectOptions): Promise<LightMyRequestResponse> {
    const { offset } = house.kernel.clock;
    let session = sessions.get(persona);
    // A test that moves the clock by days ends every session.
    if (session?.offset !== offset) {
      session = { cookie: await house.demonstration.signIn(persona), offset };
      sessions.set(persona, session);
    }
    const cookie = `${SESSION_COOKIE}=${session.cookie}`;
    return house.app.inject({ ...request, headers: { ...request.headers, cookie } });
  }
  return {
    ...house,
    home,
    databaseUrl,
    as,
    async ask<Body>(
      persona: PersonaName,
      method: 'GET' | 'POST' | 'PUT',
      url: string,
      body?: unknown,
      headers: Record<string, string> = {},
    ) {
      const answer = await as(persona, {
        method,
        url,
        headers: { ...purpose, 'accept-language': 'en', ...headers },
        ...(body === undefined ? {} : { payload: body as object }),
      });
      return { status: answer.statusCode, body: (answer.body === '' ? {} : answer.json()) as Body };
    },
    async close() {
      await house.kernel.close();
      await release();
    },
  };
}

async function openOver(databaseUrl: string, home: string, options: TestOptions): Promise<House> {
  const config = readConfig({
    DANCU_HOME: home,
    DANCU_DEMONSTRATION: options.demonstration === false ? '0' : '1',
    DANCU_LOG_LEVEL: 'error',
    DANCU_SEAL_MILLISECONDS: '200',
    PORT: String(options.port ?? 3000),
    ...options.environment,
  });
  const urls = { app: databaseUrl, owner: databaseUrl };
  const { batches, collection, subscriptions } = options;
  const more = {
    ...(batches && { batches }),
    ...(collection && { collection }),
    ...(subscriptions && { subscriptions }),
  };
  return openHouse({ config, country, urls, log: createLog('error'), ...more });
}

/**
 * A house that did not open has left its pools, its queue and its sealer, which would keep this process until the runner's
 * time limit. By then the tests have failed with the cause.
 */
function endWithoutHouse(): void {
  setTimeout(() => process.exit(1), 2000).unref();
}

async function insertPersonas(url: string, populated: boolean): Promise<void> {
  const { Client } = (await import('pg')).default;
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    if (populated) await seedPersonas(client);
    for (const persona of testPersonas) await insertPersona(client, persona);
  } finally {
    await client.end();
  }
}
