import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  appendLeaves,
  commitLine,
  createVerifierKey,
  emptyTree,
  formatVerifierKey,
  hashLeaves,
  type LogVerdict,
  signCheckpoint,
  verifyLog,
} from './index.ts';
import { sampleSigner, TileStore } from './samples.ts';

const signer = sampleSigner('log.example/journal');
const key = formatVerifierKey(createVerifierKey(signer.name, 'ed25519', signer.publicKey));
const commitment = (i: number) => commitLine(Buffer.alloc(16, i), Buffer.from(`line ${i}`));

async function sealLog(size: number) {
  const entries = Array.from({ length: size }, (_, i) => commitment(i));
  const { tiles, root } = appendLeaves(emptyTree(), hashLeaves(entries));
  const store = new TileStore();
  store.save(tiles);
  const checkpoint = await signCheckpoint({ origin: signer.name, size, root }, [signer]);
  return { entries, store, checkpoint };
}

const flip = (bytes: Buffer, at: number): Buffer =>
  Buffer.from(bytes.map((byte, i) => (i === at ? byte ^ 0x01 : byte)));
const told = (verdict: LogVerdict) => (verdict.ok ? ['ok'] : [verdict.code, verdict.index]);

const SIZE = 600;
const sealed = await sealLog(SIZE);
const { checkpoint } = sealed;
const verify = async (entries: Iterable<Uint8Array>, store?: TileStore) =>
  told(await verifyLog({ checkpoint, keys: [key], entries, ...(store && { readTile: store.read }) }));

function spoilTile(path: string, at: number): TileStore {
  const store = new TileStore();
  for (const [name, bytes] of sealed.store.files) store.files.set(name, bytes);
  const tile = store.files.get(path);
  assert.ok(tile, path);
  store.files.set(path, flip(tile, at));
  return store;
}

test('an untouched log of any size verifies, with and without its tiles', async () => {
  for (const size of [0, 1, 255, 256, 257, 512, SIZE]) {
    const log = await sealLog(size);
    const claim = { checkpoint: log.checkpoint, keys: [key], entries: log.entries };
    const verdict = await verifyLog({ ...claim, readTile: log.store.read });
    assert.ok(verdict.ok && verdict.checkpoint.size === size && verdict.signatures.length === 1);
    assert.equal((await verifyLog(claim)).ok, true);
  }
});

test('entries may arrive as a stream', async () => {
  async function* stream() {
    for (const entry of sealed.entries) yield entry;
  }
  const verdict = await verifyLog({ checkpoint, keys: [key], entries: stream(), readTile: sealed.store.read });
  assert.equal(verdict.ok, true);
});

test('one changed byte in an entry names that entry', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(SIZE - 1), fc.nat(31), async (index, at) => {
      const entries = sealed.entries.with(index, flip(sealed.entries[index]!, at));
      assert.deepEqual(await verify(entries, sealed.store), ['entry_differs', index]);
      assert.deepEqual(await verify(entries), ['root_differs', null]);
    }),
    { numRuns: 40 },
  );
});

test('of several changed entries the first is named', async () => {
  const entries = [599, 300, 256].reduce((list, at) => list.with(at, commitment(at + 1)), sealed.entries);
  assert.deepEqual(await verify(entries, sealed.store), ['entry_differs', 256]);
});

test('an entry taken out, put in or moved is named where the order breaks', async () => {
  const { entries, store } = sealed;
  for (const at of [0, 255, 256, 511, 598]) {
    assert.deepEqual(await verify(entries.toSpliced(at, 1), store), ['entry_differs', at]);
    assert.deepEqual(await verify(entries.toSpliced(at, 0, commitment(9999)), store), ['entry_differs', at]);
    const swapped = entries.with(at, entries[at + 1]!).with(at + 1, entries[at]!);
    assert.deepEqual(await verify(swapped, store), ['entry_differs', at]);
  }
});

test('entries that end early or go on past the checkpoint are named by the first missing or unsigned one', async () => {
  const { entries, store } = sealed;
  for (const kept of [0, 1, 256, 300, 512, 599]) {
    assert.deepEqual(await verify(entries.slice(0, kept), store), ['entry_missing', kept]);
    assert.deepEqual(await verify(entries.slice(0, kept)), ['entry_missing', null]);
  }
  for (const more of [1, 300]) {
    const longer = [...entries, ...Array.from({ length: more }, (_, i) => commitment(SIZE + i))];
    assert.deepEqual(await verify(longer, store), ['entry_unsigned', SIZE]);
    assert.deepEqual(await verify(longer), ['entry_unsigned', SIZE]);
    assert.deepEqual(await verify(longer.with(7, commitment(8)), store), ['entry_differs', 7]);
    assert.deepEqual(await verify(longer.with(7, commitment(8))), ['root_differs', null]);
  }
});

test('one changed byte in a stored tile is told apart from a changed entry', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(SIZE - 1), fc.nat(31), async (index, at) => {
      const tile = Math.floor(index / 256);
      const path = `tile/0/00${tile}${tile === 2 ? '.p/88' : ''}`;
      assert.deepEqual(await verify(sealed.entries, spoilTile(path, (index % 256) * 32 + at)), ['tile_differs', index]);
    }),
    { numRuns: 40 },
  );
  assert.deepEqual(await verify(sealed.entries, spoilTile('tile/1/000.p/2', 40)), ['tile_differs', 256]);
});

test('an entry and its tile changed together are betrayed by the level above', async () => {
  const entries = sealed.entries.with(300, commitment(0));
  const forged = new TileStore();
  forged.save(appendLeaves(emptyTree(), hashLeaves(entries)).tiles);
  forged.files.set('tile/1/000.p/2', sealed.store.files.get('tile/1/000.p/2')!);
  assert.deepEqual(await verify(entries, forged), ['entry_differs', 256]);
});

test('a whole store forged with its entries is betrayed by the signed root', async () => {
  const entries = sealed.entries.with(300, commitment(0));
  const forged = new TileStore();
  forged.save(appendLeaves(emptyTree(), hashLeaves(entries)).tiles);
  assert.deepEqual(await verify(entries, forged), ['root_differs', null]);
});

test('a tile that is missing or of a wrong length is reported with its first entry', async () => {
  const store = spoilTile('tile/0/001', 0);
  store.files.set('tile/0/001', Buffer.alloc(31));
  assert.deepEqual(await verify(sealed.entries, store), ['tile_malformed', 256]);
  store.files.delete('tile/0/001');
  assert.deepEqual(await verify(sealed.entries, store), ['tile_missing', 256]);
  assert.deepEqual(await verify(sealed.entries.with(255, commitment(0)), store), ['entry_differs', 255]);
});

test('at 65,536 entries and beyond the faulty entry is still the one named', async () => {
  const log = await sealLog(66_000);
  const claim = { checkpoint: log.checkpoint, keys: [key], readTile: log.store.read };
  assert.equal((await verifyLog({ ...claim, entries: log.entries })).ok, true);
  for (const index of [0, 65_535, 65_536, 65_999]) {
    const entries = log.entries.with(index, flip(log.entries[index]!, 31));
    assert.deepEqual(told(await verifyLog({ ...claim, entries })), ['entry_differs', index]);
  }
});

test('a checkpoint that cannot be trusted is a verdict with its code, before any entry is read', async () => {
  const stranger = sampleSigner(signer.name);
  const trusted = formatVerifierKey(createVerifierKey(stranger.name, 'ed25519', stranger.publicKey));
  const unread: Iterable<Uint8Array> = {
    [Symbol.iterator]: () => assert.fail('entries were read'),
  };
  const check = async (text: string, keys: string[]) =>
    told(await verifyLog({ checkpoint: text, keys, entries: unread }));
  assert.deepEqual(await check(checkpoint, [trusted]), ['signature_missing', null]);
  assert.deepEqual(await check('nonsense', [key]), ['note_malformed', null]);
  assert.deepEqual(await check(checkpoint.replace('\n600\n', '\n601\n'), [key]), ['signature_invalid', null]);
  assert.deepEqual(await check(checkpoint, ['nonsense']), ['verifier_key', null]);
});

test('a failure to read is not a verdict on the log', async () => {
  const readTile = () => {
    throw new Error('disk');
  };
  await assert.rejects(verifyLog({ checkpoint, keys: [key], entries: sealed.entries, readTile }), /disk/);
});
