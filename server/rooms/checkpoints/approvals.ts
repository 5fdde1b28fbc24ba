import { randomInt } from 'node:crypto';
import { type Context, isId, isProblem, type Transaction } from '#kernel';
import type { Checkpoint } from '#libs/country';
import type { Approval } from '#rooms/accounts';
import { findHolders } from '#rooms/people';
import { requireDesk } from './desks.ts';
import type { StepResult } from './model.ts';
import type { Parts } from './parts.ts';
import type { Read } from './presented.ts';
import { problems } from './problems.ts';
import { type ChallengeRow, type DeskRow, findChallenge } from './store.ts';

/** For the holder to take the phone out, open the account and look at the desk. */
const ASKED_SECONDS = 90;
/** The page has a little longer: a yes in the last second counts. */
const PAGE_SECONDS = ASKED_SECONDS + 30;

interface AskedHolder {
  readonly pin: string;
  readonly expiresAt: string;
  /** Neither where nobody was asked. */
  readonly account?: string;
  readonly approval?: string;
}

interface Asking {
  readonly challenge: string;
  readonly desk: DeskRow;
  readonly rules: Checkpoint;
  /** Whose number it is, as typed. */
  readonly number: string;
}

const aboutAsked = (challenge: string) => `checkpoints-asked:${challenge}`;

/**
 * Asks the holder of a number in their own account, on whatever device they are signed in; they choose the desk’s two digits among three.
 * Who cannot be asked (no such number, no account, another question waits, too many unwanted) looks as somebody who does not answer:
 * a desk learns from it neither who has an account nor who refuses others.
 * @param context with the desk’s purpose and law
 */
export async function askHolder(
  parts: Parts,
  transaction: Transaction,
  context: Context,
  { challenge, desk, rules, number: typed }: Asking,
): Promise<{ number: number; asked: Buffer; expiresAt: string }> {
  const number = randomInt(10, 100);
  const pin = typed.replace(/\s/g, '');
  const from = Date.parse(context.receivedAt);
  const approval = await askAccount(parts, transaction, context, { challenge, desk, rules, number: pin }, number);
  const asked: AskedHolder = {
    ...{ pin, expiresAt: new Date(from + ASKED_SECONDS * 1000).toISOString() },
    ...(approval ? { account: approval.account, approval: approval.approval } : {}),
  };
  const sealed = parts.kernel.keys.seal(aboutAsked(challenge), Buffer.from(JSON.stringify(asked)));
  return { number, asked: sealed, expiresAt: new Date(from + PAGE_SECONDS * 1000).toISOString() };
}

async function askAccount(
  { accounts, offices }: Parts,
  transaction: Transaction,
  context: Context,
  { challenge, desk, rules, number: pin }: Asking,
  number: number,
): Promise<Approval | undefined> {
  const { client } = transaction;
  const holders = (await findHolders(client, [pin])).get(pin) ?? [];
  const holder = holders.find(({ status }) => status === 'active');
  const account = holder && (await accounts.findAccountOf(holder.person, client));
  if (account?.state !== 'active' || account.kind === 'official') return undefined;
  const { language } = account;
  const matter = {
    service: `${rules.name[language] ?? rules.id} · ${desk.place}`,
    organisation: offices.organisationName(desk.organisation, language),
    purpose: offices.purposeSentence(rules.purpose, language),
    fields: [...rules.fields],
  };
  const asked = { account: account.account, reference: challenge, matter, number, seconds: ASKED_SECONDS };
  return accounts.askApproval(transaction, context, { ...asked, kind: 'desk' }).catch((error: unknown) => {
    if (isProblem(error) && ['accounts/too-many', 'accounts/approval-waiting'].includes(error.code)) return undefined;
    throw error;
  });
}

async function stateOf(
  { kernel, accounts }: Pick<Parts, 'kernel' | 'accounts'>,
  context: Context,
  { challenge, asked: sealed }: ChallengeRow,
): Promise<{ asked: AskedHolder; state: Approval['state'] }> {
  const opened = sealed && kernel.keys.open(aboutAsked(challenge), sealed);
  if (!opened) throw problems['challenge-unknown']({ pointer: '/challenge' });
  const asked = JSON.parse(opened.toString('utf8')) as AskedHolder;
  const { account, approval } = asked;
  const found = account && approval ? await accounts.readApproval(account, approval) : undefined;
  // An approval answers the one check that it was asked for.
  if (found?.reference === challenge && found.kind === 'desk') return { asked, state: found.state };
  return { asked, state: context.receivedAt >= asked.expiresAt ? 'expired' : 'waiting' };
}

/** Whether the holder has answered; what, the check says. @throws Problem checkpoints/challenge-unknown */
export async function viewAnswer(parts: Parts, context: Context, id: string, challenge: string) {
  const { pool } = parts.kernel.database;
  const { desk } = await requireDesk(parts, pool, context, id);
  const by = { challenge, desk: desk.desk, official: context.caller.id };
  const row = isId(challenge) ? await findChallenge(pool, by) : undefined;
  if (!row) throw problems['challenge-unknown']();
  const { state } = await stateOf(parts, context, row);
  return { state: state === 'waiting' ? ('waiting' as const) : ('answered' as const) };
}

const ANSWERS = {
  refused: { outcome: 'failed', reason: 'app-refused' },
  failed: { outcome: 'failed', reason: 'app-number-wrong' },
  expired: { outcome: 'unsure', reason: 'app-not-answered' },
} as const satisfies Record<string, Omit<StepResult, 'step'>>;

/**
 * What the holder answered. A yes comes from a session that `accounts` lets say so: an identity proved at a counter, a sign-in that is
 * substantial at least. It shows no document and no face.
 * @throws Problem checkpoints/challenge-unknown, approval-waiting
 */
export async function readHolderAnswer(
  parts: Pick<Parts, 'kernel' | 'accounts'> & { readonly context: Context },
  row: ChallengeRow,
): Promise<Read> {
  const { asked, state } = await stateOf(parts, parts.context, row);
  if (state === 'waiting') throw problems['approval-waiting']({ pointer: '/presented' });
  if (state !== 'approved') return { step: { step: 'chip', ...ANSWERS[state] } };
  return {
    step: { step: 'chip', outcome: 'passed', reason: 'app-approved' },
    claimed: { pin: asked.pin, isSigned: true, isByAccount: true },
  };
}
