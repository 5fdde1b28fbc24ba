import { generateKeyPairSync, sign } from 'node:crypto';
import pg from 'pg';
import { openTestHouse } from '#test';
import { openDoors } from '../server/rooms/memberships/stand.samples.ts';
import { describeMachine, format, option, printRow } from './measure.ts';

/**
 * How many members a second are collected, piece by piece as the page sends them, and held against the register with a line of the
 * journal for each; how many cards a second the line makes of them, read back. Beside it, in the same run, bare inserts of the same
 * rows, and the one signature that a card's code needs.
 * node bench/members.ts [--persons 100000] [--cards 5000]
 */
const PIECE = 1000;
const persons = Number(option('persons', '100000'));
const cards = Number(option('cards', '5000'));
const house = await openTestHouse({ persons });
const client = new pg.Client({ connectionString: house.databaseUrl });
await client.connect();
try {
  const doors = openDoors(house);
  const { rows } = await client.query<{ pin: string; name: string; birthDate: string }>(
    `SELECT i.value AS pin, p.record->>'name' AS name, p.record->>'birthDate' AS "birthDate" FROM people.identifier i
     JOIN people.person p USING (person) WHERE i.kind = 'pin' AND i.status = 'active' ORDER BY i.value`,
  );
  const members = rows.map((row, at) => ({ number: String(100_000_000 + at), ...row, unit: `Unit ${at % 50}` }));
  process.stdout.write(`${describeMachine()}, ${format(members.length)} rows, ${format(persons)} persons\n`);
  const bare = await measure(members.length, async () => {
    await client.query('CREATE TEMP TABLE bare (row jsonb)');
    for (let from = 0; from < members.length; from += PIECE)
      await client.query('INSERT INTO bare SELECT * FROM unnest($1::jsonb[])', [
        members.slice(from, from + PIECE).map((row) => JSON.stringify(row)),
      ]);
  });
  printRow('limit: bare inserts', { 'rows/s': bare });
  const rules = { numberFormat: '999999999', termYears: 5 };
  const programme = await doors.begin('BB', { rules });
  // The quota of a day is the agreement's: the bench is not about it.
  await client.query('UPDATE exchange.agreement SET quota_per_day = 100000000 WHERE organisation = $1', [
    'general-confederation-of-labour',
  ]);
  const all = await measure(members.length, async () => {
    for (let from = 0; from < members.length; from += PIECE)
      await doors.own('POST', `/${programme}/members`, { members: members.slice(from, from + PIECE) });
    await house.memberships.verify();
  });
  const { body } = await doors.own('GET', `/${programme}`);
  printRow('collected and held against the register', { 'rows/s': all, 'of the limit': all / bare });
  process.stdout.write(`${JSON.stringify(body.members)}\n`);
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const signatures = await measure(cards, async () => {
    for (let at = 0; at < cards; at++) sign('sha256', Buffer.from(`card ${at}`), privateKey);
  });
  printRow('limit: one signature a card', { 'cards/s': signatures });
  await doors.line('POST', 'boxes', { label: 'bench', product: 'plastic-card', first: 'Z000001', count: cards + 100 });
  await doors.own('POST', `/${programme}/cards`, { limit: cards });
  const order = { origin: 'memberships', machine: 'virtual-plastic-printer', items: cards };
  const made = await measure(cards, async () => {
    const { batch } = (await doors.line<{ batch: string }>('POST', 'batches', order)).body;
    await doors.finish(batch);
  });
  printRow('made and read back', { 'cards/s': made, 'of the limit': made / signatures });
} finally {
  await client.end();
  await house.close();
}

/** @returns how many a second */
async function measure(count: number, work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return count / ((performance.now() - begun) / 1000);
}
