import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { verifyJournal } from '#kernel';
import { type BatchClient, type BatchView, createBatchClient, generateKey } from '#libs/client';
import { openRunningHouse, type RunningHouse } from '#test';
import { awaitEnd, csvOf, readResult, sendBatch } from '../server/rooms/batches/stand.samples.ts';

/** A file of rows is answered whole and once, whatever is killed while it is worked on. */
const cli = fileURLToPath(new URL('../server/cli.ts', import.meta.url));
const ROWS = 300_000;
/** Every third row names somebody else. */
const DIFFERENT = 3;
let house: RunningHouse;
let client: BatchClient;
let asked: readonly { pin: string; name: string; birth: string }[];
let file: Buffer;

before(async () => {
  house = await openRunningHouse('batches');
  const { publicJwk, privateJwk } = generateKey();
  const key = join(house.home, 'telecom.pub.jwk');
  writeFileSync(key, JSON.stringify(publicJwk));
  await promisify(execFile)(
    process.execPath,
    [cli, 'agency', 'register', '--organisation', 'viettel', '--name', 'core', '--key', key],
    { env: { PATH: process.env.PATH, DANCU_HOME: house.home } },
  );
  client = createBatchClient({ baseUrl: house.origin, privateKey: privateJwk, retries: 0 });
  asked = await house.withDatabase(
    async (database) =>
      (
        await database.query<{ pin: string; name: string; birth: string }>(
          `SELECT value AS pin, record->>'name' AS name, record->>'birthDate' AS birth
           FROM people.identifier JOIN people.person USING (person)
           WHERE kind = 'pin' AND status = 'active' AND life = 'a' AND length(record->>'birthDate') = 10`,
        )
      ).rows,
  );
  file = csvOf(
    Array.from({ length: ROWS }, (_, index) => {
      const { pin, name, birth } = asked[index % asked.length]!;
      return [pin, index % DIFFERENT === 0 ? `${name} Khác` : name, birth, `09${String(index).padStart(8, '0')}`];
    }),
  );
});
after(() => house.close());

async function startWork(): Promise<BatchView> {
  const batch = await sendBatch(client, file);
  await house.until('work on the file', async () => (await client.view(batch.id)).state === 'running');
  return batch;
}

/** Every row has one answer, in its place, every look one line, and the log is whole. */
async function assertAnsweredOnce(batch: BatchView): Promise<void> {
  const ended = await awaitEnd(client, batch.id);
  assert.equal(ended.state, 'done', JSON.stringify(ended));
  const rows = await readResult(client, batch.id);
  assert.equal(rows.length, ROWS);
  const moved = rows.findIndex(({ row }, index) => row !== String(index + 1));
  assert.equal(moved, -1, 'rows stand as in the file');
  // The file says the same of a person again and again: so does every answer.
  const twins = asked.length * DIFFERENT;
  const unlike = rows.findIndex(({ verdict }, index) => verdict !== rows[index % twins]!.verdict);
  assert.equal(unlike, -1, `${JSON.stringify(rows[unlike])} beside ${JSON.stringify(rows[unlike % twins])}`);
  const correct = rows.filter(({ verdict }) => verdict === 'correct').length;
  assert.ok(correct > ROWS / 2 && correct < ROWS, `${correct} are correct`);
  const keys = (await (await fetch(`${house.origin}/log/keys`)).text()).trim().split('\n');
  await house.withDatabase(async (database) => {
    const { rows: pieces } = await database.query<{ looks: number; reference: string }>(
      'SELECT looks, reference FROM batches.chunk WHERE batch = $1',
      [batch.id],
    );
    assert.equal(
      pieces.reduce((sum, { looks }) => sum + looks, 0),
      ROWS,
    );
    const { rows: lines } = await database.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM kernel.journal_block WHERE lines LIKE $1 AND lines LIKE $2',
      [`%${batch.id}%`, '%"kind":"look"%'],
    );
    assert.equal(lines[0]!.count, pieces.length, 'a line for each piece, and no other');
    assert.equal((await verifyJournal(database, keys)).first, undefined);
  });
}

test('the server is killed while it works on a file: starting again is enough', async () => {
  const batch = await startWork();
  await house.kill();
  await house.start();
  await assertAnsweredOnce(batch);
});

test('the database is killed while a file is worked on: the server goes on by itself', async () => {
  const batch = await startWork();
  const killed = house.postmaster();
  process.kill(killed, 'SIGKILL');
  await house.until('another database', () => house.isDatabaseRunning() && house.postmaster() !== killed);
  await house.until('answers again', async () => (await fetch(`${house.origin}/readyz`)).ok);
  await assertAnsweredOnce(batch);
});

test('both are killed at once, twice: nothing is lost and nothing comes double', async () => {
  const batch = await startWork();
  for (let round = 0; round < 2; round++) {
    const database = house.postmaster();
    process.kill(house.server.child.pid!, 'SIGKILL');
    process.kill(database, 'SIGKILL');
    await house.start();
  }
  await assertAnsweredOnce(batch);
});
