import type { Kernel } from '#kernel';
import { type Accounts, contextOf } from '#rooms/accounts';

/** What one browser holds of sessions. */
export interface HeldCookies {
  /** `dancu-sso` */
  readonly signIn: string | undefined;
  /** `dancu-session` */
  readonly screens: string | undefined;
}

/**
 * Ends every session of this browser. There can be two: a sign-in that came over from another site did not see the cookie of
 * our own screens (SameSite=Strict), so that they still stand open in the session before. Who signs out of a shared computer
 * leaves neither behind.
 */
export async function endHeldSessions(
  { kernel, accounts }: { kernel: Pick<Kernel, 'database' | 'clock'>; accounts: Accounts },
  { signIn, screens }: HeldCookies,
): Promise<void> {
  const held = [await accounts.findSession(signIn), await accounts.openSession(screens)];
  const living = new Map(held.flatMap((one) => (one ? [[one.session, one] as const] : [])));
  for (const session of living.values())
    await kernel.database.transact((transaction) =>
      accounts.endSessions(
        transaction,
        contextOf(kernel, session),
        session.account,
        { session: session.session },
        'signed-out',
      ),
    );
}
