import type { Algorithm, Verifier } from './algorithm.ts';
import { buildSignatureBase } from './base.ts';
import type { Component } from './component.ts';
import { verifyContentDigest } from './digest.ts';
import { HttpSigError } from './error.ts';
import { type HeaderFields, type HttpMessage, readField } from './message.ts';
import { type ParsedSignature, parseSignatureHeaders } from './signature-headers.ts';

/** What a signature must fulfil; build it once and use it for every message. */
export interface VerificationPolicy {
  /** Which signature counts, where a message may carry several. Without label and tag there must be exactly one. */
  readonly label?: string;
  readonly tag?: string;
  /** Component keys that must be covered. */
  readonly required?: readonly string[];
  /** `@target-uri`, or `@authority`, `@path` and `@query` together, must be covered. */
  readonly requireTarget?: boolean;
  /** Header fields that must be covered if the message has them: otherwise a middleman could add one. */
  readonly coverIfPresent?: readonly string[];
  readonly requireNonce?: boolean;
  readonly maxAgeSeconds: number;
  /** How far two clocks may differ; 0 when absent. */
  readonly maxSkewSeconds?: number;
}

/** A signature that fits message and policy, not yet checked with the key. */
export interface PreparedVerification {
  readonly label: string;
  readonly keyid: string;
  readonly created: number;
  readonly expires: number | undefined;
  readonly nonce: string | undefined;
  readonly alg: string | undefined;
  readonly tag: string | undefined;
  /** Keys of the covered components. */
  readonly components: readonly string[];
  readonly base: string;
  readonly signature: Buffer;
  /** Second from which the policy refuses this signature anyway: until then its nonce is worth remembering. */
  readonly refusedFrom: number;
}

/**
 * All that needs no key: reads the signature, holds it against the policy, builds the base, compares the digest of the
 * body. A server can refuse a replayed nonce before it pays for the signature check. Remember nonces by
 * `keyid` and `nonce`, not by the signature's bytes: an ECDSA signature has a second valid form.
 * @param now seconds since 1970
 * @throws HttpSigError every code but `key-unknown`, `signature-wrong`, `alg-not-allowed`; RangeError for times that are
 * no finite numbers
 */
export function prepareVerification(
  message: HttpMessage,
  policy: VerificationPolicy,
  now: number,
): PreparedVerification {
  const { label, components, params, input, signature, unknownParam } = selectSignature(message.headers, policy);
  if (unknownParam !== undefined) {
    throw new HttpSigError('parameter-unsupported', `Leave the signature parameter ${unknownParam} out.`);
  }
  const { keyid, created, expires, nonce, alg, tag } = params;
  if (keyid === undefined) throw new HttpSigError('parameter-missing', 'Add the signature parameter keyid.');
  if (created === undefined) throw new HttpSigError('parameter-missing', 'Add the signature parameter created.');
  const refusedFrom = checkTimes(created, expires, policy, now);
  if (policy.requireNonce === true && (nonce === undefined || nonce === '')) {
    throw new HttpSigError('nonce-missing', 'Add a signature parameter nonce, a new random value for each request.');
  }
  checkCoverage(message, components, policy);
  const base = buildSignatureBase(message, components, input);
  if (covers(components, 'content-digest')) {
    verifyContentDigest(readField(message.headers, 'content-digest') ?? '', message.body);
  }
  const keys = components.map((component) => component.key);
  return { label, keyid, created, expires, nonce, alg, tag, components: keys, base, signature, refusedFrom };
}

/**
 * Checks a prepared signature with its key.
 * @throws HttpSigError `alg-not-allowed`, `signature-wrong`
 */
export function checkSignature(prepared: PreparedVerification, verifier: Verifier): void {
  checkAlgorithm(prepared, verifier);
  if (!verifier.verify(prepared.base, prepared.signature)) throw signatureWrong(prepared);
}

/** A verifier that does its work elsewhere: in another thread, in a module of its own. */
export interface LaterVerifier {
  readonly alg: Algorithm;
  readonly verify: (base: string, signature: Buffer) => Promise<boolean>;
}

/** As `checkSignature`, elsewhere. */
export async function checkSignatureLater(prepared: PreparedVerification, verifier: LaterVerifier): Promise<void> {
  checkAlgorithm(prepared, verifier);
  if (!(await verifier.verify(prepared.base, prepared.signature))) throw signatureWrong(prepared);
}

function checkAlgorithm({ alg, keyid }: PreparedVerification, verifier: { readonly alg: Algorithm }): void {
  if (alg !== undefined && alg !== verifier.alg) {
    throw new HttpSigError('alg-not-allowed', `Key ${keyid} signs with ${verifier.alg}, not ${alg}.`);
  }
}

function signatureWrong({ keyid }: PreparedVerification): HttpSigError {
  return new HttpSigError(
    'signature-wrong',
    `The signature does not fit the message and key ${keyid}; compare the signature base of both sides.`,
  );
}

/**
 * Verifies a signed message in one go (RFC 9421 section 3.2).
 * @param options the policy, the time in seconds since 1970, and where keys are found
 * @throws HttpSigError
 */
export function verifyMessage(
  message: HttpMessage,
  options: VerificationPolicy & {
    readonly now: number;
    readonly lookupKey: (keyid: string, prepared: PreparedVerification) => Verifier | undefined;
  },
): PreparedVerification {
  const prepared = prepareVerification(message, options, options.now);
  const verifier = options.lookupKey(prepared.keyid, prepared);
  if (verifier === undefined) {
    throw new HttpSigError('key-unknown', `Key ${prepared.keyid} is not known here; register it or correct keyid.`);
  }
  checkSignature(prepared, verifier);
  return prepared;
}

function selectSignature(headers: HeaderFields, { label, tag }: VerificationPolicy): ParsedSignature {
  const signatureInput = readField(headers, 'signature-input');
  const signature = readField(headers, 'signature');
  if (signatureInput === undefined || signature === undefined) {
    throw new HttpSigError(
      'signature-missing',
      'Sign the message: it needs the headers Signature-Input and Signature.',
    );
  }
  let chosen: ParsedSignature | undefined;
  for (const candidate of parseSignatureHeaders(signatureInput, signature)) {
    if (label !== undefined && candidate.label !== label) continue;
    if (tag !== undefined && candidate.params.tag !== tag) continue;
    if (chosen !== undefined) {
      throw new HttpSigError(
        'signature-ambiguous',
        `Signatures ${chosen.label} and ${candidate.label} both fit; send one.`,
      );
    }
    chosen = candidate;
  }
  if (chosen !== undefined) return chosen;
  const wanted = [label && `label ${label}`, tag && `tag "${tag}"`].filter(Boolean).join(' and ');
  throw new HttpSigError('signature-missing', `None of the signatures has ${wanted}.`);
}

function checkTimes(created: number, expires: number | undefined, policy: VerificationPolicy, now: number): number {
  const skew = policy.maxSkewSeconds ?? 0;
  // Every comparison with NaN is false, so a broken clock would let every time pass.
  if (!Number.isFinite(now + policy.maxAgeSeconds + skew)) throw new RangeError('now, age and skew are finite seconds');
  if (created > now + skew) {
    throw new HttpSigError('created-in-future', `Set the clock: created is ${created - now} seconds ahead of ours.`);
  }
  if (now - created > policy.maxAgeSeconds + skew) {
    throw new HttpSigError('created-too-old', `Sign anew: the signature is ${now - created} seconds old.`);
  }
  if (expires !== undefined && expires < created) {
    throw new HttpSigError('malformed-signature-input', 'The signature expires before it was created.');
  }
  if (expires !== undefined && now > expires + skew) {
    throw new HttpSigError('expired', `Sign anew: the signature expired ${now - expires} seconds ago.`);
  }
  return Math.min(created + policy.maxAgeSeconds, expires ?? Number.POSITIVE_INFINITY) + skew + 1;
}

function checkCoverage(message: HttpMessage, components: readonly Component[], policy: VerificationPolicy): void {
  for (const key of policy.required ?? []) if (!covers(components, key)) throw notCovered(key);
  for (const name of policy.coverIfPresent ?? []) {
    if (message.headers[name] !== undefined && !covers(components, name)) throw notCovered(name);
  }
  if (policy.requireTarget === true && !covers(components, '@target-uri')) {
    for (const key of ['@authority', '@path', '@query']) if (!covers(components, key)) throw notCovered('@target-uri');
  }
  // A signature that leaves the body out would let a middleman replace it.
  if (message.body !== null && message.body.length > 0 && !covers(components, 'content-digest')) {
    throw notCovered('content-digest');
  }
}

function covers(components: readonly Component[], key: string): boolean {
  for (const component of components) if (component.key === key) return true;
  return false;
}

function notCovered(key: string): HttpSigError {
  return new HttpSigError('component-missing', `Cover ${key} with the signature.`, key);
}
