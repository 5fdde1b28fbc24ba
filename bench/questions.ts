import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { createSigner, makeContentDigest, signMessage } from '#libs/httpsig';
import type { BenchSystem } from './system.ts';
import type { TokenHolder } from './tokens.ts';

/** A person to ask about, as the register has it. */
export interface Sampled {
  pin: string;
  name: string;
  birth: string;
}

/** At most so many living persons, from all over the register. */
export async function samplePersons(owner: pg.Client, most: number): Promise<Sampled[]> {
  const { rows: sizes } = await owner.query<{ persons: string }>('SELECT count(*)::text AS persons FROM people.person');
  const part = Math.min(100, (4_000_000 / Number(sizes[0]!.persons)) * 2);
  const { rows } = await owner.query<Sampled>(
    `SELECT i.value AS pin, p.record->>'name' AS name, p.record->>'birthDate' AS birth
     FROM people.identifier i TABLESAMPLE SYSTEM (${part}) JOIN people.person p USING (person)
     WHERE i.kind = 'pin' AND i.status = 'active' AND p.life = 'a' LIMIT $1`,
    [most],
  );
  return rows;
}

const components = ['@method', '@target-uri', 'content-digest', 'content-type', 'dancu-purpose', 'dancu-legal-basis'];

/** A verification as its bytes travel, signed by the system. */
export function signQuestion(origin: string, { privateKey, kid, ...reasons }: BenchSystem, one: Sampled): Buffer {
  const { path, headers, body } = describeQuestion(one, reasons);
  headers['content-digest'] = makeContentDigest(body, 'sha-256');
  const created = Math.floor(Date.now() / 1000);
  const params = {
    created,
    expires: created + 55,
    nonce: randomBytes(16).toString('base64url'),
    keyid: kid,
    alg: 'ecdsa-p256-sha256' as const,
    tag: 'dancu-exchange',
  };
  const signed = signMessage(
    { method: 'POST', targetUri: origin + path, headers, body },
    { label: 'sig1', components, params, sign: createSigner(privateKey).sign },
  );
  return formatRequest(origin, path, { ...headers, ...signed }, body);
}

/** The same with a token and its proof. */
export function proveQuestion(origin: string, system: BenchSystem, holder: TokenHolder, one: Sampled): Buffer {
  const { path, headers, body } = describeQuestion(one, system);
  return formatRequest(origin, path, { ...headers, ...holder.headersFor('POST', origin + path) }, body);
}

function describeQuestion(one: Sampled, { purpose, legalBasis }: Pick<BenchSystem, 'purpose' | 'legalBasis'>) {
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'dancu-purpose': purpose,
    'dancu-legal-basis': legalBasis,
  };
  const body = Buffer.from(JSON.stringify({ biographicData: { name: one.name, birthDate: one.birth } }));
  return { path: `/v1/verify/${one.pin}?transactionId=${randomBytes(8).toString('hex')}`, headers, body };
}

function formatRequest(origin: string, path: string, headers: Readonly<Record<string, string>>, body: Buffer): Buffer {
  const lines = Object.entries({
    host: new URL(origin).host,
    ...headers,
    'content-length': String(body.length),
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`POST ${path} HTTP/1.1\r\n${lines.join('')}\r\n`), body]);
}
