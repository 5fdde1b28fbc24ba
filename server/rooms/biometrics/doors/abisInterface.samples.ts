import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { load } from 'js-yaml';
import { stated } from './stand.samples.ts';

interface Operation {
  operationId: string;
  requestBody?: object;
  parameters?: { name: string; in: string; required?: boolean; schema: object }[];
  responses: Record<string, { content?: Record<string, { schema: object }> }>;
  callbacks?: Record<string, Record<string, { post: Operation }>>;
}

/** The standard's own OpenAPI file, where it is at hand. */
const file = new URL('../../../../../shared/standards/osia/abis.yaml', import.meta.url);
const ajv = new Ajv({ strict: false, formats: { byte: true, int32: true, int64: true, float: true } });
(formats as unknown as (into: Ajv) => void)(ajv);

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
/** Operations of OSIA ABIS 1.6 by name; empty where the file is not at hand. */
export const standard = new Map<string, { method: Method; path: string; operation: Operation; address: string }>();
if (existsSync(file)) {
  const specification = load(readFileSync(file, 'utf8')) as { paths: Record<string, Record<string, Operation>> };
  // `encounterId` is required and read-only: in requests it may be absent (OpenAPI 3.0, readOnly).
  ajv.addSchema(specification, 'abis.yaml');
  for (const [path, methods] of Object.entries(specification.paths))
    for (const [method, operation] of Object.entries(methods)) {
      const address = `abis.yaml#/paths/${encodeURI(path).replaceAll('/', '~1')}/${method}`;
      standard.set(operation.operationId, { method: method.toUpperCase() as Method, path, operation, address });
    }
}

function compare(address: string, body: unknown, what: string): void {
  const validate = ajv.compile({ $ref: address });
  assert.ok(validate(body), `${what}: ${JSON.stringify(validate.errors)} in ${JSON.stringify(body)}`);
}

export interface Asked<Body> {
  status: number;
  body: Body;
  /** As it came: a list of names may be no JSON. */
  text: string;
  headers: Headers;
}

/** Calls an operation by its name; request and answer are compared with what the standard declares for it. */
export async function callOsia<Body = { code: number; message: string }>(
  origin: string,
  name: string,
  {
    path,
    query = {},
    body,
    headers = {},
  }: { path?: Record<string, string>; query?: object; body?: unknown; headers?: Record<string, string> } = {},
): Promise<Asked<Body>> {
  const declared = standard.get(name);
  assert.ok(declared, `the standard has no operation ${name}`);
  const { method, operation, address } = declared;
  const asked = { transactionId: 't-1', ...query } as Record<string, string>;
  const url = declared.path.replaceAll(/\{(\w+)\}/g, (_, part: string) => encodeURIComponent(path?.[part] ?? part));
  const answer = await fetch(`${origin}/abis${url}?${new URLSearchParams(asked)}`, {
    method,
    headers: { ...stated, ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  const json = (answer.headers.get('content-type') ?? '').includes('json');
  const told = (json && text !== '' ? JSON.parse(text) : undefined) as Body;
  if (answer.status === 200 && operation.requestBody && typeof body === 'object')
    compare(`${address}/requestBody/content/application~1json/schema`, withId(body), `${name} request`);
  const response = operation.responses[String(answer.status)];
  const ours = [401, 413, 429].includes(answer.status);
  assert.ok(response || ours, `${name} declares no ${answer.status}: ${text}`);
  if (response?.content && json)
    compare(`${address}/responses/${answer.status}/content/application~1json/schema`, told, `${name} ${answer.status}`);
  return { status: answer.status, body: told, text, headers: answer.headers };
}

/** What a client of ours sends, compared with what the standard declares. */
export function checkRequest(name: string, path: string, body: unknown): void {
  const { address, operation } = standard.get(name)!;
  const given = new URL(path, 'http://localhost').searchParams;
  const known = (operation.parameters ?? []).filter((one) => one.in === 'query');
  for (const { name: asked, required } of known) if (required) assert.ok(given.has(asked), `${name} needs ${asked}`);
  for (const asked of given.keys())
    assert.ok(
      known.some((one) => one.name === asked),
      `${name} knows no ${asked}`,
    );
  if (body !== undefined)
    compare(`${address}/requestBody/content/application~1json/schema`, withId(body as object), name);
}

/** OpenAPI leaves a read-only member out of requests, JSON Schema does not know that. */
function withId(body: object | null): unknown {
  return body && 'encounterType' in body ? { encounterId: 'as answered', ...body } : body;
}

/** What a callback is sent, compared with what the standard declares. */
export function checkCallback(name: string, type: string, body: unknown): void {
  const declared = standard.get(name)!;
  const [callback] = Object.keys(declared.operation.callbacks ?? {});
  assert.ok(callback, `${name} has no callback`);
  const media = type.replaceAll('/', '~1');
  const place = encodeURIComponent(Object.keys(declared.operation.callbacks![callback]!)[0]!);
  compare(
    `${declared.address}/callbacks/${callback}/${place}/post/requestBody/content/${media}/schema`,
    body,
    `${name} callback`,
  );
}
