import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type BatchClient, createBatchClient } from '#libs/client';
import { agree, askAs, type Bank, FORMS, LAW, openBank } from '../exchange/consent.samples.ts';
import { settle } from '../mandates/stand.samples.ts';
import { awaitEnd, digestOf, readResult } from './stand.samples.ts';

/** A file of rows under a law of consent: each row is answered about who has consented to it, and about nobody else. */
let bank: Bank;
let client: BatchClient;
before(async () => {
  bank = await openBank();
  client = createBatchClient({ baseUrl: bank.stage.origin, privateKey: bank.connected.privateKey, retries: 0 });
});
after(() => bank?.stage.close());

const NOBODY = '001099999999';
const COLUMNS = ['verdict', 'reason', 'number', 'name', 'birthDate', 'consent'] as const;

interface Held {
  pin: string;
  name: string;
  birthDate: string;
}
async function heldOf(at: number): Promise<Held & { person: string; account: string }> {
  const { person, pin, account } = bank.stage.accounts[at]!;
  const { rows } = await bank.stage.house.kernel.database.pool.query<{ record: Held }>(
    'SELECT record FROM people.person WHERE person = $1',
    [person],
  );
  const { name, birthDate } = rows[0]!.record;
  return { person, account, pin, name, birthDate };
}

async function send(rows: readonly Held[], more: { simulation?: boolean } = {}) {
  const text = rows.map(({ pin, name, birthDate }) => `${pin},${name},${birthDate}`).join('\n');
  const file = Buffer.from(`number,name,birthDate\n${text}\n`);
  const given = { fields: ['name', 'birthDate'], format: 'csv' as const, bytes: file.length, ...more };
  const batch = await client.make(given, { purpose: FORMS, legalBasis: LAW });
  await client.upload(batch, async (offset, length) => file.subarray(offset, offset + length));
  await client.start(batch.id, digestOf(file));
  const ended = await awaitEnd(client, batch.id);
  assert.equal(ended.state, 'done', JSON.stringify(ended));
  return { id: batch.id, rows: await readResult(client, batch.id) };
}
const said = (row: Record<string, string>) => COLUMNS.map((name) => row[name]);
const UNSAID = ['no-consent', '', 'no-consent', '', '', ''];

test('who has consented to all that is asked is answered, with the consent; everybody else like a number that nobody has', async () => {
  const [agreed, silent, narrow] = [await heldOf(0), await heldOf(1), await heldOf(2)];
  const { consent } = await agree(bank, agreed.account);
  await agree(bank, narrow.account, { fields: ['name'], optionalFields: [] });
  const { rows } = await send([
    agreed,
    { ...agreed, birthDate: '1900-01-01' },
    silent,
    narrow,
    { ...silent, pin: NOBODY },
    // Whose number is unknown is not sought by name: the register says of nobody that they are there.
    { ...agreed, pin: NOBODY },
  ]);
  assert.deepEqual(rows.map(said), [
    ['correct', '', 'yes', 'yes', 'yes', consent],
    ['not-correct', '', 'yes', 'yes', 'no', consent],
    ...[UNSAID, UNSAID, UNSAID, UNSAID],
  ]);
});

test('what was taken back stops the next file', async () => {
  const held = await heldOf(3);
  const { consent } = await agree(bank, held.account);
  assert.deepEqual(said((await send([held])).rows[0]!).at(-1), consent);
  const taken = await askAs(bank.stage, held, 'DELETE', `/api/me/data-consents/${consent}`);
  assert.equal(taken.statusCode, 204);
  assert.deepEqual(said((await send([held])).rows[0]!), UNSAID);
  // The newest of several counts, and none that is over.
  const { consent: second } = await agree(bank, held.account);
  const { consent: third } = await agree(bank, held.account);
  assert.equal((await send([held])).rows[0]!.consent, third);
  await askAs(bank.stage, held, 'DELETE', `/api/me/data-consents/${third}`);
  assert.equal((await send([held])).rows[0]!.consent, second);
});

test('only who was answered about was looked at, and the line proves the person and the consent', async () => {
  const [agreed, silent] = [await heldOf(4), await heldOf(5)];
  const { consent } = await agree(bank, agreed.account);
  const { consent: other } = await agree(bank, silent.account, { fields: ['name'], optionalFields: [] });
  const { house } = bank.stage;
  const looksOf = async (who: { account: string }) => {
    await settle(house);
    const { lines } = (await askAs(bank.stage, who, 'GET', '/api/me/looks?limit=30')).json() as {
      lines: { type: string; number: number }[];
    };
    return lines.filter(({ type }) => type === 'bulk');
  };
  const { id } = await send([agreed, silent]);
  assert.equal((await looksOf(silent)).length, 0);
  assert.equal((await looksOf(agreed)).length, 1);
  const { pool } = house.kernel.database;
  const { rows } = await pool.query<{ lines: string }>('SELECT lines FROM kernel.journal_block WHERE lines LIKE $1', [
    `%"batch":"${id}"%`,
  ]);
  const lines = rows.flatMap(({ lines: block }) => block.split('\n')).filter((line) => line.includes('"type":"bulk"'));
  const piece = lines.map((line) => JSON.parse(line)).find(({ data }) => data.batch === id);
  assert.deepEqual([piece.legalBasis, piece.data.looks, piece.data.consents], [LAW, 1, 1]);
  const proves = async (key: string) => (await house.batches.proveBulkLook(pool, piece, key)) !== undefined;
  assert.deepEqual(await Promise.all([agreed.person, consent, silent.person, other].map(proves)), [true, true, false, false]); // biome-ignore format: one line
});

test('in simulation every other person has consented, and the file says so', async () => {
  const examples = bank.stage.house.exchange.simulated();
  const rows: Held[] = [];
  const persons: string[] = [];
  for (const [value, [holder]] of examples) {
    if (rows.length === 40) break;
    if (!/^[0-9]{12}$/.test(value) || !holder || holder.status !== 'active') continue;
    persons.push(holder.person);
    rows.push({ pin: value, name: holder.record.name, birthDate: holder.record.birthDate });
  }
  const { rows: answered } = await send(rows, { simulation: true });
  const cited = answered.map(({ consent }) => consent);
  assert.deepEqual(new Set(cited), new Set(['simulation', '']));
  for (const [at, row] of answered.entries()) {
    const consents = Number.parseInt(persons[at]!.slice(-1), 16) % 2 === 0;
    assert.equal(row.verdict === 'no-consent', !consents, JSON.stringify(row));
  }
});
