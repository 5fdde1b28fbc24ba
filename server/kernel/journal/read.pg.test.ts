import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  commitLine,
  decodeEntryBundle,
  encodeEntryBundle,
  leafHash,
  verifyCheckpoint,
  verifyInclusion,
  verifyLog,
} from '#libs/translog';
import type { NumberedEntry } from './entry.ts';
import { findNumber, newestCheckpoint, proveLine, readCommitments, readFrom, readLines } from './read.ts';
import { openJournal, type TestJournal } from './samples.ts';
import { tileReader } from './tiles.ts';

let journal: TestJournal;
let size: number;
const references: string[] = [];
before(async () => {
  journal = await openJournal(3);
  // 600 lines: two full tiles and a partial one; blocks of 1 to 7 lines.
  for (let written = 0; written < 600; ) {
    const texts = Array.from(
      { length: Math.min(1 + (written % 7), 600 - written) },
      (_, index) => `line ${written + index}: Nguyễn`,
    );
    references.push(...(await journal.write(...texts)));
    written += texts.length;
    if (written % 90 === 0) await journal.seal();
  }
  size = await journal.seal();
});
after(() => journal.close());

const drop = ({ reference: _, ...line }: NumberedEntry & { reference: string }) => line;

test('pages from any number on give every line once and in order', async () => {
  assert.equal(size, 600);
  for (const [start, limit] of [
    [0, 1],
    [0, 40],
    [3, 100],
    [599, 5],
    [600, 5],
  ] as const) {
    const numbers: number[] = [];
    for (let from = start as number; ; ) {
      const { lines, next } = await readFrom(journal.owner, from, limit);
      if (next === from) break;
      numbers.push(...lines.map((one) => one.number));
      from = next;
    }
    assert.deepEqual(
      numbers,
      Array.from({ length: size - start }, (_, index) => start + index),
    );
  }
});

test('lines by number come in the order asked for, and unknown numbers are left out', async () => {
  const found = await readLines(journal.owner, [599, 7, 7, 600, 0, 1_000_000]);
  assert.deepEqual(
    found.map((one) => one.number),
    [599, 7, 7, 0],
  );
  const { lines } = await readFrom(journal.owner, 0, 10_000);
  for (const one of found) assert.deepEqual(drop(one), lines[one.number]);
});

test('a reference leads to its number and back; one that is not there leads nowhere', async () => {
  const numbers = await Promise.all(references.map((one) => findNumber(journal.database.pool, one)));
  assert.deepEqual(
    [...numbers].sort((a, b) => a! - b!),
    Array.from({ length: size }, (_, index) => index),
  );
  const lines = await readLines(journal.owner, numbers as number[]);
  assert.deepEqual(
    lines.map((one) => one.reference),
    references,
  );
  const [stream, seq] = references[0]!.split(':');
  for (const wrong of [`${stream}:${seq}:99`, `${stream}:999999:0`, `01900000-0000-7000-8000-000000000000:0:0`])
    assert.equal(await findNumber(journal.owner, wrong), undefined);
  const [unsealed] = await journal.write('not sealed yet');
  assert.equal(await findNumber(journal.owner, unsealed!), undefined);
});

test('every line’s proof holds with nothing but the log library and the verifier key', async () => {
  const { lines } = await readFrom(journal.owner, 0, 10_000);
  for (let number = 0; number < size; number++) {
    const proof = (await proveLine(journal.database.pool, number))!;
    const { checkpoint } = verifyCheckpoint(proof.checkpoint, { keys: journal.verifierKeys() });
    const leaf = leafHash(commitLine(proof.salt, Buffer.from(proof.line)));
    const claim = { index: number, size: checkpoint.size, leafHash: leaf, proof: proof.path, root: checkpoint.root };
    assert.ok(verifyInclusion(claim), `line ${number}`);
    assert.ok(!verifyInclusion({ ...claim, index: (number + 1) % size }));
    assert.deepEqual({ ...JSON.parse(proof.line), number }, lines[number]);
    assert.equal(proof.reference, (await readLines(journal.owner, [number]))[0]!.reference);
  }
});

test('a line that is not sealed has no proof', async () => {
  assert.equal(await proveLine(journal.database.pool, size), undefined);
  assert.equal(await proveLine(journal.database.pool, 10 ** 9), undefined);
});

test('the public bundles hold commitments only, and whoever has them and the tiles verifies the whole log', async () => {
  const checkpoint = (await newestCheckpoint(journal.owner))!;
  async function* entries() {
    for (let first = 0; first < size; first += 256) {
      const width = Math.min(256, size - first);
      const bundle = encodeEntryBundle(await readCommitments(journal.owner, first, width));
      assert.equal(bundle.length, width * 34);
      yield* decodeEntryBundle(bundle, width);
    }
  }
  const verdict = await verifyLog({
    checkpoint: checkpoint.note,
    keys: journal.verifierKeys(),
    entries: entries(),
    readTile: tileReader(journal.database.pool),
  });
  assert.ok(verdict.ok);
  assert.equal((await readCommitments(journal.owner, 300, 10)).length, 10);
});
