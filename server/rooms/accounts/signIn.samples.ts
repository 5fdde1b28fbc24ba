import { randomBytes, randomUUID } from 'node:crypto';
import type { TestHouse } from '#test';
import { contextOf } from './callers.ts';
import type { Account, Assurance, AttemptView, Factor, NewAccount, Origin, Session } from './door.ts';

export const sampleOrigin: Origin = { device: 'Firefox on Linux', network: '192.0.2' };

/** An account of its own for a test; without a person of the register unless one is given. */
export async function makeAccount(house: TestHouse, given: Partial<NewAccount> = {}): Promise<Account> {
  const person = given.kind === 'official' ? undefined : (given.person ?? randomUUID());
  return house.kernel.database.transact((transaction) =>
    house.accounts.createAccount(transaction, contextOf(house.kernel, undefined), {
      kind: 'citizen',
      actor: person ?? randomUUID(),
      ...(person ? { person } : {}),
      name: 'Nguyễn Thị Mẫu',
      language: 'vi',
      level: 2,
      state: 'active',
      ...given,
    }),
  );
}

/** A proved contact of an account, without the messages that prove it. */
export async function giveContact(house: TestHouse, account: string, value: string): Promise<void> {
  await house.kernel.database.pool.query(
    'INSERT INTO accounts.contact (account, contact, kind, value, added_at, proved_at) VALUES ($1, $2, $3, $4, now(), now())',
    [account, randomUUID(), value.includes('@') ? 'email' : 'phone', value],
  );
}

/** One browser on its way through a sign-in. */
export interface SampleAttempt {
  readonly attempt: string;
  readonly browser: string;
  readonly view: AttemptView;
}

export async function openAttempt(
  house: TestHouse,
  wanted: Assurance = 'low',
  given: { account?: string; origin?: Origin } = {},
): Promise<SampleAttempt> {
  const attempt = randomBytes(12).toString('base64url');
  const browser = randomBytes(32).toString('base64url');
  const view = await house.accounts.attempts.open({ attempt, browser, wanted, origin: sampleOrigin, ...given });
  return { attempt, browser, view };
}

/** A session opened by vouched factors: for tests of what comes after a sign-in. */
export async function openSession(
  house: TestHouse,
  account: string,
  factors: readonly Omit<Factor, 'at'>[] = [{ method: 'persona' }],
  origin: Origin = sampleOrigin,
): Promise<{ session: Session; token: string; cookie: string }> {
  const { attempts } = house.accounts;
  const { attempt, browser } = await openAttempt(house, 'low', { origin });
  const at = house.kernel.clock.now().toISOString();
  await attempts.vouch(attempt, browser, account, { method: 'persona', at });
  if (factors.some(({ method }) => method !== 'persona'))
    await house.kernel.database.pool.query('UPDATE accounts.attempt SET factors = $2 WHERE attempt = $1', [
      attempt,
      JSON.stringify(factors.map((factor) => ({ ...factor, at }))),
    ]);
  const { session, token } = await attempts.finish(attempt, browser, origin);
  return { session, token, cookie: `dancu-session=${house.accounts.sealSession(session)}` };
}
