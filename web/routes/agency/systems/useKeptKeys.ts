import { useQuery } from '@tanstack/react-query';
import { type KeptKey, readKeys } from '../keyStore.ts';
import type { SystemView } from './data.ts';

/** Keys that this very browser can sign with. */
export function useKeptKeys() {
  return useQuery({ queryKey: ['agency', 'kept', 'keys'], queryFn: readKeys, staleTime: 0 });
}

/** A key of this browser that the platform takes for a system; the newest where there are several. */
export function useOwnKey({ keys }: Pick<SystemView, 'keys'>): KeptKey | undefined {
  // By the true clock, as the platform judges keys.
  const now = Date.now();
  const kept = useKeptKeys().data ?? [];
  const living = keys.filter(({ revoked, expiresAt }) => !revoked && Date.parse(expiresAt) > now);
  return kept
    .filter(({ kid }) => living.some((one) => one.kid === kid))
    .toSorted((a, b) => b.madeAt.localeCompare(a.madeAt))[0];
}
