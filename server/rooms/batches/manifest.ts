import type { KeyStore } from '#kernel';

/** What a result is, for whoever holds the file: signed, and bound to the file by its digest. */
export interface Manifest {
  readonly batch: string;
  readonly organisation: string;
  /** `simulation`: of persons who do not exist. */
  readonly stage: string;
  readonly agreement: string;
  readonly purpose: string;
  readonly legalBasis: string;
  readonly fields: readonly string[];
  /** SHA-256 of the file that was sent, hex. */
  readonly asked: string;
  readonly result: { readonly sha256: string; readonly bytes: number; readonly format: string };
  readonly findings?: {
    readonly sha256: string;
    readonly bytes: number;
    readonly rows: number;
    readonly lockFrom: string;
  };
  readonly rows: number;
  readonly verdicts: Readonly<Record<string, number>>;
  /** When the state of the register was taken that all rows were answered from. */
  readonly registerAt: string;
  /** Lines of the journal. */
  readonly journal: readonly string[];
  readonly iat: number;
}

/** A compact JWS (RFC 7515) by the key that signs answers; its public half is in `/.well-known/jwks.json`. */
export async function signManifest(keys: KeyStore, manifest: Manifest): Promise<string> {
  const key = keys.current('exchange-answer');
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const header = encode({
    alg: key.algorithm === 'ES256' ? 'ES256' : 'EdDSA',
    kid: key.kid,
    typ: 'dancu-batch+jws',
  });
  const signed = `${header}.${encode(manifest)}`;
  return `${signed}.${(await key.signLater(Buffer.from(signed))).toString('base64url')}`;
}
