import { type Configuration, Provider } from 'oidc-provider';
import type { Kernel } from '#kernel';
import { artifactsOf } from './artifacts.ts';
import { createCookieSigner } from './cookieSigner.ts';
import { keysInUse } from './keys.ts';
import { writeTogether } from './pendingWrites.ts';
import { claimOnce, replayId } from './replay.ts';
import { cookieKeys, type Secrets, succeed } from './secrets.ts';

export interface EngineParts {
  readonly kernel: Pick<Kernel, 'keys' | 'database' | 'log'>;
  readonly issuer: string;
  readonly secrets: Secrets;
  configure(): Configuration;
  /** Told of every instance that is built, before it serves. */
  prepare(provider: Provider): void;
}

/** @returns the provider over the keys of now: one that came in is found at the next request, in every process */
export function createEngine(parts: EngineParts): () => Provider {
  let built: { provider: Provider; keys: string } | undefined;
  return () => {
    const keys = keysInUse(parts.kernel.keys);
    // All state is in the database: requests under way end in the old instance, and what they wrote is read by the new.
    if (built?.keys !== keys) built = { provider: build(parts), keys: keysInUse(parts.kernel.keys) };
    return built.provider;
  };
}

function build({ kernel, issuer, secrets, configure, prepare }: EngineParts): Provider {
  const provider = new Provider(issuer, configure());
  provider.proxy = true;
  provider.keys = createCookieSigner(cookieKeys(kernel.keys)) as unknown as string[];
  const { database, log } = kernel;
  provider.use((_ctx, next) => writeTogether(artifactsOf(database.keyed), next));

  // The library looks first and writes then; many that come at once would all pass.
  provider.ReplayDetection.unique = (issuedBy: string, jti: string, exp: number) =>
    claimOnce(database.keyed, replayId(issuedBy, jti), exp);

  // A token that was just rotated gives the same successor again to whoever holds it: nothing is kept in the clear, and a
  // thief and the owner end up with one token, whose next double use shows.
  const tokens = provider.RefreshToken.prototype as unknown as { generateTokenId(): string };
  const generate = tokens.generateTokenId;
  tokens.generateTokenId = function generateTokenId(this: unknown): string {
    const rotated = Provider.ctx?.oidc.entities.RotatedRefreshToken as { jti: string } | undefined;
    return rotated ? succeed(secrets.successor, rotated.jti) : generate.call(this);
  };

  // A device's form from a browser that has no session yet: the library draws the form again with a token in a session that
  // it never saved, and fails over it. There is nothing to keep until the form is asked for.
  const sessions = provider.Session.prototype as { exp?: number; persist(): Promise<unknown> };
  const persist = sessions.persist;
  sessions.persist = async function persistKnown(this: typeof sessions): Promise<unknown> {
    return typeof this.exp === 'number' ? persist.call(this) : undefined;
  };

  const failed = (err: Error, route?: string) =>
    log.error({ component: 'provider', err, ...(route ? { route } : {}) }, 'the provider failed');
  provider.on('server_error', (ctx, err) => failed(err, ctx.oidc.route));
  (provider as NodeJS.EventEmitter).on('error', (err: Error) => failed(err));
  prepare(provider);
  return provider;
}
