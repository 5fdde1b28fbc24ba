import { checkBatch, type Manifest, readManifest } from './batch.ts';
import { encodeText, sha256, toBase64, toBase64Url } from './bytes.ts';
import { canonicalise } from './canonical.ts';
import { isAgreed, keysWereGood, lineSaysTheSame, type Proven, timesFit } from './circumstances.ts';
import { checkSignature, type Verdict } from './key.ts';
import { type LineFacts, readLineFacts } from './line.ts';
import { type Checkpoint, checkCheckpoint, isInLog, readCheckpoint } from './log.ts';
import { readSignedHead, type SignedHead } from './message.ts';
import { type EvidencePackage, readPackage } from './package.ts';

/** What is checked, in the order in which the story is told; each is a sentence key of whoever shows it. */
export const CHECKS = [
  'form',
  'requestSignature',
  'answerSignature',
  'bound',
  'requestBody',
  'answerBody',
  'lineRequest',
  'lineAnswer',
  'lineSays',
  'lineInLog',
  'statement',
  'checkpoint',
  'logKey',
  'keys',
  'time',
  'agreement',
  'manifest',
  'result',
  'pieces',
  'file',
] as const;

export type CheckId = (typeof CHECKS)[number];
/** Of a file of rows only. */
const OF_BATCHES: ReadonlySet<CheckId> = new Set(['manifest', 'result', 'pieces', 'file']);

export interface Check {
  readonly id: CheckId;
  /** `absent`: there is nothing to check, such as a body that was not kept. */
  readonly verdict: Verdict | 'absent';
}

/** What the package tells; to be believed only where the verdict is `holds`. */
export interface EvidenceFacts {
  readonly reference: string;
  /** When the question arrived, RFC 3339. */
  readonly at: string;
  readonly organisation: string;
  readonly system: string;
  readonly type: string;
  readonly purpose: string;
  readonly legalBasis: string;
  readonly caseNumber: string | undefined;
  readonly fields: readonly string[];
  readonly outcome: string;
  readonly status: number;
  readonly method: string;
  readonly targetUri: string;
  /** The line's place in the log, the log's size and origin. */
  readonly number: number;
  readonly size: number;
  readonly origin: string;
  readonly verifierKey: string;
  /** Of a file of rows: what its result's signature says. */
  readonly batch?: Pick<Manifest, 'asked' | 'result' | 'findings' | 'rows' | 'verdicts' | 'registerAt'>;
}

export interface EvidenceVerdict {
  readonly verdict: Verdict;
  readonly checks: readonly Check[];
  /** The first check that is broken. */
  readonly first: CheckId | undefined;
  /** Where and why the document is no evidence package. */
  readonly fault?: { readonly pointer: string; readonly why: string };
  readonly facts?: EvidenceFacts;
}

export interface Trust {
  /**
   * Verifier keys of the log that the reader trusts, from somewhere else than the package. Without them the package is shown
   * to agree with itself, not whose it is.
   */
  readonly logKeys?: readonly string[];
  /** SHA-256 (hex) of files that the reader has and takes for what was sent or answered: of a file of rows. */
  readonly files?: readonly string[];
}

/**
 * Verifies an evidence package with nothing but itself and, better, the log's key. Needs no server and no clock. Never
 * throws: what cannot be read is broken.
 * @param given the document as text, or parsed
 */
export async function verifyEvidence(given: unknown, trust: Trust = {}): Promise<EvidenceVerdict> {
  const pack = readPackage(given);
  if (!('format' in pack))
    return { verdict: 'broken', checks: [{ id: 'form', verdict: 'broken' }], first: 'form', fault: pack };
  const request = readSignedHead(pack.request);
  const answer = readSignedHead(pack.answer, pack.request);
  const line = readLineFacts(pack.log.line.line);
  const checkpoint = readCheckpoint(pack.log.checkpoint);
  const proven: Proven | undefined = request && answer && line ? { pack, request, answer, line } : undefined;
  const circumstance = async (holds: (proven: Proven) => boolean | Promise<boolean>) =>
    asVerdict(proven !== undefined && (await holds(proven)));
  const agreed = proven ? isAgreed(proven) : false;
  const verdicts: Record<CheckId, Check['verdict']> = {
    form: asVerdict(checkpoint !== undefined && line !== undefined),
    requestSignature:
      request?.tag === 'dancu-exchange' ? await checkSignature(pack.statement.requestKey.jwk, request) : 'broken',
    answerSignature: isAnswer(answer) ? await checkSignature(pack.statement.answerKey.jwk, answer) : 'broken',
    bound: asVerdict(
      answer?.components.includes('"signature";req;key="sig1"') === true &&
        pack.answer.headers['dancu-journal'] === pack.reference,
    ),
    requestBody: await checkBody(pack.request),
    answerBody: await checkBody(pack.answer),
    lineRequest: asVerdict(request !== undefined && line?.data.requestDigest === (await digest(request.base))),
    lineAnswer: asVerdict(
      answer !== undefined &&
        line?.data.answerBase === (await digest(answer.base)) &&
        line.data.answerDigest === pack.answer.headers['content-digest'],
    ),
    lineSays: await circumstance(lineSaysTheSame),
    lineInLog: asVerdict(checkpoint !== undefined && (await isInLog(pack.log.line, checkpoint))),
    statement: asVerdict(checkpoint !== undefined && (await isStated(pack, checkpoint))),
    checkpoint: checkpoint ? await checkCheckpoint(checkpoint, pack.log.verifierKey) : 'broken',
    logKey: trust.logKeys ? asVerdict(trust.logKeys.includes(pack.log.verifierKey)) : 'absent',
    keys: await circumstance(keysWereGood),
    time: await circumstance(timesFit),
    agreement: agreed === undefined ? 'absent' : asVerdict(agreed),
    ...(await checkBatch(pack, line, checkpoint, trust.files)),
  };
  const told = CHECKS.filter((id) => pack.batch || !OF_BATCHES.has(id) || verdicts[id] !== 'absent');
  const checks = told.map((id) => ({ id, verdict: verdicts[id] }));
  const first = checks.find((one) => one.verdict === 'broken')?.id;
  const unable = checks.some((one) => one.verdict === 'unable');
  return {
    verdict: first ? 'broken' : unable ? 'unable' : 'holds',
    checks,
    first,
    ...(line && checkpoint ? { facts: tellFacts(pack, line, checkpoint) } : {}),
  };
}

function isAnswer(answer: SignedHead | undefined): answer is SignedHead {
  return (
    answer?.tag === 'dancu-answer' &&
    ['"content-digest"', '"content-type"', '"dancu-journal"'].every((id) => answer.components.includes(id))
  );
}

/** Whether the platform's statement is the one whose digest stands in the log, and is about this exchange. */
async function isStated({ statement, reference, log }: EvidencePackage, checkpoint: Checkpoint): Promise<boolean> {
  const line = readLineFacts(log.statement.line);
  return (
    line?.data.reference === reference &&
    statement.reference === reference &&
    line.data.statementDigest === (await digest(canonicalise(statement))) &&
    statement.statedAt === line.receivedAt &&
    (await isInLog(log.statement, checkpoint))
  );
}

/** Whether a body is the one whose digest was signed. */
async function checkBody(message: {
  headers: Readonly<Record<string, string>>;
  body?: string;
}): Promise<Check['verdict']> {
  const { body, headers } = message;
  if (body === undefined) return 'absent';
  const header = headers['content-digest'];
  if (header === undefined) return asVerdict(body === '');
  let known = 0;
  for (const member of header.split(',')) {
    const [, name, given] = /^ *(sha-256|sha-512)=:([A-Za-z0-9+/=]+): *$/.exec(member) ?? [];
    if (name === undefined) continue;
    known += 1;
    const computed = await crypto.subtle.digest(name === 'sha-256' ? 'SHA-256' : 'SHA-512', encodeText(body));
    if (toBase64(new Uint8Array(computed)) !== given) return 'broken';
  }
  return asVerdict(known > 0);
}

async function digest(text: string): Promise<string> {
  return toBase64Url(await sha256(encodeText(text)));
}

function asVerdict(holds: boolean): Verdict {
  return holds ? 'holds' : 'broken';
}

function tellFacts(pack: EvidencePackage, line: LineFacts, { size, origin }: Checkpoint): EvidenceFacts {
  const { statement, request, answer, log, reference } = pack;
  const say = (value: unknown) => (typeof value === 'string' ? value : '');
  const manifest = pack.batch && readManifest(pack.batch.manifest)?.manifest;
  return {
    reference,
    at: say(line.receivedAt),
    organisation: statement.system.organisation,
    system: statement.system.name,
    type: say(line.type),
    purpose: manifest?.purpose ?? say(line.purpose),
    legalBasis: manifest?.legalBasis ?? say(line.legalBasis),
    caseNumber: typeof line.caseNumber === 'string' ? line.caseNumber : undefined,
    fields:
      manifest?.fields ?? (Array.isArray(line.fields) ? line.fields.filter((one) => typeof one === 'string') : []),
    outcome: say(line.data.outcome),
    status: answer.status,
    method: request.method,
    targetUri: request.targetUri,
    number: log.line.number,
    size,
    origin,
    verifierKey: log.verifierKey,
    ...(manifest ? { batch: manifest } : {}),
  };
}
