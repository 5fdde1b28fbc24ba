import { type Acting, describeOrigin, SESSION_COOKIE, type Session } from '#rooms/accounts';
import { SSO_COOKIE } from '#rooms/provider';
import type { Round, SignInParts } from './signInParts.ts';

type Parts = Pick<SignInParts, 'accounts' | 'mandates' | 'pages'>;

/**
 * Opens the session of an attempt that is done, in place of what this browser held: services that the same person was signed
 * in to stay so, and our own screens go on where they stand.
 * @param choice as whom, where that was asked; otherwise as before: a stronger proof for one service changes nothing for others
 */
export async function openInBrowser(
  { accounts, mandates, pages }: Parts,
  { request, reply, interaction, browser, session: before }: Round,
  choice?: { readonly acting: Acting | undefined },
): Promise<Session> {
  const { attempts } = accounts;
  const screens = await accounts.openSession(request.cookies[SESSION_COOKIE]);
  // Another one than the sign-in's is the same person's or somebody else's, whose screens are not ours to close.
  const other = screens?.session === before?.session ? undefined : screens;
  const own = before?.acting || other ? (await attempts.accountOf(interaction.uid, browser)).account : undefined;
  const acting = choice ? choice.acting : before?.account === own ? before?.acting : undefined;
  const { session, token } = await attempts.finish(interaction.uid, browser, describeOrigin(request), acting, {
    replaces: [...(before ? [before] : []), ...(other?.account === own && other ? [other] : [])],
    async along(transaction, context, opened) {
      if (acting) await mandates.takeUp(transaction, context, opened, acting, choice === undefined);
    },
  });
  const cookie = { path: '/', httpOnly: true, secure: pages.secure } as const;
  reply.setCookie(SSO_COOKIE, token, { ...cookie, sameSite: 'lax' });
  if (screens?.account === session.account)
    reply.setCookie(SESSION_COOKIE, accounts.sealSession(session), { ...cookie, sameSite: 'strict' });
  return session;
}
