import { encodeText, fromBase64Url, sha256, toBase64, toBase64Url } from './bytes.ts';
import { checkSignature, computeThumbprint, type Verdict } from './key.ts';
import { type LineFacts, readLineFacts, timeOf } from './line.ts';
import { type Checkpoint, isInLog } from './log.ts';
import type { EvidencePackage } from './package.ts';

/** What the signature of a result says of it, as far as evidence rests on it. Digests are SHA-256, hex. */
export interface Manifest {
  readonly batch: string;
  readonly organisation: string;
  readonly purpose: string;
  readonly legalBasis: string;
  readonly fields: readonly string[];
  /** Of the file that was sent. */
  readonly asked: string;
  readonly result: { readonly sha256: string };
  readonly findings?: { readonly sha256: string };
  readonly rows: number;
  readonly verdicts: Readonly<Record<string, number>>;
  readonly registerAt: string;
  /** Names of the lines of its pieces. */
  readonly journal: readonly string[];
  readonly iat: number;
}

interface SignedManifest {
  readonly manifest: Manifest;
  readonly kid: string;
  readonly alg: 'ES256' | 'EdDSA';
  readonly signed: string;
  /** Base64. */
  readonly signature: string;
}

const SKEW_MS = 5_000;
const SHA256 = /^[0-9a-f]{64}$/;

/** Reads the compact JWS (RFC 7515) that signs a result; its signature is not checked. @returns undefined for what is none */
export function readManifest(jws: string): SignedManifest | undefined {
  const [head = '', payload = '', signature = '', ...rest] = jws.split('.');
  const header = readPart(head);
  const manifest = readPart(payload);
  const bytes = fromBase64Url(signature);
  if (rest.length > 0 || !bytes || header?.typ !== 'dancu-batch+jws' || typeof header.kid !== 'string')
    return undefined;
  if ((header.alg !== 'ES256' && header.alg !== 'EdDSA') || !isManifest(manifest)) return undefined;
  const signed = `${head}.${payload}`;
  return { manifest, kid: header.kid, alg: header.alg, signed, signature: toBase64(bytes) };
}

/** A part of a compact JWS: an object in JSON. @returns undefined for what is none */
export function readPart(text: string): Record<string, unknown> | undefined {
  const bytes = fromBase64Url(text);
  try {
    const value: unknown = bytes && JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function isManifest(value: Record<string, unknown> | undefined): value is Record<string, unknown> & Manifest {
  const { result, findings, verdicts } = (value ?? {}) as { [K in keyof Manifest]?: unknown };
  const texts = [value?.batch, value?.organisation, value?.purpose, value?.legalBasis, value?.registerAt];
  const digests = [value?.asked, digestIn(result), ...(findings === undefined ? [] : [digestIn(findings)])];
  return (
    texts.every((one) => typeof one === 'string') &&
    digests.every((one) => typeof one === 'string' && SHA256.test(one)) &&
    [value?.rows, value?.iat].every(Number.isSafeInteger) &&
    [value?.fields, value?.journal].every(
      (one) => Array.isArray(one) && one.every((each) => typeof each === 'string'),
    ) &&
    typeof verdicts === 'object' &&
    verdicts !== null &&
    Object.values(verdicts).every(Number.isSafeInteger)
  );
}

const digestIn = (part: unknown) => (part as { sha256?: unknown } | null | undefined)?.sha256;

export interface BatchVerdicts {
  readonly manifest: Check;
  readonly result: Check;
  readonly pieces: Check;
  readonly file: Check;
}

type Check = Verdict | 'absent';

/**
 * Whether the answer to a file of rows, which came after the answer to its start, is the one of this start.
 * @param line of the start
 * @param files SHA-256 of files that the reader has, hex; of an answer that is no file's they say nothing
 */
export async function checkBatch(
  pack: EvidencePackage,
  line: LineFacts | undefined,
  checkpoint: Checkpoint | undefined,
  files: readonly string[] | undefined,
): Promise<BatchVerdicts> {
  const { batch } = pack;
  const told = batch && readManifest(batch.manifest);
  if (!batch || !told || !line || !checkpoint) {
    const all = batch ? 'broken' : 'absent';
    return { manifest: all, result: all, pieces: all, file: files ? 'broken' : 'absent' };
  }
  const { manifest } = told;
  const known = [manifest.asked, manifest.result.sha256, manifest.findings?.sha256];
  return {
    manifest: isAbout(told, pack, line) ? await isSigned(told, pack) : 'broken',
    result: asVerdict(await isDone(batch, told, checkpoint)),
    pieces: asVerdict(await areWhole(batch, told, checkpoint)),
    file: files ? asVerdict(files.every((one) => known.includes(one))) : 'absent',
  };
}

/** The pieces' lines, which say under what law the rows were answered. */
export function readPieces(pack: EvidencePackage): LineFacts[] {
  return (pack.batch?.pieces ?? []).flatMap(({ line }) => readLineFacts(line) ?? []);
}

/** Whether the manifest is of the file whose digest the start named: by the line, and by the question's own body where it is given. */
function isAbout({ manifest }: SignedManifest, { request }: EvidencePackage, line: LineFacts): boolean {
  const asked = request.body === undefined ? manifest.asked : askedIn(request.body);
  return (
    manifest.batch === line.data.batch &&
    manifest.organisation === line.organisation &&
    manifest.asked === line.data.sha256 &&
    manifest.asked === asked &&
    request.targetUri.split('/').includes(manifest.batch)
  );
}

function askedIn(body: string): string | undefined {
  try {
    const { sha256: asked } = JSON.parse(body) as { sha256?: unknown };
    return typeof asked === 'string' ? asked.toLowerCase() : undefined;
  } catch {
    return undefined;
  }
}

async function isSigned(told: SignedManifest, { statement }: EvidencePackage): Promise<Verdict> {
  const key = statement.manifestKey;
  const at = told.manifest.iat * 1000;
  if (!key || (await computeThumbprint(key.jwk)) !== told.kid) return 'broken';
  if (!(timeOf(key.createdAt) <= at + SKEW_MS)) return 'broken';
  if (key.replacedAt !== undefined && !(timeOf(key.replacedAt) >= at - SKEW_MS)) return 'broken';
  const alg = told.alg === 'ES256' ? 'ecdsa-p256-sha256' : 'ed25519';
  return checkSignature(key.jwk, { base: told.signed, signature: told.signature, alg });
}

type Batch = NonNullable<EvidencePackage['batch']>;

/** Whether the log says that the batch ended with this very manifest. */
async function isDone({ manifest: jws, done }: Batch, { manifest }: SignedManifest, at: Checkpoint): Promise<boolean> {
  const line = readLineFacts(done.line);
  return (
    line?.type === 'done' &&
    line.data.batch === manifest.batch &&
    line.data.resultDigest === manifest.result.sha256 &&
    line.data.manifestDigest === toBase64Url(await sha256(encodeText(jws))) &&
    manifest.iat * 1000 <= timeOf(line.receivedAt) + SKEW_MS &&
    (await isInLog(done, at))
  );
}

/** Whether the pieces are in the log, are all that the manifest counts, and say what it says. */
async function areWhole({ pieces }: Batch, { manifest }: SignedManifest, at: Checkpoint): Promise<boolean> {
  if (pieces.length !== manifest.journal.length) return false;
  const numbers = new Set<number>();
  let rows = 0;
  for (const piece of pieces) {
    const line = readLineFacts(piece.line);
    if (!line || line.data.batch !== manifest.batch || line.organisation !== manifest.organisation) return false;
    if (line.purpose !== manifest.purpose || line.legalBasis !== manifest.legalBasis) return false;
    if (!(await isInLog(piece, at))) return false;
    numbers.add(piece.number);
    // What was found of persons counts rows that were counted already.
    if (line.type === 'bulk') rows += Number(line.data.rows);
  }
  return numbers.size === pieces.length && rows === manifest.rows;
}

function asVerdict(holds: boolean): Verdict {
  return holds ? 'holds' : 'broken';
}
