import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodeEntryBundle, encodeEntryBundle, parseTilePath, type TileName, tilePath, tileWidth } from './index.ts';

const refuses = (code: string) => ({ name: 'TranslogError', code });
const index = fc.oneof(fc.nat(2000), fc.maxSafeNat());
const width = fc.integer({ min: 1, max: 256 });
const tileName: fc.Arbitrary<TileName> = fc.oneof(
  fc.record({ kind: fc.constant('hashes' as const), level: fc.nat(63), index, width }, { noNullPrototype: true }),
  fc.record({ kind: fc.constant('entries' as const), index, width }, { noNullPrototype: true }),
);

test('the paths of the specification name the tiles they should', () => {
  assert.equal(tilePath({ kind: 'hashes', level: 0, index: 1234067, width: 256 }), 'tile/0/x001/x234/067');
  assert.equal(tilePath({ kind: 'hashes', level: 63, index: 0, width: 1 }), 'tile/63/000.p/1');
  assert.equal(tilePath({ kind: 'entries', index: 1000, width: 255 }), 'tile/entries/x001/000.p/255');
  assert.deepEqual(parseTilePath('tile/entries/999'), { kind: 'entries', index: 999, width: 256 });
});

test('every tile has one path, and that path names it', () => {
  fc.assert(fc.property(tileName, (name) => assert.deepEqual(parseTilePath(tilePath(name)), name)));
});

test('a path that is accepted is the canonical one', () => {
  const part = fc.constantFrom(
    'tile',
    '/',
    '0',
    '00',
    '1',
    '000',
    '067',
    'x',
    'x001',
    'x000',
    'entries',
    '.p',
    '255',
    '256',
    '..',
    '%2e',
  );
  const mutated = fc.tuple(tileName, fc.nat(), part).map(([name, at, piece]) => {
    const path = tilePath(name);
    const cut = at % (path.length + 1);
    return path.slice(0, cut) + piece + path.slice(cut);
  });
  const soup = fc.array(part, { maxLength: 8 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.oneof(mutated, soup, fc.string()), (path) => {
      let name: TileName;
      try {
        name = parseTilePath(path);
      } catch (error) {
        assert.equal((error as { code?: string }).code, 'tile_path');
        return;
      }
      assert.equal(tilePath(name), path);
    }),
    { numRuns: 2000 },
  );
});

for (const path of [
  '',
  '/tile/0/000',
  'tile/0/000/',
  'tile/00/000',
  'tile/01/000',
  'tile/64/000',
  'tile/-1/000',
  'tile/0/0',
  'tile/0/0000',
  'tile/0/x000/001',
  'tile/0/x001/x002',
  'tile/0/001/002',
  'tile/0/X001/002',
  'tile/0/x009/x007/x199/x254/x740/992', // 2^53
  'tile/0/x001/x000/x000/x000/x000/x000/000',
  'tile/0/000.p/0',
  'tile/0/000.p/01',
  'tile/0/000.p/256',
  'tile/0/000.p/1000',
  'tile/0/000.p/',
  'tile/0/000.p',
  'tile/0/000.p/1/',
  'tile/entries/../0/000',
  'tile/entries/000\n',
  'tile/data/000',
  'tile/0/٠٠٠',
]) {
  test(`the path ${JSON.stringify(path)} is refused`, () => {
    assert.throws(() => parseTilePath(path), refuses('tile_path'));
  });
}

test('a tile that cannot be has no path', () => {
  for (const name of [
    { kind: 'hashes', level: 64, index: 0, width: 1 },
    { kind: 'hashes', level: 0, index: -1, width: 1 },
    { kind: 'hashes', level: 0, index: 0, width: 0 },
    { kind: 'entries', index: 0.5, width: 1 },
    { kind: 'entries', index: 0, width: 257 },
  ] as const) {
    assert.throws(() => tilePath(name), refuses('out_of_range'));
  }
});

test('a tree of 70,000 entries has the tile widths of the specification example', () => {
  assert.equal(tileWidth(70_000, 0, 272), 256);
  assert.equal(tileWidth(70_000, 0, 273), 112);
  assert.equal(tileWidth(70_000, 0, 274), 0);
  assert.equal(tileWidth(70_000, 1, 1), 17);
  assert.equal(tileWidth(70_000, 2, 0), 1);
  assert.equal(tileWidth(70_000, 3, 0), 0);
});

test('a bundle gives back its entries', () => {
  const entries = fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 256 });
  fc.assert(
    fc.property(entries, (list) => {
      const decoded = decodeEntryBundle(encodeEntryBundle(list), list.length);
      assert.deepEqual(
        decoded.map((entry) => Uint8Array.from(entry)),
        list,
      );
    }),
  );
  assert.deepEqual(encodeEntryBundle([Buffer.from('ab'), Buffer.alloc(0)]), Buffer.from('000261620000', 'hex'));
});

test('a bundle cut short, with more behind, or with lengths that lie is refused', () => {
  const bundle = encodeEntryBundle([Buffer.from('one'), Buffer.from('two')]);
  for (let end = 0; end < bundle.length; end++) {
    assert.throws(() => decodeEntryBundle(bundle.subarray(0, end), 2), refuses('bundle_malformed'));
  }
  assert.throws(() => decodeEntryBundle(bundle, 1), refuses('bundle_malformed'));
  assert.throws(() => decodeEntryBundle(bundle, 3), refuses('bundle_malformed'));
  assert.throws(() => decodeEntryBundle(Buffer.from('ffff00', 'hex'), 1), refuses('bundle_malformed'));
  assert.throws(() => encodeEntryBundle([]), refuses('bundle_malformed'));
  assert.throws(() => encodeEntryBundle([Buffer.alloc(65_536)]), refuses('bundle_malformed'));
  assert.throws(() => encodeEntryBundle(Array(257).fill(Buffer.alloc(1))), refuses('bundle_malformed'));
});
