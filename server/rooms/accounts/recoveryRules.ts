import type { Factor } from './door.ts';

/** Two, so that no single friend can take an account. */
export const TRUSTED_NEEDED = 2;
/** Long enough for a notice to be read by whoever is travelling, short enough to live without an account. */
export const WAIT_HOURS = 48;
/** How long the second person may take once the first has confirmed, and how long the code counts once they have confirmed. */
export const RECOVERY_DAYS = 7;
/** Ways back that wait side by side: whoever begins with somebody's number does not keep the owner's own out. */
export const MOST_WAITING = 3;
/** One that none of the trusted persons has confirmed by then makes room. */
export const UNCONFIRMED_HOURS = 24;
/** What a counter hands over is used today or tomorrow. */
export const PAPER_HOURS = 24;

/**
 * Did nothing but the way back open this session? Then it may add an authenticator and no more: neither read data nor sign
 * in anywhere.
 */
export function isRecoveryOnly(factors: readonly Pick<Factor, 'method'>[]): boolean {
  return factors.length > 0 && factors.every(({ method }) => method === 'recovery');
}
