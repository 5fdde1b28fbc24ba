import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  appendLeaves,
  emptyTree,
  hashLeaves,
  leafHash,
  nodeHash,
  resumeTree,
  rootFromTiles,
  rootHash,
  type TreeState,
  tileWidth,
} from './index.ts';
import { ReferenceTree, sampleEntry, TileStore } from './samples.ts';

const MOST = 600;
const entries = Array.from({ length: MOST }, (_, i) => sampleEntry(i));
const leaves = hashLeaves(entries);
const reference = new ReferenceTree(entries);
const leavesFrom = (start: number, end: number): Buffer => leaves.subarray(start * 32, end * 32);
const refuses = (code: string) => ({ name: 'TranslogError', code });

test('the root of every size up to 600 is the one RFC 6962 defines', () => {
  let state = emptyTree();
  assert.deepEqual(rootHash(state), reference.root(0));
  for (let size = 1; size <= MOST; size++) {
    const appended = appendLeaves(state, leavesFrom(size - 1, size));
    state = appended.state;
    assert.deepEqual(appended.root, reference.root(size));
    assert.deepEqual(rootHash(state), reference.root(size));
  }
});

test('however the leaves are split into batches, tiles, state and root are the same', () => {
  const whole = new TileStore();
  whole.save(appendLeaves(emptyTree(), leaves).tiles);
  const cuts = fc.array(fc.integer({ min: 0, max: MOST }), { maxLength: 12 });
  fc.assert(
    fc.property(cuts, fc.integer({ min: 0, max: MOST }), (inner, size) => {
      const store = new TileStore();
      let state: TreeState = emptyTree();
      for (const cut of [...inner.filter((at) => at < size).toSorted((a, b) => a - b), size]) {
        const appended = appendLeaves(state, leavesFrom(state.size, cut));
        store.save(appended.tiles);
        state = appended.state;
      }
      const atOnce = appendLeaves(emptyTree(), leavesFrom(0, size));
      assert.deepEqual(state, atOnce.state);
      assert.deepEqual(rootHash(state), reference.root(size));
      for (const { level, index, width, bytes } of atOnce.tiles) {
        assert.deepEqual(store.read(level, index, width), bytes);
        assert.equal(width, tileWidth(size, level, index));
      }
    }),
    { numRuns: 150 },
  );
});

test('a tree resumed from its tiles continues as if it had never stopped', async () => {
  for (const size of [0, 1, 2, 255, 256, 257, 300, 511, 512, 513]) {
    const before = appendLeaves(emptyTree(), leavesFrom(0, size));
    const store = new TileStore();
    store.save(before.tiles);
    const resumed = await resumeTree(size, store.read);
    assert.deepEqual(resumed, before.state);
    assert.deepEqual(appendLeaves(resumed, leavesFrom(size, MOST)).root, reference.root(MOST));
  }
});

test('the root of any earlier size comes from the tiles of the present', async () => {
  const store = new TileStore();
  store.save(appendLeaves(emptyTree(), leaves).tiles);
  // The tiles of 600 entries hold those of every size whose partial tiles they lengthen.
  const read = (level: number, index: number) => store.read(level, index, tileWidth(MOST, level, index));
  for (let size = 0; size <= MOST; size++) {
    assert.deepEqual(await rootFromTiles(size, read), reference.root(size));
  }
});

test('a batch not taken over leaves the state as it was', () => {
  const { state } = appendLeaves(emptyTree(), leavesFrom(0, 300));
  appendLeaves(state, leavesFrom(300, 600));
  appendLeaves(state, leavesFrom(0, 77));
  assert.deepEqual(appendLeaves(state, leavesFrom(300, 301)).root, reference.root(301));
});

test('a list of hashes and the concatenated hashes are the same leaves', () => {
  const list = entries.slice(0, 300).map((entry) => leafHash(entry));
  assert.deepEqual(appendLeaves(emptyTree(), list), appendLeaves(emptyTree(), leavesFrom(0, 300)));
});

test('tiles rise a level at 65,536 entries, and the specification example of 70,000 holds', async () => {
  const many = hashLeaves(Array.from({ length: 70_000 }, (_, i) => sampleEntry(i)));
  const rows: Buffer[][] = [Array.from({ length: 65_536 }, (_, i) => many.subarray(i * 32, i * 32 + 32))];
  while (rows.at(-1)!.length > 1) {
    const below = rows.at(-1)!;
    rows.push(Array.from({ length: below.length / 2 }, (_, i) => nodeHash(below[2 * i]!, below[2 * i + 1]!)));
  }

  const store = new TileStore();
  const upTo = (state: TreeState, size: number) => {
    const appended = appendLeaves(state, many.subarray(state.size * 32, size * 32));
    store.save(appended.tiles);
    return appended.state;
  };
  const before = upTo(emptyTree(), 65_535);
  assert.equal(before.edge.length, 2);
  const full = upTo(before, 65_536);
  assert.deepEqual(rootHash(full), rows.at(-1)![0]);
  assert.deepEqual(store.files.get('tile/2/000.p/1'), rows.at(-1)![0]);
  assert.deepEqual(store.files.get('tile/1/000'), Buffer.concat(rows[8]!));
  assert.deepEqual(await resumeTree(65_536, store.read), full);

  const { tiles, root } = appendLeaves(emptyTree(), many);
  const census = (level: number) => tiles.filter((tile) => tile.level === level).map((tile) => tile.width);
  assert.deepEqual(census(0), [...Array(273).fill(256), 112]);
  assert.deepEqual(census(1), [256, 17]);
  assert.deepEqual(census(2), [1]);
  assert.equal(tiles.length, 277);
  assert.deepEqual(appendLeaves(full, many.subarray(65_536 * 32)).root, root);
});

test('what is not whole hashes, or beyond a safe size, is refused', () => {
  assert.throws(() => appendLeaves(emptyTree(), Buffer.alloc(33)), refuses('hash_length'));
  assert.throws(() => appendLeaves(emptyTree(), [Buffer.alloc(31), Buffer.alloc(33)]), refuses('hash_length'));
  assert.throws(() => nodeHash(Buffer.alloc(31), Buffer.alloc(33)), refuses('hash_length'));
  const last = { size: Number.MAX_SAFE_INTEGER, peaks: Buffer.alloc(53 * 32), edge: [] };
  assert.throws(() => appendLeaves(last, Buffer.alloc(32)), refuses('out_of_range'));
});

test('a missing, short, long or ragged tile is refused, never taken for another tree', async () => {
  await assert.rejects(
    resumeTree(-1, () => undefined),
    refuses('out_of_range'),
  );
  await assert.rejects(
    resumeTree(1.5, () => undefined),
    refuses('out_of_range'),
  );
  await assert.rejects(
    resumeTree(3, () => undefined),
    refuses('tile_missing'),
  );
  for (const length of [0, 64, 95, 97, 257 * 32]) {
    await assert.rejects(
      rootFromTiles(3, () => Buffer.alloc(length)),
      refuses('tile_malformed'),
    );
  }
  assert.deepEqual(await rootFromTiles(3, () => leaves.subarray(0, 256 * 32)), reference.root(3));
});
