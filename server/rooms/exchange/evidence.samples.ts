import assert from 'node:assert/strict';
import { createContext, type Kernel, logOrigin } from '#kernel';
import { type Client, createClient, type Evidence, generateKey } from '#libs/client';
import { type EvidenceVerdict, verifyEvidence } from '#libs/evidence';
import { createVerifierKey, formatVerifierKey } from '#libs/translog';
import type { Exchange, NewSystem } from './index.ts';
import { type Method, signQuestion } from './stand.samples.ts';

/** Keys of the log, as a reader has them from somewhere else than a package. */
export function logKeysOf({ keys }: Pick<Kernel, 'keys'>): string[] {
  const { x } = keys.current('log-checkpoint').publicJwk;
  return [formatVerifierKey(createVerifierKey(logOrigin('vn'), 'ed25519', Buffer.from(x!, 'base64url')))];
}

/** That a package, as a file, holds against the log's key. @returns all that its verification told */
export async function expectWhole(kernel: Pick<Kernel, 'keys'>, pack: unknown): Promise<EvidenceVerdict> {
  const told = await verifyEvidence(JSON.stringify(pack), { logKeys: logKeysOf(kernel) });
  assert.equal(told.verdict, 'holds', `${told.first}: ${JSON.stringify(told.checks)}`);
  return told;
}

/** What was checked and found false or not there. */
export const lacking = ({ checks }: EvidenceVerdict): string[] =>
  checks.filter(({ verdict }) => verdict !== 'holds').map(({ id }) => id);

export interface ConnectedSystem {
  id: string;
  kid: string;
  privateKey: ReturnType<typeof generateKey>['privateJwk'];
  client: Client;
}

/** A system with a new key, in production unless told. */
export async function connectSystem(
  { kernel, exchange }: { kernel: Kernel; exchange: Exchange },
  organisation: string,
  more: Partial<NewSystem> = {},
): Promise<ConnectedSystem> {
  const { publicJwk, privateJwk: privateKey } = generateKey();
  const scopes = new Set(['exchange.manage']);
  const caller = { kind: 'official' as const, id: `steward-of-${organisation}`, organisation, scopes };
  const context = createContext(kernel.clock, caller, { language: 'en' });
  const given = {
    organisation,
    name: `${organisation} core`,
    publicJwk: { ...publicJwk },
    stage: 'production' as const,
  };
  const made = await exchange.createSystem(context, { ...given, ...more });
  return { ...made, privateKey, client: createClient({ baseUrl: kernel.config.origin, privateKey, retries: 0 }) };
}

export interface Asked {
  method?: Method;
  path: string;
  content?: unknown;
  headers?: Record<string, string>;
}

/** A signed question and its answer as they travelled: what an agency keeps. @param reasons headers of every question */
export async function askSigned(
  { origin }: { origin: string },
  system: ConnectedSystem,
  reasons: Record<string, string>,
  { method = 'GET', path, content, headers: more }: Asked,
): Promise<Evidence> {
  const question = signQuestion({ origin }, system, {
    method,
    path,
    headers: { ...reasons, ...more },
    ...(content === undefined ? {} : { content }),
  });
  const { url, headers, body } = question;
  const answer = await fetch(url, { method, headers, body });
  return {
    request: { method, targetUri: url, headers, body: body === null ? null : String(body) },
    receivedAt: new Date().toISOString(),
    response: { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() },
  };
}
