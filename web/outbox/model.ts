import type { ProblemBody, Purpose } from '../api.ts';

/** A field before and after, in words. */
export interface Row {
  id: string;
  name: string;
  before?: string;
  after?: string;
}

export type ActState =
  /** Not final until sent. */
  | 'waiting'
  | 'sent'
  /** Another office changed the record meanwhile: the officer decides. */
  | 'changed'
  | 'refused'
  /** It may have arrived, and too long ago for the server to know. */
  | 'unsure';

/** A paper that is to lie beside a case. */
export interface WaitingScan {
  /** Of its bytes in the browser's storage. */
  id: string;
  media: string;
  size: number;
  /** SHA-256, base64url. */
  digest: string;
}

/** An act as its officer wrote it down. The id is its Idempotency-Key. */
export interface QueuedAct {
  id: string;
  /** Of several acts of one officer: the order in which they were written. */
  order: number;
  madeAt: string;
  /** What kind it is: `move`, `birth`, `decide-correction`. */
  act: string;
  subject: { person?: string; name: string; pin?: string };
  /** What the form held, for editing. */
  values: Readonly<Record<string, string>>;
  rows: readonly Row[];
  path: string;
  /** Empty where a scan is sent: its bytes lie beside it. */
  body: unknown;
  /** Why; of a paper beside a case the case says so itself. */
  purpose?: Purpose | undefined;
  /** Versions of the records that it is founded on, by person. */
  base: Readonly<Record<string, number>>;
  state: ActState;
  scan?: WaitingScan;
  /** When it was first sent without a clear answer. */
  triedAt?: string;
  /** Why it was refused, or stopped. */
  problem?: ProblemBody;
  sentAt?: string;
  /** What the server answered. */
  answer?: unknown;
}

/** An act as it is handed in. */
export type Submission = Omit<QueuedAct, 'id' | 'order' | 'madeAt' | 'state'>;

/** A form that was begun: kept by itself. */
export interface Draft {
  id: string;
  savedAt: string;
  act: string;
  subject: QueuedAct['subject'];
  values: Readonly<Record<string, string>>;
}

/** A day less than the server keeps answers: what was tried before that may have been done, and nobody would know. */
export const SURE_MILLISECONDS = 7 * 86_400_000;

/** Persons whose records an act changes, as far as it says. */
export function personsOf({ subject, base }: Pick<QueuedAct, 'subject' | 'base'>): string[] {
  return [...new Set([...(subject.person ? [subject.person] : []), ...Object.keys(base)])];
}

/** The case that an act decides or lays a paper beside. */
const caseOf = ({ path }: Pick<QueuedAct, 'path'>): string[] => {
  const found = /^(\/api\/.+)\/(?:decide|scans)$/.exec(path)?.[1];
  return found ? [found] : [];
};

/**
 * The next act to send: the first that waits, unless an earlier one on the same record has been stopped. What follows it
 * was written in the belief that it would be done. A paper waits for nothing; the decision on its case waits for it.
 */
export function findNext(acts: readonly QueuedAct[]): QueuedAct | undefined {
  const blocked = new Set<string>();
  for (const act of inOrder(acts)) {
    if (act.state === 'sent') continue;
    const held = [...caseOf(act), ...(act.scan ? [] : personsOf(act))];
    if (act.state === 'waiting' && (act.scan || !held.some((one) => blocked.has(one)))) return act;
    for (const one of held) blocked.add(one);
  }
  return undefined;
}

/** As they were written, but a paper before the decision on its case: decided is with all papers in sight. */
export function inOrder(acts: readonly QueuedAct[]): QueuedAct[] {
  const turns = new Map(acts.map((act) => [act, turnOf(act, acts)]));
  const papersFirst = (one: QueuedAct) => (one.scan ? 0 : 1);
  return [...acts].sort(
    (a, b) => turns.get(a)! - turns.get(b)! || papersFirst(a) - papersFirst(b) || a.order - b.order,
  );
}

function turnOf(act: QueuedAct, acts: readonly QueuedAct[]): number {
  if (!act.scan) return act.order;
  const [own] = caseOf(act);
  const decisions = acts.filter((one) => !one.scan && one.state !== 'sent' && caseOf(one)[0] === own);
  return Math.min(act.order, ...decisions.map(({ order }) => order));
}

/** Before it is sent: whether its fate is known well enough to send it by itself. */
export function judgeAge(act: QueuedAct, now: Date): QueuedAct {
  const tried = act.triedAt === undefined ? undefined : Date.parse(act.triedAt);
  return tried !== undefined && now.getTime() - tried > SURE_MILLISECONDS ? { ...act, state: 'unsure' } : act;
}

/** The headers' part: what the versions are, as RFC 9110 writes entity tags. */
export function tagsOf({ base }: Pick<QueuedAct, 'base'>): string[] {
  return Object.entries(base).map(([person, version]) => `${person}.${version}`);
}

interface Version {
  person: string;
  version: number;
}

/** The new versions that an answer tells: of one record, or of several. */
export function versionsIn(answer: unknown): Version[] {
  const { persons, ...one } = (answer ?? {}) as Partial<Version> & { persons?: Version[] };
  if (persons) return persons;
  return one.person !== undefined && one.version !== undefined ? [{ person: one.person, version: one.version }] : [];
}

/**
 * After an act was done: it is sent, and the officer's own later acts on the same version stand on the new one. The record
 * was theirs from one to the other, or the server would have stopped the act.
 * @returns the acts that are different now
 */
export function settleSent(acts: readonly QueuedAct[], done: QueuedAct, answer: unknown, now: Date): QueuedAct[] {
  const { problem: _, triedAt: __, ...rest } = done;
  const sent: QueuedAct = { ...rest, state: 'sent', sentAt: now.toISOString(), answer };
  const news = versionsIn(answer).filter(({ person }) => done.base[person] !== undefined);
  const later = acts.flatMap((act) => {
    if (act.id === done.id || act.order < done.order || act.state === 'sent') return [];
    const moved = news.filter(({ person }) => act.base[person] === done.base[person]);
    if (moved.length === 0) return [];
    return [{ ...act, base: { ...act.base, ...Object.fromEntries(moved.map((one) => [one.person, one.version])) } }];
  });
  return [sent, ...later];
}

/** What a failed sending means; undefined: no clear answer, the act waits as it is. */
export function settleProblem(act: QueuedAct, problem: ProblemBody): QueuedAct | undefined {
  const { status } = problem;
  // Unknown sender, too fast, down, or an answer that was none: another time.
  if (status === 0 || status === 401 || status === 408 || status === 429 || status >= 500) return undefined;
  if (problem.code === 'web/unreadable' || problem.code === 'kernel/other-caller') return undefined;
  // A clear refusal says that nothing was done under this key.
  const { triedAt: _, ...rest } = act;
  // Except this one: an earlier wording of the act was done under it.
  if (problem.code === 'kernel/idempotency-mismatch') return { ...act, state: 'refused', problem };
  return { ...rest, state: status === 412 ? 'changed' : 'refused', problem };
}
