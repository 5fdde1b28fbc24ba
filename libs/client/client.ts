import { type JsonWebKey, type KeyObject, randomUUID } from 'node:crypto';
import { createSigner } from '#libs/httpsig';
import type { Evidence } from './evidence.ts';
import { encodeHeaderText } from './header-text.ts';
import { computeThumbprint, publicHalf, readPrivateKey } from './key.ts';
import { ask, type Line, type Question } from './send.ts';
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

/** Why the question is asked, and how the person is named. */
export interface AskOptions {
  /** A purpose of the agency's agreement. */
  readonly purpose?: string;
  /** The law and article on which the agency asks. */
  readonly legalBasis?: string;
  /** The agency's case file. */
  readonly caseNumber?: string;
  /** Who at the agency asks. */
  readonly officer?: string;
  /** What kind of identifier it is: `uin` (default), `token`, `credentialNumber`. */
  readonly identifierType?: string;
  /** Names one question over all its repeats; a random UUID when absent. */
  readonly transactionId?: string;
}

/** OSIA `AttributeSet`, as far as it is compared or read here. */
export interface AttributeSet {
  readonly biographicData?: Readonly<Record<string, unknown>>;
  readonly contactData?: Readonly<Record<string, unknown>>;
  readonly credentialData?: readonly Readonly<Record<string, unknown>>[];
  readonly biometricData?: readonly Readonly<Record<string, unknown>>[];
}

/** OSIA `OutputAttributeSet`. */
export interface OutputAttributeSet {
  readonly outputBiographicData?: readonly string[];
  readonly outputContactData?: readonly string[];
  readonly outputCredentialData?: readonly Readonly<Record<string, unknown>>[];
  readonly outputBiometricData?: readonly Readonly<Record<string, unknown>>[];
}

/** OSIA `VerifyResult`. */
export interface VerifyResult {
  readonly verificationCode: number;
  readonly verificationMessage: string;
  readonly verificationProof?: string;
}

export interface Answer<T> {
  readonly result: T;
  readonly transactionId: string;
  readonly evidence: Evidence;
}

export interface Client {
  /** Asks whether a person has these attributes (OSIA Third Party 1.2 `verify`). */
  verify(
    identifier: string,
    request: AskOptions & AttributeSet & { readonly proofRequired?: boolean },
  ): Promise<Answer<VerifyResult>>;
  /** Reads named attributes of a person (OSIA `readAttributes`); a list of names means biographic data. */
  attributes(
    identifier: string,
    names: readonly string[] | OutputAttributeSet,
    options?: AskOptions,
  ): Promise<Answer<AttributeSet>>;
  /** Reads a set of attributes that the agreement defines (OSIA `readAttributeSet`). */
  attributeSet(setName: string, identifier: string, options?: AskOptions): Promise<Answer<AttributeSet>>;
}

/**
 * A client of the exchange for one agency. Its calls throw `DancuProblem` (the platform refuses), `AnswerError` (the
 * answer is not to be believed), `UnreachableError` (no answer), and `TypeError` for wrong arguments.
 */
export function createClient(options: ClientOptions): Client {
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

  async function send<T>(
    method: Question['method'],
    path: string,
    content: object | null,
    stated: AskOptions,
    query: Record<string, string> = {},
  ): Promise<Answer<T>> {
    const transactionId = stated.transactionId ?? randomUUID();
    const url = new URL(`${baseUrl}${path}`);
    url.searchParams.set('transactionId', transactionId);
    if (stated.identifierType !== undefined) url.searchParams.set('identifierType', stated.identifierType);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const headers = stateReasons(stated, options.purpose);
    const body = content === null ? null : JSON.stringify(content);
    const answer = await ask(line, { method, targetUri: url.href, headers, body });
    return { result: answer.body as T, transactionId, evidence: answer.evidence };
  }

  return {
    verify(identifier, request) {
      const { biographicData, contactData, credentialData, biometricData, proofRequired, ...stated } = request;
      const query = proofRequired === undefined ? {} : { verificationProofRequired: String(proofRequired) };
      const content = { biographicData, contactData, credentialData, biometricData };
      return send('POST', `/v1/verify/${encodeSegment(identifier)}`, content, stated, query);
    },
    attributes(identifier, names, stated = {}) {
      const content = isList(names) ? { outputBiographicData: names } : names;
      return send('POST', `/v1/attributes/${encodeSegment(identifier)}`, content, stated);
    },
    attributeSet(setName, identifier, stated = {}) {
      return send('GET', `/v1/attributes/${encodeSegment(setName)}/${encodeSegment(identifier)}`, null, stated);
    },
  };
}

function stateReasons(stated: AskOptions, defaultPurpose: string | undefined): Record<string, string> {
  const purpose = stated.purpose ?? defaultPurpose;
  if (!purpose) throw new TypeError('state a purpose: the law lets nobody look without one');
  const headers: Record<string, string> = { 'dancu-purpose': encodeHeaderText(purpose) };
  if (stated.legalBasis) headers['dancu-legal-basis'] = encodeHeaderText(stated.legalBasis);
  if (stated.caseNumber) headers['dancu-case'] = encodeHeaderText(stated.caseNumber);
  if (stated.officer) headers['dancu-officer'] = encodeHeaderText(stated.officer);
  return headers;
}

function encodeSegment(text: string): string {
  // The URL parser takes dot segments out, which would turn the question into another one.
  if (text === '' || text === '.' || text === '..')
    throw new TypeError(`${JSON.stringify(text)} cannot stand in a path`);
  return encodeURIComponent(text);
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

function isList(names: readonly string[] | OutputAttributeSet): names is readonly string[] {
  return Array.isArray(names);
}
