import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { findNumber, proveLine, startEmbedded, verifyJournal } from '#kernel';
import { AnswerError, type Client, createClient, DancuProblem, UnreachableError } from '#libs/client';
import { commitLine, leafHash, verifyCheckpoint, verifyInclusion } from '#libs/translog';
import { country, signInThroughPages } from '#test';

/**
 * The server as it runs for its users: a process of its own, fsync on, killed in the middle of its work. What was answered
 * must be in the journal, and starting again must be enough.
 */
const main = fileURLToPath(new URL('../server/main.ts', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'dancu-durability-'));
// Where the tests run as root, PostgreSQL does not, and must be able to come here.
chmodSync(home, 0o755);
const lockFile = join(home, 'postgres', 'postmaster.pid');

interface Running {
  child: ChildProcess;
  output(): string;
}

let port: number;
let origin: string;
let server: Running;
let client: Client;
let pins: { pin: string; name: string }[];
const answered: string[] = [];

before(async () => {
  port = await findPort();
  origin = `http://localhost:${port}`;
  server = await startServer();
  client = await connectBank();
  pins = await withDatabase(
    async (database) =>
      (
        await database.query<{ pin: string; name: string }>(
          "SELECT value AS pin, record->>'name' AS name FROM people.identifier JOIN people.person USING (person) WHERE kind = 'pin' AND status = 'active' LIMIT 300",
        )
      ).rows,
  );
});
after(async () => {
  server.child.kill('SIGKILL');
  if (existsSync(lockFile)) await (await startEmbedded({ home })).stop();
  rmSync(home, { recursive: true, force: true });
});

function findPort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

function launch(): Running {
  const env = {
    PATH: process.env.PATH,
    DANCU_HOME: home,
    DANCU_PERSONS: '2000',
    DANCU_DEMONSTRATION: '1',
    DANCU_LOG_LEVEL: 'warn',
    PORT: String(port),
  };
  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  return { child, output: () => output };
}

async function startServer(): Promise<Running> {
  const running = launch();
  while (!running.output().includes('ready:')) {
    assert.equal(running.child.exitCode, null, running.output());
    await sleep(50);
  }
  return running;
}

async function kill(pid: number): Promise<void> {
  process.kill(pid, 'SIGKILL');
  for (;;) {
    try {
      process.kill(pid, 0);
      await sleep(5);
    } catch {
      return;
    }
  }
}

const readLock = () => readFileSync(lockFile, 'utf8').split('\n');
const postmaster = () => Number(readLock()[0]);

async function withDatabase<Result>(work: (database: pg.Pool) => Promise<Result>): Promise<Result> {
  const [, , , socketPort, host] = readLock();
  const database = new pg.Pool({ user: 'postgres', database: 'dancu', host: host!, port: Number(socketPort) });
  try {
    return await work(database);
  } finally {
    await database.end();
  }
}

async function connectBank(): Promise<Client> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const headers = { cookie: await signInThroughPages(origin, 'bank-engineer'), 'content-type': 'application/json' };
  const made = await fetch(`${origin}/api/agency/systems`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ name: 'core', publicJwk: publicKey.export({ format: 'jwk' }) }),
  });
  assert.equal(made.status, 201, await made.clone().text());
  await withDatabase(async (database) => {
    await database.query("UPDATE exchange.system SET stage = 'production' WHERE name = 'core'");
    await database.query('UPDATE exchange.epoch SET value = value + 1');
  });
  return createClient({ baseUrl: origin, privateKey, retries: 0 });
}

const agreement = [...country.agreements.values()].find((one) => one.organisation === 'bidv')!;
const purpose = country.purposes.get(agreement.purposes[0]!)!;

interface Load {
  answers: number;
  unavailable: number;
  unreachable: number;
  stop(): Promise<void>;
}

/** Sixteen systems that ask as fast as they are answered; an answer outside of what may happen fails the test. */
function startLoad(): Load {
  let going = true;
  const load: Load = { answers: 0, unavailable: 0, unreachable: 0, stop: async () => {} };
  const ask = async (worker: number) => {
    for (let turn = 0; going; turn++) {
      const { pin, name } = pins[(worker * 17 + turn) % pins.length]!;
      try {
        const { evidence } = await client.verify(pin, {
          biographicData: { name },
          purpose: purpose.id,
          legalBasis: purpose.legalBases[0]!,
          caseNumber: `${worker}/${turn}`,
        });
        answered.push(evidence.response.headers['dancu-journal']!);
        load.answers += 1;
      } catch (error) {
        // The connection breaks, before the answer or in the middle of it; or the server says that it cannot answer now.
        if (error instanceof DancuProblem && error.status === 503 && error.code === 'kernel/unavailable')
          load.unavailable += 1;
        else if (
          error instanceof UnreachableError ||
          (error instanceof AnswerError && error.evidence.response.status === 503)
        )
          load.unreachable += 1;
        else if (error instanceof TypeError && !(error instanceof AnswerError)) load.unreachable += 1;
        else throw error;
        await sleep(5);
      }
    }
  };
  const workers = Promise.all(Array.from({ length: 16 }, (_, worker) => ask(worker)));
  workers.catch(() => {
    going = false;
  });
  load.stop = async () => {
    going = false;
    await workers;
  };
  return load;
}

async function until(what: string, holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds(); tries++) {
    assert.ok(tries < 3000, `${what} did not come: ${server.output().slice(-2000)}`);
    await sleep(20);
  }
}

/** Every answer's line is there, its proof holds, and the whole journal with it. */
async function assertNothingLost(): Promise<void> {
  const cookie = await signInThroughPages(origin, 'auditor');
  const verdict = await fetch(`${origin}/api/log/verify`, { method: 'POST', headers: { cookie } });
  const body = (await verdict.json()) as { ok: boolean; size: number };
  assert.ok(body.ok, JSON.stringify(body));
  const keys = (await (await fetch(`${origin}/log/keys`)).text()).trim().split('\n');
  await withDatabase(async (database) => {
    assert.deepEqual((await verifyJournal(database, keys)).first, undefined);
    assert.equal(new Set(answered).size, answered.length, 'two answers share a line');
    const step = Math.max(1, Math.floor(answered.length / 200));
    for (const [index, reference] of answered.entries()) {
      const number = await findNumber(database, reference);
      assert.notEqual(number, undefined, `the line ${reference} of an answer is gone`);
      if (index % step !== 0) continue;
      const proof = (await proveLine(database, number!))!;
      const { checkpoint } = verifyCheckpoint(proof.checkpoint, { keys });
      const leaf = leafHash(commitLine(proof.salt, Buffer.from(proof.line)));
      assert.ok(
        verifyInclusion({
          index: number!,
          size: checkpoint.size,
          leafHash: leaf,
          proof: proof.path,
          root: checkpoint.root,
        }),
      );
      assert.equal(JSON.parse(proof.line).type, 'verify');
    }
  });
}

test('the server is killed in the middle of its work: no answer is missing from the journal, and the next start takes over the database', async () => {
  const database = postmaster();
  const load = startLoad();
  await until('300 answers', () => load.answers >= 300);
  await kill(server.child.pid!);
  await load.stop();
  assert.equal(postmaster(), database, 'the database goes on alone');
  server = await startServer();
  assert.equal(postmaster(), database, 'and is taken over');
  await assertNothingLost();
});

test('a second server on the same port gives up, and takes nothing of the first with it', async () => {
  const database = postmaster();
  const second = launch();
  const [code] = await once(second.child, 'exit');
  assert.equal(code, 2, second.output());
  assert.match(second.output(), /EADDRINUSE.*--port/);
  assert.equal(postmaster(), database);
  assert.equal((await fetch(`${origin}/readyz`)).status, 200);
});

test('the database is killed in the middle of the work: the server says so, starts it again, goes on, and no answer is missing', async () => {
  const killed = postmaster();
  const load = startLoad();
  await until('300 answers', () => load.answers >= 300);
  process.kill(killed, 'SIGKILL');
  await until('a refusal', () => load.unavailable > 0);
  assert.equal((await fetch(`${origin}/healthz`)).status, 200);
  const known = load.answers;
  await until('answers after the fault', () => load.answers > known + 300);
  await load.stop();
  assert.notEqual(postmaster(), killed);
  assert.equal(server.child.exitCode, null);
  assert.equal(load.unreachable, 0, 'every question was answered, if only by a refusal');
  await assertNothingLost();
});

test('both are killed at once: starting again is enough, and no answer is missing', async () => {
  const load = startLoad();
  await until('300 answers', () => load.answers >= 300);
  const database = postmaster();
  process.kill(server.child.pid!, 'SIGKILL');
  process.kill(database, 'SIGKILL');
  await load.stop();
  server = await startServer();
  assert.notEqual(postmaster(), database);
  await assertNothingLost();
});

test('Ctrl-C ends the server in order: what was asked is answered, the database stops, the code is 0', async () => {
  const load = startLoad();
  await until('100 answers', () => load.answers >= 100);
  server.child.kill('SIGINT');
  const [code] = await once(server.child, 'exit');
  await load.stop();
  assert.equal(code, 0, server.output());
  assert.ok(!existsSync(lockFile), 'the database still runs');
  server = await startServer();
  await assertNothingLost();
});
