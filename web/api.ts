import type { paths } from './api.gen.ts';
import { forgetKept, isOffline, noteAnswer, noteKept, noteReach } from './offline.ts';

/** The JSON body that the server's contract promises for a path. `unknown`, thus of no use, where it promises none. */
export type AnswerOf<
  Path extends keyof paths,
  Method extends 'get' | 'post' | 'delete' = 'get',
  Status extends number = 200,
> = paths[Path][Method] extends { responses: Record<Status, { content: { 'application/json': infer Answer } }> }
  ? Answer
  : unknown;

/** The JSON body that a path takes; `never` where it takes none. */
export type BodyOf<Path extends keyof paths, Method extends 'get' | 'post' = 'post'> = paths[Path][Method] extends {
  requestBody: { content: { 'application/json': infer Body } };
}
  ? Body
  : never;

/** RFC 9457 problem details, already in the reader's language. */
export interface ProblemBody {
  type: string;
  title: string;
  status: number;
  code: string;
  detail?: string;
  traceId?: string;
  pointer?: string;
  errors?: { pointer: string; detail: string }[];
  /** `accounts/step-up-needed`: how strong a new proof is asked for. */
  acr?: string;
  /** `people/record-changed`: whose record it is. */
  person?: string;
}

/** A refusal by the server, `web/unreachable` when no answer came, `web/not-sent` when there was no way to send an act. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly body: ProblemBody;

  constructor(body: ProblemBody) {
    super(body.code);
    this.body = body;
  }
}

/** Why an official looks: sent with every look at a person, and shown to that person. */
export interface Purpose {
  purpose: string;
  legalBasis: string;
  caseNumber?: string | undefined;
}

type Query = Readonly<Record<string, string | number | undefined>>;

interface ReadOptions {
  query?: Query | undefined;
  purpose?: Purpose | undefined;
  signal?: AbortSignal | undefined;
}

interface ActOptions {
  purpose?: Purpose | undefined;
  /** Give the same key when repeating a request whose answer was lost: the server then acts once. */
  key?: string | undefined;
  /** Versions of the records that it is founded on, as entity tags: another one stops it with 412. */
  ifMatch?: readonly string[] | undefined;
  /** As whom it was written: the server refuses it where the session is another's by now. */
  caller?: string | undefined;
}

/** Keeps answers for the time without a line. */
export interface Keeper {
  keep(address: string, body: unknown): Promise<void>;
  recall(address: string): Promise<{ body: unknown; at: string } | undefined>;
}

let keeper: Keeper | undefined;

export function setKeeper(next: Keeper): void {
  keeper = next;
}

/** Reads, or recalls where there is no way to the server. Parameters that are undefined or empty are left out. @throws ApiProblem */
export async function get<Answer>(path: string, { query, purpose, signal }: ReadOptions = {}): Promise<Answer> {
  const address = `${path}${formatQuery(query)}`;
  try {
    const headers = purposeHeaders(purpose);
    const answer = await send<Answer>(address, { method: 'GET', headers, signal: signal ?? null });
    // What is shown does not wait for what is kept; where nothing can be kept, nothing is.
    void keeper?.keep(address, answer).catch(() => {});
    return answer;
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.body.code !== 'web/unreachable') throw error;
    const kept = await keeper?.recall(address).catch(() => undefined);
    if (!kept) throw error;
    noteKept(kept.at);
    return kept.body as Answer;
  }
}

/** A file, as it is; nothing of it is kept. @throws ApiProblem */
export async function getFile(path: string, purpose?: Purpose): Promise<Blob> {
  return (await reach(path, { method: 'GET', headers: purposeHeaders(purpose) })).blob();
}

/** Acts. @throws ApiProblem */
export function post<Answer>(
  path: string,
  body: unknown,
  { purpose, key, ifMatch, caller }: ActOptions = {},
): Promise<Answer> {
  return send<Answer>(path, {
    method: 'POST',
    headers: {
      ...purposeHeaders(purpose),
      ...(ifMatch?.length ? { 'if-match': ifMatch.map((tag) => `"${tag}"`).join(', ') } : {}),
      ...(caller ? { 'dancu-caller': caller } : {}),
      'content-type': 'application/json',
      'idempotency-key': key ?? crypto.randomUUID(),
    },
    body: JSON.stringify(body),
  });
}

/** Writes a whole thing anew. @throws ApiProblem */
export function put<Answer>(path: string, body: unknown, { key }: Pick<ActOptions, 'key'> = {}): Promise<Answer> {
  return send<Answer>(path, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', 'idempotency-key': key ?? crypto.randomUUID() },
    body: JSON.stringify(body),
  });
}

/** Takes away, ends, withdraws. @throws ApiProblem */
export function remove<Answer>(path: string): Promise<Answer> {
  return send<Answer>(path, { method: 'DELETE', headers: { 'idempotency-key': crypto.randomUUID() } });
}

async function send<Answer>(path: string, init: RequestInit): Promise<Answer> {
  const text = await (await reach(path, init)).text();
  return (text === '' ? null : parseJson(text)) as Answer;
}

/** An answer that is no refusal. @throws ApiProblem */
async function reach(path: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, { ...init, credentials: 'same-origin' });
  } catch (error) {
    if (init.signal?.aborted) throw error;
    const code = init.method !== 'GET' && isOffline() ? 'web/not-sent' : 'web/unreachable';
    noteReach(false);
    throw new ApiProblem({ type: 'about:blank', title: '', status: 0, code });
  }
  noteAnswer(response.headers);
  noteReach(true);
  if (response.ok) return response;
  if (response.status === 401) void signInAgain();
  const text = await response.text();
  throw new ApiProblem(readProblem(text === '' ? null : parseJson(text), response.status));
}

/** The session has ended: to the sign-in and back to this very screen. */
async function signInAgain(): Promise<void> {
  await forgetKept();
  location.assign(signInPath());
}

/** The sign-in that comes back to where one is; `acr` asks for a fresh proof of that strength. */
export function signInPath(acr?: string): string {
  const query = new URLSearchParams({ to: location.pathname + location.search });
  if (acr !== undefined) {
    query.set('acr', acr);
    query.set('fresh', '1');
  }
  return `/sign-in?${query}`;
}

function readProblem(body: unknown, status: number): ProblemBody {
  if (body !== null && typeof body === 'object' && 'title' in body && 'code' in body) return body as ProblemBody;
  return { type: 'about:blank', title: '', status, code: 'web/unreadable' };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Why it is looked at, as the server reads it. */
export function purposeHeaders(purpose: Purpose | undefined): Record<string, string> {
  if (!purpose) return {};
  return {
    'dancu-purpose': purpose.purpose,
    'dancu-legal-basis': purpose.legalBasis,
    ...(purpose.caseNumber ? { 'dancu-case': purpose.caseNumber } : {}),
  };
}

function formatQuery(query: Query | undefined): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== '') parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return text ? `?${text}` : '';
}
