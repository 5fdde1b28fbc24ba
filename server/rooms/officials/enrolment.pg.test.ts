import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { always, one, openStand, other } from './stand.samples.ts';

let stand: Awaited<ReturnType<typeof openStand>>;
before(async () => {
  stand = await openStand();
});
after(() => stand.house.close());

const post = { role: 'registration-officer', area: '00004', hours: always };
const newcomer = () => ({ kind: 'official', official: stand.newNumber(), name: 'Lê Văn Mới', post });
const told = ({ status, body }: { status: number; body: { code?: string } }) => [status, body.code];

describe('an official', () => {
  test('comes in by two, a code handed over and a device that keeps its key', async () => {
    const { official, authenticator } = await stand.hire();
    const cookie = await stand.signIn(official, authenticator);
    assert.equal(await stand.read(cookie), 200);
    const { caller } = (await stand.house.app.inject({ url: '/api/session', headers: { cookie } })).json();
    assert.deepEqual([caller.id, caller.role, caller.area], [official, 'registration-officer', '00004']);
  });

  test('proposed by one is nobody yet', async () => {
    const proposed = newcomer();
    const { status, body } = await stand.propose(proposed);
    assert.equal(status, 201);
    assert.equal(body.code, undefined);
    assert.equal(await stand.house.accounts.findAccountOf(proposed.official), undefined);
  });

  test('is not confirmed by the one who proposed', async () => {
    const { body } = await stand.propose(newcomer());
    for (const confirm of [true, false])
      assert.deepEqual(told(await stand.decide(body.proposal, confirm, one)), [403, 'officials/four-eyes']);
    assert.equal((await stand.decide(body.proposal)).status, 200);
  });

  test('is not managed by whoever has not the right to', async () => {
    for (const who of ['hanoi-officer', 'test-auditor', 'bidv-steward'])
      assert.deepEqual(told(await stand.propose(newcomer(), who)), [403, 'kernel/forbidden'], who);
  });

  test('does not propose or confirm for oneself', async () => {
    const device = { kind: 'device', official: one };
    assert.deepEqual(told(await stand.propose(device)), [403, 'officials/for-oneself']);
    const { body } = await stand.propose(device, other);
    assert.deepEqual(told(await stand.decide(body.proposal, true, one)), [403, 'officials/for-oneself']);
  });

  test('has one number, and nobody else has it', async () => {
    const { official } = await stand.hire();
    assert.deepEqual(told(await stand.propose({ ...newcomer(), official })), [409, 'officials/official-known']);
    const waiting = newcomer();
    await stand.propose(waiting);
    assert.deepEqual(told(await stand.propose(waiting, other)), [409, 'officials/proposal-open']);
  });

  test('confirmed by many at once is confirmed once, with one code', async () => {
    const proposed = newcomer();
    const { body } = await stand.propose(proposed);
    const answers = await Promise.all(Array.from({ length: 8 }, (_, at) => stand.decide(body.proposal, at % 4 !== 3)));
    const won = answers.filter(({ status }) => status === 200);
    assert.equal(won.length, 1);
    for (const answer of answers.filter(({ status }) => status !== 200))
      assert.deepEqual(told(answer), [409, 'officials/proposal-decided']);
    const rows = await stand.query('SELECT 1 FROM officials.official WHERE official = $1', [proposed.official]);
    assert.equal(rows.length, won[0]!.body.state === 'confirmed' ? 1 : 0);
  });

  test('is no longer confirmed when nobody did in a week', async () => {
    const { body } = await stand.propose(newcomer());
    await stand.at(8, async () =>
      assert.deepEqual(told(await stand.decide(body.proposal)), [409, 'officials/proposal-expired']),
    );
  });
});

describe('a place', () => {
  const cases: [string, object, string | undefined][] = [
    ['of a commune’s role is a commune', { role: 'registration-officer', area: '00004' }, undefined],
    ['of a commune’s role is no province', { role: 'registration-officer', area: '01' }, 'area-wrong'],
    ['of a commune’s role is not the country', { role: 'registration-officer', area: '' }, 'area-wrong'],
    ['of a province’s role may be the country', { role: 'supervising-officer', area: '' }, undefined],
    ['of a province’s role is no commune', { role: 'supervising-officer', area: '00004' }, 'area-wrong'],
    ['is one that exists', { role: 'registration-officer', area: '99999' }, 'area-wrong'],
    ['of the country’s role is the country', { role: 'auditor', area: '01' }, 'area-wrong'],
    ['of an organisation’s role is an organisation', { role: 'agency-engineer', area: '' }, 'organisation-wrong'],
    [
      'of an organisation’s role is one we know',
      { role: 'agency-engineer', organisation: 'nobody' },
      'organisation-wrong',
    ],
    ['of an organisation’s role', { role: 'agency-engineer', organisation: 'bidv' }, undefined],
    ['of an office has no organisation', { role: 'auditor', area: '', organisation: 'bidv' }, 'organisation-wrong'],
    ['needs a role', { role: 'minister', area: '' }, 'role-unknown'],
    ['is no citizen’s', { role: 'citizen', area: '' }, 'role-unknown'],
    ['does not begin in the past', { role: 'auditor', area: '', validFrom: '2020-01-01' }, 'validity-wrong'],
    ['does not end before it begins', { role: 'auditor', area: '', validTo: '2020-01-01' }, 'validity-wrong'],
  ];
  for (const [name, place, refused] of cases)
    test(name, async () => {
      const { status, body } = await stand.propose({ ...newcomer(), post: place });
      assert.deepEqual([status, body.code], refused ? [400, `officials/${refused}`] : [201, undefined]);
    });
});

describe('a device', () => {
  test('whose key is copied elsewhere is refused, and the code stays good for one that keeps it', async () => {
    const proposed = newcomer();
    const { code } = await stand.agree(proposed);
    const synced = await stand.enrol(proposed.official, code, stand.device({ deviceBound: false }));
    assert.deepEqual(told(synced), [400, 'accounts/passkey-not-device-bound']);
    assert.equal(await stand.restOf(proposed.official), 'suspended', 'no device, no post');
    assert.equal((await stand.enrol(proposed.official, code)).status, 201);
    assert.equal((await stand.postsOf(proposed.official)).length, 1);
  });

  test('is not registered without the code, and wrong numbers and wrong codes are told alike', async () => {
    const proposed = newcomer();
    const { code } = await stand.agree(proposed);
    const wrong = code.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    for (const [official, given] of [
      [proposed.official, wrong],
      ['SO-9999', code],
      [one, code],
    ] as const)
      assert.deepEqual(told(await stand.begin(official, given)), [403, 'officials/code-refused']);
    const { body } = await stand.begin(proposed.official, code);
    const response = stand.device().create(body.options);
    assert.deepEqual(told(await stand.send(proposed.official, wrong, response)), [403, 'officials/code-refused']);
  });

  test('takes a code as people type it', async () => {
    const proposed = newcomer();
    const { code } = await stand.agree(proposed);
    const typed = code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
    assert.equal((await stand.begin(proposed.official, typed)).status, 200);
  });

  test('uses the code up, also when two use it at once', async () => {
    const proposed = newcomer();
    const { code } = await stand.agree(proposed);
    const responses = [];
    for (let at = 0; at < 4; at++)
      responses.push(stand.device().create((await stand.begin(proposed.official, code)).body.options));
    const answers = await Promise.all(responses.map((response) => stand.send(proposed.official, code, response)));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 403, 403, 403]);
    assert.deepEqual(told(await stand.begin(proposed.official, code)), [403, 'officials/code-refused']);
    const { account } = (await stand.house.accounts.findAccountOf(proposed.official))!;
    const keys = await stand.query('SELECT 1 FROM accounts.authenticator WHERE account = $1', [account]);
    assert.equal(keys.length, 1);
  });

  test('is not registered with a code of four days ago', async () => {
    const proposed = newcomer();
    const { code } = await stand.agree(proposed);
    await stand.at(4, async () =>
      assert.deepEqual(told(await stand.begin(proposed.official, code)), [403, 'officials/code-refused']),
    );
  });

  test('comes beside the first by two again, and an older code that was not used counts no more', async () => {
    const { official, authenticator } = await stand.hire();
    const first = await stand.agree({ kind: 'device', official });
    const second = await stand.agree({ kind: 'device', official });
    assert.deepEqual(told(await stand.begin(official, first.code)), [403, 'officials/code-refused']);
    const further = stand.device();
    assert.equal((await stand.enrol(official, second.code, further)).status, 201);
    for (const each of [authenticator, further])
      assert.equal(await stand.read(await stand.signIn(official, each)), 200);
  });

  test('that is lost is out at once by one, with every session and an unused code; the next comes by two', async () => {
    const { official, authenticator } = await stand.hire();
    const cookie = await stand.signIn(official, authenticator);
    const waiting = await stand.agree({ kind: 'device', official });
    const { attempts } = stand.house.accounts;
    const [attempt, browser] = [crypto.randomUUID(), crypto.randomUUID()];
    await attempts.open({ attempt, browser, wanted: 'high', origin: { device: '', network: '192.0.3' } });
    await attempts.provePasskey(attempt, browser, authenticator.get(await attempts.passkeyOptions(attempt, browser)));
    const lost = (who: Parameters<typeof stand.house.ask>[0], number = official) =>
      stand.house.ask<{ devices: number; code: string }>(who, 'POST', `/api/officials/${number}/devices/lost`);
    assert.deepEqual(told(await lost('hanoi-officer')), [403, 'kernel/forbidden']);
    assert.deepEqual(told(await lost(one, 'SO-9998')), [404, 'officials/official-unknown']);
    const { status, body } = await lost(one);
    assert.deepEqual([status, body.devices], [200, 1]);
    assert.equal(await stand.read(cookie), 401);
    await assert.rejects(attempts.finish(attempt, browser, { device: '', network: '192.0.3' }), {
      code: 'accounts/attempt-over',
    });
    await assert.rejects(stand.signIn(official, authenticator));
    assert.deepEqual(told(await stand.begin(official, waiting.code)), [403, 'officials/code-refused']);
    const lines = (await stand.linesAbout(official)).filter(({ type }) => type === 'device-lost');
    assert.deepEqual(lines.map(({ actor }) => actor), [one]); // biome-ignore format: one line
    const { code } = await stand.agree({ kind: 'device', official });
    const next = stand.device();
    assert.equal((await stand.enrol(official, code, next)).status, 201);
    assert.equal(await stand.read(await stand.signIn(official, next)), 200);
  });

  test('of somebody who was suspended meanwhile is not registered', async () => {
    const { official } = await stand.hire();
    const { code } = await stand.agree({ kind: 'device', official });
    await stand.house.ask(one, 'POST', `/api/officials/${official}/suspend`, { why: 'lost phone' });
    assert.deepEqual(told(await stand.begin(official, code)), [403, 'officials/code-refused']);
  });

  test('leaves its code nowhere but in the hand: the tables and the journal hold none', async () => {
    const { code } = await stand.agree(newcomer());
    const dump = await stand.query<{ row: string }>(
      `SELECT p::text AS row FROM officials.proposal p UNION ALL SELECT i::text FROM kernel.idempotency i
       UNION ALL SELECT lines FROM kernel.journal_block`,
    );
    assert.ok(dump.length > 0);
    for (const { row } of dump) assert.ok(!row.includes(code) && !row.includes(code.replaceAll('-', '')));
  });
});

test('the enrolment page is in the reader’s language, under a policy that lets no other script in', async () => {
  for (const language of ['vi', 'en', 'fr']) {
    const answer = await stand.house.app.inject({ url: '/enrol', headers: { 'accept-language': language } });
    assert.match(answer.body, new RegExp(`<html lang="${language}">`));
    assert.doesNotMatch(answer.body, /screen\.enrol/);
    assert.ok(answer.rawPayload.length < 15_000);
    const policy = String(answer.headers['content-security-policy']);
    assert.match(policy, /script-src 'self';/);
    assert.doesNotMatch(policy, /unsafe/);
    assert.deepEqual(answer.body.match(/<script[^>]*>[^<]*/g), ['<script src="/enrol.js" type="module">']);
  }
  const script = await stand.house.app.inject({ url: '/enrol.js' });
  assert.deepEqual([script.statusCode, script.headers['content-type']], [200, 'text/javascript; charset=utf-8']);
});

test('each act stands in the journal with who did it', async () => {
  const proposed = newcomer();
  const { body } = await stand.propose(proposed);
  const { body: decided } = await stand.decide(body.proposal);
  await stand.enrol(proposed.official, decided.code);
  const lines = await stand.linesAbout(proposed.official);
  assert.deepEqual(
    lines.map(({ type, actor }) => [type, actor]),
    [
      ['propose-official', one],
      ['confirm-official', other],
      ['post-given', other],
      ['enrol-device', proposed.official],
    ],
  );
  assert.deepEqual(lines[1]!.data?.proposedBy, one);
});
