import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import pg from 'pg';
import { openTestHouse, type TestHouse } from '#test';
import { decideApproval, listApprovals } from './approvals.ts';
import type { Session } from './door.ts';
import { makeAccount, openSession, sampleOrigin } from './signIn.samples.ts';
import { signInStand } from './stand.samples.ts';

let house: TestHouse;
before(async () => {
  house = await openTestHouse();
});
after(() => house.close());

const { attempts, begin, context, transact, code, times, citizen, identified, isDone } = signInStand(() => house);

describe('a yes on another device', () => {
  async function asked() {
    const { pin, account } = await citizen();
    const { session } = await openSession(house, account.account);
    const own = await identified(pin);
    const view = await own.choose('approval');
    const waiting = await transact(({ client }) => listApprovals(client, account.account, house.kernel.clock.now()));
    return { ...own, pin, account, session, view, waiting };
  }
  const decide = (
    session: Session,
    approval: string,
    decision: { approve: true; number: number } | { approve: false },
  ) => transact((transaction) => decideApproval(house.kernel, transaction, context(), session, approval, decision));

  test('signs in with the number of the other screen, decided once of many', async () => {
    const { attempt, browser, prove, session, view, waiting, account } = await asked();
    assert.equal(view.step, 'wait');
    assert.equal(waiting.length, 1);
    assert.ok(!('number' in waiting[0]!));
    assert.ok(waiting[0]!.choices.includes(view.number!) && new Set(waiting[0]!.choices).size === 3);
    assert.equal((await prove('')).step, 'wait');
    const told: string[] = [];
    house.accounts.onApprovalDecided(({ approval }) => told.push(approval));
    const decided = await Promise.allSettled(
      Array.from({ length: 16 }, () => decide(session, waiting[0]!.approval, { approve: true, number: view.number! })),
    );
    assert.equal(decided.filter(({ status }) => status === 'fulfilled').length, 1);
    assert.ok(isDone(await prove('')));
    assert.equal((await attempts().finish(attempt, browser, sampleOrigin)).session.account, account.account);
    for (let left = 100; left > 0 && told.length === 0; left -= 1) await new Promise((done) => setTimeout(done, 20));
    assert.deepEqual(told, [waiting[0]!.approval]);
  });

  test('is told on also where nobody could hear it when it was given', async () => {
    const { session, view, waiting } = await asked();
    const told: string[] = [];
    house.accounts.onApprovalDecided(({ approval }) => told.push(approval));
    // The server's own administrator, not the application's role.
    const owner = new pg.Client({ connectionString: house.databaseUrl });
    await owner.connect();
    await owner.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'dancu-accounts' AND datname = current_database()"); // biome-ignore format: one line
    await owner.end();
    await decide(session, waiting[0]!.approval, { approve: true, number: view.number! });
    for (let left = 200; left > 0 && !told.includes(waiting[0]!.approval); left -= 1)
      await new Promise((done) => setTimeout(done, 20));
    assert.ok(told.includes(waiting[0]!.approval));
  });

  test('with another number is a failure, and the sign-in waits in vain', async () => {
    const { prove, session, view, waiting } = await asked();
    const wrong = waiting[0]!.choices.find((one) => one !== view.number)!;
    const { state } = await decide(session, waiting[0]!.approval, { approve: true, number: wrong });
    assert.equal(state, 'failed');
    assert.equal((await prove('')).step, 'wait');
    await assert.rejects(decide(session, waiting[0]!.approval, { approve: true, number: view.number! }), code('approval-decided')); // biome-ignore format: one line
  });

  test('needs a session that is itself strong', async () => {
    const { session, view, waiting } = await asked();
    await assert.rejects(
      decide({ ...session, assurance: 'low' }, waiting[0]!.approval, { approve: true, number: view.number! }),
      code('step-up-needed'),
    );
  });

  test('is given by no official, by no way back, and by nothing older than a session lives', async () => {
    const { session, view, waiting } = await asked();
    const old = new Date(house.kernel.clock.now().getTime() - 43_201_000).toISOString();
    for (const [changes, problem] of [
      [{ kind: 'official' }, 'approver-unfit'],
      [{ state: 'locked' }, 'approver-unfit'],
      [{ factors: [{ method: 'recovery', at: old }] }, 'recovery-only'],
      [{ provedAt: old }, 'step-up-needed'],
    ] as const)
      await assert.rejects(
        decide({ ...session, ...changes } as Session, waiting[0]!.approval, { approve: true, number: view.number! }),
        code(problem),
      );
    assert.equal((await decide(session, waiting[0]!.approval, { approve: false })).state, 'refused');
  });

  test('that a phone gave by reading a code vouches only with a living session that may say yes', async () => {
    const { account } = await citizen();
    const at = house.kernel.clock.now().toISOString();
    const yes = async (approver: string | undefined) => {
      const { attempt, browser } = await begin('low');
      return attempts().vouch(attempt, browser, account.account, { method: 'approval', at }, approver);
    };
    const strong = await openSession(house, account.account);
    const weak = await openSession(house, account.account, [{ method: 'code' }]);
    const back = await openSession(house, account.account, [{ method: 'recovery' }]);
    const official = await makeAccount(house, { kind: 'official', actor: 'CB-901' });
    const duty = await openSession(house, official.account);
    const other = await openSession(house, (await citizen()).account.account);
    assert.ok(isDone(await yes(strong.session.session)));
    await assert.rejects(yes(undefined), code('approver-unfit'));
    await assert.rejects(yes(weak.session.session), code('step-up-needed'));
    await assert.rejects(yes(back.session.session), code('recovery-only'));
    for (const { session } of [duty, other]) await assert.rejects(yes(session.session), code('approver-unfit'));
    const { attempt, browser } = await begin('low');
    await assert.rejects(
      attempts().vouch(attempt, browser, official.account, { method: 'approval', at }, duty.session.session),
      code('approver-unfit'),
    );
    await transact((transaction) =>
      house.accounts.endSessions(transaction, context(), account.account, { session: strong.session.session }, 'owner'),
    );
    await assert.rejects(yes(strong.session.session), code('approver-unfit'));
  });

  test('is asked for one at a time, and after three unwanted ones nobody is asked for an hour', async () => {
    const { pin, account, session, waiting } = await asked();
    const list = () => transact(({ client }) => listApprovals(client, account.account, house.kernel.clock.now()));
    const more = await times(8, async () => (await identified(pin)).choose('approval'));
    assert.ok(more.every(({ step, number }) => step === 'wait' && number !== undefined));
    assert.equal((await list()).length, 1);
    await decide(session, waiting[0]!.approval, { approve: false });
    for (let round = 0; round < 2; round += 1) {
      await (await identified(pin)).choose('approval');
      await decide(session, (await list())[0]!.approval, { approve: false });
    }
    assert.equal((await (await identified(pin)).choose('approval')).step, 'wait');
    assert.equal((await list()).length, 0);
  });
});
