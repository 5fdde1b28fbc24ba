import { checkBatch, type Manifest, readManifest } from './batch.ts';
import { encodeText, sha256, toBase64Url } from './bytes.ts';
import { canonicalise } from './canonical.ts';
import { isAgreed, keysWereGood, lineSaysTheSame, type Proven, timesFit } from './circumstances.ts';
import { checkDigest, isOfNothing } from './digest.ts';
import { checkSignature, type Verdict } from './key.ts';
import { type LineFacts, readLineFacts } from './line.ts';
import { type Checkpoint, checkCheckpoint, isInLog, readCheckpoint } from './log.ts';
import { readSignedHead } from './message.ts';
import { type EvidencePackage, readPackage } from './package.ts';
import { checkSession, checkToken, describeLine, readSession, type Way, wayOf } from './unsigned.ts';

/** What is checked, in the order in which the story is told; each is a sentence key of whoever shows it. */
export const CHECKS = [
  'form',
  'requestSignature',
  'proof',
  'answerSignature',
  'bound',
  'requestBody',
  'askedBody',
  'answerBody',
  'toldBody',
  'lineRequest',
  'lineProof',
  'lineAsked',
  'lineAnswer',
  'lineSays',
  'lineInLog',
  'statement',
  'checkpoint',
  'logKey',
  'keys',
  'key',
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
  /** How it was proved who asks; what the evidence proves depends on it. */
  readonly way: Way;
  /** When the question arrived, RFC 3339. */
  readonly at: string;
  readonly organisation: string;
  /** The system's name; of what a person began in the console, the person's account. */
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
  /** Of what a person began in the console: how surely, and when, they had signed in. */
  readonly session?: { readonly assurance: string; readonly provedAt: string };
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
  const line = readLineFacts(pack.log.line.line);
  const checkpoint = readCheckpoint(pack.log.checkpoint);
  const agreed = line ? isAgreed({ pack, line }) : false;
  const verdicts: Partial<Record<CheckId, Check['verdict']>> = {
    form: asVerdict(checkpoint !== undefined && line !== undefined),
    ...(await checkMessages(pack, line)),
    lineInLog: asVerdict(checkpoint !== undefined && (await isInLog(pack.log.line, checkpoint))),
    statement: asVerdict(checkpoint !== undefined && (await isStated(pack, line, checkpoint))),
    checkpoint: checkpoint ? await checkCheckpoint(checkpoint, pack.log.verifierKey) : 'broken',
    logKey: trust.logKeys ? asVerdict(trust.logKeys.includes(pack.log.verifierKey)) : 'absent',
    agreement: agreed === undefined ? 'absent' : asVerdict(agreed),
    ...(await checkBatch(pack, line, checkpoint, trust.files)),
  };
  const checks = CHECKS.flatMap((id) => {
    const verdict = verdicts[id];
    return verdict && (pack.batch || !OF_BATCHES.has(id) || verdict !== 'absent') ? [{ id, verdict }] : [];
  });
  const first = checks.find((one) => one.verdict === 'broken')?.id;
  const unable = checks.some((one) => one.verdict === 'unable');
  return {
    verdict: first ? 'broken' : unable ? 'unable' : 'holds',
    checks,
    first,
    ...(line && checkpoint ? { facts: tellFacts(pack, line, checkpoint) } : {}),
  };
}

/** The question and its answer, each way by what there is to check. */
async function checkMessages(
  pack: EvidencePackage,
  line: LineFacts | undefined,
): Promise<Partial<Record<CheckId, Check['verdict']>>> {
  const way = wayOf(line);
  if (line && way !== 'signature') return way === 'token' ? checkToken(pack, line) : checkSession(pack, line);
  const request = readSignedHead(pack.request);
  const answer = readSignedHead(pack.answer, pack.request);
  const { requestKey, answerKey } = pack.statement;
  const digested = pack.answer.headers['content-digest'];
  const proven: Proven | undefined = request && answer && line ? { pack, request, answer, line } : undefined;
  const circumstance = async (holds: (proven: Proven) => boolean | Promise<boolean>) =>
    asVerdict(proven !== undefined && (await holds(proven)));
  // What has no body has no type.
  const covered = ['content-digest', 'dancu-journal', ...(isOfNothing(digested) ? [] : ['content-type'])];
  const asked = request?.tag === 'dancu-exchange' && pack.request.proof === undefined;
  const answered = answer?.tag === 'dancu-answer' && covered.every((name) => answer.components.includes(`"${name}"`));
  return {
    requestSignature: asked && requestKey ? await checkSignature(requestKey.jwk, request) : 'broken',
    answerSignature: answered && answerKey ? await checkSignature(answerKey.jwk, answer) : 'broken',
    bound: asVerdict(
      answer?.components.includes('"signature";req;key="sig1"') === true &&
        pack.answer.headers['dancu-journal'] === pack.reference,
    ),
    requestBody: await checkDigest(pack.request.body, pack.request.headers['content-digest']),
    answerBody: await checkDigest(pack.answer.body, digested),
    lineRequest: asVerdict(request !== undefined && line?.data.requestDigest === (await digest(request.base))),
    lineAnswer: asVerdict(
      answer !== undefined &&
        line?.data.answerBase === (await digest(answer.base)) &&
        line.data.answerDigest === digested,
    ),
    lineSays: await circumstance(lineSaysTheSame),
    keys: await circumstance(keysWereGood),
    time: await circumstance(timesFit),
  };
}

/** Whether the platform's statement is the one whose digest stands in the log, and is about this exchange. */
async function isStated(
  { statement, reference, log }: EvidencePackage,
  line: LineFacts | undefined,
  checkpoint: Checkpoint,
): Promise<boolean> {
  const stated = readLineFacts(log.statement.line);
  const about = line && wayOf(line) !== 'signature' ? await describeLine(line) : undefined;
  return (
    stated?.data.reference === reference &&
    statement.reference === reference &&
    statement.about === about &&
    stated.data.statementDigest === (await digest(canonicalise(statement))) &&
    statement.statedAt === stated.receivedAt &&
    (await isInLog(log.statement, checkpoint))
  );
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
  const way = wayOf(line);
  return {
    reference,
    at: say(line.receivedAt),
    way,
    organisation: statement.system?.organisation ?? say(line.organisation),
    system: statement.system?.name ?? say(line.actor),
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
    ...(way === 'session' ? { session: readSession(line) } : {}),
    ...(manifest ? { batch: manifest } : {}),
  };
}
