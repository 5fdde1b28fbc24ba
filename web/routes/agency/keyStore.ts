import { computeThumbprint, type PublicJwk } from './sign.ts';

/** A key that this browser keeps for a system. Nobody can read the private half out of it, not even this page. */
export interface KeptKey {
  kid: string;
  privateKey: CryptoKey;
  publicJwk: PublicJwk;
  /** ISO 8601. */
  madeAt: string;
}

export interface MadeKey extends KeptKey {
  /** The private half as JSON, for a server, if it was asked for before the key was made. */
  file?: string;
}

const DATABASE = 'dancu-agency';
const STORE = 'keys';
const ES256 = { name: 'ECDSA', namedCurve: 'P-256' } as const;

/**
 * Makes a key on P-256. What is kept cannot be extracted; a copy for a server exists only if it is asked for now.
 * @param withFile whether a server is to have the private half too
 */
export async function makeKey(withFile: boolean): Promise<MadeKey> {
  const pair = await crypto.subtle.generateKey(ES256, withFile, ['sign', 'verify']);
  const { kty = '', crv = '', x = '', y = '' } = await crypto.subtle.exportKey('jwk', pair.publicKey);
  const publicJwk: PublicJwk = { kty, crv, x, y };
  const kid = await computeThumbprint(publicJwk);
  const made = { kid, publicJwk, madeAt: new Date().toISOString() };
  if (!withFile) return { ...made, privateKey: pair.privateKey };
  const { d = '' } = await crypto.subtle.exportKey('jwk', pair.privateKey);
  const secret = { ...publicJwk, d };
  const privateKey = await crypto.subtle.importKey('jwk', secret, ES256, false, ['sign']);
  return { ...made, privateKey, file: `${JSON.stringify({ ...secret, kid, alg: 'ES256', use: 'sig' }, null, 2)}\n` };
}

export async function keepKey({ kid, privateKey, publicJwk, madeAt }: KeptKey): Promise<void> {
  const kept: KeptKey = { kid, privateKey, publicJwk, madeAt };
  await run('readwrite', (store) => store.put(kept));
}

export function readKeys(): Promise<KeptKey[]> {
  return run('readonly', (store) => store.getAll() as IDBRequest<KeptKey[]>);
}

export async function forgetKey(kid: string): Promise<void> {
  await run('readwrite', (store) => store.delete(kid));
}

async function run<Result>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result> {
  const database = await open();
  try {
    return await settle(work(database.transaction(STORE, mode).objectStore(STORE)));
  } finally {
    database.close();
  }
}

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'kid' });
  return settle(request);
}

function settle<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
