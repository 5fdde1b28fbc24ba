import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { findNumber, proveLine, verifyJournal } from '#kernel';
import { AnswerError, type Client, createClient, DancuProblem, UnreachableError } from '#libs/client';
import { commitLine, leafHash, verifyCheckpoint, verifyInclusion } from '#libs/translog';
import { country, openRunningHouse, type RunningHouse, signInThroughPages } from '#test';

/** What was answered must be in the journal, whatever is killed in the middle of its work, and starting again must be enough. */
let house: RunningHouse;
let client: Client;
let pins: { pin: string; name: string }[];
const answered: string[] = [];

before(async () => {
  house = await openRunningHouse('durability');
  client = await connectBank();
  pins = await house.withDatabase(
    async (database) =>
      (
        await database.query<{ pin: string; name: string }>(
          "SELECT value AS pin, record->>'name' AS name FROM people.identifier JOIN people.person USING (person) WHERE kind = 'pin' AND status = 'active' LIMIT 300",
        )
      ).rows,
  );
});
/** Ended also where a test failed before its end. */
let ongoing: Load | undefined;
after(async () => {
  await ongoing?.stop().catch(() => {});
  await house.close();
});

async function connectBank(): Promise<Client> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const headers = {
    cookie: await signInThroughPages(house.origin, 'bank-engineer'),
    'content-type': 'application/json',
  };
  const made = await fetch(`${house.origin}/api/agency/systems`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ name: 'core', publicJwk: publicKey.export({ format: 'jwk' }) }),
  });
  assert.equal(made.status, 201, await made.clone().text());
  await house.withDatabase(async (database) => {
    await database.query("UPDATE exchange.system SET stage = 'production' WHERE name = 'core'");
    await database.query('UPDATE exchange.epoch SET value = value + 1');
  });
  return createClient({ baseUrl: house.origin, privateKey, retries: 0 });
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
  ongoing = load;
  return load;
}

/** Every answer's line is there, its proof holds, and the whole journal with it. */
async function assertNothingLost(): Promise<void> {
  const cookie = await signInThroughPages(house.origin, 'auditor');
  const verdict = await fetch(`${house.origin}/api/log/verify`, { method: 'POST', headers: { cookie } });
  const body = (await verdict.json()) as { ok: boolean; size: number };
  assert.ok(body.ok, JSON.stringify(body));
  const keys = (await (await fetch(`${house.origin}/log/keys`)).text()).trim().split('\n');
  await house.withDatabase(async (database) => {
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
  const database = house.postmaster();
  const load = startLoad();
  await house.until('300 answers', () => load.answers >= 300);
  await house.kill();
  await load.stop();
  assert.equal(house.postmaster(), database, 'the database goes on alone');
  await house.start();
  assert.equal(house.postmaster(), database, 'and is taken over');
  await assertNothingLost();
});

test('a second server on the same port gives up, and takes nothing of the first with it', async () => {
  const database = house.postmaster();
  const second = house.launch();
  const [code] = await once(second.child, 'exit');
  assert.equal(code, 2, second.output());
  assert.match(second.output(), /EADDRINUSE.*--port/);
  assert.equal(house.postmaster(), database);
  assert.equal((await fetch(`${house.origin}/readyz`)).status, 200);
});

test('the database is killed in the middle of the work: the server says so, starts it again, goes on, and no answer is missing', async () => {
  const killed = house.postmaster();
  const load = startLoad();
  await house.until('300 answers', () => load.answers >= 300);
  process.kill(killed, 'SIGKILL');
  await house.until('a refusal', () => load.unavailable > 0);
  assert.equal((await fetch(`${house.origin}/healthz`)).status, 200);
  const known = load.answers;
  await house.until('answers after the fault', () => load.answers > known + 300);
  await load.stop();
  assert.notEqual(house.postmaster(), killed);
  assert.equal(house.server.child.exitCode, null);
  assert.equal(load.unreachable, 0, 'every question was answered, if only by a refusal');
  await assertNothingLost();
});

test('both are killed at once: starting again is enough, and no answer is missing', async () => {
  const load = startLoad();
  await house.until('300 answers', () => load.answers >= 300);
  const database = house.postmaster();
  process.kill(house.server.child.pid!, 'SIGKILL');
  process.kill(database, 'SIGKILL');
  await load.stop();
  await house.start();
  assert.notEqual(house.postmaster(), database);
  await assertNothingLost();
});

test('Ctrl-C ends the server in order: what was asked is answered, the database stops, the code is 0', async () => {
  const load = startLoad();
  await house.until('100 answers', () => load.answers >= 100);
  house.server.child.kill('SIGINT');
  const [code] = await once(house.server.child, 'exit');
  await load.stop();
  assert.equal(code, 0, house.server.output());
  assert.ok(!house.isDatabaseRunning(), 'the database still runs');
  await house.start();
  await assertNothingLost();
});
