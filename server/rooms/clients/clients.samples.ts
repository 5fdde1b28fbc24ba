import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Authenticator, createKernel, createLog, readConfig } from '#kernel';
import { openOffices, readCountry } from '#rooms/offices';
import { cloneDatabase } from '#test';
import { ASKED } from './checks.ts';
import { openClients } from './index.ts';
import type { ServiceGiven } from './model.ts';
import { addUse } from './use.ts';

export const ENGINEER = 'engineer@ministry-of-health';

/** The parts of answers that the tests look at. */
export interface Body {
  code?: string;
  pointer?: string;
  client: string;
  state: string;
  realm: string;
  version: number;
  secret?: string;
  refusal?: string;
  missing?: string[];
  newestVersion: number;
  services: { client: string; submitted: boolean }[];
  inForce: ServiceGiven;
  proposed?: { version: number };
  keys: { kid: string; algorithm: string }[];
  checks: { item: string; kind: string; state: string }[];
  versions: { version: number; changed: string[] }[];
  signIns: number;
  days: { signIns: number; refusals: number }[];
}

/** Callers by a header: `engineer@bidv`, `inspector`. No server outside tests has such a room. */
const authenticator: Authenticator = (request) => {
  const [id, organisation] = String(request.headers['x-caller'] ?? '').split('@');
  if (!id) return undefined;
  const inspects = id.includes('inspector');
  const scopes = new Set([...(inspects ? ['services.inspect'] : []), ...(organisation ? ['services.manage'] : [])]);
  return { kind: 'official', id, ...(organisation ? { organisation } : {}), scopes };
};

/** The room alone over a database of its own, with callers whom tests name. @param demonstration whether it is a simulation */
export async function openRoom(demonstration = true) {
  const home = mkdtempSync(join(tmpdir(), 'dancu-services-'));
  const { url, drop } = await cloneDatabase();
  const config = readConfig({
    DANCU_HOME: home,
    DANCU_LOG_LEVEL: 'silent',
    DANCU_DEMONSTRATION: demonstration ? '1' : '0',
  });
  const country = readCountry(config.country);
  const { languages, timeZone } = country.facts;
  const made = createKernel({ config, urls: { app: url, owner: url }, languages, timeZone, log: createLog('silent') });
  const offices = openOffices({ country, clock: made.clock, words: made.words });
  const door = openClients(made, offices);
  const server = await made.open([door, { name: 'callers', authenticators: [authenticator] }]);
  return {
    kernel: made,
    services: door,
    app: server,
    async close() {
      await made.close();
      await drop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

export const newKey = (kid?: string) => ({
  ...generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' }),
  ...(kid ? { kid } : {}),
});

export function sample(
  change: Partial<ServiceGiven> = {},
  metadata: Partial<ServiceGiven['metadata']> = {},
): ServiceGiven {
  return {
    name: { vi: 'Cổng thử', en: 'Sample portal', fr: 'Portail d’essai' },
    purpose: 'public-service-login',
    legalBasis: 'public-service-decree',
    fields: [{ field: 'name', required: true }],
    assurance: 'substantial',
    profile: 'fapi2',
    actsFor: [],
    ...change,
    metadata: {
      redirect_uris: ['https://portal.example.gov.vn/back'],
      grant_types: ['authorization_code'],
      token_endpoint_auth_method: 'private_key_jwt',
      jwks: { keys: [newKey()] },
      backchannel_logout_uri: 'https://portal.example.gov.vn/logout',
      ...metadata,
    },
  };
}

/** What engineers and inspectors do again and again. */
export function serviceSteps(stand: () => Awaited<ReturnType<typeof openRoom>>) {
  async function call(caller: string, method: 'GET' | 'POST' | 'PUT', path: string, payload?: object) {
    const answer = await stand().app.inject({
      method,
      url: `/api/services${path}`,
      headers: { 'x-caller': caller, 'accept-language': 'en' },
      ...(payload ? { payload } : {}),
    });
    return { status: answer.statusCode, body: (answer.body === '' ? {} : answer.json()) as Body };
  }

  const register = async (given = sample()) => {
    const { status, body } = await call(ENGINEER, 'POST', '', given);
    assert.equal(status, 201, JSON.stringify(body));
    return body.client;
  };
  const use = (client: string, ...events: ('pushed' | 'sign-in' | 'sign-out' | 'replay-refused' | 'refused')[]) =>
    Promise.all(
      events.map((event) =>
        addUse(stand().kernel.database.pool, {
          client,
          realm: 'simulation',
          day: stand().kernel.clock.today(),
          event,
          count: 1,
        }),
      ),
    );
  async function complete(client: string) {
    await use(client, 'pushed', 'sign-in', 'sign-out', 'replay-refused');
    for (const item of ASKED) {
      const { status } = await call(ENGINEER, 'POST', `/${client}/check`, {
        item,
        evidence: 'Report 12/2026, annexed',
      });
      assert.equal(status, 204);
    }
  }
  async function intoProduction(given = sample()) {
    const client = await register(given);
    await complete(client);
    assert.equal((await call(ENGINEER, 'POST', `/${client}/submit`)).body.state, 'checking');
    const { body } = await call('inspector', 'POST', `/${client}/approve`, { version: 1 });
    assert.equal(body.state, 'production', JSON.stringify(body));
    return client;
  }
  return { call, register, use, complete, intoProduction };
}
