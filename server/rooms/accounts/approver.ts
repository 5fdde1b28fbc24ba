import { type Client, isId } from '#kernel';
import { acrOf } from './callers.ts';
import type { Session } from './door.ts';
import { isAtLeast, lifetimes } from './model.ts';
import { problems } from './problems.ts';
import { isRecoveryOnly } from './recoveryRules.ts';
import { readLivingSession } from './sessionStore.ts';

/** What keeps a session from saying yes to a sign-in on another screen. */
export type Unfit = 'official' | 'inactive' | 'recovery-only' | 'weak';

/**
 * One rule for every yes on another device, the one that was asked for and the one that reads a code from a screen. A yes
 * counts as a factor of the other sign-in, so it must not come from less than that is worth: a session at `low` would lift a
 * stranger who has the telephone by its own stolen code, one of a way back would be more than its own page, and an official's
 * device answers for no citizen's screen.
 * @returns undefined: it may
 */
export function judgeApprover(session: Session, now: Date): Unfit | undefined {
  if (session.kind === 'official') return 'official';
  if (session.state !== 'active') return 'inactive';
  if (isRecoveryOnly(session.factors)) return 'recovery-only';
  const age = now.getTime() - Date.parse(session.provedAt);
  const fresh = age <= lifetimes[session.kind].absolute * 1000;
  return fresh && isAtLeast(session.assurance, 'substantial') ? undefined : 'weak';
}

/** @throws Problem accounts/approver-unfit, accounts/recovery-only, accounts/step-up-needed with `acr` and `maxAge` in seconds */
export function requireApprover(session: Session, now: Date): void {
  const unfit = judgeApprover(session, now);
  if (unfit === undefined) return;
  if (unfit === 'recovery-only') throw problems['recovery-only']();
  if (unfit !== 'weak') throw problems['approver-unfit']();
  const maxAge = lifetimes[session.kind].absolute;
  throw problems['step-up-needed']({ extra: { acr: acrOf('substantial'), maxAge } });
}

/** Read anew, whatever the caller has seen of it: a session that has ended since says yes to nothing. @throws like `requireApprover` */
export async function requireLivingApprover(
  client: Pick<Client, 'query'>,
  account: string,
  session: string | undefined,
  now: Date,
): Promise<void> {
  const living = session && isId(session) && (await readLivingSession(client, account, session, now));
  if (!living) throw problems['approver-unfit']();
  requireApprover(living.session, now);
}
