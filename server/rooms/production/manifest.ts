import { createHash, createPublicKey, type JsonWebKey, verify } from 'node:crypto';
import { type KeyStore, newId } from '#kernel';
import type { Prepared } from '#rooms/cards';
import type { Order } from './machine.ts';

/** What a job is made of, without a value of anybody: who has it can prove what was made, and make nothing of it. */
export interface Manifest {
  readonly version: 1;
  readonly job: string;
  readonly batch: string;
  readonly machine: string;
  readonly madeAt: string;
  readonly orders: readonly {
    readonly serial: string;
    readonly item: string;
    readonly template: string;
    /** SHA-256 by name: `chip/DG1`, `image/portrait`, `fields`. */
    readonly hashes: Readonly<Record<string, string>>;
  }[];
}

const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');
const encode = (text: string) => Buffer.from(text).toString('base64url');

/** Hashes of everything that a machine writes. */
export function hashesOf({ chip, images, fields }: Prepared): Record<string, string> {
  const texts = Object.entries(fields).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return {
    ...Object.fromEntries(Object.entries(chip?.files ?? {}).map(([name, bytes]) => [`chip/${name}`, sha256(bytes)])),
    ...Object.fromEntries(Object.entries(images).map(([name, bytes]) => [`image/${name}`, sha256(bytes)])),
    fields: sha256(JSON.stringify(texts)),
  };
}

/** @returns the job's id, and its manifest as a compact JWS */
export function signManifest(
  keys: Pick<KeyStore, 'current'>,
  { batch, machine, madeAt }: Pick<Manifest, 'batch' | 'machine' | 'madeAt'>,
  orders: readonly Order[],
): { job: string; manifest: string } {
  const job = newId();
  const key = keys.current('job-manifest');
  const content: Manifest = {
    ...{ version: 1, job, batch, machine, madeAt },
    orders: orders.map(({ serial, prepared }) => ({
      ...{ serial, item: prepared.item, template: prepared.template, hashes: hashesOf(prepared) },
    })),
  };
  const header = { alg: key.algorithm, kid: key.kid, typ: 'dancu-job+jws' };
  const signed = `${encode(JSON.stringify(header))}.${encode(JSON.stringify(content))}`;
  return { job, manifest: `${signed}.${key.sign(Buffer.from(signed)).toString('base64url')}` };
}

/**
 * Opens a manifest.
 *
 * @param findKey public keys of `job-manifest`, by kid
 * @throws Error where nobody of them signed it
 */
export function readManifest(jws: string, findKey: (kid: string) => JsonWebKey | undefined): Manifest {
  const [header = '', payload = '', signature = ''] = jws.split('.');
  const parse = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as unknown;
  const { alg, kid, typ } = parse(header) as Record<string, unknown>;
  const jwk = typeof kid === 'string' ? findKey(kid) : undefined;
  if (!jwk || alg !== 'ES256' || typ !== 'dancu-job+jws') throw new Error('the manifest is signed by nobody known');
  const key = { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' as const };
  if (!verify('sha256', Buffer.from(`${header}.${payload}`), key, Buffer.from(signature, 'base64url')))
    throw new Error('the manifest is not what was signed');
  const manifest = parse(payload) as Manifest;
  if (manifest.version !== 1) throw new Error('a manifest of this version is not known');
  return manifest;
}

/** @throws Error where an order is not what the manifest lists */
export function requireListed({ orders: listed }: Manifest, orders: readonly Order[]): void {
  if (listed.length !== orders.length) throw new Error('the manifest lists another number of orders');
  for (const [at, { serial, prepared }] of orders.entries()) {
    const one = listed[at]!;
    const hashes = hashesOf(prepared);
    const isSame =
      one.serial === serial &&
      one.item === prepared.item &&
      one.template === prepared.template &&
      Object.keys(one.hashes).length === Object.keys(hashes).length &&
      Object.entries(hashes).every(([name, hash]) => one.hashes[name] === hash);
    if (!isSame) throw new Error(`order ${serial} is not what the manifest lists`);
  }
}
