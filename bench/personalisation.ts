import { generateKeyPairSync, sign } from 'node:crypto';
import pg from 'pg';
import { openTestHouse } from '#test';
import { take } from '../server/rooms/biometrics/stand.samples.ts';
import { at, face, request, steps } from '../server/rooms/cards/stand.samples.ts';
import { putRecord } from '../server/rooms/quality/stand.samples.ts';
import { describeMachine, format, option, printRow } from './measure.ts';

/**
 * How many cards a second: what goes on plastic and chip, without artwork, by one process; and the whole line with its database, the
 * signed lists, the virtual printer's sealed files and every chip read back. Beside it, in the same run, the bare keys and signatures
 * that no way around exists for: two P-256 keys and two signatures a card.
 * node bench/personalisation.ts [--cards 300]
 */
const count = Number(option('cards', '300'));
const house = await openTestHouse();
const owner = new pg.Client({ connectionString: house.databaseUrl });
await owner.connect();
try {
  const cards: string[] = [];
  for (let made = 0; made < count; made++) {
    const person = await putRecord(owner, {});
    const taken = await take(house, person, [face], {}, 'country-officer');
    if (taken.status !== 201) throw new Error(JSON.stringify(taken.body));
    const { card } = await request(house, person);
    await steps(house, card, ['enrolled', 'deduplicated', 'approved']);
    cards.push(card);
  }
  process.stdout.write(`${describeMachine()}, ${count} cards\n`);
  const bare = bareCardsPerSecond();
  printRow('limit: two keys and two signatures a card', { 'cards/s': bare });
  await prepareAll(cards, bare);
  await makeAll(bare);
} finally {
  await owner.end();
  await house.close();
}

function bareCardsPerSecond(): number {
  const make = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { privateKey } = make();
  const bytes = Buffer.alloc(300);
  const begun = process.cpuUsage();
  for (let made = 0; made < count; made++) {
    make();
    make();
    sign('sha256', bytes, privateKey);
    sign('sha256', bytes, privateKey);
  }
  return count / seconds(begun);
}

async function prepareAll(cards: readonly string[], bare: number): Promise<void> {
  const { origin } = house.cards;
  const { database } = house.kernel;
  const batch = '0190a0a0-0000-7000-8000-000000000001';
  await database.transact((transaction) => origin.take(transaction, at(house, 'line'), batch, count));
  // The first piece reads the keys and compiles.
  await origin.prepare(cards.slice(0, 10));
  const begun = process.cpuUsage();
  for (let from = 0; from < cards.length; from += 10) await origin.prepare(cards.slice(from, from + 10));
  const rate = count / seconds(begun);
  printRow('what goes on plastic and chip, by a core', { 'cards/s': rate, 'of the limit': format(rate / bare) });
  await database.transact((transaction) => origin.giveBack(transaction, at(house, 'line'), cards));
}

async function makeAll(bare: number): Promise<void> {
  const ask = (path: string, body: object) => house.ask('line-operator', 'POST', `/api/production/${path}`, body);
  await ask('boxes', { label: 'bench', product: 'pc-chip-card', first: 'B000001', count: count * 2 });
  const begun = performance.now();
  await ask('batches', { origin: 'cards', machine: 'virtual-printer', items: count });
  await house.production.run();
  const rate = count / ((performance.now() - begun) / 1000);
  const { rows } = await owner.query("SELECT FROM production.item WHERE state = 'checked'");
  if (rows.length !== count) throw new Error(`${rows.length} of ${count} cards were made`);
  printRow('the whole line, each chip read back', { 'cards/s': rate, 'of the limit': format(rate / bare) });
}

/** Of a processor, since then. */
function seconds(begun: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1_000_000;
}
