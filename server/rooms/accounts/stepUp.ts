import type { Context } from '#kernel';
import { acrOf, credentialsOf } from './callers.ts';
import type { Assurance, Session } from './door.ts';
import { readWays } from './factors.ts';
import type { Life } from './life.ts';
import { isAtLeast, usefulMethods } from './model.ts';
import { problems } from './problems.ts';
import { isRecoveryOnly } from './recoveryRules.ts';

/** A proof counts as fresh for so long. */
export const FRESH_SECONDS = 600;

/** The session that a request came with. @throws Problem accounts/not-signed-in for a caller who came another way */
export async function readOwnSession(life: Life, context: Context): Promise<Session> {
  const credentials = credentialsOf(context.caller);
  const session = credentials && (await life.accounts.readSession(credentials.account, credentials.session));
  if (!session) throw problems['not-signed-in']();
  return session;
}

/** What everything but adding an authenticator asks for. @throws Problem accounts/not-signed-in, accounts/recovery-only */
export async function requireFullSession(life: Life, context: Context): Promise<Session> {
  const session = await readOwnSession(life, context);
  if (isRecoveryOnly(session.factors)) throw problems['recovery-only']();
  return session;
}

/**
 * What changes one's own account needs a proof of the last ten minutes, and two factors where the account can give them:
 * who has only a telephone number so far must be able to add the first passkey.
 * @throws Problem accounts/step-up-needed with `acr` and `maxAge` in seconds, accounts/not-signed-in, accounts/recovery-only
 */
export async function requireOwnProof(life: Life, context: Context): Promise<Session> {
  const session = await requireFullSession(life, context);
  const now = life.kernel.clock.now();
  const ways = (await readWays(life.kernel.database.pool, session.account, now)).filter(
    // Another device may be signed in no longer; whoever is here must be able to prove it here.
    ({ method }) => method !== 'recovery' && method !== 'approval',
  );
  const reachable = usefulMethods('substantial', session.level, ways, []).length > 0;
  requireFresh(session, reachable ? 'substantial' : 'low', now);
  return session;
}

/** The same for adding an authenticator, which is what a recovery is for. */
export async function requireProofToAdd(life: Life, context: Context): Promise<Session> {
  const session = await readOwnSession(life, context);
  if (!isRecoveryOnly(session.factors)) return requireOwnProof(life, context);
  requireFresh(session, 'low', life.kernel.clock.now());
  return session;
}

export function requireFresh(session: Pick<Session, 'assurance' | 'provedAt'>, wanted: Assurance, now: Date): void {
  const age = now.getTime() - Date.parse(session.provedAt);
  if (age <= FRESH_SECONDS * 1000 && isAtLeast(session.assurance, wanted)) return;
  throw problems['step-up-needed']({ extra: { acr: acrOf(wanted), maxAge: FRESH_SECONDS } });
}
