import type { JsonWebKey } from 'node:crypto';
import {
  checkSignature,
  HttpSigError,
  type PreparedVerification,
  prepareVerification,
  type VerificationPolicy,
} from '#libs/httpsig';
import { type FindServerKey, pinServerKeys } from './server-keys.ts';

/**
 * One signed question and its signed answer, exactly as they travelled. Plain JSON: keep it as the proof of what was
 * asked, by whom, for what purpose, and what the platform answered.
 */
export interface Evidence {
  readonly request: {
    readonly method: string;
    readonly targetUri: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string | null;
  };
  readonly response: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
    /** Present where `body` is no text but the bytes in Base64: a document. */
    readonly encoding?: 'base64';
  };
  /** RFC 3339, UTC. */
  readonly receivedAt: string;
}

const answerPolicy: VerificationPolicy = {
  label: 'sig1',
  tag: 'dancu-answer',
  required: ['@status', 'content-digest', 'signature;req;key="sig1"'],
  // An answer without a body has no type.
  coverIfPresent: ['content-type'],
  maxAgeSeconds: 300,
  maxSkewSeconds: 60,
};

const questionPolicy: VerificationPolicy = {
  label: 'sig1',
  tag: 'dancu-exchange',
  required: ['@method', '@target-uri'],
  coverIfPresent: ['content-type', 'dancu-purpose', 'dancu-legal-basis', 'dancu-case', 'dancu-officer'],
  requireNonce: true,
  maxAgeSeconds: 300,
  maxSkewSeconds: 60,
};

/**
 * Checks that the platform signed this answer to this very question.
 * @throws HttpSigError
 */
export async function verifyAnswer(evidence: Evidence, findKey: FindServerKey): Promise<PreparedVerification> {
  const request = evidence.request;
  const { status, headers } = evidence.response;
  const message = { status, headers, body: bodyOf(evidence), request };
  const prepared = prepareVerification(message, answerPolicy, receivedSecond(evidence));
  return checkWith(prepared, findKey);
}

/**
 * Checks kept evidence, years later and by anybody: the answer with the platform's keys and, if the agency's keys are
 * given, the question too. Times are held against `receivedAt`, which is the keeper's word.
 * @throws HttpSigError
 */
export async function verifyEvidence(
  evidence: Evidence,
  keys: {
    readonly serverKeys: { readonly keys: readonly JsonWebKey[] };
    readonly agencyKeys?: { readonly keys: readonly JsonWebKey[] };
  },
): Promise<{ answer: PreparedVerification; question: PreparedVerification | undefined }> {
  const answer = await verifyAnswer(evidence, pinServerKeys(keys.serverKeys));
  if (keys.agencyKeys === undefined) return { answer, question: undefined };
  const prepared = prepareVerification(evidence.request, questionPolicy, receivedSecond(evidence));
  return { answer, question: await checkWith(prepared, pinServerKeys(keys.agencyKeys)) };
}

/** The answer's body as it travelled. */
export function bodyOf({ response: { body, encoding } }: Evidence): string | Uint8Array {
  return encoding === undefined ? body : Buffer.from(body, encoding);
}

async function checkWith(prepared: PreparedVerification, findKey: FindServerKey): Promise<PreparedVerification> {
  const verifier = await findKey(prepared.keyid);
  if (verifier === undefined) {
    throw new HttpSigError('key-unknown', `The signing key ${prepared.keyid} is not among the keys at hand.`);
  }
  checkSignature(prepared, verifier);
  return prepared;
}

function receivedSecond({ receivedAt }: Evidence): number {
  const second = Math.floor(Date.parse(receivedAt) / 1000);
  if (Number.isNaN(second)) throw new HttpSigError('malformed-message', `receivedAt is no time: ${receivedAt}.`);
  return second;
}
