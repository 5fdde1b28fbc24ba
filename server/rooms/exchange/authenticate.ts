import { hash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Problem } from '#kernel';
import {
  checkSignatureLater,
  type HttpRequest,
  HttpSigError,
  type HttpSigErrorCode,
  type PreparedVerification,
  prepareVerification,
  type VerificationPolicy,
} from '#libs/httpsig';
import type { SignatureChecks } from './checking.ts';
import type { AgencyKey, Directory } from './directory.ts';
import { problems } from './problems.ts';

/** A message, what of it was signed, and the signature. */
export interface SignedMessage {
  readonly message: HttpRequest;
  readonly base: string;
  readonly signature: Buffer;
}

/** A request that was proved by a key that may ask. Its nonce is not claimed yet. */
export interface Signed {
  readonly key: AgencyKey;
  /** Absent for a question with a token: not all of it is signed. */
  readonly evidence?: SignedMessage;
  /** Of a question with a token: its DPoP proof. */
  readonly proof?: string;
  /** SHA-256 of the signature base or of the token's proof, base64url: names the request in the journal. */
  readonly digest: string;
  /** Minute in which it was made, and 16 bytes over key and nonce as a UUID. */
  readonly minute: number;
  readonly nonce: string;
}

/** Minutes for which nonces are kept: longer than a signature can be young. */
export const NONCE_MINUTES = 3;

/** A signature lives 60 s: 55 of its own and 5 by which two clocks may differ, either way. */
const policy: VerificationPolicy = {
  label: 'sig1',
  tag: 'dancu-exchange',
  required: ['@method', '@target-uri'],
  // A header that the signature left out could be somebody else's: another purpose, another case.
  coverIfPresent: [
    'content-type',
    'dancu-purpose',
    'dancu-legal-basis',
    'dancu-case',
    'dancu-officer',
    'idempotency-key',
  ],
  requireNonce: true,
  maxAgeSeconds: 55,
  maxSkewSeconds: 5,
};

/** The request as it was signed. The URI is our own origin, never the Host header: a signature for another server is none for us. */
export function readMessage(request: FastifyRequest, origin: string): HttpRequest {
  return {
    method: request.method,
    targetUri: `${origin}${request.raw.url}`,
    headers: request.headers,
    body: request.rawBody ?? null,
  };
}

/**
 * Finds out who signed: cheap checks first (form, time, coverage, digest of the body), then the key, then the signature.
 * @param again looks whether the key was registered elsewhere since
 * @throws Problem exchange/signature-…, key-unknown, key-revoked, digest-mismatch, algorithm-not-allowed
 */
export async function authenticate(
  message: HttpRequest,
  directory: Directory,
  again: () => Promise<Directory>,
  checks: SignatureChecks,
): Promise<Signed> {
  const prepared = refuseKindly(() => prepareVerification(message, policy, Math.floor(Date.now() / 1000)));
  const key = directory.keys.get(prepared.keyid) ?? (await again()).keys.get(prepared.keyid);
  if (!key) throw problems['key-unknown']({ values: { key: printable(prepared.keyid) } });
  if (key.revoked) throw problems['key-revoked']({ values: { key: key.kid } });
  if (key.expiresAt <= Date.now()) throw problems['key-expired']({ values: { key: key.kid } });
  const verify = (base: string, signature: Buffer) => checks.check(key, base, signature);
  await checkSignatureLater(prepared, { alg: key.verifier.alg, verify }).catch(rethrowKindly);
  return { key, ...describe(message, prepared) };
}

function describe(message: HttpRequest, prepared: PreparedVerification): Omit<Signed, 'key'> {
  const { base, signature, created, keyid, nonce } = prepared;
  return {
    evidence: { message, base, signature },
    digest: hash('sha256', base, 'base64url'),
    minute: Math.floor(created / 60),
    nonce: nameNonce(keyid, nonce!),
  };
}

/** What may come once, as 16 bytes of a hash in a UUID's form. */
export function nameNonce(...parts: readonly string[]): string {
  const name = hash('sha256', parts.join('\n'), 'hex');
  return `${name.slice(0, 8)}-${name.slice(8, 12)}-${name.slice(12, 16)}-${name.slice(16, 20)}-${name.slice(20, 32)}`;
}

const codes: Readonly<Record<HttpSigErrorCode, keyof typeof problems>> = {
  'signature-missing': 'signature-missing',
  'signature-wrong': 'signature-wrong',
  'alg-not-allowed': 'algorithm-not-allowed',
  'key-unknown': 'key-unknown',
  'created-in-future': 'signature-in-future',
  'created-too-old': 'signature-expired',
  expired: 'signature-expired',
  'digest-mismatch': 'digest-mismatch',
  'digest-unsupported': 'digest-mismatch',
  'malformed-content-digest': 'digest-mismatch',
  'component-missing': 'signature-incomplete',
  'parameter-missing': 'signature-incomplete',
  'nonce-missing': 'signature-incomplete',
  'component-unsupported': 'signature-malformed',
  'malformed-component': 'signature-malformed',
  'malformed-message': 'signature-malformed',
  'malformed-signature': 'signature-malformed',
  'malformed-signature-input': 'signature-malformed',
  'parameter-unsupported': 'signature-malformed',
  'signature-ambiguous': 'signature-malformed',
};

function refuseKindly<Result>(check: () => Result): Result {
  try {
    return check();
  } catch (error) {
    return rethrowKindly(error);
  }
}

/** The library's own sentence goes along as `hint`: it names the header, the component, the seconds. */
function rethrowKindly(error: unknown): never {
  throw error instanceof HttpSigError ? toProblem(error) : error;
}

function toProblem(error: HttpSigError): Problem {
  return problems[codes[error.code]]({
    values: { key: '' },
    extra: { reason: error.code, hint: error.message, ...(error.component ? { component: error.component } : {}) },
  });
}

function printable(text: string): string {
  return text.slice(0, 64);
}
