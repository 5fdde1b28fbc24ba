import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openTestHouse, type TestHouse } from '#test';
import { sampleDeath } from '../people/samples.ts';
import { endOverdue } from './expiry.ts';
import { addDays } from './model.ts';
import { born, citizen, freshTaxCode, type Played, sampleOrganisation, settle } from './stand.samples.ts';

let house: TestHouse;
before(async () => {
  house = await openTestHouse();
});
after(() => house.close());

const officer = 'hanoi-supervisor';
const stated = { 'dancu-purpose': 'data-subject-request', 'dancu-legal-basis': 'data-protection-law' };
type Done = { id: string; code: string; state: string; pointer: string; confirmBy: string };
const desk = <Body = Done>(method: 'GET' | 'POST', url: string, body?: unknown, who = officer) =>
  house.ask<Body>(who, method, url, body, stated);
const refused = ({ status, body }: { status: number; body: { code?: string } }) => [status, body.code];
const today = () => house.kernel.clock.today();
const change = (id: string, what: string) =>
  desk('POST', `/api/organisations/${id}/state`, { change: what, reason: 'Theo hồ sơ' });

async function opened(more: object = {}): Promise<{ id: string; director: Played }> {
  const director = await citizen(house);
  const { status, body } = await desk('POST', '/api/organisations', sampleOrganisation(director.person, more));
  assert.equal(status, 201, JSON.stringify(body));
  return { id: body.id, director };
}
const offer = (giver: Played, organisation: string, holder: Played, more: object = {}) =>
  giver.ask('POST', `/api/me/organisations/${organisation}/members`, {
    holder: holder.addressed,
    scopes: ['services.submit', 'tax.file'],
    ...more,
  });
async function joined(giver: Played, organisation: string, more: object = {}): Promise<Played & { mandate: string }> {
  const member = await citizen(house);
  const { status, body } = await offer(giver, organisation, member, more);
  assert.equal(status, 201, JSON.stringify(body));
  await settle(house);
  assert.equal((await member.ask('POST', `/api/me/mandates/${body.id}/accept`)).status, 200);
  return { ...member, mandate: body.id };
}
const actings = async ({ account }: Played) =>
  (await house.mandates.actingsOf((await house.accounts.findAccount(account))!)).map((one) =>
    one.kind === 'organisation' ? one.organisation : one.person,
  );
type Member = { id: string; state: string; kind: string; confirmBy?: string; canEnd: boolean; canConfirm: boolean };
const membersOf = async (who: Played, organisation: string) =>
  (await who.ask<{ members: Member[] }>('GET', `/api/me/organisations/${organisation}/members`)).body.members;

describe('an organisation’s account', () => {
  test('is opened at the counter, and its legal representative acts for it in everything', async () => {
    const { id, director } = await opened();
    const account = (await house.accounts.findAccount(director.account))!;
    const [acting, ...others] = await house.mandates.actingsOf(account);
    assert.deepEqual(others, []);
    assert.ok(acting?.kind === 'organisation');
    assert.equal(acting.organisation, id);
    assert.ok(acting.scopes.includes('account.manage') && acting.scopes.includes('procurement.bid'));
    assert.equal(await house.mandates.mayAct(account, acting), true);
    const { organisations } = (
      await director.ask<{ organisations: { id: string; canManage: boolean; representative: boolean }[] }>(
        'GET',
        '/api/me/organisations',
      )
    ).body;
    assert.deepEqual(
      organisations.map((one) => [one.id, one.representative, one.canManage]),
      [[id, true, true]],
    );
  });

  test('is refused with a household’s number, a wrong digit, a province that is none, a minor, a day to come', async () => {
    const { person } = await born(house);
    const child = await born(house, { birthDate: addDays(today(), -12 * 366) });
    const refusals: [object, string][] = [
      [{ taxCode: '001090123456' }, 'mandates/tax-code-personal'],
      [{ taxCode: '0100109107' }, 'mandates/tax-code-check-digit'],
      [{ taxCode: '0100109106-' }, 'mandates/tax-code-malformed'],
      [{ province: '03' }, 'mandates/province-unknown'],
      [{ certificate: { number: '1', issuedOn: addDays(today(), 1) } }, 'mandates/date-in-future'],
      [{ representative: child.person }, 'mandates/representative-unfit'],
      [{ representative: '01900000-0000-7000-8000-000000000009' }, 'mandates/person-unknown'],
    ];
    for (const [more, code] of refusals)
      assert.equal((await desk('POST', '/api/organisations', sampleOrganisation(person, more))).body.code, code);
  });

  test('is opened once for a tax code, of sixteen at once too', async () => {
    const { person } = await born(house);
    const body = sampleOrganisation(person);
    const answers = await Promise.all(Array.from({ length: 16 }, () => desk('POST', '/api/organisations', body)));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, ...Array(15).fill(409)]);
  });

  test('is opened by an office of its province and with the scope for it', async () => {
    const { person } = await born(house);
    const elsewhere = sampleOrganisation(person, { province: '79' });
    assert.deepEqual(refused(await desk('POST', '/api/organisations', elsewhere)), [403, 'kernel/out-of-area']);
    assert.equal((await desk('POST', '/api/organisations', elsewhere, 'country-officer')).status, 201);
    assert.deepEqual(refused(await desk('POST', '/api/organisations', elsewhere, 'hanoi-officer')), [
      403,
      'kernel/forbidden',
    ]);
  });

  test('is asked for online, and opens when an officer has confirmed it', async () => {
    const director = await citizen(house);
    const { representative: _, identification: __, ...asking } = sampleOrganisation(director.person);
    const asked = await director.ask('POST', '/api/me/organisations', asking);
    assert.equal(asked.status, 201, JSON.stringify(asked.body));
    const { id } = asked.body;
    assert.deepEqual(refused(await director.ask('POST', '/api/me/organisations', asking)), [
      409,
      'mandates/organisation-asked',
    ]);
    assert.deepEqual(await actings(director), []);
    const queue = await desk<{ organisations: { id: string }[] }>('GET', '/api/organisations');
    assert.ok(queue.body.organisations.some((one) => one.id === id));
    const answers = await Promise.all(Array.from({ length: 8 }, () => change(id, 'confirm')));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, ...Array(7).fill(409)]);
    assert.deepEqual(await actings(director), [id]);
  });

  test('two who ask for one code are both heard, one is confirmed', async () => {
    const taxCode = freshTaxCode();
    const ids = [];
    for (const one of [await citizen(house), await citizen(house)]) {
      const { representative: _, identification: __, ...asking } = sampleOrganisation(one.person, { taxCode });
      ids.push((await one.ask('POST', '/api/me/organisations', asking)).body.id);
    }
    assert.equal((await change(ids[1]!, 'confirm')).status, 200);
    assert.deepEqual(refused(await change(ids[0]!, 'confirm')), [409, 'mandates/tax-code-taken']);
    assert.equal((await change(ids[0]!, 'refuse')).status, 200);
  });

  test('is looked at with a purpose, and whoever acts for it can read that', async () => {
    const { id, director } = await opened();
    const member = await joined(director, id);
    const seen = await desk<{ representative: { name: string }; members: unknown[] }>(
      'GET',
      `/api/organisations/${id}`,
    );
    assert.equal(seen.body.representative.name, director.name);
    assert.equal(seen.body.members.length, 2);
    assert.equal((await house.as(officer, { url: `/api/organisations/${id}` })).statusCode, 400);
    const looks = await member.ask<{ lines: { sentence: string }[] }>('GET', '/api/me/looks');
    assert.ok(looks.body.lines.some(({ sentence }) => sentence.includes('opened an organisation')));
  });

  test('suspended it lets nobody act and ends who does; resumed they act again; closed it is over', async () => {
    const { id, director } = await opened();
    const member = await joined(director, id);
    assert.equal((await member.ask('POST', '/api/me/acting', { mandate: member.mandate })).status, 200);
    const silent = await desk('POST', `/api/organisations/${id}/state`, { change: 'suspend' });
    assert.deepEqual(refused(silent), [400, 'mandates/reason-missing']);
    assert.equal((await change(id, 'suspend')).status, 200);
    assert.equal((await member.ask('GET', '/api/me/mandates')).status, 401);
    assert.deepEqual([await actings(member), await actings(director)], [[], []]);
    assert.deepEqual(refused(await offer(director, id, member)), [409, 'mandates/organisation-state']);
    await change(id, 'resume');
    assert.deepEqual(await actings(member), [id]);
    await change(id, 'close');
    assert.deepEqual(await actings(director), []);
    assert.deepEqual(refused(await change(id, 'resume')), [409, 'mandates/organisation-state']);
  });
});

describe('members', () => {
  test('a manager lets in with what the manager holds, and makes no managers', async () => {
    const { id, director } = await opened();
    const manager = await joined(director, id, { scopes: ['account.manage', 'tax.file'] });
    const someone = await citizen(house);
    assert.equal((await offer(manager, id, someone, { scopes: ['tax.file'] })).status, 201);
    for (const scope of ['services.submit', 'account.manage'])
      assert.deepEqual(refused(await offer(manager, id, someone, { scopes: [scope] })), [
        403,
        'mandates/scope-not-yours',
      ]);
    const plain = await joined(director, id);
    assert.deepEqual(refused(await offer(plain, id, someone)), [404, 'mandates/organisation-unknown']);
    assert.equal((await plain.ask('GET', `/api/me/organisations/${id}/members`)).status, 404);
  });

  test('a manager ends members, not managers nor the legal representative; a member gives back', async () => {
    const { id, director } = await opened();
    const manager = await joined(director, id, { scopes: ['account.manage', 'tax.file'] });
    const second = await joined(director, id, { scopes: ['account.manage'] });
    const [plain, other] = [await joined(director, id), await joined(director, id)];
    const end = (who: Played, mandate: string) => who.ask('DELETE', `/api/me/mandates/${id}/${mandate}`);
    assert.equal((await end(manager, plain.mandate)).status, 200);
    assert.equal((await end(manager, second.mandate)).status, 404);
    const own = (await membersOf(director, id)).find(({ kind }) => kind === 'representative')!;
    assert.equal((await end(manager, own.id)).status, 404);
    assert.deepEqual(refused(await end(director, own.id)), [409, 'mandates/mandate-by-officer']);
    assert.equal((await end(other, other.mandate)).status, 200);
    assert.equal((await end(director, second.mandate)).status, 200);
    assert.deepEqual(await actings(second), []);
  });

  test('go on after another legal representative came, until they are confirmed or thirty days are over', async () => {
    const { id, director } = await opened();
    const [kept, left] = [await joined(director, id), await joined(director, id)];
    await director.ask('POST', '/api/me/acting', {
      mandate: (await membersOf(director, id)).find(({ kind }) => kind === 'representative')!.id,
    });
    const next = await citizen(house);
    const { certificate, identification } = sampleOrganisation(next.person);
    const body = { representative: next.person, certificate, identification };
    const changed = await desk('POST', `/api/organisations/${id}/representative`, body);
    assert.deepEqual(changed.body, { confirmBy: addDays(today(), 30) });
    assert.deepEqual(refused(await desk('POST', `/api/organisations/${id}/representative`, body)), [
      409,
      'mandates/representative-same',
    ]);
    assert.equal((await director.ask('GET', '/api/me/mandates')).status, 401, 'the former one acted for it');
    assert.deepEqual([await actings(director), await actings(next), await actings(kept)], [[], [id], [id]]);
    const waiting = (await membersOf(next, id)).filter(({ canConfirm }) => canConfirm).map((one) => one.id);
    assert.deepEqual(waiting.sort(), [kept.mandate, left.mandate].sort());
    const path = `/api/me/organisations/${id}/members/${kept.mandate}/confirm`;
    assert.equal((await kept.ask('POST', path)).status, 404);
    assert.equal((await next.ask('POST', path)).status, 200);
    const parts = { kernel: house.kernel, offices: house.offices, accounts: house.accounts };
    try {
      house.kernel.clock.moveBy(31 * 86_400_000);
      await endOverdue(parts);
      assert.deepEqual([await actings(kept), await actings(left)], [[id], []]);
    } finally {
      house.kernel.clock.moveBy(0);
    }
  });

  test('after the death of the legal representative wait for the next one', async () => {
    const { id, director } = await opened();
    const member = await joined(director, id);
    await house.ask('hanoi-officer', 'POST', `/api/people/${director.person}/acts/death`, sampleDeath('2026-06-01'));
    await settle(house);
    assert.deepEqual(await actings(member), [id]);
    const { rows } = await house.kernel.database.pool.query(
      'SELECT kind, state, ended_why, confirm_by FROM mandates.mandate WHERE principal = $1 ORDER BY kind',
      [id],
    );
    assert.deepEqual(rows, [
      { kind: 'member', state: 'active', ended_why: null, confirm_by: addDays(today(), 30) },
      { kind: 'representative', state: 'ended', ended_why: 'death', confirm_by: null },
    ]);
  });

  test('a company’s letter of sixteen acceptances and withdrawals ends in one way for all', async () => {
    const { id, director } = await opened();
    const member = await citizen(house);
    const mandate = (await offer(director, id, member)).body.id;
    await settle(house);
    const answers = await Promise.all(
      Array.from({ length: 16 }, (_, index) =>
        index % 2
          ? director.ask('DELETE', `/api/me/mandates/${id}/${mandate}`)
          : member.ask('POST', `/api/me/mandates/${mandate}/accept`),
      ),
    );
    assert.equal(answers.filter(({ body }) => body.state === 'ended').length, 1);
    assert.ok(answers.filter(({ body }) => body.state === 'active').length <= 1);
    assert.deepEqual(await actings(member), []);
  });
});

test('the demonstration’s companies are made once, and both persons may act for them', async () => {
  const [director, member] = [await citizen(house), await citizen(house)];
  const given = { representative: director.person, member: member.person };
  assert.equal(await house.mandates.seedOrganisations(given), 2);
  assert.equal(await house.mandates.seedOrganisations(given), 0);
  assert.equal((await actings(director)).length, 2);
  assert.equal((await actings(member)).length, 2);
});
