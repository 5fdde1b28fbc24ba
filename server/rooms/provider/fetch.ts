import type { Configuration } from 'oidc-provider';
import { createOutsideFetch } from '#rooms/clients';
import { type FindMetadata, keysAddress } from './clients.ts';

export interface FetchParts {
  readonly issuer: string;
  readonly findMetadata: FindMetadata;
  readonly allowLoopback: boolean;
}

/** What the provider fetches: keys that stand in a registration are answered from there, all else is outside. */
export function createFetch({ issuer, findMetadata, allowLoopback }: FetchParts): NonNullable<Configuration['fetch']> {
  const outside = createOutsideFetch({ allowLoopback });
  const [before, after] = keysAddress(issuer, ' ').split('%20') as [string, string];
  return async (input, init) => {
    const url = String(input instanceof Request ? input.url : input);
    if (!url.startsWith(before) || !url.endsWith(after)) return outside(input, init);
    const client = decodeURIComponent(url.slice(before.length, -after.length));
    const metadata = await findMetadata(client);
    return Response.json(metadata?.jwks ?? { keys: [] });
  };
}
