import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import type { FastifyInstance } from 'fastify';
import { load } from 'js-yaml';
import { type Authenticator, createKernel, createLog, type Kernel, newId, readConfig } from '#kernel';
import { openOffices } from '#rooms/offices';
import { cloneDatabase, country, stopTestServer } from '#test';
import { openPeople } from './index.ts';
import type { Identity } from './osiaForms.ts';
import { type BirthSample, sampleBirth } from './samples.ts';

interface Operation {
  operationId: string;
  responses: Record<string, { content?: Record<string, { schema: object }> }>;
}

/** The standard's own OpenAPI files, where they are at hand. */
const folder = new URL('../../../../shared/standards/osia/', import.meta.url);
const files = existsSync(folder) ? ['pr.yaml', 'uin.yaml'] : [];
const ajv = new Ajv({ strict: false, formats: { byte: true, int32: true, int64: true } });
(formats as unknown as (into: Ajv) => void)(ajv);

/** Every operation of the standard, with the address of its schemas; empty where its files are not at hand. */
export const standard = new Map<
  string,
  { method: Method; path: string; responses: Operation['responses']; address: string }
>();
for (const file of files) {
  const specification = load(readFileSync(new URL(file, folder), 'utf8')) as {
    paths: Record<string, Record<string, Operation>>;
  };
  ajv.addSchema(specification, file);
  for (const [path, methods] of Object.entries(specification.paths)) {
    for (const [method, { operationId, responses }] of Object.entries(methods)) {
      const address = `${file}#/paths/${encodeURI(path).replaceAll('/', '~1')}/${method}/responses`;
      standard.set(operationId, { method: method.toUpperCase() as Method, path, responses, address });
    }
  }
}

/** Compares an answer with what the standard declares for the operation: the status, and the body where one is declared. */
function compareWithStandard(operationId: string, status: number, body: unknown): void {
  if (standard.size === 0) return;
  const operation = standard.get(operationId);
  assert.ok(operation, `the standard has no operation ${operationId}`);
  const response = operation.responses[String(status)];
  assert.ok(response, `${operationId} declares no ${status}: ${JSON.stringify(body)}`);
  if (!response.content) return;
  const validate = ajv.compile({ $ref: `${operation.address}/${status}/content/application~1json/schema` });
  assert.ok(validate(body), `${operationId} ${status}: ${JSON.stringify(validate.errors)} in ${JSON.stringify(body)}`);
}

export const osiaScopes = [
  'pr.person.read',
  'pr.person.write',
  'pr.identity.read',
  'pr.identity.write',
  'pr.reference.read',
  'pr.reference.write',
  'uin.generate',
];
export const actScopes = ['people.read', 'people.act.birth', 'people.act.correct', 'people.act.death'];
export const mergeScopes = ['people.act.merge', 'people.approve'];
export const civil = { 'dancu-purpose': 'civil-status-act', 'dancu-legal-basis': 'civil-status-law-4' };

/** Stands in for the front door: a system, its id and scopes by header. */
const authenticate: Authenticator = ({ headers }) => {
  const scopes = String(headers['test-scopes'] ?? [...osiaScopes, ...actScopes].join(' ')).split(' ');
  const id = String(headers['test-caller'] ?? 'civil-status-system');
  return { kind: 'system', id, scopes: new Set(scopes), organisation: 'ministry-of-justice' };
};

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
type Headers = Record<string, string>;
interface OsiaAnswer<Body> {
  status: number;
  /** Code of our problem, which OSIA's error body has no member for. */
  problem: unknown;
  body: Body;
}

export interface OsiaHouse {
  kernel: Kernel;
  app: FastifyInstance;
  request<Body>(method: Method, url: string, body?: unknown, headers?: Headers): Promise<OsiaAnswer<Body>>;
  /** One OSIA operation; its answer is compared with the standard. */
  osia<Body = { code: number; message: string }>(
    operation: string,
    path: string,
    body?: unknown,
    headers?: Headers,
  ): Promise<OsiaAnswer<Body>>;
  status(operation: string, path: string, body?: unknown, headers?: Headers): Promise<number>;
  /** A person without a record, made through OSIA. */
  announce(physicalStatus?: 'ALIVE' | 'DEAD'): Promise<string>;
  born(given?: BirthSample): Promise<{ person: string; pin: string }>;
  identities(person: string, headers?: Headers): Promise<Identity[]>;
  close(): Promise<void>;
}

export const claim = (biographicData: object, more: object = {}) => ({
  identityType: 'census',
  status: 'CLAIMED',
  biographicData,
  ...more,
});

/** The register's room over a database of its own, and a client of its OSIA interfaces. */
export async function openOsiaHouse(): Promise<OsiaHouse> {
  const home = mkdtempSync(join(tmpdir(), 'dancu-osia-'));
  const database = await cloneDatabase();
  const { languages, timeZone } = country.facts;
  const config = readConfig({ DANCU_HOME: home, DANCU_SEAL_MILLISECONDS: '200' });
  const kernel = createKernel({
    config,
    urls: { app: database.url, owner: database.url },
    languages,
    timeZone,
    log: createLog('error'),
  });
  const offices = openOffices({ country, clock: kernel.clock, words: kernel.words });
  const app = await kernel.open([
    offices,
    openPeople(kernel, offices),
    { name: 'door', authenticators: [authenticate] },
  ]);

  async function request<Body>(
    method: Method,
    url: string,
    body?: unknown,
    headers: Headers = {},
  ): Promise<OsiaAnswer<Body>> {
    const payload = body === undefined ? {} : { payload: body as object };
    const answer = await app.inject({
      method,
      url,
      headers: { ...civil, 'accept-language': 'en', ...headers },
      ...payload,
    });
    return {
      status: answer.statusCode,
      problem: answer.headers['dancu-problem'],
      body: (answer.body === '' ? undefined : answer.json()) as Body,
    };
  }
  async function osia<Body>(
    operation: string,
    path: string,
    body?: unknown,
    headers?: Headers,
  ): Promise<OsiaAnswer<Body>> {
    const url = `/v1${path}${path.includes('?') ? '&' : '?'}transactionId=t-1`;
    const answer = await request<Body>(methodOf(operation), url, body, headers);
    compareWithStandard(operation, answer.status, answer.body);
    return answer;
  }
  return {
    kernel,
    app,
    request,
    osia,
    status: async (operation, path, body, headers) => (await osia(operation, path, body, headers)).status,
    async announce(physicalStatus = 'ALIVE') {
      const person = newId();
      assert.equal(
        (await osia('createPerson', `/persons/${person}`, { status: 'INACTIVE', physicalStatus })).status,
        201,
      );
      return person;
    },
    born: async (given) =>
      (await request<{ person: string; pin: string }>('POST', '/api/people/acts/birth', sampleBirth(given))).body,
    identities: async (person, headers) =>
      (await osia<Identity[]>('readIdentities', `/persons/${person}/identities`, undefined, headers)).body,
    async close() {
      await kernel.close();
      await database.drop();
      rmSync(home, { recursive: true, force: true });
      await stopTestServer();
    },
  };
}

function methodOf(operation: string): Method {
  if (operation === 'partialUpdateIdentity') return 'PATCH';
  if (/^(find|create|merge|move|generate)/.test(operation)) return 'POST';
  if (operation.startsWith('read')) return 'GET';
  return operation.startsWith('delete') ? 'DELETE' : 'PUT';
}
