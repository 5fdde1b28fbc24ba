import { readPart } from './batch.ts';
import { encodeText, fromBase64Url, sha256, toBase64, toBase64Url } from './bytes.ts';
import { canonicalise } from './canonical.ts';
import { askerWasGood, LIFE_MS, SKEW_MS } from './circumstances.ts';
import { checkDigest } from './digest.ts';
import { checkSignature, computeThumbprint, type Verdict } from './key.ts';
import { type LineFacts, timeOf } from './line.ts';
import type { EvidencePackage, PublicJwk } from './package.ts';

/**
 * How a question was proved to come from whom the line names: by a signature over all of it; by an access token, whose proof signs
 * method, address and time; by a person's session in the console, which signs nothing.
 */
export type Way = 'signature' | 'token' | 'session';

type Verdicts<Id extends string> = Record<Id, Verdict | 'absent'>;

/** A proof's maker may have a clock that is so far ahead (RFC 9449, 11.1). */
const AHEAD_MS = 15_000;

/** The way that the line names; nobody but who wrote the line can name another. */
export function wayOf(line: LineFacts | undefined): Way {
  const by = line?.data.by;
  return by === 'token' || by === 'session' ? by : 'signature';
}

/**
 * What the platform's statement says which line it is about: SHA-256 of who, when and what the line tells beside its subjects,
 * base64url. A signed answer names its line itself.
 */
export async function describeLine(line: Pick<LineFacts, 'actor' | 'receivedAt' | 'data'>): Promise<string> {
  const { actor, receivedAt, data } = line;
  return toBase64Url(await sha256(encodeText(canonicalise({ actor, receivedAt, data }))));
}

/** A question with an access token: what its proof signs, and what only the line says. */
export async function checkToken(
  pack: EvidencePackage,
  line: LineFacts,
): Promise<Verdicts<'proof' | 'askedBody' | 'toldBody' | 'lineProof' | 'lineAnswer' | 'key' | 'time'>> {
  const proof = readDpopProof(pack.request.proof ?? '');
  const { requestKey } = pack.statement;
  const kid = proof && (await computeThumbprint(proof.jwk));
  const said = proof && isQuestion(pack, proof.method, proof.uri);
  return {
    proof: said && requestKey ? await checkSignature(requestKey.jwk, proof) : 'broken',
    lineProof: asVerdict(line.data.requestDigest === (await digestText(pack.request.proof ?? ''))),
    ...(await checkSaid(pack, line)),
    key: asVerdict(await askerWasGood(pack, line, kid)),
    time: asVerdict(proof !== undefined && cameInTime(pack, line, proof.at)),
  };
}

/** What a person began in the console: nothing of it is signed, and all of it is what the line says. */
export async function checkSession(
  pack: EvidencePackage,
  line: LineFacts,
): Promise<Verdicts<'askedBody' | 'toldBody' | 'lineAsked' | 'lineAnswer' | 'time'>> {
  const [method = '', uri = ''] = String(line.data.asked).split(' ');
  const { request, statement } = pack;
  const named = isQuestion(pack, method, uri) && request.proof === undefined && statement.requestKey === undefined;
  return {
    lineAsked: asVerdict(named && statement.system === undefined && typeof line.data.session === 'object'),
    ...(await checkSaid(pack, line)),
    time: asVerdict(timeOf(statement.statedAt) >= timeOf(line.receivedAt) - SKEW_MS),
  };
}

/** What the line says of the session; '' for what it does not say. */
export function readSession({ data }: LineFacts): { assurance: string; provedAt: string } {
  const { assurance, provedAt } = (data.session ?? {}) as Record<string, unknown>;
  const say = (value: unknown) => (typeof value === 'string' ? value : '');
  return { assurance: say(assurance), provedAt: say(provedAt) };
}

/** Whether the package's question is this one, and says nothing besides. */
function isQuestion({ request, statement }: EvidencePackage, method: string, uri: string): boolean {
  const bare = Object.keys(request.headers).length === 0 && statement.answerKey === undefined;
  return bare && request.method === method && request.targetUri === uri;
}

async function checkSaid({ request, answer, reference }: EvidencePackage, { data }: LineFacts) {
  const { 'content-digest': digest, 'dancu-journal': journal, ...others } = answer.headers;
  const said = digest !== undefined && digest === data.answerDigest && answer.status === data.status;
  return {
    askedBody: await checkDigest(request.body, data.requestBody),
    toldBody: await checkDigest(answer.body, data.answerDigest),
    lineAnswer: asVerdict(said && journal === reference && Object.keys(others).length === 0),
  };
}

function cameInTime({ statement }: EvidencePackage, line: LineFacts, at: number): boolean {
  const receivedAt = timeOf(line.receivedAt);
  return (
    at <= receivedAt + AHEAD_MS + SKEW_MS &&
    receivedAt <= at + LIFE_MS + SKEW_MS &&
    timeOf(statement.statedAt) >= receivedAt - SKEW_MS
  );
}

interface DpopProof {
  readonly jwk: PublicJwk;
  readonly method: string;
  readonly uri: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly base: string;
  /** Base64. */
  readonly signature: string;
  readonly alg: string;
}

const ALGORITHMS: Readonly<Record<string, string>> = {
  ES256: 'ecdsa-p256-sha256',
  EdDSA: 'ed25519',
  Ed25519: 'ed25519',
};

/** Reads a DPoP proof (RFC 9449, 4.2); its signature is not checked. @returns undefined for what is none */
function readDpopProof(jws: string): DpopProof | undefined {
  const [head = '', payload = '', signature = '', ...rest] = jws.split('.');
  const [header, claims, bytes] = [readPart(head), readPart(payload), fromBase64Url(signature)];
  if (rest.length > 0 || !bytes || header?.typ !== 'dpop+jwt' || header.crit !== undefined) return undefined;
  const alg = typeof header.alg === 'string' ? ALGORITHMS[header.alg] : undefined;
  const { kty, crv, x, y } = (header.jwk ?? {}) as Partial<Record<keyof PublicJwk, unknown>>;
  if (!alg || typeof kty !== 'string' || typeof crv !== 'string' || typeof x !== 'string') return undefined;
  const jwk = { kty, crv, x, ...(typeof y === 'string' ? { y } : {}) };
  const { htm: method, htu: uri, iat } = claims ?? {};
  if (typeof method !== 'string' || typeof uri !== 'string' || typeof iat !== 'number') return undefined;
  return { jwk, method, uri, at: iat * 1000, base: `${head}.${payload}`, signature: toBase64(bytes), alg };
}

async function digestText(text: string): Promise<string> {
  return toBase64Url(await sha256(encodeText(text)));
}

function asVerdict(holds: boolean): Verdict {
  return holds ? 'holds' : 'broken';
}
