import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type pg from 'pg';
import { createContext } from '#kernel';
import { openTestHouse, type TestHouse } from '#test';
import { openOwner } from '../quality/stand.samples.ts';
import { given, type Member, openDoors, putMember, rules } from './stand.samples.ts';

let house: TestHouse;
let owner: pg.Client;
let doors: ReturnType<typeof openDoors>;
before(async () => {
  house = await openTestHouse();
  owner = await openOwner(house);
  doors = openDoors(house);
  const box = { label: 'plastic', product: 'plastic-card', first: 'P00001', count: 200 };
  assert.equal((await doors.line('POST', 'boxes', box)).status, 201);
});
after(async () => {
  await owner?.end();
  await house?.close();
});

interface Listed {
  members: {
    number: string;
    verdict: string;
    why: string[];
    name?: string;
    card?: { state: string; number?: string };
  }[];
  next?: string;
}
const list = async (programme: string, query = '') =>
  (await doors.own<Listed>('GET', `/${programme}/members${query}`)).body;
const send = (programme: string, members: readonly object[]) =>
  doors.own('POST', `/${programme}/members`, { members: [...members] });
describe('a programme', () => {
  test('is refused where its rules or its artwork cannot be, and every place is named', async () => {
    const refuse = async (more: object) => {
      const { status, body } = await doors.own('POST', '', given('XX', more));
      return [status, body.code, body.pointer];
    };
    const ages = { rules: { ...rules, ageTo: 10 } };
    assert.deepEqual(await refuse(ages), [400, 'memberships/ages-wrong', '/rules/ageTo']);
    const nowhere = { rules: { ...rules, provinces: ['01', '99'] } };
    assert.deepEqual(await refuse(nowhere), [400, 'memberships/province-unknown', '/rules/provinces/1']);
    const long = { rules: { ...rules, termYears: 15 } };
    assert.deepEqual(await refuse(long), [400, 'memberships/term-wrong', '/rules/termYears']);
    assert.equal((await refuse({ prefix: 'x1' }))[0], 400);
    const svg = (inner: string) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 85.6 53.98">${inner}</svg>`;
    const artwork = { front: svg('<script>1</script><text>{pin}</text>'), back: svg('<text>{number}</text>') };
    const { status, body } = await doors.own('POST', '', given('XX', { artwork }));
    assert.deepEqual([status, body.code], [400, 'memberships/artwork-wrong']);
    assert.match(body.detail!, /front, line 1: script/);
    const nameless = { front: svg('<text>{pin}</text>'), back: svg('<text>{number}</text>') };
    assert.match((await doors.own('POST', '', given('XX', { artwork: nameless }))).body.detail!, /\{pin\}/);
    // Under no agreement of theirs; and no law that a member card may rest on.
    assert.equal((await doors.own('POST', '', given('XX'), 'bidv-steward')).status, 403);
    assert.equal((await doors.own('POST', '', given('XX', { legalBasis: 'residence-law-20' }))).status, 403);
    assert.equal((await doors.own('GET', '', undefined, 'union-desk')).status, 403);
  });

  test('begins when somebody of the platform agrees; sent back it is changed and proposed again', async () => {
    const { programme } = (await doors.own<{ programme: string }>('POST', '', given('AA'))).body;
    const act = (act: string, version: number) => doors.own('POST', `/${programme}/acts`, { act, version });
    const decide = (body: object, who = 'test-connector') =>
      doors.ask(who, 'POST', `/api/memberships/programmes/${programme}/decisions`, body);
    assert.equal((await decide({ approve: true, version: 1 })).body.code, 'memberships/programme-unknown');
    assert.equal((await act('propose', 7)).body.code, 'memberships/programme-changed');
    assert.equal((await act('propose', 1)).status, 200);
    assert.equal((await act('propose', 2)).body.code, 'memberships/programme-not-draft');
    assert.equal((await decide({ approve: true, version: 2 }, 'union-steward')).status, 403);
    const back = await decide({ approve: false, version: 2, why: 'No unit stands on it.' });
    assert.deepEqual(back.body, { state: 'draft', version: 3 });
    const one = await doors.own('GET', `/${programme}`);
    assert.equal(one.body.why, 'No unit stands on it.');
    const artwork = {
      front:
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 85.6 53.98"><text x="5" y="9">{name} {unit}</text></svg>',
      back: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 85.6 53.98"><text x="5" y="9">{number}</text></svg>',
    };
    const change = { ...given('AB', { artwork }), version: 3 };
    assert.deepEqual((await doors.own('POST', `/${programme}`, change)).body, { state: 'draft', version: 4 });
    const picture = await house.as('union-steward', {
      ...{ method: 'GET', url: `/api/agency/memberships/${programme}/artwork/front` },
    });
    assert.equal(picture.headers['content-type'], 'image/svg+xml');
    assert.match(picture.body, /<text x="5" y="9">NGUYỄN VĂN A [^{]+<\/text>/);
    assert.equal(
      (await send(programme, [(await putMember(owner)).row])).body.code,
      'memberships/programme-not-approved',
    );
    assert.equal((await act('propose', 4)).status, 200);
    const both = await Promise.all(
      ['test-connector', 'other-connector'].map((who) => decide({ approve: true, version: 5 }, who)),
    );
    assert.deepEqual(both.map(({ status }) => status).sort(), [200, 409]);
    assert.equal(
      (await doors.own('POST', `/${programme}`, { ...change, version: 6 })).body.code,
      'memberships/programme-not-draft',
    );
  });

  test('has letters before its numbers that no other has, of several at once', async () => {
    const made = await Promise.all(Array.from({ length: 4 }, () => doors.own('POST', '', given('CC'))));
    assert.deepEqual(made.map(({ status }) => status).sort(), [201, 409, 409, 409]);
    assert.equal(made.find(({ status }) => status === 409)!.body.code, 'memberships/prefix-taken');
  });

  test('is nobody else’s', async () => {
    const programme = await doors.begin('DD');
    for (const path of ['', '/members', '/artwork/front'])
      assert.equal((await doors.own('GET', `/${programme}${path}`, undefined, 'hospital-steward')).status, 404);
    assert.equal((await doors.own('POST', `/${programme}/acts`, { act: 'close', version: 3 })).status, 200);
    assert.equal(
      (await doors.own('POST', `/${programme}/cards`, { limit: 1 })).body.code,
      'memberships/programme-not-approved',
    );
  });
});

describe('the list of members', () => {
  test('is held against the register row by row; the organisation hears what does not fit, and never a value', async () => {
    const programme = await doors.begin('EE', { rules: { ...rules, provinces: ['01'] } });
    const [good, other, dead, child, twice] = [
      await putMember(owner),
      await putMember(owner),
      await putMember(owner, { death: { date: '2026-01-02' } } as never),
      await putMember(owner, { birthDate: '2019-03-03' }),
      await putMember(owner),
    ] as [Member, Member, Member, Member, Member];
    const rows = [
      good.row,
      { ...other.row, name: 'Trần Văn Khác' },
      { ...other.row, number: '900001', pin: '001099999999' },
      { ...dead.row },
      { ...child.row },
      { ...twice.row },
      { ...twice.row, number: '900002' },
      { ...other.row, number: '9-1', birthDate: 'May' },
    ];
    const sent = await send(programme, rows);
    assert.deepEqual(sent.body, { added: 8, changed: 0, unchanged: 0, left: [] });
    await house.memberships.verify();
    const { members } = await list(programme);
    const said = new Map(members.map(({ number, verdict, why }) => [number, [verdict, ...why]]));
    assert.deepEqual(said.get(good.row.number), ['matched']);
    assert.deepEqual(said.get(other.row.number), ['differs', 'name']);
    assert.deepEqual(said.get('900001'), ['unknown']);
    assert.deepEqual(said.get(dead.row.number), ['dead']);
    assert.deepEqual(said.get(child.row.number), ['ineligible', 'too-young']);
    assert.deepEqual([said.get(twice.row.number), said.get('900002')].map((one) => one![0]).sort(), [
      'matched',
      'repeated',
    ]);
    assert.deepEqual(said.get('9-1'), ['unreadable', 'number', 'birthDate']);
    // What comes again is the same; what comes otherwise is looked at anew; a number twice in one piece is told.
    const again = await send(programme, [good.row, other.row, { ...good.row, name: 'Somebody' }]);
    assert.deepEqual(again.body.left, [{ number: good.row.number, why: 'repeated-in-file' }]);
    const { status, body } = await doors.own('GET', `/${programme}`);
    assert.equal(status, 200);
    assert.equal((body.members as Record<string, number>).waiting, 2);
    assert.equal((await list(programme, '?verdict=waiting')).members.length, 2);
  });

  test('comes once however often its pieces come at once', async () => {
    const programme = await doors.begin('FF');
    const members: Member[] = [];
    for (let at = 0; at < 6; at++) members.push(await putMember(owner));
    const piece = members.map(({ row }) => row);
    const answers = await Promise.all([piece, piece.toReversed(), piece].map((one) => send(programme, one)));
    assert.equal(
      answers.reduce((sum, { body }) => sum + (body.added as number), 0),
      6,
    );
    await Promise.all([house.memberships.verify(), house.memberships.verify(), house.memberships.verify()]);
    const { body } = await doors.own('GET', `/${programme}`);
    assert.deepEqual([body.members, body.ready], [{ matched: 6 }, 6]);
    const orders = await Promise.all([4, 4, 4].map((limit) => doors.own('POST', `/${programme}/cards`, { limit })));
    assert.equal(
      orders.reduce((sum, one) => sum + ((one.body.cards as number) ?? 0), 0),
      6,
    );
  });

  test('waits with the reason where the agreement does not allow it any more', async () => {
    const programme = await doors.begin('GG');
    const caller = { kind: 'official', id: 'test', scopes: new Set<string>() } as const;
    const context = createContext(house.kernel.clock, caller, { language: 'en' });
    await house.exchange.changeAgreement(context, 'labour-members', { state: 'suspended' });
    await send(programme, [(await putMember(owner)).row]);
    await house.memberships.verify();
    const { halted } = (await doors.own<{ halted: { code: string; title: string } }>('GET', `/${programme}`)).body;
    assert.equal(halted.code, 'exchange/agreement-suspended');
    assert.match(halted.title, /suspended/);
    await house.exchange.changeAgreement(context, 'labour-members', { state: 'active' });
    await house.memberships.verify();
    const { body } = await doors.own('GET', `/${programme}`);
    assert.deepEqual([body.halted, body.members], [undefined, { matched: 1 }]);
  });
});
