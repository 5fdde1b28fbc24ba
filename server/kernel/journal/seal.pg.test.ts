import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { consistencyProof, parseCheckpoint, parseNote, verifyCheckpoint, verifyConsistency } from '#libs/translog';
import { insertBlock } from '../database/database.ts';
import type { Entry } from './entry.ts';
import { createLane, fillBlock } from './lane.ts';
import { readFrom } from './read.ts';
import { line, openJournal, type TestJournal } from './samples.ts';
import { tileReader } from './tiles.ts';
import { verifyJournal } from './verify.ts';

let journal: TestJournal;
before(async () => {
  journal = await openJournal();
});
after(() => journal.close());

const said = (entry: Entry) => String(entry.data?.text);
const readAll = async () => (await readFrom(journal.owner, 0, 1_000_000)).lines;
const assertWhole = async () =>
  assert.deepEqual((await verifyJournal(journal.owner, journal.verifierKeys())).first, undefined);

test('lines of parallel transactions on all connections are sealed exactly once, each stream in its order, by sealers that take turns', async () => {
  const expected: string[] = [];
  let writing = true;
  const other = await journal.database.connect();
  const sealing = [journal.newSealer(), journal.newSealer()].map(async (seal, index) => {
    while (writing) await seal(index === 0 ? journal.client : other);
  });
  await Promise.all(
    Array.from({ length: 16 }, async (_, writer) => {
      for (let turn = 0; turn < 15; turn++) {
        const texts = Array.from({ length: 1 + ((writer + turn) % 4) }, (_, index) => `${writer}/${turn}/${index}`);
        expected.push(...texts);
        await journal.write(...texts);
      }
    }),
  );
  writing = false;
  await Promise.all(sealing);
  await other.end();
  const size = await journal.seal();
  assert.equal(size, expected.length);
  const lines = await readAll();
  assert.deepEqual(
    lines.map((one) => one.number),
    Array.from({ length: size }, (_, index) => index),
  );
  assert.deepEqual(lines.map(said).sort(), expected.sort());
  const { rows } = await journal.owner.query<{ stream: string; seq: number }>(
    'SELECT stream, seq FROM kernel.log_block ORDER BY first_number',
  );
  const streams = Map.groupBy(rows, (row) => row.stream);
  assert.ok(streams.size >= 4, `only ${streams.size} connections wrote`);
  for (const blocks of streams.values())
    assert.deepEqual(
      blocks.map((one) => one.seq),
      Array.from(blocks, (_, index) => index),
    );
  await assertWhole();
});

test('every checkpoint continues the one before, and each is signed', async () => {
  for (let turn = 0; turn < 5; turn++) {
    await journal.write(`a${turn}`, `b${turn}`);
    await journal.seal();
  }
  const { rows } = await journal.owner.query<{ note: string; size: number }>(
    'SELECT note, size FROM kernel.log_checkpoint ORDER BY size',
  );
  assert.ok(rows.length > 5);
  const readTile = tileReader(journal.database.pool);
  for (const [index, { note, size }] of rows.entries()) {
    const { checkpoint } = verifyCheckpoint(note, { keys: journal.verifierKeys(), origin: 'dancu.vn/journal' });
    assert.equal(checkpoint.size, size);
    const before = rows[index - 1] && parseCheckpoint(parseNote(rows[index - 1]!.note).text);
    if (!before) continue;
    const proof = await consistencyProof(before.size, size, readTile);
    assert.ok(
      verifyConsistency({ oldSize: before.size, oldRoot: before.root, newSize: size, newRoot: checkpoint.root, proof }),
      `${before.size} -> ${size}`,
    );
  }
});

test('sealing again without anything new signs nothing', async () => {
  await journal.seal();
  const count = async () =>
    (await journal.owner.query<{ n: number }>('SELECT count(*) AS n FROM kernel.log_checkpoint')).rows[0]!.n;
  const known = await count();
  await journal.seal();
  await journal.newSealer()(journal.client);
  assert.equal(await count(), known);
});

test('a transaction that is rolled back leaves no line, and its connection’s stream goes on without a gap', async () => {
  const begun = await journal.seal();
  const refuse = () =>
    journal.database.transact(async (transaction) => {
      transaction.append(line('never'));
      throw new Error('refused');
    });
  for (let turn = 0; turn < 10; turn++) {
    await Promise.all([journal.write(`kept ${turn}`), assert.rejects(refuse, /refused/)]);
  }
  assert.equal(await journal.seal(), begun + 10);
  assert.ok(!(await readAll()).some((one) => said(one) === 'never'));
  await assertWhole();
});

test('a failed statement that the work hides does not count as done', async () => {
  const begun = await journal.seal();
  await assert.rejects(
    journal.database.transact(async ({ client }) => {
      await client.query('SELECT 1 / 0').catch(() => {});
      return 'done';
    }),
    /nothing was committed/,
  );
  await journal.write('after');
  assert.equal(await journal.seal(), begun + 1);
});

test('sealing waits for no writer: an open transaction’s block is sealed after it commits, the others at once', async () => {
  const begun = await journal.seal();
  const slow = await journal.database.connect();
  const lane = createLane();
  const first = fillBlock(lane.place(Date.now()), [JSON.stringify(line('first of the slow'))]);
  await insertBlock(slow, first);
  lane.committed(first);
  await slow.query('BEGIN');
  await insertBlock(slow, fillBlock(lane.place(Date.now()), [JSON.stringify(line('second of the slow'))]));
  await journal.write('quick');
  assert.equal(await journal.seal(), begun + 2);
  assert.deepEqual((await readAll()).slice(begun).map(said).sort(), ['first of the slow', 'quick']);
  await slow.query('COMMIT');
  await slow.end();
  assert.equal(await journal.seal(), begun + 3);
  await assertWhole();
});

test('a stream that a jumping clock ended too early is still sealed by the next process', async () => {
  const begun = await journal.seal();
  const [reference] = await journal.write('late');
  const [stream] = reference!.split(':');
  await journal.owner.query(
    'INSERT INTO kernel.log_cursor (stream, next_seq, ended) VALUES ($1, 0, true) ON CONFLICT (stream) DO UPDATE SET ended = true',
    [stream],
  );
  assert.equal(await journal.seal(), begun, 'the running sealer believes that it has ended');
  await journal.newSealer()(journal.client);
  assert.equal(await journal.seal(), begun + 1);
  await assertWhole();
});

test('a stream is closed once it is past its life, and the lines before stay', async () => {
  const [reference] = await journal.write('old');
  const [stream] = reference!.split(':');
  await journal.owner.query(
    "UPDATE kernel.journal_stream SET opened_at = now() - interval '2 hours' WHERE stream = $1",
    [stream],
  );
  const size = await journal.seal();
  await journal.seal();
  const { rows } = await journal.owner.query('SELECT ended FROM kernel.log_cursor WHERE stream = $1', [stream]);
  assert.deepEqual(rows, [{ ended: true }]);
  assert.equal((await readAll()).length, size);
});

test('after a rotation of its key the log goes on under the new one, and old checkpoints still verify', async () => {
  const old = journal.verifierKeys();
  await journal.write('under the old key');
  await journal.seal();
  journal.keys.rotate('log-checkpoint');
  await journal.write('under the new key');
  await journal.newSealer()(journal.client);
  const keys = journal.verifierKeys();
  assert.equal(keys.length, old.length + 1);
  const { rows } = await journal.owner.query<{ note: string }>(
    'SELECT note FROM kernel.log_checkpoint ORDER BY size DESC LIMIT 2',
  );
  assert.throws(() => verifyCheckpoint(rows[0]!.note, { keys: old }), { code: 'signature_missing' });
  for (const { note } of rows) verifyCheckpoint(note, { keys });
  await assertWhole();
});

test('a sealer signs nothing that does not continue the newest checkpoint', async () => {
  await journal.write('sealed');
  const size = await journal.seal();
  await journal.write('waiting');
  await journal.owner.query(
    'UPDATE kernel.log_tile SET hashes = set_byte(hashes, length(hashes) - 1, get_byte(hashes, length(hashes) - 1) # 1) WHERE level = 0 AND tile = (SELECT max(tile) FROM kernel.log_tile WHERE level = 0)',
  );
  await assert.rejects(journal.newSealer()(journal.client), { code: 'log-differs' });
  const { rows } = await journal.owner.query<{ size: number }>('SELECT max(size) AS size FROM kernel.log_checkpoint');
  assert.equal(rows[0]!.size, size);
});
