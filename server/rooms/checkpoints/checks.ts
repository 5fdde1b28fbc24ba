import type { Static } from 'typebox';
import { type Context, describeEntry, isId, newId, requireScope } from '#kernel';
import type { DeskStep } from '#libs/country';
import { openTrust } from '#rooms/cards';
import { hiddenUntil } from '#rooms/exchange';
import { fieldText, formatDate, type Holder } from '#rooms/people';
import { type Agreed, requireAgreed, requireAsked } from './agreed.ts';
import { readHolderAnswer } from './approvals.ts';
import type { Asked, CheckAnswer, CheckBody, LateBody } from './contracts.ts';
import { requireDesk } from './desks.ts';
import { judgeLate, mayRecord, nextOf, type StepResult, verdictOf } from './model.ts';
import type { Checking, Parts } from './parts.ts';
import { readLateChip } from './prepared.ts';
import { type Claimed, type Read, readChipTaken, readShown } from './presented.ts';
import { problems } from './problems.ts';
import { type Answered, questions } from './questions.ts';
import { judgeDocument, judgeFace, judgeHolder } from './steps.ts';
import { type ChallengeRow, consumeChallenge, holdOffline, insertDecision } from './store.ts';

/**
 * Checks who stands before a desk. The look is durable before the answer goes.
 * @throws Problem checkpoints/…, readers/…, and those of the agreement
 */
export async function checkPresented(
  parts: Parts,
  context: Context,
  id: string,
  body: Static<typeof CheckBody>,
): Promise<CheckAnswer> {
  requireScope(context.caller, 'checkpoints.use');
  const began = performance.now();
  const { database } = parts.kernel;
  const { desk, rules } = await requireDesk(parts, database.pool, context, id);
  if (!rules.inputs.includes(body.presented.kind)) throw problems['input-not-allowed']({ pointer: '/presented/kind' });
  requireAsked(rules, body);
  const agreed = await requireAgreed(parts, context, desk, rules, body);
  const signed = await parts.cards.trust();
  return database.transact(async (transaction) => {
    const at = context.clock.now();
    const checking = {
      ...parts,
      ...{ transaction, context: agreed.context, desk, rules, at, day: context.clock.today() },
    };
    const challenge = await takeChallenge(checking, body);
    const { presented } = body;
    const read =
      presented.kind === 'chip'
        ? await readPaired(checking, challenge.reading)
        : presented.kind === 'app'
          ? await readHolderAnswer(checking, challenge)
          : readShown(presented, { signers: signed.signers, trust: openTrust(signed), at: new Date() });
    const live = body.face && new Uint8Array(Buffer.from(body.face.live, 'base64'));
    return conclude(checking, agreed, { ...body, read, live, began });
  });
}

/** @throws Problem checkpoints/challenge-unknown, challenge-replayed, approval-replayed, challenge-expired */
async function takeChallenge(
  { transaction, context, desk }: Checking,
  { challenge, presented }: Pick<Static<typeof CheckBody>, 'challenge' | 'presented'>,
): Promise<ChallengeRow> {
  const at = context.receivedAt;
  const by = { challenge, desk: desk.desk, official: context.caller.id, at };
  const used = isId(challenge) ? await consumeChallenge(transaction.client, by) : 'unknown';
  if (used === 'unknown') throw problems['challenge-unknown']({ pointer: '/challenge' });
  const replayed = presented.kind === 'app' ? 'approval-replayed' : 'challenge-replayed';
  if (used === 'used') throw problems[replayed]({ pointer: '/challenge' });
  if (used === 'expired') throw problems['challenge-expired']({ pointer: '/challenge' });
  return used;
}

async function readPaired({ readers, transaction, context }: Checking, reading: string | null): Promise<Read> {
  const taken = reading ? await readers.take(transaction, context, reading) : undefined;
  if (!taken) throw problems['reading-waiting']({ pointer: '/presented' });
  return readChipTaken(taken);
}

/**
 * Takes a check that was made without a line: judged anew, by the lists of now and as of when it was made; each once.
 * @throws Problem checkpoints/offline-not-allowed, too-late, not-yet, challenge-…, readers/files-malformed, …
 */
export async function checkLate(
  parts: Parts,
  context: Context,
  id: string,
  body: Static<typeof LateBody>,
): Promise<CheckAnswer> {
  requireScope(context.caller, 'checkpoints.use');
  const began = performance.now();
  const { database, keys } = parts.kernel;
  const { desk, rules } = await requireDesk(parts, database.pool, context, id);
  if (!rules.offline.inputs.includes(body.presented.kind))
    throw problems['offline-not-allowed']({ pointer: '/presented/kind' });
  requireAsked(rules, body);
  const at = new Date(body.at);
  const late = judgeLate(at, context.clock.now(), rules.offline.lateDays);
  if (late) throw problems[late]({ pointer: '/at', values: { days: rules.offline.lateDays } });
  const agreed = await requireAgreed(parts, context, desk, rules, body);
  const signed = await parts.cards.trust();
  const about = `checkpoints-late:${desk.desk}:${body.offlineId}`;
  return database.transact(async (transaction) => {
    const sealed = await holdOffline(transaction.client, desk.desk, body.offlineId);
    const before = sealed && keys.open(about, sealed);
    if (before) return JSON.parse(before.toString('utf8')) as CheckAnswer;
    const { timeZone } = parts.offices.country.facts;
    const day = new Intl.DateTimeFormat('en-CA', { timeZone }).format(at);
    const checking = { ...parts, transaction, context: agreed.context, desk, rules, at, day };
    const { presented } = body;
    const read =
      presented.kind === 'chip'
        ? await readLateChip(checking, presented)
        : readShown(presented, { signers: signed.signers, trust: openTrust(signed), at });
    const seal = (answer: CheckAnswer) => keys.seal(about, Buffer.from(JSON.stringify(answer)));
    return conclude(checking, agreed, { ...body, read, live: undefined, began, offline: { id: body.offlineId, seal } });
  });
}

interface Shown extends Asked {
  readonly presented: { readonly kind: string };
  readonly read: Read;
  readonly live: Uint8Array | undefined;
  readonly began: number;
  readonly offline?: { id: string; seal(answer: CheckAnswer): Buffer };
}

interface Walk {
  steps: StepResult[];
  holder?: Holder;
  answered?: Answered;
}

/** The desk’s steps in their order. After one that failed nothing more is asked: what is refused is no reason to look further. */
async function walk(checking: Checking, { read, live, question }: Shown): Promise<Walk> {
  const found: Walk = { steps: [] };
  const { claimed } = read;
  const run = async (step: DeskStep, known: Claimed): Promise<Omit<StepResult, 'step'>> => {
    if (step === 'hot-list') return judgeDocument(checking, known);
    if (step === 'face') return judgeFace(checking, known, live);
    if (step === 'register') {
      const { result, holder } = await judgeHolder(checking, known);
      if (holder) found.holder = holder;
      return result;
    }
    const person = found.holder?.person;
    found.answered = await questions[checking.rules.question](checking, { person, claimed: known, asked: question });
    return found.answered.result;
  };
  for (const step of checking.rules.steps) {
    const isOver = found.steps.some(({ outcome }) => outcome === 'failed') || (step !== 'chip' && !claimed);
    if (isOver) found.steps.push({ step, outcome: 'not-asked', reason: 'not-asked' });
    else if (step === 'chip') found.steps.push(read.step);
    else found.steps.push({ step, ...(await run(step, claimed!)) });
  }
  return found;
}

/** What an organisation’s own figures call it. */
const COUNTED_AS = { green: 'yes', amber: 'close', red: 'no' } as const;

async function conclude(checking: Checking, agreed: Agreed, shown: Shown): Promise<CheckAnswer> {
  const { transaction, context, desk, rules, exchange, at, day } = checking;
  const found = await walk(checking, shown);
  const { steps, holder, answered } = found;
  const verdict = verdictOf(steps);
  const recorded = answered?.record && mayRecord(rules, steps) ? await answered.record() : {};
  const decision = newId();
  const journal = appendLine(checking, agreed, { ...found, decision, verdict, shown });
  const { language } = context;
  const answer: CheckAnswer = {
    ...{ check: decision, verdict, says: rules.says[verdict][language]!, journal, ...recorded },
    steps: steps.map(({ step, outcome, reason, values }) => {
      return { step, outcome, reason, sentence: tell(checking, reason, values) };
    }),
    next: nextOf(rules, verdict, steps).map((words) => words[language]!),
    ...(holder && rules.shown.length > 0 && isHolders(steps) ? { person: describeHolder(checking, holder) } : {}),
    // Whom a late answer is about has gone: the portrait would lie with it for nothing.
    ...(shown.read.claimed?.portrait && shown.read.step.outcome === 'passed' && !shown.offline
      ? { portrait: Buffer.from(shown.read.claimed.portrait).toString('base64') }
      : {}),
    milliseconds: Math.round(performance.now() - shown.began),
  };
  await insertDecision(transaction.client, {
    ...{ desk: desk.desk, decision, official: context.caller.id, at, day, presented: shown.presented.kind, verdict },
    reasons: steps.filter(({ outcome }) => outcome === 'failed' || outcome === 'unsure').map(({ reason }) => reason),
    ...{ milliseconds: answer.milliseconds, offline: shown.offline?.id ?? null },
    answer: shown.offline?.seal(answer) ?? null,
  });
  // Last: who waits here for the counter’s row holds everything else already.
  for (const { agreement, purpose } of agreed.agreements) {
    const use = { system: desk.desk, type: 'desk-check', purpose, outcome: COUNTED_AS[verdict] };
    await exchange.takeQuota(transaction, agreement, use, 1);
  }
  return answer;
}

interface Concluded extends Walk {
  decision: string;
  verdict: string;
  shown: Shown;
}

/** One line a check. Whoever nobody was looked up for has none of their own. @returns its reference */
function appendLine(checking: Checking, { context, agreements }: Agreed, concluded: Concluded): string {
  const { transaction, offices, rules, desk, at } = checking;
  const { holder, answered, decision, verdict, steps, shown } = concluded;
  const { hit } = answered ?? {};
  const later = hit && offices.country.listings.find(({ kind }) => kind === hit.kind)?.laterNotice;
  const hidden = later && hiddenUntil(offices.findPurpose(later.purpose), later.legalBasis, at);
  return transaction.append(
    describeEntry(context, {
      ...{ kind: holder ? 'look' : 'note', room: 'checkpoints', type: 'desk-check' },
      subjects: holder ? [holder.person] : [],
      ...(holder ? { fields: [...rules.fields] } : {}),
      ...(hidden ? { hiddenUntil: hidden } : {}),
      data: {
        ...{ desk: desk.desk, deskKind: rules.id, decision, presented: shown.presented.kind, verdict },
        reasons: steps.map(({ reason }) => reason),
        agreements: agreements.map(({ agreement }) => `${agreement.id}/${agreement.version}`),
        ...(shown.reason ? { reason: shown.reason } : {}),
        ...(hit ? { listing: hit.listing } : {}),
        ...(shown.offline ? { offline: shown.offline.id } : {}),
      },
    }),
  );
}

/** Why, and what belongs to it: the number of a decision, a day, a threshold. */
function tell({ kernel, context: { language } }: Checking, reason: string, values: StepResult['values'] = {}): string {
  const details = Object.entries(values)
    .filter(([, value]) => value !== '')
    .map(([key, value]) => {
      const written = /^\d{4}-\d\d-\d\d$/.test(value) ? formatDate(language, value) : value;
      return kernel.words.say(language, `checkpoints.detail.${key}`, { value: written });
    });
  return [kernel.words.say(language, `checkpoints.reason.${reason}`), ...details].join(' ');
}

/** Whether the document is the holder’s own: what a desk’s question found makes nobody else of them. */
const isHolders = (steps: readonly StepResult[]) =>
  steps.every(({ step, outcome }) => step === 'question' || outcome === 'passed' || outcome === 'unsure');

function describeHolder({ kernel, offices, rules, context }: Checking, { record }: Holder) {
  const { language } = context;
  return rules.shown.map((id) => ({
    ...{ id, name: kernel.words.say(language, `field.${id}`) },
    text: fieldText({ words: kernel.words, offices }, language, id, record),
  }));
}
