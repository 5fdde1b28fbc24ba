import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { type Chip, readDg1 } from '#libs/emrtd';
import { cloneDatabase, openTestHouse, type TestHouse } from '#test';
import { take } from '../biometrics/stand.samples.ts';
import { face, request, steps } from '../cards/stand.samples.ts';
import { putRecord } from '../quality/stand.samples.ts';

const CARDS = 60;
const KILLS = 5;
const child = fileURLToPath(new URL('./line.child.ts', import.meta.url));
let database: Awaited<ReturnType<typeof cloneDatabase>>;
let home: string;
let owner: pg.Client;
let house: TestHouse | undefined;
const open = () => openTestHouse({ databaseUrl: database.url, home });
before(async () => {
  database = await cloneDatabase();
  home = mkdtempSync(join(tmpdir(), 'dancu-line-'));
  owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
});
after(async () => {
  await house?.close();
  await owner.end();
  await database.drop();
  rmSync(home, { recursive: true, force: true });
});

/** A batch that waits, and no server. @returns its id */
async function prepare(): Promise<string> {
  house = await open();
  for (let at = 0; at < CARDS; at++) {
    const person = await putRecord(owner, {});
    assert.equal((await take(house, person, [face], {}, 'country-officer')).status, 201);
    const { card } = await request(house, person);
    await steps(house, card, ['enrolled', 'deduplicated', 'approved']);
  }
  const ask = <Body>(path: string, body: object) => house!.ask<Body>('line-operator', 'POST', path, body);
  const given = { origin: 'cards', machine: 'virtual-printer', items: CARDS };
  const { body } = await ask<{ batch: string }>('/api/production/batches', given);
  // Without blanks it is held before anything is made.
  await house.production.run();
  const box = { label: 'one', product: 'pc-chip-card', first: 'K0001', count: CARDS + KILLS * 20 };
  assert.equal((await ask('/api/production/boxes', box)).status, 201);
  await house.close();
  house = undefined;
  await owner.query("UPDATE production.batch SET state = 'waiting', why = NULL WHERE batch = $1", [body.batch]);
  return body.batch;
}

const madeSoFar = async () =>
  Number((await owner.query("SELECT count(*) FROM production.item WHERE state = 'checked'")).rows[0].count);

/** A server that is killed once it has made some more. */
async function live(more: number): Promise<void> {
  const before = await madeSoFar();
  const line = spawn(process.execPath, [child, database.url, home], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(line, 'exit');
  const begun = new Promise<void>((resolve) => {
    createInterface({ input: line.stdout }).on('line', (said) => said === 'begun' && resolve());
  });
  await begun;
  while ((await madeSoFar()) - before < more) await sleep(1);
  // Anywhere within the next piece.
  await sleep(Math.random() * 40);
  line.kill('SIGKILL');
  await ended;
  // The lease of who is dead would end by itself, later.
  await owner.query('UPDATE production.batch SET lease_until = now()');
}

test('killed while it makes cards, again and again: no blank is lost, no card is there twice, and every card is made', async () => {
  const batch = await prepare();
  for (let kill = 0; kill < KILLS; kill++) await live(1 + Math.floor((CARDS / KILLS / 2) * Math.random()));
  house = await open();
  await house.production.run();
  const { body } = await house.ask<{ sums: { comesOut: boolean; received: number; sums: Record<string, number> }[] }>(
    ...(['line-operator', 'GET', '/api/production/blanks'] as const),
  );
  const { comesOut, sums } = body.sums[0]!;
  assert.equal(comesOut, true);
  assert.deepEqual([sums.used, sums['in-machine']], [CARDS, 0]);
  const { rows: cards } = await owner.query<{ card: string; state: string; number: string }>(
    'SELECT card, state, document_number AS number FROM cards.card',
  );
  assert.deepEqual([...new Set(cards.map(({ state }) => state))], ['checked']);
  const { rows: blanks } = await owner.query<{ serial: string; state: string; item: string }>(
    "SELECT serial, state, item FROM production.blank WHERE state IN ('used', 'spoiled')",
  );
  const used = blanks.filter(({ state }) => state === 'used');
  assert.equal(new Set(used.map(({ item }) => item)).size, CARDS);
  for (const { serial, state, item } of blanks) {
    const chip: Chip | undefined = (await house.production.virtualPrinter.open(batch, serial))?.chip;
    const number: string | undefined = chip && readDg1(chip.files.DG1!).documentNumber;
    const own = cards.find(({ card }) => card === item)!.number;
    if (state === 'used') assert.equal(number, own);
    // Whatever was written on a blank that is spoiled is refused wherever it turns up.
    else if (number) {
      assert.notEqual(number, own);
      assert.equal((await house.cards.standingOf(number))?.hot?.reason, 'spoiled');
    }
  }
});
