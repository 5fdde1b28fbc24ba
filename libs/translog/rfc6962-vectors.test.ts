import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  appendLeaves,
  consistencyProof,
  emptyRoot,
  emptyTree,
  hashLeaves,
  inclusionProof,
  leafHash,
  nodeHash,
  verifyConsistency,
  verifyInclusion,
} from './index.ts';
import { TileStore } from './samples.ts';

// The eight leaves of the reference tests of Certificate Transparency, with the roots of every size.
const LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const INCLUSION = [
  {
    index: 0,
    size: 8,
    proof: [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  },
  {
    index: 5,
    size: 8,
    proof: [
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  },
  { index: 2, size: 3, proof: ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'] },
];
const CONSISTENCY = [
  { oldSize: 1, newSize: 1, proof: [] },
  {
    oldSize: 1,
    newSize: 8,
    proof: [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  },
  {
    oldSize: 6,
    newSize: 8,
    proof: [
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  },
  {
    oldSize: 2,
    newSize: 5,
    proof: [
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ],
  },
];

const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex');
const hexes = (hashes: readonly Buffer[]): string[] => hashes.map((hash) => hash.toString('hex'));
const leaves = LEAVES.map(bytes);

function store(size: number): TileStore {
  const tiles = new TileStore();
  tiles.save(appendLeaves(emptyTree(), hashLeaves(leaves.slice(0, size))).tiles);
  return tiles;
}

test('leaf, node and empty hashes are those of RFC 6962', () => {
  assert.equal(emptyRoot().toString('hex'), ROOTS[0]);
  assert.equal(leafHash(Buffer.alloc(0)).toString('hex'), ROOTS[1]);
  assert.equal(
    leafHash(Buffer.from('L123456')).toString('hex'),
    '395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56',
  );
  assert.equal(nodeHash(leafHash(leaves[0]!), leafHash(leaves[1]!)).toString('hex'), ROOTS[2]);
});

test('a 32-byte entry hashes as any other entry does', () => {
  const entry = Buffer.alloc(32, 7);
  leafHash(Buffer.alloc(32, 9));
  const { root } = appendLeaves(emptyTree(), [leafHash(entry)]);
  assert.equal(root.toString('hex'), leafHash(Uint8Array.from(entry)).toString('hex'));
  assert.equal(root.toString('hex'), '0a958d726efea0a71eb66b07c78738717b22d1fbd44756e82803a5ed461e13f9');
});

for (const [size, root] of ROOTS.entries()) {
  test(`the root of the first ${size} reference leaves is the published one`, () => {
    assert.equal(appendLeaves(emptyTree(), hashLeaves(leaves.slice(0, size))).root.toString('hex'), root);
  });
}

for (const { index, size, proof } of INCLUSION) {
  test(`the inclusion proof of leaf ${index} in ${size} is the published one`, async () => {
    assert.deepEqual(hexes(await inclusionProof(index, size, store(size).read)), proof);
    const claim = {
      index,
      size,
      leafHash: leafHash(leaves[index]!),
      proof: proof.map(bytes),
      root: bytes(ROOTS[size]!),
    };
    assert.ok(verifyInclusion(claim));
  });
}

for (const { oldSize, newSize, proof } of CONSISTENCY) {
  test(`the consistency proof from ${oldSize} to ${newSize} is the published one`, async () => {
    assert.deepEqual(hexes(await consistencyProof(oldSize, newSize, store(newSize).read)), proof);
    const [oldRoot, newRoot] = [bytes(ROOTS[oldSize]!), bytes(ROOTS[newSize]!)];
    assert.ok(verifyConsistency({ oldSize, oldRoot, newSize, newRoot, proof: proof.map(bytes) }));
  });
}
