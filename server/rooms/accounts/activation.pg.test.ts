import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { openTestHouse, type TestHouse } from '#test';
import type { Origin } from './door.ts';
import { type Citizen, enter, eventsOf, moveHours, newPhone, queued, request, signedIn } from './life.samples.ts';

let house: TestHouse;
before(async () => {
  house = await openTestHouse();
});
after(() => house.close());
afterEach(() => moveHours(house, 0));

let networks = 0;
/** A network of one's own, so that the tests do not use up each other's allowance. */
const elsewhere = (): Origin => ({ device: 'Firefox on Linux', network: `203.0.${++networks}` });
const wrong = { code: 'accounts/code-wrong' };

function begin(citizen: Pick<Citizen, 'pin' | 'birthDate' | 'name'>, phone: string, origin = elsewhere()) {
  const contact = { kind: 'phone' as const, value: phone };
  const { pin: identifier, birthDate, name } = citizen;
  return house.accounts.activation.begin({ identifier, birthDate, name, contact, language: 'en' }, origin);
}
const confirm = (activation: string, code: string) => house.accounts.activation.confirm(activation, code, elsewhere());
const accountOf = (person: string) => house.accounts.findAccountOf(person);
const lastCode = async (phone: string) => (await queued(house, phone)).findLast((one) => one.code !== '')?.code ?? '';
const other = (code: string) => (code === '000000' ? '000001' : '000000');

test('number, birth date and name as in the register, and the code that came to the telephone, open an account of level 1', async () => {
  const [citizen, phone] = [await enter(house), newPhone()];
  const { activation } = await begin(citizen, phone);
  assert.equal(await accountOf(citizen.person), undefined);
  await confirm(activation, await lastCode(phone));
  const account = await accountOf(citizen.person);
  assert.deepEqual(
    [account?.state, account?.level, account?.kind, account?.name],
    ['active', 1, 'citizen', citizen.name],
  );
  assert.deepEqual(await eventsOf(house, account!.account), ['opened', 'activated']);
  assert.deepEqual(
    (await queued(house, phone)).map(({ template }) => template),
    ['activation-code', 'activated'],
  );
});

test('a name without its marks is still the name, as telephones write it', async () => {
  const [citizen, phone] = [await enter(house), newPhone()];
  const { activation } = await begin({ ...citizen, name: 'tran thi ngoc lan' }, phone);
  await confirm(activation, await lastCode(phone));
  assert.equal((await accountOf(citizen.person))?.state, 'active');
});

test('whatever does not fit gets the same answer over HTTP, and no code', async () => {
  const citizen = await enter(house);
  const [dead, owner] = [await enter(house), await signedIn(house)];
  await house.ask('hanoi-officer', 'POST', `/api/people/${dead.person}/acts/death`, {
    legalBasis: 'civil-status-law-4',
    evidence: [{ kind: 'death-certificate', number: '1' }],
    date: '2026-01-01',
  });
  const cases = [
    { ...citizen, pin: '001199999999' },
    { ...citizen, birthDate: '1985-03-10' },
    { ...citizen, name: 'Trần Thị Ngọc Lam' },
    { ...citizen, pin: 'not a number' },
    dead,
    owner,
    await enter(house, { birthDate: '2015-01-01', name: 'Trần Văn Bé' }),
  ];
  const fitting = await ask(citizen, newPhone());
  for (const one of cases) {
    const phone = newPhone();
    const answer = await ask(one, phone);
    assert.deepEqual([answer.status, Object.keys(answer.body)], [fitting.status, Object.keys(fitting.body)]);
    assert.deepEqual(await queued(house, phone), []);
    const refused = await request(house, {
      method: 'POST',
      url: `/api/accounts/activate/${answer.body.activation}`,
      payload: { code: '123456' },
    });
    assert.deepEqual([refused.status, refused.body.code], [400, 'accounts/code-wrong']);
  }
});

/** Over HTTP, from a network of its own. */
function ask({ pin, birthDate, name }: Citizen, phone: string) {
  return request<{ activation: string }>(house, {
    method: 'POST',
    url: '/api/accounts/activate',
    payload: { identifier: pin, birthDate, name, contact: { kind: 'phone', value: phone }, language: 'vi' },
    remoteAddress: `198.51.${++networks}.7`,
  });
}

test('who has an account is told that somebody tried again, and nothing changes', async () => {
  const phone = newPhone();
  // The first message is about the sign-in.
  const owner = await signedIn(house, { phone });
  const { activation } = await begin(owner, newPhone());
  assert.deepEqual((await queued(house, phone)).map(({ template, values }) => [template, values.name]).slice(1), [
    ['activation-again', 'Lan'],
  ]);
  await assert.rejects(confirm(activation, '123456'), wrong);
});

test('of five wrong codes sent at once none passes, and then not even the right one', async () => {
  const [citizen, phone] = [await enter(house), newPhone()];
  const { activation } = await begin(citizen, phone);
  const code = await lastCode(phone);
  const tried = await Promise.allSettled(Array.from({ length: 12 }, () => confirm(activation, other(code))));
  assert.ok(tried.every(({ status }) => status === 'rejected'));
  await assert.rejects(confirm(activation, code), wrong);
  assert.equal(await accountOf(citizen.person), undefined);
});

test('the right code sent five times at once opens one account', async () => {
  const [citizen, phone] = [await enter(house), newPhone()];
  const { activation } = await begin(citizen, phone);
  const code = await lastCode(phone);
  const tried = await Promise.allSettled(Array.from({ length: 5 }, () => confirm(activation, code)));
  assert.equal(tried.filter(({ status }) => status === 'fulfilled').length, 1);
  assert.deepEqual(await eventsOf(house, (await accountOf(citizen.person))!.account), ['opened', 'activated']);
});

test('two activations of one person at once make one account', async () => {
  const citizen = await enter(house);
  const [one, two] = [newPhone(), newPhone()];
  const [first, second] = [await begin(citizen, one), await begin(citizen, two)];
  const codes = [await lastCode(one), await lastCode(two)];
  const tried = await Promise.allSettled([confirm(first.activation, codes[0]!), confirm(second.activation, codes[1]!)]);
  assert.equal(tried.filter(({ status }) => status === 'fulfilled').length, 1);
});

test('a code is good for ten minutes', async () => {
  const [citizen, phone] = [await enter(house), newPhone()];
  const { activation } = await begin(citizen, phone);
  const code = await lastCode(phone);
  moveHours(house, 0.17);
  await assert.rejects(confirm(activation, code), wrong);
});

test('a telephone gets at most five codes an hour, whoever is named', async () => {
  const phone = newPhone();
  for (let count = 0; count < 5; count += 1) await begin(await enter(house), phone);
  await assert.rejects(begin(await enter(house), phone), { code: 'accounts/too-many' });
  const stranger = { pin: '001199999998', birthDate: '1985-01-01', name: 'Ai Đó' };
  await assert.rejects(begin(stranger, phone), { code: 'accounts/too-many' });
});

test('a number may be asked for ten times an hour, whether or not somebody has it', async () => {
  for (const citizen of [await enter(house), { pin: '001199999997', birthDate: '1985-01-01', name: 'Ai Đó' }]) {
    const tried = [];
    for (let count = 0; count < 11; count += 1) tried.push(begin(citizen, newPhone()));
    const settled = await Promise.allSettled(tried);
    assert.equal(settled.filter(({ status }) => status === 'fulfilled').length, 10);
  }
});

test('who has only a foreigner’s number gets a foreigner’s account', async () => {
  const citizen = await enter(house, { name: 'Jean Martin', nationality: ['FRA'] });
  const number = '295085000001';
  await makeForeigner(citizen.person, number);
  const phone = newPhone();
  const { activation } = await begin({ ...citizen, pin: number }, phone);
  await confirm(activation, await lastCode(phone));
  assert.equal((await accountOf(citizen.person))?.kind, 'foreigner');
});

/** The register as it holds a foreigner; its own room makes no such act yet. */
async function makeForeigner(person: string, number: string): Promise<void> {
  const { pool } = house.kernel.database;
  await pool.query('UPDATE people.identifier SET status = $2 WHERE person = $1', [person, 'cancelled']);
  await pool.query(
    "INSERT INTO people.identifier (value, kind, person, status, valid_from) VALUES ($2, 'foreigner-number', $1, 'active', '2025-01-01')",
    [person, number],
  );
  await pool.query(
    `UPDATE people.person SET record = jsonb_set(record::jsonb, '{identifiers}',
       jsonb_build_array(jsonb_build_object('kind', 'foreigner-number', 'value', $2::text, 'status', 'active', 'from', '2025-01-01')))
     WHERE person = $1`,
    [person, number],
  );
}

test('what is no telephone number is said to be none before anything else', async () => {
  await assert.rejects(begin(await enter(house), '12'), {
    code: 'accounts/contact-malformed',
    pointer: '/contact/value',
  });
});

test('every attempt stands in the journal of the person whose number it was', async () => {
  const citizen = await enter(house);
  await begin({ ...citizen, name: 'Ai Đó Khác' }, newPhone());
  const { rows } = await house.kernel.database.pool.query<{ lines: string }>(
    'SELECT lines FROM kernel.journal_block WHERE lines LIKE $1',
    [`%accounts.activation%${citizen.person}%`],
  );
  assert.match(rows[0]?.lines ?? '', /"outcome":"no"/);
});
