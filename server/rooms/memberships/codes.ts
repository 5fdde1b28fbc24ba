import { createPublicKey } from 'node:crypto';
import type { KeyStore } from '#kernel';
import { makePrintedCode, readPrintedCode } from '#libs/emrtd';

/** Keys of their own: no member card's code is ever taken for an identity card's. */
const KEYS = 'member-card';

export interface Coded {
  readonly number: string;
  readonly name: string;
  /** YYYY-MM-DD. */
  readonly birthDate: string;
  readonly issuer: string;
  readonly issued: Date;
  /** The day after the last on which it holds. */
  readonly expires: Date;
}

/** @returns the text of a QR code @throws {EmrtdError} code-too-long */
export function signCode(
  keys: Pick<KeyStore, 'current'>,
  { number, name, birthDate, issuer, issued, expires }: Coded,
): string {
  const key = keys.current(KEYS);
  return makePrintedCode(
    { issuer, issued, expires, identity: { id: number, name, birthDate } },
    { keyId: new Uint8Array(Buffer.from(key.kid)), sign: (data) => new Uint8Array(key.sign(Buffer.from(data))) },
  );
}

/** @throws {EmrtdError} code-malformed, code-untrusted, code-expired, algorithm-unsupported */
export function openCode(keys: Pick<KeyStore, 'all'>, code: string, at: Date): { number: string; name: string } {
  const find = (keyId: Uint8Array) => {
    const kid = Buffer.from(keyId).toString();
    const key = keys.all(KEYS).find((one) => one.kid === kid);
    return key && createPublicKey({ key: key.publicJwk, format: 'jwk' });
  };
  const { id, name } = readPrintedCode(code, find, at).identity;
  return { number: id, name };
}
