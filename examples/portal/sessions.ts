import { createHash, randomBytes } from 'node:crypto';

/** Whom the person acts for, as the login says. */
export type ActingFor =
  | { kind: 'organisation'; name: string; tax_code: string; organisation: string; scopes?: string[] }
  | { kind: 'person'; name: string; sub: string; basis: string; scopes?: string[] };

export type Assurance = 'low' | 'substantial' | 'high';

/** Somebody who is signed in here. No number, no password: a name for this ministry alone, and what it may know. */
export interface Session {
  readonly sub: string;
  /** The login's session, by which its logout finds this one. */
  readonly sid: string | undefined;
  readonly idToken: string;
  readonly name: string;
  readonly birthDate: string | undefined;
  readonly assurance: Assurance;
  readonly actingFor: ActingFor | undefined;
  readonly endsAt: number;
}

/** A sign-in on its way to the login and back. */
export interface Attempt {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly wanted: Assurance | undefined;
  readonly to: string;
  readonly endsAt: number;
}

const hash = (secret: string) => createHash('sha256').update(secret).digest('base64url');

/** Values behind random names, each until its end; the name itself is not kept. */
export class Keep<Value extends { readonly endsAt: number }> {
  readonly #held = new Map<string, Value>();
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  add(value: Value): string {
    for (const [key, { endsAt }] of this.#held) {
      if (endsAt >= Date.now() && this.#held.size < this.#most) break;
      this.#held.delete(key);
    }
    const secret = randomBytes(32).toString('base64url');
    this.#held.set(hash(secret), value);
    return secret;
  }

  find(secret: string | undefined): Value | undefined {
    const value = secret === undefined ? undefined : this.#held.get(hash(secret));
    return value && value.endsAt > Date.now() ? value : undefined;
  }

  take(secret: string | undefined): Value | undefined {
    const value = this.find(secret);
    if (secret !== undefined) this.#held.delete(hash(secret));
    return value;
  }

  /** @returns how many were removed */
  removeWhere(fits: (value: Value) => boolean): number {
    let removed = 0;
    for (const [key, value] of this.#held) if (fits(value) && this.#held.delete(key)) removed += 1;
    return removed;
  }
}
