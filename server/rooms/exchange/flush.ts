import { type Clock, type Entry, fillBlock, lineReference, type Metrics, Problem, type Words } from '#kernel';
import { makeContentDigest } from '#libs/httpsig';
import { findHolders, type Holder } from '#rooms/people';
import type { AnswerSigner, SignedAnswer } from './answer.ts';
import type { AreaOf } from './compare.ts';
import type { DirectoryHolder } from './directory.ts';
import { type Judgement, judge, type Pseudonyms, type Question, refuse, render } from './judge.ts';
import type { Lane } from './lanes.ts';
import { type Agreement, decideQuestion, hiddenUntil, type Law } from './model.ts';
import { problems } from './problems.ts';
import type { Quota } from './quota.ts';
import { claimNonces, type Use, writeBlock } from './store.ts';

export interface FlushParts {
  directory: DirectoryHolder;
  quota: Quota;
  law: Law;
  areaOf: AreaOf;
  clock: Clock;
  metrics: Metrics;
  words: Words;
  pseudonyms: Pseudonyms;
  sign: AnswerSigner;
}

type Decision = Agreement | Problem;

/**
 * Answers a batch of authenticated questions: claims their nonces, reads the register once for all, judges, makes the
 * journal durable, and only then lets the answers go. They are signed while the journal is being written.
 */
export async function flush(parts: FlushParts, lane: Lane, questions: readonly Question[]): Promise<SignedAnswer[]> {
  const today = parts.clock.today();
  let decisions = questions.map((question) => decide(parts, question, today));
  const [claimed, firstHolders] = await Promise.all([
    claimNonces(
      lane.reader,
      questions.map((one) => one.signed.minute),
      questions.map((one) => one.signed.nonce),
    ),
    findAccepted(lane, questions, decisions),
    parts.quota.prepare(lane.reader, [...new Set(decisions.filter(isAgreement))], today),
  ]);
  let holders = firstHolders;
  if (claimed.epoch !== parts.directory.now.epoch) {
    await parts.directory.load(lane.reader);
    decisions = questions.map((question) => decide(parts, question, today));
    holders = await findAccepted(lane, questions, decisions);
    await parts.quota.prepare(lane.reader, [...new Set(decisions.filter(isAgreement))], today);
  }
  const judgements = judgeAll(parts, questions, decisions, holders, claimed.fresh);
  return answerAll(parts, lane, questions, judgements, today);
}

/** What the directory says of the asker as it is now: the key and the system too, for they may have changed since the signature was checked. */
function decide({ directory, law }: FlushParts, { signed, asked }: Question, today: string): Decision {
  const key = directory.now.keys.get(signed.key.kid);
  if (!key || key.revoked) return problems['key-revoked']({ values: { key: signed.key.kid } });
  if (key.system.state === 'suspended') return problems['system-suspended']({ values: { system: key.system.name } });
  return decideQuestion(asked, directory.now.agreements.get(key.system.organisation) ?? [], law, today);
}

function isAgreement(decision: Decision): decision is Agreement {
  return !(decision instanceof Problem);
}

async function findAccepted(
  lane: Lane,
  questions: readonly Question[],
  decisions: readonly Decision[],
): Promise<Map<string, Holder[]>> {
  const values = new Set<string>();
  for (let index = 0; index < questions.length; index++)
    if (isAgreement(decisions[index]!)) values.add(questions[index]!.identifier);
  return values.size > 0 ? findHolders(lane.reader, [...values]) : new Map();
}

function judgeAll(
  parts: FlushParts,
  questions: readonly Question[],
  decisions: readonly Decision[],
  holders: ReadonlyMap<string, Holder[]>,
  fresh: ReadonlySet<string>,
): Judgement[] {
  const used = new Set<string>();
  return questions.map((question, index) => {
    const { nonce } = question.signed;
    if (!fresh.has(nonce) || used.has(nonce)) return refuse(problems.replayed(), 'replayed');
    used.add(nonce);
    const decision = decisions[index]!;
    if (!isAgreement(decision)) return refuse(decision, 'refused');
    if (!parts.quota.take(decision))
      return refuse(
        problems['quota-exceeded']({
          values: { agreement: decision.id, quota: decision.quotaPerDay },
          extra: { retryAfter: 3600 },
        }),
        'refused',
      );
    return judge(question, decision, holders.get(question.identifier) ?? [], parts);
  });
}

async function answerAll(
  parts: FlushParts,
  lane: Lane,
  questions: readonly Question[],
  judgements: readonly Judgement[],
  today: string,
): Promise<SignedAnswer[]> {
  const place = lane.journal.place(Date.now());
  const lines: string[] = [];
  const uses: Use[] = [];
  const answers: SignedAnswer[] = [];
  for (let index = 0; index < questions.length; index++) {
    const question = questions[index]!;
    const judgement = judgements[index]!;
    // A replay shows nothing and was journalled the first time.
    const reference = judgement.kind === 'replayed' ? undefined : lineReference(place, lines.length);
    const answer = render(question, judgement, reference, parts);
    answer.headers['content-digest'] = makeContentDigest(answer.body);
    answers.push(answer);
    if (reference === undefined) continue;
    lines.push(JSON.stringify(describeLine(parts, question, judgement, answer)));
    uses.push(countUse(question, judgement));
    parts.metrics.verdicts.inc({ outcome: judgement.outcome });
  }
  const block = lines.length > 0 ? fillBlock(place, lines) : undefined;
  const written = block ? writeBlock(lane.writer, block, today, lane.slot, uses) : undefined;
  try {
    for (const [index, { status, headers, body }] of answers.entries())
      parts.sign(questions[index]!.signed.message, status, headers, body);
  } finally {
    await written;
  }
  if (block) lane.journal.committed(block);
  parts.metrics.batch.observe(questions.length);
  for (const kind of ['look', 'note'] as const)
    parts.metrics.journalled.inc({ kind }, judgements.filter((one) => one.kind === kind).length);
  return answers;
}

function describeLine(
  { clock, law, pseudonyms }: FlushParts,
  question: Question,
  judgement: Judgement,
  answer: SignedAnswer,
): Entry {
  const { asked, signed } = question;
  const { system } = signed.key;
  const at = clock.now();
  const hidden =
    judgement.kind === 'look' ? hiddenUntil(law.findPurpose(asked.purpose), asked.legalBasis, at) : undefined;
  return {
    kind: judgement.kind === 'look' ? 'look' : 'note',
    room: 'exchange',
    type: asked.type,
    subjects: judgement.subjects,
    actor: system.id,
    organisation: system.organisation,
    office: system.id,
    purpose: asked.purpose,
    legalBasis: asked.legalBasis,
    ...(question.caseNumber ? { caseNumber: question.caseNumber } : {}),
    fields: asked.fields as string[],
    data: {
      outcome: judgement.outcome,
      ...(judgement.problem ? { code: judgement.problem.code } : {}),
      transactionId: question.transactionId,
      ...(question.officer ? { officer: question.officer } : {}),
      ...(judgement.subjects.length === 0 ? { identifier: pseudonyms.ofIdentifier(question.identifier) } : {}),
      requestDigest: signed.digest,
      answerDigest: answer.headers['content-digest'],
    },
    ...(hidden ? { hiddenUntil: hidden } : {}),
    actedAt: at.toISOString(),
    receivedAt: question.receivedAt,
  };
}

function countUse({ asked, signed }: Question, judgement: Judgement): Use {
  const { system } = signed.key;
  return {
    organisation: system.organisation,
    agreement: judgement.agreement?.id ?? '',
    system: system.id,
    type: asked.type,
    purpose: asked.purpose,
    outcome: judgement.outcome,
  };
}
