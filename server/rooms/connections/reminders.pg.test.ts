import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openStand, type Stand } from './stand.samples.ts';

let stand: Stand;
before(async () => {
  stand = await openStand();
});
after(() => stand.close());

interface Letter {
  recipient: string;
  subject: string;
  text: string;
}

/** What was queued by mail to an address, oldest first: what the demonstration shows is what a gateway is handed. */
async function lettersTo(recipient: string): Promise<Letter[]> {
  const letters = (await stand.accounts.recentMessages!(200)).filter((one) => one.channel === 'email');
  return letters.filter((one) => one.recipient === recipient).reverse();
}
const subjectsTo = async (recipient: string) => (await lettersTo(recipient)).map(({ subject }) => subject);

async function systemWith(email: string, name: string, language?: string) {
  const made = await stand.addSystem(name);
  const contact = { name: 'Nguyễn Văn An', email, phone: '+84912345678', ...(language ? { language } : {}) };
  const set = await stand.ask('bidv-steward', 'PUT', `/api/agency/connections/${made.system}/contact`, { contact });
  assert.equal(set.status, 200, JSON.stringify(set.body));
  return made;
}

/** Reminds as if it were so many days later. */
async function remindAfter(days: number): Promise<void> {
  const { clock } = stand.kernel;
  const { offset } = clock;
  clock.moveBy(offset + days * 86_400_000);
  try {
    await stand.connections.remind();
  } finally {
    clock.moveBy(offset);
  }
}

test('a key that ends is written of to its system’s contact, once a warning, and to nobody else', async () => {
  const { kid } = await systemWith('ops@bidv.example', 'Ageing core');
  await systemWith('other@bidv.example', 'Young core');
  const end = (days: number) =>
    stand.owner.query('UPDATE exchange.key SET expires_at = now() + make_interval(days => $2) WHERE kid = $1', [
      kid,
      days,
    ]);
  await end(45);
  await Promise.all([stand.connections.remind(), stand.connections.remind()]);
  await stand.connections.remind();
  const [letter, ...more] = await lettersTo('ops@bidv.example');
  assert.equal(more.length, 0, 'once');
  assert.match(letter!.subject, /Khóa của hệ thống/);
  assert.ok(letter!.text.includes('Ageing core') && letter!.text.includes(kid) && letter!.text.includes('BIDV'));
  await end(20);
  await stand.connections.remind();
  assert.equal((await lettersTo('ops@bidv.example')).length, 2);
  assert.deepEqual(await lettersTo('other@bidv.example'), []);
});

test('each contact is written to in its own language, and in the country’s first where that is none of the country’s', async () => {
  const made = await Promise.all([
    systemWith('french@bidv.example', 'Core A', 'fr'),
    systemWith('english@bidv.example', 'Core B', 'en'),
    systemWith('german@bidv.example', 'Core C', 'de'),
  ]);
  for (const { kid } of made)
    await stand.owner.query("UPDATE exchange.key SET expires_at = now() + interval '20 days' WHERE kid = $1", [kid]);
  await stand.connections.remind();
  const { kernel, offices } = stand;
  for (const [address, language] of [
    ['french', 'fr'],
    ['english', 'en'],
    ['german', 'vi'],
  ] as const) {
    const [letter, ...more] = await lettersTo(`${address}@bidv.example`);
    assert.equal(more.length, 0);
    assert.equal(letter!.subject, kernel.words.say(language, 'message.key-ending.subject'));
    assert.ok(letter!.text.includes(offices.organisationName('bidv', language)), letter!.text);
  }
});

test('an agreement that ends is written of to every contact of its organisation, each address once; carried on, anew', async () => {
  await stand.exchange.seedAgreements();
  await systemWith('same@bidv.example', 'First');
  await systemWith('same@bidv.example', 'Second');
  const { rows } = await stand.owner.query<{ agreement: string; version: number }>(
    "SELECT agreement, max(version) AS version FROM exchange.agreement WHERE organisation = 'bidv' GROUP BY agreement",
  );
  assert.ok(rows.length > 0);
  const { agreement, version } = rows[0]!;
  const endAfter = (days: number) =>
    stand.owner.query(
      'UPDATE exchange.agreement SET valid_to = $3::date + $4::int WHERE agreement = $1 AND version = $2',
      [agreement, version, stand.kernel.clock.today(), days],
    );
  const letters = async () => (await lettersTo('same@bidv.example')).filter(({ text }) => text.includes(agreement));
  await endAfter(91);
  await remindAfter(0);
  assert.equal((await letters()).length, 0);
  await remindAfter(1);
  await remindAfter(2);
  assert.equal((await letters()).length, 1);
  assert.match((await letters())[0]!.subject, /Thỏa thuận/);
  const onConsole = async () => {
    const { body } = await stand.ask<{ reminders: { matter: string; what: string }[] }>(
      'bidv-steward',
      'GET',
      '/api/agency/reminders',
    );
    return body.reminders.filter(({ matter }) => matter.startsWith(`agreement:${agreement}:`)).map(({ what }) => what);
  };
  assert.deepEqual(await onConsole(), ['ends-in-90']);
  await remindAfter(62);
  await remindAfter(91);
  assert.equal((await letters()).length, 2, 'of one that has ended nothing is written');
  await endAfter(700);
  assert.deepEqual(await onConsole(), [], 'what was carried on is no longer said to end');
  await remindAfter(620);
  assert.equal((await letters()).length, 3);
});

test('a yearly review is written of when it is due and when it is late', async () => {
  const { system } = await systemWith('review@bidv.example', 'Reviewed');
  await stand.owner.query("UPDATE exchange.system SET stage = 'production' WHERE system = $1", [system]);
  await stand.owner.query('UPDATE connections.connection SET review_due = $2::date + 100 WHERE system = $1', [
    system,
    stand.kernel.clock.today(),
  ]);
  const subjects = async () => (await subjectsTo('review@bidv.example')).filter((one) => one.includes('rà soát'));
  await remindAfter(39);
  assert.deepEqual(await subjects(), []);
  await remindAfter(41);
  await remindAfter(42);
  assert.deepEqual(await subjects(), ['Sắp đến hạn rà soát hằng năm']);
  await remindAfter(101);
  await remindAfter(102);
  assert.deepEqual(await subjects(), ['Sắp đến hạn rà soát hằng năm', 'Quá hạn rà soát hằng năm']);
});

test('where no contact is named the console says it all the same, and no mail goes', async () => {
  const { kid } = await stand.addSystem('Nameless');
  await stand.owner.query("UPDATE exchange.key SET expires_at = now() + interval '5 days' WHERE kid = $1", [kid]);
  await stand.connections.remind();
  const { rows } = await stand.owner.query('SELECT what FROM connections.reminder WHERE matter = $1', [`key:${kid}`]);
  assert.deepEqual(rows, [{ what: 'ends-in-7' }]);
  const written = (await stand.accounts.recentMessages!(200)).filter(({ text }) => text.includes(kid));
  assert.deepEqual(written, []);
});
