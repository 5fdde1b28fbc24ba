import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openTestHouse, type TestHouse } from '#test';
import { sampleDeath } from '../people/samples.ts';
import { endOverdue } from './expiry.ts';
import { addDays } from './model.ts';
import { born, citizen, eventsOf, linesAbout, type Played, play, settle } from './stand.samples.ts';

let house: TestHouse;
before(async () => {
  house = await openTestHouse();
});
after(() => house.close());

const today = () => house.kernel.clock.today();
const terms = (more: object = {}) => ({ scopes: ['services.submit', 'tax.file'], to: addDays(today(), 90), ...more });
const offer = (giver: Played, holder: Played['addressed'], more: object = {}, key?: string) =>
  giver.ask('POST', '/api/me/mandates', { holder, ...terms(more) }, key);
const accept = (holder: Played, id: string) => holder.ask('POST', `/api/me/mandates/${id}/accept`);
const end = (who: Played, principal: string, id: string) => who.ask('DELETE', `/api/me/mandates/${principal}/${id}`);
type Shown = { id: string; state: string; holderName: string; endedWhy?: string; inForce: boolean; canAccept: boolean };
const list = async (who: Played) => (await who.ask<{ given: Shown[]; held: Shown[] }>('GET', '/api/me/mandates')).body;
const actings = async (who: Played) =>
  (
    await who.ask<{ actings: { mandate: string; name: string }[]; current?: { mandate: string } }>(
      'GET',
      '/api/me/actings',
    )
  ).body;
const refused = ({ status, body }: { status: number; body: { code?: string } }) => [status, body.code];

/** An accepted power of attorney. */
async function given(): Promise<{ giver: Played; holder: Played; id: string }> {
  const [giver, holder] = [await citizen(house), await citizen(house)];
  const { status, body } = await offer(giver, holder.addressed);
  assert.equal(status, 201, JSON.stringify(body));
  await settle(house);
  assert.deepEqual((await accept(holder, body.id)).body, { state: 'active' });
  return { giver, holder, id: body.id };
}

describe('a power of attorney', () => {
  test('is offered, arrives, is accepted, used, and withdrawn with the session that acts under it', async () => {
    const [giver, holder] = [await citizen(house), await citizen(house)];
    const { body } = await offer(giver, holder.addressed);
    assert.deepEqual((await list(holder)).held, []);
    await settle(house);
    assert.deepEqual(
      (await list(holder)).held.map(({ id, state, canAccept }) => [id, state, canAccept]),
      [[body.id, 'offered', true]],
    );
    assert.deepEqual((await actings(holder)).actings, []);
    assert.equal((await accept(holder, body.id)).status, 200);
    assert.deepEqual(
      (await actings(holder)).actings.map(({ mandate, name }) => [mandate, name]),
      [[body.id, giver.name]],
    );
    assert.equal((await holder.ask('POST', '/api/me/acting', { mandate: body.id })).status, 200);
    assert.equal((await actings(holder)).current?.mandate, body.id);
    assert.deepEqual((await end(giver, giver.person, body.id)).body, { state: 'ended' });
    assert.equal((await holder.ask('GET', '/api/me/mandates')).status, 401);
    assert.equal((await giver.ask('GET', '/api/me/mandates')).status, 200);
  });

  test('stands in the journal with both, and both are told of its beginning and end', async () => {
    const { giver, holder, id } = await given();
    await end(holder, giver.person, id);
    const lines = (await linesAbout(house, id)).filter(({ room }) => room === 'mandates');
    assert.deepEqual(lines.map(({ type }) => type).sort(), [
      'mandate-accepted',
      'mandate-arrived',
      'mandate-ended',
      'mandate-offered',
    ]);
    for (const { type, subjects } of lines.filter(({ type }) => /accepted|ended/.test(type)))
      assert.deepEqual(subjects, [giver.person, holder.person], type);
    assert.deepEqual(await eventsOf(house, giver, id), ['mandate-given', 'mandate-ended']);
    assert.deepEqual(await eventsOf(house, holder, id), ['mandate-offered', 'mandate-given', 'mandate-ended']);
  });

  test('is answered the same whoever has the number: nobody, somebody of another name, of another birthday', async () => {
    const [giver, holder] = [await citizen(house), await citizen(house)];
    const { identifier, name, birthDate } = holder.addressed;
    const wrong = [
      { identifier: '001199999999', name, birthDate },
      { identifier, name: 'Hoàn Toàn Khác', birthDate },
      { identifier, name, birthDate: '1980-01-01' },
    ];
    const answers = [];
    for (const addressed of [...wrong, holder.addressed]) answers.push(await offer(giver, addressed));
    assert.deepEqual(
      answers.map(({ status, body }) => [status, Object.keys(body)]),
      Array(4).fill([201, ['id']]),
    );
    const before = (await list(giver)).given;
    await settle(house);
    assert.deepEqual((await list(giver)).given, before, 'what arrived shows to the giver');
    assert.deepEqual(
      (await list(holder)).held.map(({ id }) => id),
      [answers[3]!.body.id],
    );
    const lines = await linesAbout(house, answers[3]!.body.id);
    assert.deepEqual(lines.find(({ type }) => type === 'mandate-arrived')?.subjects, [holder.person]);
    const { rows } = await house.kernel.database.pool.query(
      'SELECT 1 FROM mandates.mandate WHERE principal = $1 AND addressed IS NOT NULL',
      [giver.person],
    );
    assert.equal(rows.length, 0, 'numbers of others stay behind');
  });

  test('takes a name without regard to case and a number with blanks', async () => {
    const [giver, holder] = [await citizen(house), await citizen(house)];
    const { identifier, name, birthDate } = holder.addressed;
    const spaced = `${identifier.slice(0, 3)} ${identifier.slice(3)}`;
    await offer(giver, { identifier: spaced, name: ` ${name.toUpperCase()} `, birthDate });
    await settle(house);
    assert.equal((await list(holder)).held.length, 1);
  });

  test('is refused for what cannot be given, for too long, without an end, to oneself', async () => {
    const [giver, holder] = [await citizen(house), await citizen(house)];
    const refusals: [object, string, string][] = [
      [{ scopes: ['procurement.bid'] }, 'mandates/scope-unknown', '/scopes/0'],
      [{ to: undefined }, 'mandates/term-missing', '/to'],
      [{ to: addDays(today(), 366) }, 'mandates/term-too-long', '/to'],
      [{ to: addDays(today(), -1) }, 'mandates/term-impossible', '/to'],
      [{ from: addDays(today(), -1) }, 'mandates/term-impossible', '/from'],
      [{ limits: { organisations: ['nobody'] } }, 'mandates/limit-unknown', '/limits/organisations/0'],
    ];
    for (const [more, code, pointer] of refusals) {
      const { body } = await offer(giver, holder.addressed, more);
      assert.deepEqual([body.code, body.pointer], [code, pointer], JSON.stringify(more));
    }
    assert.equal((await offer(giver, holder.addressed, { to: addDays(today(), 365) })).status, 201);
    assert.deepEqual(refused(await offer(giver, giver.addressed)), [400, 'mandates/mandate-self']);
  });

  test('needs an account of level 2, and neither side a minor', async () => {
    const holder = await citizen(house);
    const low = await citizen(house, {}, 1);
    assert.deepEqual(refused(await offer(low, holder.addressed)), [403, 'mandates/level-too-low']);
    const minor = await citizen(house, { birthDate: addDays(today(), -16 * 366) });
    assert.deepEqual(refused(await offer(minor, holder.addressed)), [409, 'mandates/not-capable']);
    const { body } = await offer(holder, minor.addressed);
    await settle(house);
    assert.deepEqual(refused(await accept(minor, body.id)), [409, 'mandates/not-capable']);
  });

  test('needs a fresh proof to be given and accepted, and none to be taken away', async () => {
    const { giver, holder, id } = await given();
    const { body } = await offer(giver, holder.addressed);
    await settle(house);
    await house.kernel.database.pool.query(
      "UPDATE accounts.session SET proved_at = proved_at - interval '11 minutes' WHERE account = ANY($1)",
      [[giver.account, holder.account]],
    );
    await new Promise((later) => setTimeout(later, 2100));
    assert.deepEqual(refused(await offer(giver, holder.addressed)), [403, 'accounts/step-up-needed']);
    assert.deepEqual(refused(await accept(holder, body.id)), [403, 'accounts/step-up-needed']);
    assert.equal((await end(giver, giver.person, id)).status, 200);
  });

  test('is nobody else’s business', async () => {
    const { giver, holder, id } = await given();
    const other = await citizen(house);
    assert.deepEqual(refused(await end(other, giver.person, id)), [404, 'mandates/mandate-unknown']);
    assert.deepEqual(refused(await accept(other, id)), [404, 'mandates/mandate-unknown']);
    assert.deepEqual(refused(await other.ask('POST', '/api/me/acting', { mandate: id })), [
      404,
      'mandates/acting-unknown',
    ]);
    assert.equal((await list(holder)).held[0]?.inForce, true);
  });

  test('is given once for one key, however often it is sent', async () => {
    const [giver, holder] = [await citizen(house), await citizen(house)];
    const answers = await Promise.all(Array.from({ length: 8 }, () => offer(giver, holder.addressed, {}, 'once')));
    assert.equal(new Set(answers.map(({ body }) => body.id)).size, 1);
    assert.equal((await list(giver)).given.length, 1);
  });

  test('of sixteen acceptances and withdrawals at once one of each at most comes through, and it is over', async () => {
    for (let round = 0; round < 3; round += 1) {
      const [giver, holder] = [await citizen(house), await citizen(house)];
      const { id } = (await offer(giver, holder.addressed)).body;
      await settle(house);
      const answers = await Promise.all(
        Array.from({ length: 16 }, (_, index) => (index % 2 ? end(giver, giver.person, id) : accept(holder, id))),
      );
      const codes = answers.map(({ status, body }) => (status === 200 ? body.state : body.code));
      const count = (code: string) => codes.filter((one) => one === code).length;
      assert.equal(count('ended'), 1, codes.join());
      assert.ok(count('active') <= 1, codes.join());
      assert.equal(count('ended') + count('active') + count('mandates/mandate-over'), 16, codes.join());
      const types = (await linesAbout(house, id)).filter(({ room }) => room === 'mandates').map(({ type }) => type);
      assert.equal(types.filter((type) => type === 'mandate-ended').length, 1);
      assert.equal(types.filter((type) => type === 'mandate-accepted').length, count('active'));
      assert.deepEqual((await actings(holder)).actings, []);
    }
  });

  test('of sixteen times beginning to act and ending at once no session goes on under it', async () => {
    const { giver, holder, id } = await given();
    await Promise.all(
      Array.from({ length: 16 }, (_, index) =>
        index === 7 ? end(giver, giver.person, id) : holder.ask('POST', '/api/me/acting', { mandate: id }),
      ),
    );
    const { rows } = await house.kernel.database.pool.query(
      "SELECT 1 FROM accounts.session WHERE account = $1 AND ended_at IS NULL AND acting->>'mandate' = $2",
      [holder.account, id],
    );
    assert.equal(rows.length, 0);
  });

  test('ends with the death of either', async () => {
    for (const who of ['giver', 'holder'] as const) {
      const all = await given();
      const death = await house.ask(
        'hanoi-officer',
        'POST',
        `/api/people/${all[who].person}/acts/death`,
        sampleDeath('2026-06-01'),
      );
      assert.equal(death.status, 200, JSON.stringify(death.body));
      assert.deepEqual((await actings(all.holder)).actings, [], 'before any listener has heard it');
      await settle(house);
      const { rows } = await house.kernel.database.pool.query(
        'SELECT state, ended_why FROM mandates.mandate WHERE mandate = $1',
        [all.id],
      );
      assert.deepEqual(rows, [{ state: 'ended', ended_why: 'death' }]);
    }
  });

  test('ends after its last day, and an offer that nobody took lapses', async () => {
    const { giver, holder, id } = await given();
    const late = (await offer(giver, holder.addressed)).body.id;
    await settle(house);
    await holder.ask('POST', '/api/me/acting', { mandate: id });
    const account = (await house.accounts.findAccount(holder.account))!;
    const parts = { kernel: house.kernel, offices: house.offices, accounts: house.accounts };
    try {
      house.kernel.clock.moveBy(31 * 86_400_000);
      await endOverdue(parts);
      house.kernel.clock.moveBy(90 * 86_400_000);
      await endOverdue(parts);
      assert.equal((await house.mandates.actingsOf(account)).length, 1, 'the last day is in');
      house.kernel.clock.moveBy(91 * 86_400_000);
      assert.deepEqual(await house.mandates.actingsOf(account), [], 'before the calendar was gone through');
      await endOverdue(parts);
    } finally {
      house.kernel.clock.moveBy(0);
    }
    const { rows } = await house.kernel.database.pool.query<{ mandate: string; ended_why: string }>(
      'SELECT mandate, ended_why FROM mandates.mandate WHERE principal = $1',
      [giver.person],
    );
    assert.deepEqual(new Map(rows.map((row) => [row.mandate, row.ended_why])), new Map([[id, 'expired'], [late, 'lapsed']])); // biome-ignore format: pairs
    const sessions = await house.kernel.database.pool.query(
      "SELECT 1 FROM accounts.session WHERE account = $1 AND ended_at IS NULL AND acting->>'mandate' = $2",
      [holder.account, id],
    );
    assert.equal(sessions.rows.length, 0);
  });

  test('limited to an organisation is not offered before another', async () => {
    const [giver, holder] = [await citizen(house), await citizen(house)];
    const [one, other] = [...house.offices.country.organisations.keys()];
    const { id } = (await offer(giver, holder.addressed, { limits: { organisations: [one] } })).body;
    await settle(house);
    await accept(holder, id);
    const account = (await house.accounts.findAccount(holder.account))!;
    const before = async (organisation?: string) =>
      (await house.mandates.actingsOf(account, organisation ? { organisation } : undefined)).map(
        ({ mandate }) => mandate,
      );
    assert.deepEqual([await before(), await before(one), await before(other)], [[id], [id], []]);
  });

  test('waits for whoever has no account yet', async () => {
    const giver = await citizen(house);
    const person = await born(house);
    const addressed = { identifier: person.pin, name: person.name, birthDate: person.birthDate };
    const { id } = (await offer(giver, addressed)).body;
    await settle(house);
    const holder = await play(house, person);
    assert.equal((await accept(holder, id)).status, 200);
  });
});
