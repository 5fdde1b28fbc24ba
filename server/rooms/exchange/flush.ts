import { hash } from 'node:crypto';
import {
  type Clock,
  closeLine,
  type Entry,
  fillBlock,
  lineReference,
  type Metrics,
  Problem,
  type Words,
} from '#kernel';
import { makeContentDigest } from '#libs/httpsig';
import { findHolders, type Holder } from '#rooms/people';
import type { AnswerSigner, SignedAnswer } from './answer.ts';
import type { AreaOf } from './compare.ts';
import { type Asking, type HeldConsents, holdConsents } from './consented.ts';
import { type DirectoryHolder, refuseKey } from './directory.ts';
import { packExchanged, recordExchange } from './exchanged.ts';
import type { Pseudonyms } from './forms.ts';
import { type Judgement, judge, type Question, refuse, render } from './judge.ts';
import type { Lane } from './lanes.ts';
import { type Agreement, decideQuestion, hiddenUntil, type Law } from './model.ts';
import { problems } from './problems.ts';
import type { Quota } from './quota.ts';
import type { FindEnded } from './representatives.ts';
import type { Simulation } from './simulation.ts';
import { claimNonces, type Use, writeBlock } from './store.ts';
import { describeUnsigned } from './unsigned.ts';

export interface FlushParts {
  directory: DirectoryHolder;
  simulation: Simulation;
  quota: Quota;
  law: Law;
  areaOf: AreaOf;
  clock: Clock;
  metrics: Metrics;
  words: Words;
  pseudonyms: Pseudonyms;
  sign: AnswerSigner;
  findEnded: FindEnded;
}

type Decision = Agreement | Problem;

/**
 * Answers a batch of authenticated questions: claims their nonces, reads the register once for all, judges, signs, makes
 * journal and signatures durable, and only then lets the answers go.
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
    findAccepted(parts, lane, questions, decisions),
    parts.quota.prepare(lane.reader, [...new Set(decisions.filter(isAgreement))], today),
  ]);
  let holders = firstHolders;
  if (claimed.epoch !== parts.directory.now.epoch) {
    await parts.directory.load(lane.reader);
    decisions = questions.map((question) => decide(parts, question, today));
    holders = await findAccepted(parts, lane, questions, decisions);
    await parts.quota.prepare(lane.reader, [...new Set(decisions.filter(isAgreement))], today);
  }
  const askingOf = (index: number) => {
    const decision = decisions[index]!;
    return isAgreement(decision) ? findNamed(questions[index]!, decision, holders) : undefined;
  };
  const consents = await holdConsents(parts.law, lane, parts.findEnded, questions, askingOf, today);
  const judgements = judgeAll(parts, questions, decisions, holders, claimed.fresh, consents);
  const answers = await answerAll(parts, lane, questions, judgements, today);
  // After whatever fails the lane is closed, and what it held is free.
  await consents.release();
  return answers;
}

/** What the directory says of the asker as it is now: the key and the system too, for they may have changed since the signature was checked. */
function decide({ directory, simulation, law }: FlushParts, { signed, asked }: Question, today: string): Decision {
  const key = directory.now.keys.get(signed.key.kid);
  const refused = refuseKey(key, signed.key.kid);
  if (refused) return refused;
  const { organisation, stage } = key!.system;
  const agreements = (stage === 'simulation' ? simulation : directory.now).agreementsOf(organisation);
  return decideQuestion(asked, agreements, law, today);
}

function isAgreement(decision: Decision): decision is Agreement {
  return !(decision instanceof Problem);
}

/** Persons named by the questions that may be asked: of the register, and of the synthetic country for those in simulation. */
interface Found {
  real: ReadonlyMap<string, Holder[]>;
  simulated: ReadonlyMap<string, Holder[]>;
}

async function findAccepted(
  { simulation }: FlushParts,
  lane: Lane,
  questions: readonly Question[],
  decisions: readonly Decision[],
): Promise<Found> {
  const real = new Set<string>();
  const simulated = new Set<string>();
  for (let index = 0; index < questions.length; index++) {
    const decision = decisions[index]!;
    const { identifier } = questions[index]!;
    if (identifier !== '' && isAgreement(decision))
      (decision.stage === 'simulation' ? simulated : real).add(identifier);
  }
  return {
    real: real.size > 0 ? await findHolders(lane.reader, [...real]) : new Map(),
    simulated: simulated.size > 0 ? simulation.findHolders([...simulated]) : new Map(),
  };
}

function findNamed(question: Question, agreement: Agreement, found: Found): Asking {
  const holders = found[agreement.stage === 'simulation' ? 'simulated' : 'real'].get(question.identifier) ?? [];
  return { question, agreement, holders };
}

function judgeAll(
  parts: FlushParts,
  questions: readonly Question[],
  decisions: readonly Decision[],
  found: Found,
  fresh: ReadonlySet<string>,
  consents: HeldConsents,
): Judgement[] {
  const used = new Set<string>();
  return questions.map((question, index) => {
    const { nonce } = question.signed;
    if (!fresh.has(nonce) || used.has(nonce)) return refuse(problems.replayed(), 'replayed');
    used.add(nonce);
    const decision = decisions[index]!;
    if (!isAgreement(decision)) return refuse(decision, 'refused');
    const asking = findNamed(question, decision, found);
    const consent = consents.groundOf(asking);
    if (consent instanceof Problem) return refuse(consent, 'refused');
    if (!parts.quota.take(decision))
      return refuse(
        problems['quota-exceeded']({
          values: { agreement: decision.id, quota: decision.quotaPerDay },
          extra: { retryAfter: 3600 },
        }),
        'refused',
      );
    const judgement = judge(question, decision, asking.holders, parts);
    return consent ? { ...judgement, consent } : judgement;
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
  const messages: string[] = [];
  const uses: Use[] = [];
  const answers: SignedAnswer[] = [];
  for (let index = 0; index < questions.length; index++) {
    const question = questions[index]!;
    const judgement = judgements[index]!;
    // A replay shows nothing and was journalled the first time.
    const reference = judgement.kind === 'replayed' ? undefined : lineReference(place, lines.length);
    const answer = render(question, judgement, reference, parts);
    answer.headers['content-digest'] = makeContentDigest(answer.body);
    const { evidence, proof } = question.signed;
    const answerBase = evidence && parts.sign(evidence.message, answer.status, answer.headers, answer.body);
    answers.push(answer);
    if (reference === undefined) continue;
    lines.push(closeLine(describeLine(parts, question, judgement, answer, answerBase)));
    messages.push(evidence ? recordExchange(evidence, answerBase!, answer.headers.signature!) : (proof ?? ''));
    uses.push(countUse(question, judgement));
    parts.metrics.verdicts.inc({ outcome: judgement.outcome });
  }
  const block = lines.length > 0 ? fillBlock(place, lines) : undefined;
  if (block) {
    await writeBlock(lane.writer, block, today, lane.slot, uses, packExchanged(messages));
    lane.journal.committed(block);
  }
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
  answerBase: string | undefined,
): Entry {
  const { asked, signed } = question;
  const { system } = signed.key;
  const at = clock.now();
  // Nobody is looked at in simulation: what is asked there is noted, and concerns no person.
  const simulated = judgement.agreement?.stage === 'simulation';
  const look = judgement.kind === 'look' && !simulated;
  const hidden = look ? hiddenUntil(law.findPurpose(asked.purpose), asked.legalBasis, at) : undefined;
  return {
    kind: look ? 'look' : 'note',
    room: 'exchange',
    type: asked.type,
    subjects: simulated ? [] : judgement.subjects,
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
      ...(simulated ? { stage: 'simulation' } : {}),
      transactionId: question.transactionId,
      ...(question.officer ? { officer: question.officer } : {}),
      ...(judgement.subjects.length === 0 ? { identifier: pseudonyms.ofIdentifier(question.identifier) } : {}),
      requestDigest: signed.digest,
      answerDigest: answer.headers['content-digest'],
      ...(answerBase === undefined
        ? describeUnsigned('token', question.request, answer.status)
        : { answerBase: hash('sha256', answerBase, 'base64url') }),
      ...(judgement.agreement ? { agreement: judgement.agreement.id, version: judgement.agreement.version } : {}),
      ...(judgement.consent ? { consent: judgement.consent } : {}),
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
