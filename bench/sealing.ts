import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createLane,
  createSealer,
  fillBlock,
  insertBlock,
  openDatabase,
  openFileKeyStore,
  verifyJournal,
} from '#kernel';
import { commitLine, createVerifierKey, formatVerifierKey, hashLeaves } from '#libs/translog';
import { cloneDatabase, stopTestServer } from '#test';
import { describeMachine, median, option, printRow } from './measure.ts';

/**
 * Sealing: lines a second from the journal into the Merkle log, tiles and checkpoint stored. Beside it, in turn and in the
 * same run: committing to and hashing the same lines without a database, and writing the same blocks to the journal.
 * node bench/sealing.ts [--lines 200000] [--rounds 3]
 */
const lines = Number(option('lines', '200000'));
const rounds = Number(option('rounds', '3'));
const perBlock = 100;
const clone = await cloneDatabase();
const database = openDatabase(clone.url, undefined, { max: 2 });
const keys = openFileKeyStore(mkdtempSync(join(tmpdir(), 'dancu-bench-')), undefined);
const origin = 'dancu.bench/journal';
const seal = createSealer(keys, origin);
const [writer, sealer] = [await database.connect(), await database.connect()];
const lane = createLane();
const sample = JSON.stringify({
  kind: 'look',
  room: 'exchange',
  type: 'verify',
  subjects: ['01907adb-c480-7000-ac69-64f92e3ed0fc'],
  actor: '01907adb-c480-7000-ac69-64f92e3ed0fd',
  organisation: 'viettel',
  purpose: 'subscriber-check',
  legalBasis: 'telecom-law',
  fields: ['name', 'birthDate'],
  data: { outcome: 'yes', transactionId: '0123456789abcdef' },
  actedAt: '2026-11-01T00:00:00.000Z',
  receivedAt: '2026-11-01T00:00:00.000Z',
});
process.stdout.write(`${describeMachine()}, ${lines.toLocaleString('en')} lines a round, ${perBlock} a block\n`);

async function timed(work: () => Promise<void> | void): Promise<number> {
  const begun = performance.now();
  await work();
  return lines / ((performance.now() - begun) / 1000);
}

const figures: { write: number; seal: number; hash: number }[] = [];
for (let round = 0; round < rounds; round++) {
  const write = await timed(async () => {
    for (let at = 0; at < lines; at += perBlock) {
      const block = fillBlock(
        lane.place(Date.now()),
        Array.from({ length: perBlock }, (_, index) => `${sample.slice(0, -1)},"n":${at + index}}`),
      );
      await insertBlock(writer, block);
      lane.committed(block);
    }
  });
  const sealed = await timed(async () => {
    while ((await seal(sealer)).more);
  });
  const salt = Buffer.alloc(16);
  const hash = await timed(() => {
    const commitments = Array.from({ length: lines }, (_, index) =>
      commitLine(salt, Buffer.from(`${sample.slice(0, -1)},"n":${index}}`)),
    );
    hashLeaves(commitments);
  });
  figures.push({ write, seal: sealed, hash });
}
const of = (name: 'write' | 'seal' | 'hash') => median(figures.map((one) => one[name]));
printRow('seal: read, hash, store tiles, sign', { 'lines/s': of('seal'), 'seal/limit': of('seal') / of('hash') });
printRow('limit: commit and hash in memory', { 'lines/s': of('hash') });
printRow('write the same blocks (fsync off)', { 'lines/s': of('write') });
const key = keys.current('log-checkpoint');
const verifier = formatVerifierKey(createVerifierKey(origin, 'ed25519', Buffer.from(key.publicJwk.x!, 'base64url')));
const begun = performance.now();
const verdict = await verifyJournal(database.pool, [verifier]);
printRow('verify the whole journal', {
  'lines/s': verdict.size / ((performance.now() - begun) / 1000),
  ok: String(verdict.ok),
});
await writer.end();
await sealer.end();
await database.close();
await clone.drop();
await stopTestServer();
