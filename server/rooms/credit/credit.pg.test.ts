import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { readLine } from '#kernel';
import type { CreditApplication, CreditCheck } from '#libs/client';
import { enter, moveHours, newPhone, request, type Signed, signedIn } from '../accounts/life.samples.ts';
import { applicationOf, type Bank, type CreditStand, openCreditStand, stated } from './stand.samples.ts';
import { forgetBefore } from './store.ts';

let stand: CreditStand;
let bidv: Bank;
let techcombank: Bank;
before(async () => {
  stand = await openCreditStand();
  bidv = await stand.connect('bidv');
  techcombank = await stand.connect('techcombank');
});
after(() => stand.close());

async function check(bank: Bank, application: CreditApplication): Promise<CreditCheck> {
  const told = await bank.ask(application);
  assert.ok(typeof told === 'object', `refused: ${told}`);
  return told;
}
const othersOf = (told: CreditCheck, field = 'phone') => told.reuse?.values.find((one) => one.field === field)?.others;

async function countRows(table: 'application' | 'value', person: string): Promise<number> {
  const { rows } = await stand.kernel.database.pool.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM credit.${table} WHERE person = $1`,
    [person],
  );
  return rows[0]!.count;
}

async function readJournal() {
  const { rows } = await stand.kernel.database.pool.query<{ stream: string; seq: number; lines: string }>(
    'SELECT stream, seq, lines FROM kernel.journal_block',
  );
  return rows.flatMap(({ stream, seq, lines }) =>
    lines.split('\n').map((line, at) => ({ ...readLine(line), reference: `${stream}:${seq}:${at}` })),
  );
}

test('an applicant who is who they say: facts with their rules, a line in the journal, an application that the person reads', async () => {
  const lan = await signedIn(stand);
  const address = 'Số 12 phố Huế, phường Hai Bà Trưng';
  const told = await check(bidv, applicationOf(lan, { address }));
  const { id, journal, person, reuse, ...facts } = told;
  assert.deepEqual(facts, {
    result: 'yes',
    life: 'alive',
    identifier: { kind: 'pin', status: 'active' },
    fields: [
      { field: 'name', verdict: 'yes' },
      { field: 'birthDate', verdict: 'yes' },
    ],
    documents: [{ document: 'card', state: 'not-held' }],
  });
  assert.deepEqual(
    reuse?.values.map(({ field, rule, others }) => [field, rule, others]),
    [
      ['phone', 'same-value-other-identity', '0'],
      ['address', 'same-value-other-identity', '0'],
    ],
  );
  assert.deepEqual([reuse?.applications.rule, reuse?.applications.others], ['same-identity-other-organisation', '0']);
  assert.ok(!JSON.stringify(told).includes(lan.pin) && person !== lan.person);
  const line = (await readJournal()).find(({ reference }) => reference === journal);
  assert.ok(line);
  assert.deepEqual(
    [line.kind, line.type, line.subjects, line.purpose, line.organisation],
    ['look', 'credit-check', [lan.person], stated.purpose, 'bidv'],
  );
  assert.deepEqual(line.fields, ['pin', 'name', 'birthDate', 'phone', 'currentResidence']);

  const looks = await lan.own<{ lines: { reference: string; sentence: string }[] }>('GET', '/api/me/looks');
  const seen = looks.body.lines.find(({ reference }) => reference === journal);
  assert.match(seen?.sentence ?? '', /^BIDV .*credit/);
  const own = await lan.own<{ applications: Record<string, unknown>[] }>('GET', '/api/me/credit-applications');
  assert.deepEqual(
    own.body.applications.map(({ at: _, ...rest }) => rest),
    [
      {
        id,
        organisation: 'bidv',
        organisationName: 'BIDV',
        product: 'consumer-loan',
        state: 'open',
        reference: journal,
      },
    ],
  );
  const objected = await lan.own<{ dueOn: string }>('POST', '/api/me/objections', {
    reference: journal,
    note: 'Không phải tôi',
  });
  assert.equal(objected.status, 201);
});

test('who does not say what the register says is told nothing of other applications, and leaves none', async () => {
  const phone = newPhone();
  await check(techcombank, applicationOf(await enter(stand), { contactData: { phone } }));
  const an = await enter(stand, { name: 'Phạm Văn An' });
  for (const name of ['Phạm Văn Ân', 'Pham Van An', 'Lê Thị Bình']) {
    const application = applicationOf(an, {
      contactData: { phone },
      biographicData: { name, birthDate: an.birthDate },
    });
    const told = await check(bidv, application);
    assert.deepEqual([told.reuse, told.withheld, told.id], [undefined, 'identity-not-matched', undefined], name);
    assert.notEqual(told.result, 'yes', name);
    const line = (await readJournal()).find(({ reference }) => reference === told.journal);
    assert.deepEqual(line?.data?.differing, ['name']);
  }
  assert.deepEqual([await countRows('application', an.person), await countRows('value', an.person)], [0, 0]);
});

test('the same data of another identity is told in a band; one’s own earlier application is not another’s', async () => {
  const phone = newPhone();
  const address = '5/7 ngõ 9 phố Vọng, phường Bạch Mai';
  const same = { contactData: { phone, email: 'CO.LOAN@example.vn' }, address };
  const written = {
    contactData: { phone: `0${phone.slice(3)}`, email: 'co.loan@example.vn' },
    address: `${address}.`.toUpperCase(),
  };
  const [one, two, three] = [await enter(stand), await enter(stand), await enter(stand)];
  await check(bidv, applicationOf(one, same));
  const again = await check(bidv, applicationOf(one, written));
  assert.deepEqual(
    again.reuse?.values.map(({ others }) => others),
    ['0', '0', '0'],
  );
  const other = await check(techcombank, applicationOf(two, written));
  assert.deepEqual(
    other.reuse?.values.map(({ others }) => others),
    ['1', '1', '1'],
  );
  assert.equal(othersOf(await check(bidv, applicationOf(three, same))), '2-3');
});

test('applications of the same identity elsewhere are told in a band, one’s own bank not among them', async () => {
  const minh = await enter(stand);
  await check(bidv, applicationOf(minh));
  const own = await check(bidv, applicationOf(minh));
  assert.equal(own.reuse?.applications.others, '0');
  assert.equal((await check(techcombank, applicationOf(minh))).reuse?.applications.others, '2-3');
});

test('parallel checks of one telephone: whoever comes second sees the first, none is lost', async () => {
  const phone = newPhone();
  const persons = [];
  for (let count = 0; count < 8; count++) persons.push(await enter(stand));
  const told = await Promise.all(
    persons.map((one, at) => check(at % 2 ? bidv : techcombank, applicationOf(one, { contactData: { phone } }))),
  );
  assert.deepEqual(told.map((one) => othersOf(one)).sort(), ['0', '1', '2-3', '2-3', '4+', '4+', '4+', '4+']);
});

/** Holds BIDV's counter, so that a check of BIDV's stands before its end; `release` lets it go on. */
async function holdCounter(): Promise<{ isWaiting(locktype: string): Promise<boolean>; release(): Promise<void> }> {
  const owner = new pg.Client({ connectionString: stand.databaseUrl });
  await owner.connect();
  await owner.query('BEGIN');
  const held = await owner.query(
    "SELECT 1 FROM exchange.usage WHERE organisation = 'bidv' AND outcome = 'yes' FOR UPDATE",
  );
  assert.ok(held.rowCount, 'no counter was held');
  return {
    async isWaiting(locktype) {
      const { rows } = await owner.query<{ waiting: boolean }>(
        'SELECT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted AND locktype = $1) AS waiting',
        [locktype],
      );
      return rows[0]!.waiting;
    },
    async release() {
      await owner.query('COMMIT');
      await owner.end();
    },
  };
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 5));
}

test('a check that begins before another has ended waits for it, and sees it', async () => {
  const [one, two] = [await enter(stand), await enter(stand)];
  const contactData = { phone: newPhone() };
  const counter = await holdCounter();
  const first = check(bidv, applicationOf(one, { contactData }));
  await until(() => counter.isWaiting('transactionid'));
  let answered = false;
  const second = check(techcombank, applicationOf(two, { contactData })).finally(() => {
    answered = true;
  });
  await until(async () => answered || (await counter.isWaiting('advisory')));
  await counter.release();
  assert.deepEqual([othersOf(await first), othersOf(await second)], ['0', '1']);
});

test('a block is not said to be set while a check that does not know of it is on its way', async () => {
  const quyen = await signedIn(stand);
  const counter = await holdCounter();
  const order: string[] = [];
  const early = check(bidv, applicationOf(quyen)).then((told) => order.push(told.result));
  await until(() => counter.isWaiting('transactionid'));
  const set = quyen.own('PUT', '/api/me/credit-block', {}).then(({ status }) => order.push(`block ${status}`));
  await until(async () => order.length > 0 || (await counter.isWaiting('advisory')));
  const before = [...order];
  await counter.release();
  assert.deepEqual(before, []);
  await Promise.all([early, set]);
  assert.deepEqual(order.sort(), ['block 200', 'yes']);
  assert.equal((await check(bidv, applicationOf(quyen))).result, 'blocked-by-person');
});

test('parallel checks with the same two values, each in its own order, do not lock each other out', async () => {
  const [phone, email] = [newPhone(), 'chung@example.vn'];
  const persons = [];
  for (let count = 0; count < 6; count++) persons.push(await enter(stand));
  const told = await Promise.all(
    persons.map((one, at) =>
      check(bidv, applicationOf(one, { contactData: at % 2 ? { phone, email } : { email, phone } })),
    ),
  );
  assert.deepEqual(told.map((one) => othersOf(one, 'email')).sort(), ['0', '1', '2-3', '2-3', '4+', '4+']);
});

test('an application that is sent sixteen times at once is one', async () => {
  const hoa = await enter(stand);
  const application = applicationOf(hoa);
  const told = await Promise.all(Array.from({ length: 16 }, () => check(bidv, application)));
  assert.equal(new Set(told.map(({ id }) => id)).size, 1);
  assert.equal(new Set(told.map(({ journal }) => journal)).size, 16, 'each answer is a look of its own');
  assert.deepEqual([await countRows('application', hoa.person), await countRows('value', hoa.person)], [1, 1]);
});

test('one name is one application: other data under it are refused, by whichever way, and so is a closed one', async () => {
  const [mai, other] = [await enter(stand), await enter(stand)];
  const application = applicationOf(mai);
  const { id } = await check(bidv, application);
  const differing = [
    { ...application, contactData: { phone: newPhone() } },
    { ...application, product: 'mortgage' },
    { ...applicationOf(other), applicationId: application.applicationId },
  ];
  for (const one of differing) assert.equal(await bidv.ask(one), 'credit/application-differs');
  // What another bank calls by the same name is another application.
  await check(techcombank, application);
  await assert.rejects(techcombank.close(id!), { code: 'credit/application-unknown' });
  const closed = await bidv.close(id!);
  assert.deepEqual(await bidv.close(id!), closed);
  assert.equal(await bidv.ask(application), 'credit/application-closed');
});

test('a person is checked in a few new applications a day: nobody tries telephone numbers through with one identity', async () => {
  const tu = await enter(stand);
  const first = applicationOf(tu);
  await check(bidv, first);
  for (let count = 1; count < 5; count++) await check(bidv, applicationOf(tu));
  const phone = newPhone();
  assert.equal(await bidv.ask(applicationOf(tu, { contactData: { phone } })), 'credit/person-checked-often');
  assert.equal(await countRows('application', tu.person), 5);
  // A guess at the name counts like any other.
  const guess = { biographicData: { name: 'Ai Đó', birthDate: tu.birthDate } };
  assert.equal(await bidv.ask(applicationOf(tu, guess)), 'credit/person-checked-often');
  assert.equal((await check(bidv, first)).result, 'yes', 'the same once more tells nothing new');
  assert.equal((await check(techcombank, applicationOf(tu))).result, 'yes');
  const refusals = (await readJournal()).filter(({ data }) => data?.code === 'credit/person-checked-often');
  assert.deepEqual(
    refusals.map(({ kind, subjects }) => [kind, subjects.length]),
    [
      ['note', 0],
      ['note', 0],
    ],
  );
});

test('a block holds with the next check, also one that was set while checks are on their way', async () => {
  const ly = await signedIn(stand);
  const known = applicationOf(ly);
  await check(bidv, known);
  const early = Array.from({ length: 4 }, () => bidv.ask(known));
  const set = await ly.own<{ blockedSince?: string }>('PUT', '/api/me/credit-block', {});
  assert.ok(set.body.blockedSince, JSON.stringify(set.body));
  const late = await Promise.all([bidv.ask(known), bidv.ask(applicationOf(ly)), techcombank.ask(applicationOf(ly))]);
  for (const told of await Promise.all(early))
    assert.ok(typeof told === 'object' && ['yes', 'blocked-by-person'].includes(told.result));
  for (const told of late) {
    assert.ok(typeof told === 'object');
    assert.deepEqual([told.result, told.withheld, told.reuse], ['blocked-by-person', 'blocked-by-person', undefined]);
  }
  assert.equal(await countRows('value', ly.person), 1, 'of what was kept out no value is kept');
  const own = await ly.own<{ blockedSince?: string; applications: { state: string }[] }>(
    'GET',
    '/api/me/credit-applications',
  );
  assert.deepEqual(own.body.applications.map(({ state }) => state).sort(), ['blocked', 'blocked', 'open']);
  assert.ok(own.body.blockedSince);
  // Somebody else's data say nothing of a block.
  const wrong = await check(bidv, applicationOf(ly, { biographicData: { name: 'Ai Đó', birthDate: ly.birthDate } }));
  assert.equal(wrong.withheld, 'identity-not-matched');

  const blockedOne = applicationOf(ly);
  await check(techcombank, blockedOne);
  assert.deepEqual((await ly.own('DELETE', '/api/me/credit-block')).body, {});
  assert.equal((await check(techcombank, blockedOne)).result, 'yes');
  assert.equal(await countRows('value', ly.person), 2);
});

test('a block is set and lifted with a fresh proof at level 2, not by whoever holds the telephone', async () => {
  const level1 = await signedIn(stand, {}, { level: 1 });
  const put = (who: Signed) => who.own('PUT', '/api/me/credit-block', {});
  assert.equal((await put(level1)).body.code, 'credit/level-too-low');
  const vi = await signedIn(stand);
  assert.equal((await put(vi)).status, 200);
  assert.equal((await put(vi)).status, 200, 'said twice it is said once');
  await moveHours(stand, 0.25);
  try {
    assert.equal((await vi.own('DELETE', '/api/me/credit-block')).body.code, 'accounts/step-up-needed');
    await vi.again();
    assert.equal((await vi.own('DELETE', '/api/me/credit-block')).status, 200);
  } finally {
    await moveHours(stand, 0);
  }
  const acts = (await readJournal()).filter(
    ({ room, kind, actor }) => room === 'credit' && kind === 'act' && actor === vi.person,
  );
  assert.deepEqual(acts.map(({ type }) => type).sort(), ['block-credit', 'unblock-credit']);
});

test('no value of an applicant is in the database, the journal or under a name that can be tried without the key', async () => {
  const dao = await enter(stand);
  const contactData = { phone: '+84987650321', email: 'bi.mat@example.vn' };
  const address = 'Số 77 phố Bí Mật, phường Kín';
  await check(bidv, applicationOf(dao, { applicationId: 'HS-BIMAT-77', contactData, address }));
  const { pool } = stand.kernel.database;
  let read = '';
  for (const table of ['application', 'value', 'block', 'daily', 'secret'])
    read += JSON.stringify((await pool.query(`SELECT t::text FROM credit.${table} t`)).rows);
  read += JSON.stringify((await pool.query('SELECT lines FROM kernel.journal_block')).rows);
  assert.ok(read.includes(dao.person), 'nothing was read');
  for (const raw of ['987650321', 'bi.mat', 'Bí Mật', 'BIMAT'])
    assert.ok(!read.toLowerCase().includes(raw.toLowerCase()), raw);
  const { rows } = await pool.query<{ kind: string; value: Buffer }>(
    'SELECT kind, value FROM credit.value WHERE person = $1 ORDER BY kind',
    [dao.person],
  );
  assert.deepEqual(
    rows.map(({ kind, value }) => [kind, value.length]),
    [
      ['address', 32],
      ['email', 32],
      ['phone', 32],
    ],
  );
});

test('each kind has a key of its own: a number of a document is not found as a telephone number', async () => {
  const [one, two] = [await enter(stand), await enter(stand)];
  const phone = newPhone();
  const number = phone.slice(1);
  await stand.kernel.database.pool.query(
    `UPDATE people.person SET record = jsonb_set(record::jsonb, '{documents}', $2::jsonb)::json WHERE person = $1`,
    [
      two.person,
      JSON.stringify([{ kind: 'passport', number, issuedOn: '2020-01-01', issuedBy: 'x', validUntil: '2020-12-31' }]),
    ],
  );
  await check(bidv, applicationOf(one, { contactData: { phone } }));
  const { name, birthDate } = two;
  const told = await check(bidv, applicationOf(two, { biographicData: { name, birthDate, documents: number } }));
  assert.equal(othersOf(told, 'documents'), '0');
  assert.deepEqual(told.documents, [
    { document: 'documents', state: 'expired' },
    { document: 'card', state: 'not-held' },
  ]);
});

test('only a bank with an agreement asks, of real persons, with a signature, and in words that can be read', async () => {
  const son = await enter(stand);
  const unsigned = await request(stand, {
    method: 'POST',
    url: '/v1/credit-checks',
    headers: { 'dancu-purpose': stated.purpose, 'dancu-legal-basis': stated.legalBasis },
    payload: applicationOf(son),
  });
  assert.deepEqual([unsigned.status, unsigned.body.code], [401, 'exchange/signature-missing']);
  const steward = await stand.ask('bidv-steward', 'POST', '/v1/credit-checks', applicationOf(son));
  assert.equal(steward.status, 401);
  assert.equal(
    await (await stand.connect('bidv', 'simulation')).ask(applicationOf(son)),
    'credit/simulation-unsupported',
  );
  assert.equal(await (await stand.connect('agribank')).ask(applicationOf(son)), 'exchange/purpose-not-agreed');
  const elsewhere = { purpose: 'bank-customer-check', legalBasis: 'anti-money-laundering-law-9' };
  assert.equal(await bidv.ask(applicationOf(son), elsewhere), 'exchange/field-not-agreed');
  assert.equal(await bidv.ask({ ...applicationOf(son), identifier: '099999999999' }), 'exchange/person-unknown');
  assert.equal(await bidv.ask(applicationOf(son, { contactData: { phone: 'không có' } })), 'credit/value-unreadable');
  assert.equal(await bidv.ask(applicationOf(son, { address: 'Hà Nội' })), 'credit/address-too-wide');
  assert.equal(await countRows('application', son.person), 0);
});

test('what is older than the country keeps it is gone, and younger stays', async () => {
  const [old, young] = [await enter(stand), await enter(stand)];
  await check(bidv, applicationOf(old));
  await check(bidv, applicationOf(young));
  const { pool } = stand.kernel.database;
  const owner = new pg.Client({ connectionString: stand.databaseUrl });
  await owner.connect();
  await owner.query("UPDATE credit.application SET opened_at = now() - interval '25 months' WHERE person = $1", [
    old.person,
  ]);
  await owner.query("UPDATE credit.value SET seen_at = now() - interval '25 months' WHERE person = $1", [old.person]);
  await owner.end();
  const today = stand.kernel.clock.today();
  await forgetBefore(pool, `${Number(today.slice(0, 4)) - 2}${today.slice(4)}`, today);
  assert.deepEqual([await countRows('application', old.person), await countRows('value', old.person)], [0, 0]);
  assert.deepEqual([await countRows('application', young.person), await countRows('value', young.person)], [1, 1]);
});

test('the command checks and closes', async () => {
  const binh = await enter(stand);
  const file = join(stand.home, 'application.json');
  await writeFile(file, JSON.stringify(applicationOf(binh)));
  const run = (...words: string[]) =>
    new Promise<{ code: number; out: string }>((resolve) => {
      const cli = fileURLToPath(new URL('../../cli.ts', import.meta.url));
      const options = ['credit', ...words, '--key', bidv.key, '--server', stand.origin, '--json'];
      execFile(process.execPath, [cli, ...options], (error, out) => resolve({ code: Number(error?.code ?? 0), out }));
    });
  const checked = await run('check', file);
  assert.equal(checked.code, 0, checked.out);
  const { id, result } = JSON.parse(checked.out) as CreditCheck;
  assert.equal(result, 'yes');
  assert.equal((JSON.parse((await run('close', id!)).out) as { state: string }).state, 'closed');
  assert.equal((await run('check', file)).code, 3);
});
