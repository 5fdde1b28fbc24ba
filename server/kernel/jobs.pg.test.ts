import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { createJobs, createLog } from '#kernel';
import { cloneDatabase } from '#test';

let database: Awaited<ReturnType<typeof cloneDatabase>>;
let owner: pg.Pool;
before(async () => {
  database = await cloneDatabase();
  owner = new pg.Pool({ connectionString: database.url, max: 2 });
  // A connection that is ending when its database is dropped is told so, and nobody listens any more.
  owner.on('connect', (client) => void client.on('error', () => {}));
});
after(async () => {
  await owner.end();
  await database.drop();
});

test('a database that drops the queue’s connections while jobs are done costs no job, and does not end the process', async () => {
  const done = new Set<number>();
  const rejected: unknown[] = [];
  const note = (reason: unknown) => void rejected.push(reason);
  process.on('unhandledRejection', note);
  const jobs = createJobs(database.url, createLog('silent'));
  let turns = 0;
  jobs.define('count', async (payload) => {
    turns += 1;
    // In the middle of a job: the word that it is done finds no connection.
    if (turns % 7 === 0)
      await owner.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'dancu-jobs' AND datname = current_database()",
      );
    done.add((payload as { number: number }).number);
  });
  await jobs.start();
  try {
    for (let number = 0; number < 40; number++) {
      // The queue may just be without a connection: whoever asks for a job asks again.
      for (;;) {
        try {
          await jobs.enqueue('count', { number });
          break;
        } catch {
          await sleep(20);
        }
      }
    }
    for (let tries = 0; done.size < 40; tries++) {
      assert.ok(tries < 3000, `${done.size} of 40 jobs were done`);
      await sleep(20);
    }
    assert.deepEqual(rejected, []);
  } finally {
    process.off('unhandledRejection', note);
    await jobs.stop();
  }
});

test('the end comes at any moment, though the database drops connections all the time', async () => {
  for (let round = 0; round < 12; round++) {
    const jobs = createJobs(database.url, createLog('silent'), { patience: 200 });
    jobs.define('count', async () => {});
    await jobs.start();
    const dropping = new AbortController();
    const dropped = (async () => {
      while (!dropping.signal.aborted)
        await owner.query(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'dancu-jobs' AND datname = current_database()",
        );
    })();
    // The runner ends, and is begun anew half a second later: the end comes before, meanwhile and after.
    await sleep(round * 60);
    await jobs.stop();
    dropping.abort();
    await dropped;
  }
});
