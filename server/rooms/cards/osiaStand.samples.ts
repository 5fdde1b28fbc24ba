import assert from 'node:assert/strict';
import { generateKeyPairSync, type JsonWebKey } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { load } from 'js-yaml';
import { createContext } from '#kernel';
import type { TestHouse } from '#test';
import { type Method, type SentFile, signQuestion } from '../exchange/stand.samples.ts';
import { forCard } from './stand.samples.ts';

interface Operation {
  operationId: string;
  responses: Record<string, { content?: Record<string, object> }>;
}

export interface OsiaSystem {
  readonly privateKey: JsonWebKey;
  readonly kid: string;
}

export interface OsiaAnswer<Body> {
  status: number;
  because: unknown;
  body: Body;
  bytes: Buffer;
  headers: Record<string, unknown>;
}

/** Compares answers with what the standard's own file declares, where it is at hand. @param file `cms.yaml` */
function openStandard(file: string) {
  const at = new URL(`../../../../shared/standards/osia/${file}`, import.meta.url);
  const standard = existsSync(at)
    ? (load(readFileSync(at, 'utf8')) as { paths: Record<string, Record<string, Operation>> })
    : undefined;
  const ajv = new Ajv({ strict: false, formats: { byte: true, binary: true, int32: true, int64: true } });
  (formats as unknown as (into: Ajv) => void)(ajv);
  if (standard) ajv.addSchema(standard, file);
  return (operation: string, status: number, body: unknown): void => {
    for (const [path, methods] of Object.entries(standard?.paths ?? {}))
      for (const [method, { operationId, responses }] of Object.entries(methods)) {
        if (operationId !== operation) continue;
        const response = responses[String(status)];
        assert.ok(response, `${operation} declares no ${status}: ${JSON.stringify(body)}`);
        if (!response.content?.['application/json']) return;
        const address = `${file}#/paths/${encodeURI(path).replaceAll('/', '~1')}/${method}/responses/${status}`;
        const validate = ajv.compile({ $ref: `${address}/content/application~1json/schema` });
        assert.ok(
          validate(body),
          `${operation} ${status}: ${JSON.stringify(validate.errors)} in ${JSON.stringify(body)}`,
        );
        return;
      }
    assert.equal(standard, undefined, `the standard has no operation ${operation}`);
  };
}

/** A system of an organisation, with a key of its own. */
export async function connectSystem(
  house: TestHouse,
  scopes: readonly string[],
  organisation = 'ministry-of-public-security',
): Promise<OsiaSystem> {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const steward = { kind: 'official' as const, id: 'steward', scopes: new Set(['exchange.manage']) };
  const context = createContext(house.kernel.clock, { ...steward, organisation }, { language: 'en' });
  const { kid } = await house.exchange.createSystem(context, {
    ...{ organisation, name: 'card issuance', stage: 'production', scopes: [...scopes] },
    publicJwk: { ...pair.publicKey.export({ format: 'jwk' }) },
  });
  return { privateKey: pair.privateKey.export({ format: 'jwk' }), kid };
}

/** One operation of an interface, signed; its answer is held against the standard. */
export function openOsiaClient(house: () => TestHouse, file: string, system: () => OsiaSystem) {
  const compareWithStandard = openStandard(file);
  return async function osia<Body = unknown>(
    operation: string,
    [method, path]: readonly [Method, string],
    content?: unknown,
    { as = system(), sent, query = '' }: { as?: OsiaSystem; sent?: SentFile; query?: string } = {},
  ): Promise<OsiaAnswer<Body>> {
    const asked = { method, path: `/v1${path}?transactionId=t-1${query}`, headers: forCard, content };
    const signed = signQuestion({ origin: house().kernel.config.origin }, as, sent ? { ...asked, file: sent } : asked);
    const answer = await house().app.inject({
      method: method as 'GET',
      url: asked.path,
      headers: signed.headers,
      ...(signed.body === null ? {} : { payload: signed.body }),
    });
    const isJson = String(answer.headers['content-type']).includes('json');
    const body = isJson && answer.body !== '' ? answer.json() : undefined;
    compareWithStandard(operation, answer.statusCode, body);
    const because = answer.headers['dancu-problem'];
    return {
      status: answer.statusCode,
      because,
      body: body as Body,
      bytes: answer.rawPayload,
      headers: answer.headers,
    };
  };
}
