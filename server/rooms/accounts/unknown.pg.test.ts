import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import pg from 'pg';
import { openTestHouse, type TestHouse } from '#test';
import type { AttemptView } from './door.ts';
import { makeRecoveryCodes } from './recoveryCodes.ts';
import { giveContact, makeAccount, openAttempt, sampleOrigin } from './signIn.samples.ts';
import { signInStand } from './stand.samples.ts';

let house: TestHouse;
before(async () => {
  house = await openTestHouse();
});
after(() => house.close());

const { attempts, context, transact, query, code, citizen, nobody, begin, identified, sentCode, withTotp, isDone } =
  signInStand(() => house);

const bare = ({ attempt: _attempt, number, ...view }: AttemptView) => ({ ...view, number: number !== undefined });

describe('a number that nobody has, step by step', { concurrency: true }, () => {
  for (const method of ['code', 'totp', 'recovery-code', 'approval'] as const)
    test(`goes by ${method} through the same steps, answers and limits as one that somebody has`, async () => {
      const { pin, account } = await citizen();
      await giveContact(house, account.account, `${randomUUID()}@example.com`);
      await withTotp(account.account);
      await transact((transaction) => makeRecoveryCodes(house.kernel, transaction, context(), account.account));
      const unknown = `0012${['code', 'totp', 'recovery-code', 'approval'].indexOf(method)}9000000`;
      for (let round = 0; round < 3; round += 1) {
        const [known, none] = await Promise.all([identified(pin), identified(unknown)]);
        assert.deepEqual(bare(known.view), bare(none.view));
        const chosen = await Promise.all([known.choose(method), none.choose(method)]);
        assert.deepEqual(bare(chosen[0]), bare(chosen[1]));
        for (let answer = 0; answer < 5; answer += 1) {
          const [mine, theirs] = await Promise.allSettled([known.prove('000-000'), none.prove('000-000')]);
          assert.equal(mine.status, theirs.status);
          if (mine.status === 'fulfilled' && theirs.status === 'fulfilled')
            assert.deepEqual(bare(mine.value), bare(theirs.value));
          if (mine.status === 'rejected' && theirs.status === 'rejected')
            assert.equal(mine.reason.code, theirs.reason.code);
        }
      }
    });
});

describe('a number that nobody has', () => {
  /**
   * What reaches PostgreSQL while the work is done, in its order: reads and writes, for where nobody is found another statement
   * does as much work. Known and unknown must be alike; how many they are changes with every statement that is saved. That the
   * work was done at all is asked of the tables.
   */
  async function watch(work: () => Promise<unknown>): Promise<('read' | 'write')[]> {
    // What the register's lines cause in the background is nobody's question.
    await house.kernel.sealing.now();
    await house.kernel.events.deliver();
    const { query: real } = pg.Client.prototype;
    const statements: ('read' | 'write')[] = [];
    pg.Client.prototype.query = function (this: pg.Client, ...given: unknown[]) {
      const text = typeof given[0] === 'string' ? given[0] : ((given[0] as { text?: string })?.text ?? '');
      if (/accounts\.|people\./.test(text) && !/accounts\.message (SET|WHERE)/.test(text))
        statements.push(/^\s*SELECT\b(?!.*\bFOR UPDATE\b)/s.test(text) ? 'read' : 'write');
      return (real as (...all: unknown[]) => unknown).apply(this, given);
    } as typeof real;
    try {
      await work();
      return statements;
    } finally {
      pg.Client.prototype.query = real;
    }
  }
  const standing = async ({ attempt }: { attempt: string }) =>
    (
      await query<{ account: string | null; subject: string | null; challenge: { method: string } | null }>(
        'SELECT account, subject, challenge FROM accounts.attempt WHERE attempt = $1',
        [attempt],
      )
    )[0]!;

  test('is looked for by as many reads and writes', async () => {
    const { pin, account } = await citizen();
    const [mine, theirs] = [await begin(), await begin()];
    const known = await watch(() => attempts().identify(mine.attempt, mine.browser, pin));
    const none = await watch(() => attempts().identify(theirs.attempt, theirs.browser, nobody));
    assert.deepEqual(none, known);
    assert.deepEqual(new Set(known), new Set(['read', 'write']));
    assert.equal((await standing(mine)).account, account.account);
    const { account: whose, subject } = await standing(theirs);
    assert.deepEqual([whose, subject !== null], [null, true]);
  });

  test('is sent a code by as many reads and writes', async () => {
    const { pin, account } = await citizen();
    await giveContact(house, account.account, 'h@example.com');
    const [mine, theirs] = [await identified(pin), await identified('001288888888')];
    const known = await watch(() => mine.choose('code'));
    assert.deepEqual(await watch(() => theirs.choose('code')), known);
    assert.deepEqual(new Set(known), new Set(['read', 'write']));
    assert.match(await sentCode(account.account), /^\d{6}$/);
    for (const one of [mine, theirs]) assert.equal((await standing(one)).challenge?.method, 'code');
  });

  test('is no more to be told from a locked account, or from one that is not open yet', async () => {
    const { pin, account } = await citizen();
    await giveContact(house, account.account, 'i@example.com');
    await transact((transaction) =>
      house.accounts.setAccountState(transaction, context(), account.account, 'locked', 'lost'),
    );
    const [locked, none] = [await identified(pin), await identified('001277777777')];
    assert.deepEqual(bare(locked.view), bare(none.view));
    assert.deepEqual(bare(await locked.choose('code')), bare(await none.choose('code')));
    const view = await locked.prove(await sentCode(account.account));
    assert.deepEqual([view.step, view.refusal], ['over', 'locked']);
    await assert.rejects(attempts().finish(locked.attempt, locked.browser, sampleOrigin), code('attempt-over'));
  });

  test('is tried sixty times in ten minutes from one network, and then no other is', async () => {
    const origin = { ...sampleOrigin, network: '203.0.113' };
    const tries = await Promise.allSettled(
      Array.from({ length: 70 }, async (_, index) => {
        const { attempt, browser } = await openAttempt(house, 'low', { origin });
        return attempts().identify(attempt, browser, String(1_000_000 + index));
      }),
    );
    assert.equal(tries.filter(({ status }) => status === 'fulfilled').length, 60);
    for (const one of tries) if (one.status === 'rejected') assert.equal(one.reason.code, 'accounts/too-many');
  });
});

describe('what is typed', () => {
  test('may be a cancelled number, with blanks and points, and is never a person’s key', async () => {
    const { pin, account } = await citizen();
    await giveContact(house, account.account, 'j@example.com');
    await query("UPDATE people.identifier SET status = 'cancelled' WHERE value = $1", [pin]).catch(() => []);
    const { choose, prove } = await identified(` ${pin.slice(0, 3)}.${pin.slice(3, 6)} ${pin.slice(6)}`);
    await choose('code');
    assert.ok(isDone(await prove(await sentCode(account.account))));
    const byKey = await identified(account.person!);
    await byKey.choose('code');
    const sent = await query('SELECT 1 FROM accounts.message WHERE account = $1', [account.account]);
    assert.equal(sent.length, 1);
  });

  test('may be an official’s staff number, who signs in by a registered passkey only', async () => {
    const official = await makeAccount(house, { kind: 'official', actor: 'CB-77' });
    await giveContact(house, official.account, 'k@example.com');
    const { choose, prove } = await identified('cb-77');
    await choose('code');
    const sent = await query('SELECT 1 FROM accounts.message WHERE account = $1', [official.account]);
    assert.equal(sent.length, 0);
    assert.equal((await prove('123456')).refusal, 'wrong');
  });
});
