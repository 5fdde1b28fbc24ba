import { generateKeyPairSync } from 'node:crypto';
import pg from 'pg';
import type { ClientOptions } from '#libs/client';
import { openTestHouse, type TestHouse } from '#test';
import type { Terms } from './terms.ts';

export interface Stand extends TestHouse {
  /** The owner's connection: for what a test does behind the application's back. */
  owner: pg.Client;
  /** What a client of the exchange is made with: a request through the whole server, without a socket. */
  fetch: typeof globalThis.fetch;
  /** Registers a system of BIDV with a new key. */
  addSystem(name?: string): Promise<{ system: string; kid: string; options: ClientOptions }>;
}

export async function openStand(): Promise<Stand> {
  const house = await openTestHouse();
  const { app, kernel } = house;
  const owner = new pg.Client({ connectionString: house.databaseUrl });
  await owner.connect();
  const send: typeof globalThis.fetch = async (input, init) => {
    const url = new URL(String(input));
    const answer = await app.inject({
      method: (init?.method ?? 'GET') as 'GET',
      url: url.pathname + url.search,
      headers: Object.fromEntries(new Headers(init?.headers)),
      ...(init?.body ? { payload: Buffer.from(init.body as string) } : {}),
    });
    return new Response(new Uint8Array(answer.rawPayload), {
      status: answer.statusCode,
      headers: answer.headers as Record<string, string>,
    });
  };
  return {
    ...house,
    owner,
    fetch: send,
    async close() {
      await owner.end();
      await house.close();
    },
    async addSystem(name = 'Core banking') {
      const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const publicJwk = publicKey.export({ format: 'jwk' });
      const made = await house.ask<{ id: string; kid: string }>('bidv-steward', 'POST', '/api/agency/systems', {
        name,
        publicJwk,
      });
      const options = { baseUrl: kernel.config.origin, privateKey, fetch: send };
      return { system: made.body.id, kid: made.body.kid, options };
    },
  };
}

/** What a bank may ask for; `today` is the first day. */
export function sampleTerms(today: string, change: Partial<Terms> = {}): Terms {
  return {
    purposes: ['bank-customer-check'],
    fields: ['name', 'pin', 'birthDate', 'documents'],
    modes: ['verify'],
    quotaPerDay: 1000,
    hours: 'always',
    validFrom: today,
    validTo: `${Number(today.slice(0, 4)) + 2}${today.slice(4)}`,
    ...change,
  };
}

export const WHY = 'To know our customers when they open an account.';
