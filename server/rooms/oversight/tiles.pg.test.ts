import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { decodeEntryBundle, type ReadTile, tilePath, tileWidth, verifyCheckpoint, verifyLog } from '#libs/translog';
import { openTestHouse, type TestHouse } from '#test';

let house: TestHouse;
let size: number;
before(async () => {
  house = await openTestHouse();
  await house.kernel.database.transact(async (transaction) => {
    for (let index = 0; index < 300; index++)
      transaction.append({
        kind: 'note',
        room: 'test',
        type: 'line',
        subjects: [],
        actor: 'Nguyễn Thị Hòa',
        data: { index },
        actedAt: '',
        receivedAt: '',
      });
  });
  size = await house.kernel.sealing.now();
  // Nothing else may be written from now on: the tests name tiles of this size.
  assert.ok(size > 256 && size < 512);
});
after(() => house.close());

const get = (path: string) => house.app.inject({ url: `/log/${path}` });

test('an outsider verifies the whole log over HTTP, with the published key and without signing in', async () => {
  const checkpoint = (await get('checkpoint')).body;
  const keys = (await get('keys')).body.trim().split('\n');
  const { checkpoint: head } = verifyCheckpoint(checkpoint, { keys, origin: 'dancu.vn/journal' });
  const readTile: ReadTile = async (level, index, width) =>
    (await get(tilePath({ kind: 'hashes', level, index, width }))).rawPayload;
  async function* entries() {
    for (let index = 0; tileWidth(head.size, 0, index) > 0; index++) {
      const width = tileWidth(head.size, 0, index);
      yield* decodeEntryBundle((await get(tilePath({ kind: 'entries', index, width }))).rawPayload, width);
    }
  }
  const verdict = await verifyLog({ checkpoint, keys, entries: entries(), readTile });
  assert.ok(verdict.ok);
  const state = (await house.app.inject({ url: '/api/log/state' })).json();
  assert.deepEqual(
    [state.size, state.root, state.verifierKey, state.origin],
    [head.size, Buffer.from(head.root).toString('hex'), keys[0], 'dancu.vn/journal'],
  );
});

for (const [path, bytes] of [
  ['tile/0/000', 8192],
  ['tile/0/000.p/5', 160],
  ['tile/0/001.p/20', 640],
  ['tile/1/000.p/1', 32],
  ['tile/entries/000', 256 * 34],
  ['tile/entries/001.p/7', 7 * 34],
] as const) {
  test(`${path} is served, and may be kept for ever`, async () => {
    const answer = await get(path);
    assert.equal(answer.statusCode, 200);
    assert.equal(answer.rawPayload.length, bytes);
    assert.equal(answer.headers['content-type'], 'application/octet-stream');
    assert.equal(answer.headers['cache-control'], 'public, max-age=31536000, immutable');
  });
}

for (const path of [
  'tile/0/001',
  'tile/0/001.p/255',
  'tile/0/002.p/1',
  'tile/1/000',
  'tile/2/000.p/1',
  'tile/0/000.p/0',
  'tile/0/000.p/256',
  'tile/0/0',
  'tile/0/x000/000',
  'tile/00/000',
  'tile/64/000',
  'tile/entries/002',
  'tile/0/',
  'tile/',
  'tile/0/000.p/-1',
  'tile/0/999',
  "tile/0/'",
  'tile/0/x999/x999/x999/x999/x999/x999/x999/999',
]) {
  test(`${path} is none: 404, and not to be kept`, async () => {
    const answer = await get(path);
    assert.equal(answer.statusCode, 404, answer.body);
    assert.match(String(answer.headers['content-type']), /^application\/problem\+json/);
    assert.equal(answer.headers['cache-control'], 'no-store');
  });
}

test('the checkpoint is not to be kept', async () => {
  assert.equal((await get('checkpoint')).headers['cache-control'], 'no-store');
});

test('nothing that is public says what a line says', async () => {
  const all = await Promise.all(
    ['checkpoint', 'keys', 'tile/0/000', 'tile/entries/000', 'tile/entries/001.p/7'].map(get),
  );
  for (const one of all) assert.ok(!one.rawPayload.includes('Hòa'));
});
