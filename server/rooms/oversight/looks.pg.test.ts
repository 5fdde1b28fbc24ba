import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Entry, newId } from '#kernel';
import { openTestHouse, type TestHouse } from '#test';

interface Line {
  reference: string;
  number: number;
  kind: string;
  type: string;
  sentence: string;
  organisation?: string;
  organisationName: string;
  purposeText?: string;
  legalBasisId?: string;
  fields: { id: string; name: string }[];
  mine: boolean;
  objection?: { id: string; state: string };
}
interface Looks {
  lines: Line[];
  years: number[];
  organisations: { id: string; name: string }[];
  next?: number;
}

let house: TestHouse;
let mother: string;
let elder: string;
const DAY = 86_400_000;

before(async () => {
  house = await openTestHouse({ persons: 400 });
  const { rows } = await house.kernel.database.pool.query<{ persona: string; person: string }>(
    "SELECT persona, person FROM demonstration.persona WHERE persona IN ('mother', 'elder')",
  );
  mother = rows.find((row) => row.persona === 'mother')!.person;
  elder = rows.find((row) => row.persona === 'elder')!.person;
});
after(() => house.close());

/** A line as the exchange would write it. @returns its reference */
async function write(more: Partial<Entry> & Pick<Entry, 'subjects'>): Promise<string> {
  const at = more.receivedAt ?? new Date().toISOString();
  return house.kernel.database.transact(async (transaction) =>
    transaction.append({
      kind: 'look',
      room: 'exchange',
      type: 'verify',
      actor: newId(),
      organisation: 'bidv',
      purpose: 'residence-registration',
      legalBasis: 'residence-law-20',
      fields: ['name'],
      actedAt: at,
      receivedAt: at,
      ...more,
    }),
  );
}
const looksOf = async (persona: string, query = '') => {
  const { status, body } = await house.ask<Looks>(persona, 'GET', `/api/me/looks${query}`);
  assert.equal(status, 200, JSON.stringify(body));
  return body;
};
const numberOf = async (persona: string, reference: string) =>
  (await looksOf(persona, '?limit=100&own=true')).lines.find((one) => one.reference === reference)?.number;
const others = (looks: Looks) => looks.lines.filter((one) => !one.mine);

test('an officer’s look is seen by the person it was at, at once, with who, why, which law and which fields', async () => {
  const before = others(await looksOf('mother')).length;
  assert.equal((await house.ask('country-officer', 'GET', `/api/people/${mother}`)).status, 200);
  const seen = others(await looksOf('mother'));
  assert.equal(seen.length, before + 1);
  const [look] = seen;
  assert.deepEqual([look!.kind, look!.type, look!.legalBasisId], ['look', 'record', 'residence-law-20']);
  assert.equal(look!.purposeText, 'to register your residence');
  assert.ok(
    look!.fields.length > 0 && look!.fields.every((one) => one.name !== `field.${one.id}`),
    JSON.stringify(look!.fields),
  );
  assert.ok(!/oversight\./.test(look!.sentence), look!.sentence);
});

test('a look at somebody else does not show', async () => {
  const reference = await write({ subjects: [elder] });
  assert.equal(await numberOf('mother', reference), undefined);
  assert.notEqual(await numberOf('elder', reference), undefined);
});

test('a look at several persons shows to each of them', async () => {
  const reference = await write({ subjects: [elder, mother, elder] });
  assert.notEqual(await numberOf('mother', reference), undefined);
  const found = (await looksOf('elder', '?limit=100')).lines.filter((one) => one.reference === reference);
  assert.equal(found.length, 1);
});

test('one’s own looks and sign-ins are journalled, stand apart, and are told when asked for', async () => {
  await looksOf('elder');
  assert.ok((await looksOf('elder', '?limit=100')).lines.every((one) => !one.mine));
  const own = (await looksOf('elder', '?limit=100&own=true')).lines.filter((one) => one.mine);
  const types = own.map((one) => one.type);
  assert.ok(types.filter((type) => type === 'own-looks').length >= 2, types.join());
  assert.ok(types.includes('accounts.signed-in'), types.join());
});

test('notes about the system are nobody’s looks', async () => {
  const reference = await write({ kind: 'note', subjects: [mother] });
  assert.equal(await numberOf('mother', reference), undefined);
});

test('a look under criminal procedure, its year and its organisation stay hidden until its date, and show from then on', async () => {
  const until = new Date(house.kernel.clock.now().getTime() + 90 * DAY).toISOString().slice(0, 10);
  const reference = await write({
    subjects: [mother],
    organisation: 'ministry-of-public-security',
    hiddenUntil: until,
    receivedAt: '2019-05-05T05:00:00.000Z',
  });
  const hidden = await looksOf('mother', '?limit=100');
  assert.ok(!hidden.lines.some((one) => one.reference === reference));
  assert.ok(!hidden.organisations.some((one) => one.id === 'ministry-of-public-security'));
  assert.ok(!hidden.years.includes(2019));
  try {
    house.kernel.clock.moveBy(88 * DAY);
    assert.equal(await numberOf('mother', reference), undefined);
    house.kernel.clock.moveBy(91 * DAY);
    const shown = await looksOf('mother', '?limit=100');
    assert.ok(shown.lines.some((one) => one.reference === reference));
    assert.ok(shown.organisations.some((one) => one.id === 'ministry-of-public-security'));
    assert.ok(shown.years.includes(2019));
  } finally {
    house.kernel.clock.moveBy(0);
  }
});

test('a hidden look answers to proof and to objection as a look at somebody else would', async () => {
  const until = new Date(house.kernel.clock.now().getTime() + 90 * DAY).toISOString().slice(0, 10);
  const hidden = await write({ subjects: [mother], hiddenUntil: until });
  const foreign = await write({ subjects: [elder] });
  await house.kernel.sealing.now();
  const { rows } = await house.kernel.database.pool.query<{ first_number: number }>(
    'SELECT first_number FROM kernel.log_block WHERE stream = $1 AND seq = $2',
    hidden.split(':').slice(0, 2),
  );
  const proof = await house.ask('mother', 'GET', `/api/log/proof/${rows[0]!.first_number}`);
  assert.deepEqual([proof.status, proof.body.code], [403, 'oversight/line-not-yours']);
  const bodies = await Promise.all(
    [hidden, foreign].map((reference) => house.ask('mother', 'POST', '/api/me/objections', { reference })),
  );
  assert.deepEqual(
    bodies.map((one) => [one.status, one.body.code, one.body.detail]),
    [bodies[0]!, bodies[0]!].map((one) => [403, 'oversight/line-not-yours', one.body.detail]),
  );
});

test('the list filters by year and by organisation', async () => {
  const old = await write({ subjects: [elder], organisation: 'viettel', receivedAt: '2020-02-02T02:00:00.000Z' });
  const byYear = await looksOf('elder', '?year=2020');
  assert.deepEqual(
    byYear.lines.map((one) => one.reference),
    [old],
  );
  const byOrganisation = await looksOf('elder', '?organisation=viettel');
  assert.deepEqual(
    byOrganisation.lines.map((one) => one.reference),
    [old],
  );
  assert.ok(byYear.years.includes(2020) && byYear.years.length > 1, 'the choices stay whole under a filter');
  assert.deepEqual((await looksOf('elder', '?organisation=viettel&year=2021')).lines, []);
});

test('pages follow each other without a line twice or missing, though looking adds lines', async () => {
  await Promise.all(Array.from({ length: 12 }, () => write({ subjects: [elder] })));
  const whole = (await looksOf('elder', '?limit=100')).lines.map((one) => one.number);
  const paged: number[] = [];
  for (let before = `&before=${whole[0]! + 1}`; ; ) {
    const page = await looksOf('elder', `?limit=5${before}`);
    paged.push(...page.lines.map((one) => one.number));
    if (page.next === undefined) break;
    before = `&before=${page.next}`;
  }
  assert.ok(paged.length > 10);
  assert.deepEqual(paged, whole);
  assert.deepEqual(
    paged,
    [...paged].sort((a, b) => b - a),
  );
});

test('who asks while a sealing is under way sees what was written before the question', async () => {
  for (let turn = 0; turn < 5; turn++) {
    const early = looksOf('elder');
    const reference = await write({ subjects: [mother] });
    assert.notEqual(await numberOf('mother', reference), undefined, `turn ${turn}`);
    await early;
  }
});

test('only citizens have looks at themselves', async () => {
  for (const persona of ['country-officer', 'test-auditor', 'bidv-steward']) {
    const { status, body } = await house.ask(persona, 'GET', '/api/me/looks');
    assert.deepEqual([status, body.code], [403, 'kernel/forbidden']);
  }
  assert.equal((await house.app.inject({ url: '/api/me/looks' })).statusCode, 401);
});
