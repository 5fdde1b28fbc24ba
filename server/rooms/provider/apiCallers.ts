import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { type Authenticator, type Caller, describeEntry, type Kernel, problems as kernelProblems } from '#kernel';
import { type Account, type Accounts, contextOf } from '#rooms/accounts';
import { createTokenReader, type TokenClaims } from './accessTokens.ts';
import { createCertificates } from './certificate.ts';
import { type Agreement, agreementOf, type FindMetadata } from './clients.ts';
import { PROOF_ALGORITHMS, readProof } from './dpopProofs.ts';
import { readPermission } from './permissions.ts';
import { problems } from './problems.ts';
import { claimOnce, replayId } from './replay.ts';
import { OWN, openSignIn, ownAudience, ownKeys } from './resources.ts';
import { type Subjects, sectorOf } from './subjects.ts';

export interface ApiCallerParts {
  readonly kernel: Pick<Kernel, 'config' | 'database' | 'keys' | 'clock'>;
  readonly accounts: Pick<Accounts, 'findAccount' | 'readSession'>;
  readonly findMetadata: FindMetadata;
  readonly subjects: () => Subjects;
}

/** A service that came with an access token of a person. */
export interface TokenHolder {
  readonly claims: TokenClaims;
  readonly agreement: Agreement;
  readonly account: string;
}

const holders = new WeakMap<FastifyRequest, TokenHolder>();

/** @returns undefined for who came another way */
export const holderOf = (request: FastifyRequest): TokenHolder | undefined => holders.get(request);

const GIVEN = /^(Bearer|DPoP) +([\w.~+/-]+=*)$/i;

/**
 * Services at our own API (RFC 6750, 9068, 9449, 8705). A token is worth what its signature says only as long as grant, consent,
 * sign-in, account and service stand: each is looked up at each use.
 */
export function authenticateHolder(parts: ApiCallerParts): Authenticator {
  const { config, database, keys } = parts.kernel;
  const readToken = createTokenReader(keys);
  const expected = { issuer: `${config.origin}/oidc`, audience: ownAudience(config.origin) };
  const front = config.clientCertificateHeader;
  const certificates = front ? createCertificates({ header: front, authorities: undefined }) : undefined;

  async function isProven(request: FastifyRequest, token: string, claims: TokenClaims): Promise<boolean> {
    const { scheme } = request.presented!;
    // A bound token as Bearer is one without its key, and an unbound one as DPoP claims what it is not (RFC 9449, 7.1, 7.2).
    if ((scheme === 'DPoP') !== (claims.key !== undefined)) return false;
    if (claims.certificate !== undefined && claims.certificate !== thumbprintOf(request)) return false;
    if (claims.key === undefined) return true;
    request.presented!.error = 'invalid_dpop_proof';
    const url = config.origin + request.url.split('?', 1)[0];
    const { dpop } = request.headers;
    const tokenHash = createHash('sha256').update(token).digest('base64url');
    const asked = { method: request.method, url, tokenHash, now: Date.now() / 1000 };
    const proof = typeof dpop === 'string' ? readProof(dpop, asked) : undefined;
    if (proof?.key !== claims.key) return false;
    return claimOnce(database.keyed, replayId('own-api', proof.key, proof.jti), proof.until);
  }

  function thumbprintOf(request: FastifyRequest): string | undefined {
    const get = (name: string) => String(request.headers[name] ?? '');
    const certificate = certificates?.getCertificate({ get } as never);
    return certificate && createHash('sha256').update(certificate.raw).digest('base64url');
  }

  return async (request) => {
    const { authorization } = request.headers;
    if (authorization === undefined) return undefined;
    const [, scheme = '', token = ''] = GIVEN.exec(authorization) ?? [];
    if (!scheme) return undefined;
    const { contract } = request.routeOptions.config;
    // What is open to everybody is open to whoever carries a token, as nobody.
    if (!contract || contract.scope === null) return undefined;
    const dpop = scheme.toLowerCase() === 'dpop';
    request.presented = dpop ? { scheme: 'DPoP', algs: PROOF_ALGORITHMS } : { scheme: 'Bearer' };
    const claims = readToken(token, { ...expected, now: Date.now() / 1000 });
    if (!claims || !(await isProven(request, token, claims))) throw problems['token-refused']();
    request.presented.error = 'invalid_token';
    const held = await findHolder(parts, claims);
    if (!held) throw problems['token-refused']();
    const scope = contract.tokenScope;
    if (!scope || !claims.scopes.includes(scope))
      throw kernelProblems.forbidden({ values: { scope: scope ?? contract.scope } });
    const caller: Caller = {
      ...{ kind: 'system', id: claims.client, organisation: held.agreement.organisation, person: held.account.person },
      scopes: new Set(claims.scopes),
    };
    if (OWN.asked.some((one) => one === scope)) await writeLook(parts, held, caller, scope);
    holders.set(request, { claims, agreement: held.agreement, account: held.account.account });
    return caller;
  };
}

interface Held {
  readonly agreement: Agreement;
  readonly account: Account;
}

/** @returns undefined where anything that the token rests on has ended */
async function findHolder(parts: ApiCallerParts, claims: TokenClaims): Promise<Held | undefined> {
  const { kernel, accounts, findMetadata, subjects } = parts;
  const metadata = await findMetadata(claims.client);
  const agreement = metadata && agreementOf({ ...metadata, clientId: claims.client });
  const key = agreement && subjects().accountBehind(sectorOf(agreement), claims.sub);
  const permission = key && (await readPermission(kernel.database.keyed, claims.grant));
  if (!permission || permission.account !== key || permission.client !== claims.client) return undefined;
  const agreed = ownKeys(kernel.config.origin, claims.scopes);
  if (!agreed.every((one) => permission.scopes.includes(one))) return undefined;
  const account = await accounts.findAccount(key);
  if (account?.state !== 'active') return undefined;
  if (claims.signIn !== undefined && !(await isSignedIn(parts, key, claims.signIn))) return undefined;
  return { agreement, account };
}

/** Before the answer leaves, as at the provider's own door. */
function writeLook(
  { kernel }: ApiCallerParts,
  { agreement, account }: Held,
  caller: Caller,
  scope: string,
): Promise<void> {
  const entry = describeEntry(
    { ...contextOf(kernel, account), caller },
    {
      ...{ kind: 'look', room: 'provider', type: 'service-call' },
      subjects: account.person ? [account.person] : [],
      ...{ purpose: agreement.purpose, legalBasis: agreement.legalBasis },
      data: { service: agreement.client, realm: agreement.realm, scope },
    },
  );
  return kernel.database.transact(async (transaction) => {
    transaction.append({ ...entry, office: agreement.client });
  });
}

async function isSignedIn({ kernel, accounts }: ApiCallerParts, account: string, sealed: string): Promise<boolean> {
  const bound = await openSignIn(kernel, account, sealed);
  return bound !== undefined && (await accounts.readSession(account, bound)) !== undefined;
}
