import type { Context } from '#kernel';
import { type Credentials, credentialsOf } from './callers.ts';
import { problems } from './problems.ts';
import { requireFresh } from './stepUp.ts';

/**
 * For what changes somebody's standing in another room (a mandate, a post): a proof of the last ten minutes, and at level 2
 * at least `substantial`.
 * @throws Problem accounts/step-up-needed with `acr` and `maxAge` in seconds, accounts/not-signed-in
 */
export function requireFreshProof(context: Context): Credentials {
  const credentials = credentialsOf(context.caller);
  if (!credentials) throw problems['not-signed-in']();
  requireFresh(credentials, credentials.level === 2 ? 'substantial' : 'low', context.clock.now());
  return credentials;
}
