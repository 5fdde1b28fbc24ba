import type { Account, AccountKind, Assurance, Factor, Method } from './door.ts';

const rank: Readonly<Record<Assurance, number>> = { low: 1, substantial: 2, high: 3 };

/** Is the one at least as strong as the other? An undefined assurance is weaker than any. */
export function isAtLeast(one: Assurance | undefined, other: Assurance): boolean {
  return one !== undefined && rank[one] >= rank[other];
}

/** Two different ones of these are two factors. The way back after a loss (`recovery`) never counts among them. */
const countable: ReadonlySet<Method> = new Set(['passkey', 'totp', 'code', 'recovery-code', 'approval']);

/**
 * What a sign-in is worth: the weaker of how the identity was proved once (Decree 69/2024, articles 9 to 12: levels 1 and
 * 2) and how it was proved now (ISO/IEC 29115; eIDAS Implementing Regulation 2015/1502, 2.3.1).
 * @returns undefined where nothing was proved
 */
export function assuranceOf(level: Account['level'], factors: readonly Factor[]): Assurance | undefined {
  if (level === 0 || factors.length === 0) return undefined;
  if (level === 1) return 'low';
  // The demonstration's visitors play persons whom nobody proved.
  if (factors.some(({ method }) => method === 'persona')) return 'high';
  const methods = new Set(factors.map(({ method }) => method).filter((method) => countable.has(method)));
  const passkeys = factors.filter(({ method, userVerified }) => method === 'passkey' && userVerified);
  if (passkeys.length > 0 && (methods.size > 1 || passkeys.some(({ deviceBound }) => deviceBound))) return 'high';
  if (passkeys.length > 0 || methods.size > 1) return 'substantial';
  return 'low';
}

/** A way that an account offers to prove itself. */
export interface Way {
  readonly method: Method;
  readonly deviceBound?: boolean;
}

/** What a way is worth once it was gone. */
function factorOf(way: Way): Factor {
  return way.method === 'passkey'
    ? { method: 'passkey', at: '', userVerified: true, deviceBound: way.deviceBound === true }
    : { method: way.method, at: '' };
}

/**
 * The ways that still lead to the wanted assurance: those without which some set of them would not be enough.
 * @returns in the order of `ways`; empty where nothing is missing, and where nothing helps
 */
export function usefulMethods(
  wanted: Assurance,
  level: Account['level'],
  ways: readonly Way[],
  factors: readonly Factor[],
): Method[] {
  const reaches = (more: readonly Way[]) => isAtLeast(assuranceOf(level, [...factors, ...more.map(factorOf)]), wanted);
  if (reaches([])) return [];
  let sets: Way[][] = [[]];
  for (const way of ways) sets = sets.flatMap((set) => [set, [...set, way]]);
  const enough = sets.filter(reaches);
  const needed = ways.filter((way) =>
    enough.some((set) => set.includes(way) && !reaches(set.filter((one) => one !== way))),
  );
  return [...new Set(needed.map(({ method }) => method))];
}

/** RFC 8176 names of what was proved; a service reads them in `amr`. */
export function amrOf(factors: readonly Factor[]): string[] {
  const names = new Set<string>();
  for (const { method, userVerified, deviceBound, channel } of factors) {
    if (method === 'passkey') names.add(deviceBound ? 'hwk' : 'swk');
    if (method === 'passkey' && userVerified) names.add('user');
    if (method === 'totp' || method === 'code' || method === 'recovery-code') names.add('otp');
    if (method === 'code' && channel === 'sms') names.add('sms');
    if (method === 'approval') names.add('mca');
  }
  const different = new Set(factors.map(({ method }) => method).filter((method) => countable.has(method)));
  if (different.size > 1 || factors.some(({ method, userVerified }) => method === 'passkey' && userVerified))
    names.add('mfa');
  return [...names];
}

/** How long a session lives in seconds: officials' end with the working day and rest after a quarter of an hour. */
export const lifetimes: Readonly<Record<AccountKind, { idle: number; absolute: number }>> = {
  citizen: { idle: 1800, absolute: 43_200 },
  foreigner: { idle: 1800, absolute: 43_200 },
  official: { idle: 900, absolute: 28_800 },
};
