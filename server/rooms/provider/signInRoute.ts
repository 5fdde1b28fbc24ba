import { Type } from 'typebox';
import { type Contract, contract, type Kernel } from '#kernel';
import { type Accounts, acrOf, amrOf } from '#rooms/accounts';
import { holderOf } from './apiCallers.ts';
import { problems } from './problems.ts';
import { OWN, openSignIn } from './resources.ts';

const SignIn = Type.Object({
  client: Type.String(),
  sub: Type.String({ description: "The service's own name of the person, as in its ID token" }),
  scopes: Type.Array(Type.String()),
  tokenExpiresAt: Type.String(),
  signedIn: Type.Boolean({
    description: 'false: the token is of offline access or of a request without a browser, and hangs on no sign-in',
  }),
  acr: Type.Optional(Type.String()),
  amr: Type.Optional(Type.Array(Type.String())),
  provedAt: Type.Optional(Type.String()),
});

export interface SignInRouteParts {
  readonly kernel: Pick<Kernel, 'keys' | 'database'>;
  readonly accounts: Pick<Accounts, 'readSession'>;
}

/** GET /api/me/sign-in: what stands behind a service's token, as it is now and not as it was when the token was made. */
export function signInRoute({ kernel, accounts }: SignInRouteParts): Contract {
  return contract({
    method: 'GET',
    path: '/api/me/sign-in',
    tag: 'session',
    scope: OWN.open,
    tokenScope: OWN.open,
    summary: 'For a service with an access token: whether the sign-in behind it still lives, and how strong it is',
    answers: { 200: SignIn },
    handle: async (_context, _input, request) => {
      const holder = holderOf(request);
      if (!holder) throw problems['token-refused']();
      const { claims, account } = holder;
      const bound = claims.signIn === undefined ? undefined : await openSignIn(kernel, account, claims.signIn);
      const session = bound && (await accounts.readSession(account, bound));
      return {
        ...{ client: claims.client, sub: claims.sub, scopes: [...claims.scopes] },
        tokenExpiresAt: new Date(claims.exp * 1000).toISOString(),
        signedIn: Boolean(session),
        ...(session ? { acr: acrOf(session.assurance), amr: amrOf(session.factors), provedAt: session.provedAt } : {}),
      };
    },
  });
}
