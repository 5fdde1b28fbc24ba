import { doorProblems as problems } from './problems.ts';

/** How much of the engine one caller may have. */
export interface PaceLimits {
  /** Requests a second, over some time. */
  readonly perSecond: number;
  /** Requests that may come at once. */
  readonly burst: number;
}

export const PACE_LIMITS: PaceLimits = { perSecond: 50, burst: 200 };

/** After this many callers, those who have their whole burst again are forgotten. */
const MOST_KEPT = 1000;

/**
 * A bucket a caller: it holds `burst`, and fills with `perSecond`.
 * @returns takes one. @throws Problem biometrics/abis-busy
 */
export function createPace({ perSecond, burst }: PaceLimits, now: () => number = Date.now): (caller: string) => void {
  const buckets = new Map<string, { left: number; at: number }>();
  const fill = ({ left, at }: { left: number; at: number }) =>
    Math.min(burst, left + (Math.max(0, now() - at) / 1000) * perSecond);
  return (caller) => {
    const bucket = buckets.get(caller) ?? { left: burst, at: now() };
    const left = fill(bucket);
    if (left < 1) throw problems['abis-busy']({ extra: { retryAfter: Math.ceil((1 - left) / perSecond) } });
    buckets.set(caller, { left: left - 1, at: now() });
    if (buckets.size > MOST_KEPT) for (const [key, one] of buckets) if (fill(one) >= burst) buckets.delete(key);
  };
}
