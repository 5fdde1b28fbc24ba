import { ApiProblem } from '../../api.ts';
import type { KeptKey } from './keyStore.ts';
import {
  type AnswerCheck,
  checkAnswer,
  encodeHeaderText,
  type PublicJwk,
  questionParams,
  type ReceivedAnswer,
  type SignableRequest,
  signRequest,
} from './sign.ts';

/** What an agency asks about one person. */
export interface Question {
  mode: 'verify' | 'attributes';
  identifier: string;
  purpose: string;
  legalBasis: string;
  caseNumber: string;
  /** For a verification: what is claimed, by field. */
  claims: Record<string, unknown>;
  /** For a reading: which fields. */
  names: readonly string[];
}

/** A question and its answer exactly as they travelled, and what this browser makes of the answer. */
export interface Exchange {
  request: SignableRequest;
  base: string;
  answer: ReceivedAnswer;
  check: AnswerCheck;
  milliseconds: number;
}

/** The question as an HTTP request, unsigned. */
export function buildRequest(question: Question, origin: string, transactionId: string): SignableRequest {
  const { mode, identifier, purpose, legalBasis, caseNumber, claims, names } = question;
  const path = `/v1/${mode}/${encodeURIComponent(identifier)}`;
  const body = mode === 'verify' ? { biographicData: claims } : { outputBiographicData: names };
  return {
    method: 'POST',
    targetUri: `${origin}${path}?transactionId=${encodeURIComponent(transactionId)}`,
    headers: {
      'dancu-purpose': encodeHeaderText(purpose),
      'dancu-legal-basis': encodeHeaderText(legalBasis),
      ...(caseNumber.trim() && { 'dancu-case': encodeHeaderText(caseNumber) }),
    },
    body: JSON.stringify(body),
  };
}

/** Asks a question with a key of this browser. @throws ApiProblem when no answer came */
export function ask(question: Question, key: KeptKey, language: string): Promise<Exchange> {
  return sendSigned(buildRequest(question, location.origin, crypto.randomUUID()), key, language);
}

/**
 * Signs a request with a key of this browser, sends it, and checks the answer's signature with the platform's published
 * keys.
 * @throws ApiProblem when no answer came
 */
export async function sendSigned(unsigned: SignableRequest, key: KeptKey, language: string): Promise<Exchange> {
  const signed = await signRequest(unsigned, key.privateKey, questionParams(key.kid, Date.now()));
  const { request } = signed;
  const begun = performance.now();
  const response = await sendAsItIs(request, language);
  const text = await response.text();
  const milliseconds = performance.now() - begun;
  const answer = { status: response.status, headers: Object.fromEntries(response.headers), body: text };
  const published = await reach('/.well-known/jwks.json', { credentials: 'omit' });
  const { keys } = (await published.json()) as { keys: PublicJwk[] };
  return { request, base: signed.base, answer, check: await checkAnswer(request, answer, keys), milliseconds };
}

/** Sends what was signed: a second time the same bytes, as a broken proxy would. @throws ApiProblem when no answer came */
export function sendAsItIs({ method, targetUri, headers, body }: SignableRequest, language: string): Promise<Response> {
  return reach(targetUri, {
    method,
    headers: { ...headers, 'accept-language': language },
    body,
    // The signature alone says who asks: the session stays out of it, as it would for a server.
    credentials: 'omit',
    redirect: 'error',
  });
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch {
    throw new ApiProblem({ type: 'about:blank', title: '', status: 0, code: 'web/unreachable' });
  }
}
