import { readPieces } from './batch.ts';
import { computeThumbprint } from './key.ts';
import { type LineFacts, timeOf } from './line.ts';
import type { SignedHead } from './message.ts';
import type { EvidencePackage } from './package.ts';

/** Two clocks may differ by so much, and a process may learn of a change so late. */
export const SKEW_MS = 5_000;
/** A question's signature lives so long, and an answer is given within the same. */
export const LIFE_MS = 60_000;
/** The start of a file of rows is answered when all of the file was read. */
const READING_MS = 3_600_000;
const HALF_DAY_MS = 43_200_000;

export interface Proven {
  pack: EvidencePackage;
  request: SignedHead;
  answer: SignedHead;
  line: LineFacts;
}

/** Whether both keys are the ones that the signatures name, and were good when they signed. */
export async function keysWereGood({ pack, request, answer, line }: Proven): Promise<boolean> {
  const { answerKey } = pack.statement;
  if (!answerKey || (await computeThumbprint(answerKey.jwk)) !== answer.keyid) return false;
  const answeredAt = answer.created * 1000;
  if (!(timeOf(answerKey.createdAt) <= answeredAt + SKEW_MS)) return false;
  if (answerKey.replacedAt !== undefined && !(timeOf(answerKey.replacedAt) >= answeredAt - SKEW_MS)) return false;
  return askerWasGood(pack, line, request.keyid);
}

/** Whether the system of the line asked with this key, and the key was good. */
export async function askerWasGood(
  { statement: { requestKey, system } }: EvidencePackage,
  line: LineFacts,
  keyid: string | undefined,
): Promise<boolean> {
  const receivedAt = timeOf(line.receivedAt);
  if (!requestKey || !system || keyid === undefined) return false;
  if (system.id !== line.actor || system.organisation !== line.organisation) return false;
  if ((await computeThumbprint(requestKey.jwk)) !== keyid) return false;
  if (!(timeOf(requestKey.registeredAt) <= receivedAt + SKEW_MS)) return false;
  // That its key was no longer good may be why it was refused.
  if (line.data.outcome === 'refused') return true;
  const end = Math.min(timeOf(requestKey.expiresAt), timeOf(requestKey.revokedAt ?? requestKey.expiresAt));
  return end >= receivedAt - SKEW_MS;
}

/** Whether signing, arrival, answer and statement follow each other as they must. */
export function timesFit({ pack, request, answer, line }: Proven): boolean {
  const receivedAt = timeOf(line.receivedAt);
  const [asked, answered] = [request.created * 1000, answer.created * 1000];
  return (
    asked <= receivedAt + SKEW_MS &&
    receivedAt <= asked + LIFE_MS + SKEW_MS &&
    (request.expires === undefined || receivedAt <= request.expires * 1000 + SKEW_MS) &&
    // Whole seconds: an answer may bear the second in which its question came.
    answered >= receivedAt - SKEW_MS &&
    answered <= receivedAt + (line.data.batch === undefined ? LIFE_MS : READING_MS) &&
    timeOf(pack.statement.statedAt) >= receivedAt - SKEW_MS
  );
}

/** Whether the line, which the person can read, gives the reasons that the question gave. */
export function lineSaysTheSame({ pack, line }: Proven): boolean {
  const { headers, targetUri } = pack.request;
  const same = (name: string, said: unknown) => decodeHeader(headers[name]) === said;
  // A question that names none may be given one: there is nothing that it could contradict.
  const transaction = /[?&]transactionId=([^&]*)/.exec(targetUri)?.[1];
  return (
    same('dancu-purpose', line.purpose) &&
    (isReport(line) ? sayLaw(pack.request.body, line) : same('dancu-legal-basis', line.legalBasis)) &&
    same('dancu-case', line.caseNumber) &&
    same('dancu-officer', line.data.officer) &&
    (transaction === undefined || decode(transaction.replaceAll('+', ' ')) === line.data.transactionId)
  );
}

/** What an organisation reports about a person names its law in its body, whose digest is signed. */
const isReport = ({ type }: LineFacts) => type === 'report';

function sayLaw(body: string | undefined, { legalBasis }: LineFacts): boolean {
  if (body === undefined) return true;
  try {
    return (JSON.parse(body) as { legalBasis?: unknown } | null)?.legalBasis === legalBasis;
  } catch {
    return false;
  }
}

/** Whether what was asked is within the agreement; undefined where nothing was answered, or in simulation. */
export function isAgreed({ pack, line }: Pick<Proven, 'pack' | 'line'>): boolean | undefined {
  const { agreement } = pack.statement;
  const { id, version } = { id: line.data.agreement, version: line.data.version };
  if (id === undefined || line.data.stage === 'simulation') return agreement === undefined ? undefined : false;
  if (!agreement || agreement.id !== id || agreement.version !== version) return false;
  const actedAt = timeOf(line.actedAt);
  // The start of a file of rows asks nothing yet: its pieces say what was answered, and under which law.
  const answering = line.data.batch === undefined ? [line] : readPieces(pack).filter(({ type }) => type === 'bulk');
  return (
    timeOf(agreement.recordedAt) <= timeOf(line.receivedAt) + SKEW_MS &&
    answering.every((one) => isWithin(agreement, one)) &&
    // A day begins and ends at other instants in each time zone.
    timeOf(agreement.validFrom) <= actedAt + HALF_DAY_MS + SKEW_MS &&
    actedAt - HALF_DAY_MS < timeOf(agreement.validTo)
  );
}

function isWithin(agreement: NonNullable<EvidencePackage['statement']['agreement']>, line: LineFacts): boolean {
  const { purpose, legalBasis } = line;
  const fields = Array.isArray(line.fields) ? line.fields : [];
  return (
    agreement.ways.includes((line.data.way ?? line.type) as string) &&
    agreement.purposes.includes(purpose as string) &&
    (agreement.legalBases.length === 0 || agreement.legalBases.includes(legalBasis as string)) &&
    fields.every((field) => agreement.fields.includes(field))
  );
}

/** A header's text: printable ASCII as it is, all else percent-encoded. */
function decodeHeader(value: string | undefined): string | undefined {
  return value === undefined ? undefined : decode(value.trim());
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
