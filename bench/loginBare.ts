import { generateKeyPairSync } from 'node:crypto';
import { Provider } from 'oidc-provider';

/**
 * What a login is measured against: `oidc-provider` alone with its own memory adapter, the same client, algorithms and
 * profile, and pages that finish by themselves. In a process of its own: node bench/loginBare.ts PORT CLIENT
 */
const [port, given] = [Number(process.argv[2]), JSON.parse(process.argv[3]!) as object];
const signing = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });

const provider: Provider = new Provider(`http://localhost:${port}`, {
  jwks: { keys: [{ ...signing, alg: 'ES256', use: 'sig', kid: 'bare' }] },
  clients: [given as never],
  scopes: ['openid', 'offline_access', 'profile', 'birthdate'],
  claims: { openid: ['sub', 'acr', 'amr'], profile: ['name'], birthdate: ['birthdate'] },
  cookies: { keys: ['some-key'] },
  features: {
    devInteractions: { enabled: false },
    fapi: { enabled: true, profile: '2.0' },
    pushedAuthorizationRequests: { enabled: true },
    dPoP: { enabled: true, nonceSecret: Buffer.alloc(32, 1) },
    userinfo: { enabled: true },
  },
  enabledJWA: {
    clientAuthSigningAlgValues: ['ES256'],
    idTokenSigningAlgValues: ['ES256'],
    dPoPSigningAlgValues: ['ES256'],
  },
  clientDefaults: { id_token_signed_response_alg: 'ES256' },
  pkce: { required: () => true },
  rotateRefreshToken: false,
  ttl: {
    Session: 43_200,
    Grant: 43_200,
    Interaction: 600,
    AccessToken: 600,
    AuthorizationCode: 60,
    IdToken: 600,
    RefreshToken: 86_400,
  },
  findAccount: (_ctx, sub) => ({
    accountId: sub,
    claims: () => ({ sub, name: 'Nguyễn Văn An', birthdate: '1990-01-01' }),
  }),
  interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
  // Consent that is remembered; `?prompt=consent` asks again.
  async loadExistingGrant(ctx) {
    const { client, session, provider: own, result, params } = ctx.oidc;
    const known = result?.consent?.grantId ?? session!.grantIdFor(client!.clientId);
    if (known) return own.Grant.find(known);
    if (params?.state === 'ask') return undefined;
    return grant(session!.accountId!, client!.clientId);
  },
});

async function grant(accountId: string, clientId: string) {
  const made = new provider.Grant({ accountId, clientId });
  made.addOIDCScope('openid offline_access profile birthdate');
  await made.save();
  return made;
}

let accounts = 0;
provider.use(async (ctx, next) => {
  if (!ctx.path.startsWith('/interaction/')) return next();
  const { prompt, session, params } = await provider.interactionDetails(ctx.req, ctx.res);
  const result =
    prompt.name === 'login'
      ? { login: { accountId: `account-${accounts++}`, acr: 'urn:dancu:acr:high', amr: ['hwk'] } }
      : { consent: { grantId: (await grant(session!.accountId, String(params.client_id))).jti } };
  await provider.interactionFinished(ctx.req, ctx.res, result);
});

provider.on('server_error', (_ctx, error) => process.stderr.write(`${error.stack}\n`));
provider.listen(port, '127.0.0.1', () => process.stdout.write('ready:\n'));
