import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  appendLeaves,
  consistencyProof,
  emptyTree,
  hashLeaves,
  inclusionProof,
  leafHash,
  nodeHash,
  tileWidth,
  verifyConsistency,
  verifyInclusion,
} from './index.ts';
import { ReferenceTree, sampleEntry, TileStore } from './samples.ts';

const MOST = 600;
const entries = Array.from({ length: MOST }, (_, i) => sampleEntry(i));
const reference = new ReferenceTree(entries);
const store = new TileStore();
store.save(appendLeaves(emptyTree(), hashLeaves(entries)).tiles);
const read = (level: number, index: number) => store.read(level, index, tileWidth(MOST, level, index));
const refuses = (code: string) => ({ name: 'TranslogError', code });

const sizes = fc.integer({ min: 1, max: MOST });
const places = sizes.chain((size) => fc.record({ size: fc.constant(size), index: fc.nat(size - 1) }));
const pairs = sizes.chain((newSize) =>
  fc.record({ newSize: fc.constant(newSize), oldSize: fc.integer({ min: 1, max: newSize }) }),
);

/** Every way to spoil a list of hashes a little: flip a bit, drop one, double one, add one, swap two. */
function spoil(proof: readonly Buffer[], at: number): Buffer[][] {
  const place = at % Math.max(1, proof.length);
  const flipped = proof.map((hash, i) =>
    i === place ? Buffer.from(hash.map((b, j) => (j === at % 32 ? b ^ 1 : b))) : hash,
  );
  const added = [...proof, Buffer.alloc(32, at)];
  if (proof.length === 0) return [added];
  return [flipped, proof.toSpliced(place, 1), proof.toSpliced(place, 0, proof[place]!), added];
}

test('inclusion proofs are those of RFC 6962 and verify', async () => {
  const check = async ({ index, size }: { index: number; size: number }) => {
    const proof = await inclusionProof(index, size, read);
    assert.deepEqual(proof, reference.path(index, size));
    const claim = { index, size, leafHash: leafHash(entries[index]!), proof, root: reference.root(size) };
    assert.ok(verifyInclusion(claim));
  };
  await fc.assert(fc.asyncProperty(places, check), { numRuns: 400 });
  for (const size of [1, 2, 255, 256, 257, 512, 513, 600]) {
    for (const index of [0, size >> 1, size - 1]) await check({ index, size });
  }
});

test('consistency proofs are those of RFC 6962 and verify', async () => {
  const check = async ({ oldSize, newSize }: { oldSize: number; newSize: number }) => {
    const proof = await consistencyProof(oldSize, newSize, read);
    assert.deepEqual(proof, reference.proof(oldSize, newSize));
    const [oldRoot, newRoot] = [reference.root(oldSize), reference.root(newSize)];
    assert.ok(verifyConsistency({ oldSize, oldRoot, newSize, newRoot, proof }));
  };
  await fc.assert(fc.asyncProperty(pairs, check), { numRuns: 400 });
  for (const oldSize of [1, 2, 255, 256, 257, 511, 512, 513]) await check({ oldSize, newSize: MOST });
});

test('every pair of sizes up to 40 is proven and verified', async () => {
  for (let newSize = 1; newSize <= 40; newSize++) {
    for (let oldSize = 1; oldSize <= newSize; oldSize++) {
      const proof = await consistencyProof(oldSize, newSize, read);
      const [oldRoot, newRoot] = [reference.root(oldSize), reference.root(newSize)];
      assert.ok(verifyConsistency({ oldSize, oldRoot, newSize, newRoot, proof }));
      const index = oldSize - 1;
      const path = await inclusionProof(index, newSize, read);
      assert.ok(
        verifyInclusion({ index, size: newSize, leafHash: leafHash(entries[index]!), proof: path, root: newRoot }),
      );
    }
  }
});

test('a spoilt inclusion proof, another index, leaf or root does not verify', async () => {
  await fc.assert(
    fc.asyncProperty(places, fc.nat(), async ({ index, size }, at) => {
      const proof = await inclusionProof(index, size, read);
      const claim = { index, size, leafHash: leafHash(entries[index]!), proof, root: reference.root(size) };
      for (const spoilt of spoil(proof, at)) assert.equal(verifyInclusion({ ...claim, proof: spoilt }), false);
      const other = (index + 1) % size;
      if (other !== index) {
        assert.equal(verifyInclusion({ ...claim, index: other }), false);
        assert.equal(verifyInclusion({ ...claim, leafHash: leafHash(entries[other]!) }), false);
      }
      assert.equal(verifyInclusion({ ...claim, root: leafHash(Buffer.from('other')) }), false);
      assert.equal(verifyInclusion({ ...claim, size: index }), false);
    }),
  );
});

test('a spoilt consistency proof, or a root of another tree, does not verify', async () => {
  await fc.assert(
    fc.asyncProperty(pairs, fc.nat(), async ({ oldSize, newSize }, at) => {
      const proof = await consistencyProof(oldSize, newSize, read);
      const claim = { oldSize, oldRoot: reference.root(oldSize), newSize, newRoot: reference.root(newSize), proof };
      for (const spoilt of spoil(proof, at)) assert.equal(verifyConsistency({ ...claim, proof: spoilt }), false);
      const other = leafHash(Buffer.from('other'));
      assert.equal(verifyConsistency({ ...claim, oldRoot: other }), false);
      assert.equal(verifyConsistency({ ...claim, newRoot: other }), false);
    }),
  );
});

test('an inner node does not pass for a leaf, nor a proof for a tree of another size', () => {
  const [a, b, c, d] = entries.slice(0, 4).map((entry) => leafHash(entry)) as [Buffer, Buffer, Buffer, Buffer];
  const [left, right, root] = [nodeHash(a, b), nodeHash(c, d), reference.root(4)];
  assert.equal(verifyInclusion({ index: 0, size: 4, leafHash: left, proof: [right], root }), false);
  assert.equal(verifyInclusion({ index: 1, size: 2, leafHash: d, proof: [c, left], root }), false);
  assert.ok(verifyInclusion({ index: 3, size: 4, leafHash: d, proof: [c, left], root }));

  const claim = { oldSize: 2, oldRoot: reference.root(2), newRoot: reference.root(3), proof: [c] };
  assert.ok(verifyConsistency({ ...claim, newSize: 3 }));
  for (const newSize of [5, 6, 8]) assert.equal(verifyConsistency({ ...claim, newSize }), false);
});

test('a history rewritten in one entry has no consistency proof', async () => {
  const forged = entries.with(17, Buffer.from('never happened'));
  const forgedTree = new ReferenceTree(forged);
  for (const oldSize of [18, 256, 300, 599]) {
    const claim = { oldSize, oldRoot: reference.root(oldSize), newSize: MOST, newRoot: forgedTree.root(MOST) };
    assert.equal(verifyConsistency({ ...claim, proof: forgedTree.proof(oldSize, MOST) }), false);
    assert.equal(verifyConsistency({ ...claim, proof: reference.proof(oldSize, MOST) }), false);
  }
});

test('the empty tree is continued by every tree, with an empty proof alone', async () => {
  const claim = { oldSize: 0, oldRoot: reference.root(0), newSize: 5, newRoot: reference.root(5) };
  assert.deepEqual(await consistencyProof(0, 5, read), []);
  assert.ok(verifyConsistency({ ...claim, proof: [] }));
  assert.equal(verifyConsistency({ ...claim, proof: [reference.root(5)] }), false);
  assert.equal(verifyConsistency({ ...claim, oldRoot: reference.root(1), proof: [] }), false);
});

test('sizes and hashes that cannot be are false in a claim and refused in a request', async () => {
  const root = reference.root(2);
  const hash = leafHash(entries[0]!);
  for (const index of [-1, 0.5, 2, Number.NaN]) {
    assert.equal(verifyInclusion({ index, size: 2, leafHash: hash, proof: [hash], root }), false);
    await assert.rejects(inclusionProof(index, 2, read), refuses('out_of_range'));
  }
  assert.equal(verifyInclusion({ index: 0, size: 2, leafHash: hash, proof: [Buffer.alloc(31)], root }), false);
  assert.equal(verifyConsistency({ oldSize: 3, oldRoot: root, newSize: 2, newRoot: root, proof: [] }), false);
  assert.equal(
    verifyConsistency({ oldSize: 1, oldRoot: root, newSize: 2, newRoot: root, proof: [Buffer.alloc(3)] }),
    false,
  );
  await assert.rejects(consistencyProof(3, 2, read), refuses('out_of_range'));
  await assert.rejects(
    inclusionProof(0, 2, () => undefined),
    refuses('tile_missing'),
  );
});
