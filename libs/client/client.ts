import { randomUUID } from 'node:crypto';
import { addBodies, type EvidencePackage, readPackage } from '#libs/evidence';
import type { ConsentView } from './consents.ts';
import { type DocumentWanted, MULTIPART, readDocument } from './document.ts';
import type { Evidence } from './evidence.ts';
import { encodeHeaderText } from './header-text.ts';
import { type ClientOptions, openLine } from './line.ts';
import { AnswerError } from './problem.ts';
import { ask, askFor, type Question } from './send.ts';

export type { ClientOptions } from './line.ts';

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
  /** A fault that a system in simulation orders, such as `person-unknown`, `signature-wrong` or `late=1500`. */
  readonly simulate?: string;
  /** Step of a conformance run to which it belongs: `<run>/<step>`. */
  readonly run?: string;
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
  /**
   * Reads an extract of the register about a birth, marriage or death (OSIA Data Access 1.3 `document`); the agreement
   * must give each of its fields.
   * @returns the bytes of a PDF; the evidence holds the whole answer, its body in Base64
   */
  document(identifier: string, wanted: DocumentWanted, options?: AskOptions): Promise<Answer<Uint8Array>>;
  /**
   * Fetches evidence of a question that was asked before: signatures of both sides, keys, agreement, proof from the log.
   * @param reference of the journal, as the answer gave it (`dancu-journal`)
   * @param kept question and answer as they travelled: their bodies, which the platform does not keep, go into the package;
   *   but for a document, of which a package holds the digest alone
   */
  evidence(reference: string, kept?: Evidence): Promise<EvidencePackage>;
  /** Reads a consent that a person gave to the agency, with its receipt. @param id as `authorization_details` of the token's answer names it */
  consent(id: string): Promise<ConsentView>;
}

/**
 * A client of the exchange for one agency. Its calls throw `DancuProblem` (the platform refuses), `AnswerError` (the
 * answer is not to be believed), `UnreachableError` (no answer), and `TypeError` for wrong arguments.
 */
export function createClient(options: ClientOptions): Client {
  const { baseUrl, line } = openLine(options);

  function addressOf(path: string, stated: AskOptions, query: Record<string, string>) {
    const transactionId = stated.transactionId ?? randomUUID();
    const url = new URL(`${baseUrl}${path}`);
    url.searchParams.set('transactionId', transactionId);
    if (stated.identifierType !== undefined) url.searchParams.set('identifierType', stated.identifierType);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    return { transactionId, targetUri: url.href };
  }

  async function send<T>(
    method: Question['method'],
    path: string,
    content: object | null,
    stated: AskOptions,
    query: Record<string, string> = {},
  ): Promise<Answer<T>> {
    const { transactionId, targetUri } = addressOf(path, stated, query);
    const headers = stateReasons(stated, options.purpose);
    const body = content === null ? null : JSON.stringify(content);
    const answer = await ask(line, { method, targetUri, headers, body });
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
    async document(identifier, { type, second, language }, stated = {}) {
      const path = `/data/v1/persons/${encodeSegment(identifier)}/document`;
      const query = { doctype: type, format: 'pdf', ...(second === undefined ? {} : { secondaryUin: second }) };
      const { transactionId, targetUri } = addressOf(path, stated, query);
      const headers = {
        ...stateReasons(stated, options.purpose),
        ...(language ? { 'accept-language': language } : {}),
      };
      const evidence = await askFor(line, { method: 'GET', targetUri, headers, body: null, accept: MULTIPART });
      return { result: readDocument(evidence), transactionId, evidence };
    },
    async evidence(reference, kept) {
      const own = kept?.response.headers['dancu-journal'];
      if (kept && own !== reference)
        throw new TypeError(`what was kept is of ${own ?? 'no line'}, not of ${reference}`);
      const targetUri = `${baseUrl}/v1/evidence/${encodeSegment(reference)}`;
      const { body, evidence } = await ask(line, { method: 'GET', targetUri, headers: {}, body: null });
      const pack = readPackage(body);
      if (!('format' in pack)) {
        const why = `The answer is no evidence package: ${pack.pointer} is not ${pack.why}.`;
        throw new AnswerError('answer-unreadable', why, evidence);
      }
      return kept && kept.response.encoding === undefined
        ? addBodies(pack, kept.request.body, kept.response.body)
        : pack;
    },
    async consent(id) {
      const targetUri = `${baseUrl}/v1/consents/${encodeSegment(id)}`;
      const { body } = await ask(line, { method: 'GET', targetUri, headers: {}, body: null });
      return body as unknown as ConsentView;
    },
  };
}

/** The headers that say why, ASCII. @throws TypeError without a purpose */
export function stateReasons(stated: AskOptions, defaultPurpose: string | undefined): Record<string, string> {
  const purpose = stated.purpose ?? defaultPurpose;
  if (!purpose) throw new TypeError('state a purpose: the law lets nobody look without one');
  const headers: Record<string, string> = { 'dancu-purpose': encodeHeaderText(purpose) };
  if (stated.legalBasis) headers['dancu-legal-basis'] = encodeHeaderText(stated.legalBasis);
  if (stated.caseNumber) headers['dancu-case'] = encodeHeaderText(stated.caseNumber);
  if (stated.officer) headers['dancu-officer'] = encodeHeaderText(stated.officer);
  if (stated.simulate) headers['dancu-simulate'] = encodeHeaderText(stated.simulate);
  if (stated.run) headers['dancu-run'] = encodeHeaderText(stated.run);
  return headers;
}

export function encodeSegment(text: string): string {
  // The URL parser takes dot segments out, which would turn the question into another one.
  if (text === '' || text === '.' || text === '..')
    throw new TypeError(`${JSON.stringify(text)} cannot stand in a path`);
  return encodeURIComponent(text);
}

function isList(names: readonly string[] | OutputAttributeSet): names is readonly string[] {
  return Array.isArray(names);
}
