import { createPublicKey, type KeyObject } from 'node:crypto';
import { ExternalSigningKey } from 'oidc-provider';
import type { KeyStore, SigningKey } from '#kernel';

/** A key of the key store as the provider takes it: the private half stays where it is. */
class HeldKey extends ExternalSigningKey {
  readonly #key: SigningKey;
  readonly #public: KeyObject;

  constructor(key: SigningKey) {
    super();
    this.#key = key;
    this.#public = createPublicKey({ key: key.publicJwk, format: 'jwk' });
  }
  override get kid(): string {
    return this.#key.kid;
  }
  // The library writes a thumbprint of its own here where there is none; ours is the same one.
  override set kid(_value: string) {}
  override get alg(): string {
    return this.#key.algorithm;
  }
  override keyObject(): KeyObject {
    return this.#public;
  }
  override sign(data: Uint8Array): Promise<Uint8Array> {
    return this.#key.signLater(data);
  }
}

/** Tokens are signed by the first; the others verify what they signed before. */
export function tokenKeys(keys: KeyStore): HeldKey[] {
  keys.current('token');
  return keys.all('token').map((key) => new HeldKey(key));
}

/** Changes with every key that comes: the provider is then built anew over the same database. */
export function keysInUse(keys: KeyStore): string {
  return [...keys.all('token'), ...keys.all('session')].map(({ kid }) => kid).join(' ');
}
