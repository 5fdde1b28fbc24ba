import type { JsonWebKey, KeyObject } from 'node:crypto';
import { createSigner } from '#libs/httpsig';
import { computeThumbprint, publicHalf, readPrivateKey } from './key.ts';
import type { Line } from './send.ts';
import { followServerKeys, type JsonWebKeySet, pinServerKeys } from './server-keys.ts';

export interface ClientOptions {
  /** Where the platform answers, such as `https://exchange.example`; plain http on the own machine only. */
  readonly baseUrl: string;
  /** The agency's key on P-256 or Ed25519: a KeyObject, a JSON Web Key or PEM text. */
  readonly privateKey: KeyObject | JsonWebKey | string;
  /** The name under which the platform knows the key; its RFC 7638 thumbprint when absent. */
  readonly keyId?: string;
  /** The platform's keys, held by the agency itself; read from `{baseUrl}/.well-known/jwks.json` when absent. */
  readonly serverKeys?: JsonWebKeySet;
  /** Stated for every question that names no purpose of its own. */
  readonly purpose?: string;
  readonly fetch?: typeof globalThis.fetch;
  /** Repeats after a lost connection or a 503; 3 when absent. */
  readonly retries?: number;
  /** For one attempt; 10,000 when absent. */
  readonly timeoutMs?: number;
}

/** What every request of one system to one platform has in common. @throws TypeError for an address that is none */
export function openLine(options: ClientOptions): { baseUrl: string; line: Line } {
  const baseUrl = checkBaseUrl(options.baseUrl);
  const privateKey = readPrivateKey(options.privateKey);
  const fetch = options.fetch ?? globalThis.fetch;
  const line: Line = {
    keyId: options.keyId ?? computeThumbprint(publicHalf(privateKey)),
    signer: createSigner(privateKey),
    findServerKey: options.serverKeys
      ? pinServerKeys(options.serverKeys)
      : followServerKeys(`${baseUrl}/.well-known/jwks.json`, fetch),
    fetch,
    retries: options.retries ?? 3,
    timeoutMs: options.timeoutMs ?? 10_000,
  };
  return { baseUrl, line };
}

function checkBaseUrl(text: string): string {
  const url = new URL(text);
  const ownMachine = ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && ownMachine)) {
    throw new TypeError('the base URL begins with https: personal data does not travel in the open');
  }
  if (url.username || url.password || url.search || url.hash)
    throw new TypeError('the base URL is origin and path only');
  return url.href.replace(/\/$/, '');
}
