import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { afterEach, describe, test } from 'node:test';
import fc from 'fast-check';
import { startThread } from '../../bench/galleryThread.ts';
import { createScan, Gallery, GalleryError, type ShardStart } from './index.ts';

const opened: Gallery[] = [];
afterEach(async () => {
  for (const gallery of opened.splice(0)) await gallery.close();
});

function open(dimension: number, shards = 2): Gallery {
  const gallery = new Gallery({ dimension, shards, startScanner: startThread });
  opened.push(gallery);
  return gallery;
}

/** Numbers that are the same in each run. */
function draw(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  };
}
const vector = (dimension: number, next: () => number) => Float32Array.from({ length: dimension }, next);

/** Cosine of what a row and a query keep of two embeddings. */
function compare(row: ArrayLike<number>, query: ArrayLike<number>): number {
  const whole = (of: ArrayLike<number>, most: number) => {
    const largest = Math.max(...Array.from(of, Math.abs));
    return Array.from(of, (part) => Math.round(part * (most / largest)));
  };
  const [a, b] = [whole(row, 127), whole(query, 4095)];
  const sum = (parts: number[]) => parts.reduce((all, one) => all + one, 0);
  const length = (of: number[]) => Math.sqrt(sum(of.map((part) => part * part)));
  return sum(a.map((part, at) => part * b[at]!)) / (length(a) * length(b));
}

const failsWith = (code: string) => (error: unknown) => error instanceof GalleryError && error.code === code;

test('the best are those that a plain comparison of everything finds, whatever the sizes', async () => {
  const sizes = fc.record({
    dimension: fc.constantFrom(16, 48, 512),
    rows: fc.integer({ min: 1, max: 120 }),
    queries: fc.integer({ min: 1, max: 20 }),
    best: fc.integer({ min: 1, max: 12 }),
    shards: fc.integer({ min: 1, max: 3 }),
    seed: fc.nat(),
  });
  await fc.assert(
    fc.asyncProperty(sizes, async ({ dimension, rows, queries, best, shards, seed }) => {
      const next = draw(seed);
      const gallery = new Gallery({ dimension, shards });
      const held = Array.from({ length: rows }, () => ({ id: randomUUID(), parts: vector(dimension, next) }));
      for (const { id, parts } of held) gallery.add(id, parts);
      const asked = Array.from({ length: queries }, () => vector(dimension, next));
      const found = await Promise.all(asked.map((query) => gallery.search(query, { best })));
      await gallery.close();
      for (const [at, query] of asked.entries()) {
        const all = held.map(({ parts }) => compare(parts, query)).sort((a, b) => b - a);
        assert.equal(found[at]!.length, Math.min(best, rows));
        for (const [place, { id, score }] of found[at]!.entries()) {
          assert.ok(Math.abs(score - all[place]!) < 1e-5, `${score} at ${place}, not ${all[place]}`);
          assert.ok(Math.abs(score - compare(held.find((one) => one.id === id)!.parts, query)) < 1e-5);
        }
      }
    }),
    { numRuns: 12 },
  );
});

test('a mate is found among strangers, each time', async () => {
  const next = draw(7);
  const gallery = open(128);
  for (let at = 0; at < 5000; at++) gallery.add(randomUUID(), vector(128, next));
  const mates = Array.from({ length: 40 }, () => ({ id: randomUUID(), parts: vector(128, next) }));
  for (const { id, parts } of mates) gallery.add(id, parts);
  const found = await Promise.all(
    mates.map(({ parts }) =>
      gallery.search(
        parts.map((part) => part + next() * 0.8),
        { best: 1 },
      ),
    ),
  );
  assert.deepEqual(
    found.map(([hit]) => hit?.id),
    mates.map(({ id }) => id),
  );
});

test('rounding moves a cosine of spread-out embeddings by less than 0.005', async () => {
  const next = draw(11);
  const gallery = open(512);
  const bell = () => Float32Array.from({ length: 512 }, () => next() + next() + next() + next());
  const held = new Map<string, Float32Array>(Array.from({ length: 300 }, () => [randomUUID(), bell()]));
  for (const [id, parts] of held) gallery.add(id, parts);
  const query = bell();
  const exact = (row: Float32Array) =>
    row.reduce((sum, part, at) => sum + part * query[at]!, 0) / Math.hypot(...row) / Math.hypot(...query);
  const hits = await gallery.search(query, { best: 300 });
  assert.equal(hits.length, 300);
  for (const { id, score } of hits) assert.ok(Math.abs(score - exact(held.get(id)!)) < 0.005);
});

test('of two that score the same the lower id comes first, and only as many as were asked for', async () => {
  const gallery = open(16, 3);
  const ids = Array.from({ length: 9 }, () => randomUUID()).sort();
  for (const id of [...ids].reverse()) gallery.add(id, new Float32Array(16).fill(0.5));
  const hits = await gallery.search(new Float32Array(16).fill(2), { best: 9 });
  assert.deepEqual(
    hits.map(({ id }) => id),
    ids,
  );
  assert.ok(hits.every(({ score }) => Math.abs(score - 1) < 1e-6));
});

test('what scores no more than the floor is no hit', async () => {
  const gallery = open(16);
  const east = Float32Array.from({ length: 16 }, (_, at) => (at === 0 ? 1 : 0));
  const west = east.map((part) => -part);
  gallery.add(randomUUID(), east);
  gallery.add(randomUUID(), west);
  assert.equal((await gallery.search(east, { best: 5, floor: 0 })).length, 1);
  assert.equal((await gallery.search(east, { best: 5 })).length, 2);
  assert.equal((await gallery.search(east, { best: 5, floor: 1 })).length, 0);
});

test('what was removed is found no more, and may come again', async () => {
  const gallery = open(16);
  const [id, parts] = [randomUUID(), vector(16, draw(1))];
  gallery.add(id, parts);
  const search = gallery.search(parts, { best: 1 });
  assert.equal(gallery.remove(id), true);
  assert.equal(gallery.remove(id), false);
  assert.deepEqual(await search, []);
  gallery.add(id, parts);
  assert.equal((await gallery.search(parts, { best: 1 }))[0]?.id, id);
  assert.equal(gallery.size, 1);
});

test('a scanner that ends fails its searches and takes nothing along: the next one finds', async () => {
  let started = 0;
  const startScanner = (start: ShardStart) => {
    const scan = createScan(start);
    const fails = started++ === 0;
    return {
      scan: async (pass: Parameters<typeof scan>[0]) =>
        fails ? Promise.reject(new Error('out of memory')) : scan(pass),
      stop: async () => {},
    };
  };
  const gallery = new Gallery({ dimension: 16, startScanner });
  const [id, parts] = [randomUUID(), vector(16, draw(2))];
  gallery.add(id, parts);
  await assert.rejects(gallery.search(parts, { best: 1 }), failsWith('scan-failed'));
  assert.equal((await gallery.search(parts, { best: 1 }))[0]?.id, id);
});

test('an empty gallery has no hits', async () => {
  assert.deepEqual(await open(512).search(vector(512, draw(1)), { best: 10 }), []);
});

describe('compaction', () => {
  test('frees the rows of the dead while embeddings come, go and are searched, and loses none', async () => {
    const next = draw(3);
    const gallery = open(64);
    const held = new Map<string, Float32Array>();
    const put = () => {
      const [id, parts] = [randomUUID(), vector(64, next)];
      gallery.add(id, parts);
      held.set(id, parts);
    };
    const drop = () => {
      const [id] = held.keys();
      gallery.remove(id!);
      held.delete(id!);
    };
    for (let at = 0; at < 12_000; at++) put();
    for (let at = 0; at < 6000; at++) drop();
    const before = gallery.bytes;
    let over = false;
    const compacting = gallery.compact().then(() => {
      over = true;
    });
    while (!over) {
      put();
      drop();
      const [id, parts] = [...held].at(-1)!;
      assert.equal((await gallery.search(parts, { best: 1 }))[0]?.id, id);
    }
    await compacting;
    assert.ok(gallery.bytes < before * 0.7, `${gallery.bytes} of ${before}`);
    assert.equal(gallery.size, held.size);
    const found = await Promise.all([...held].slice(0, 200).map(([, parts]) => gallery.search(parts, { best: 1 })));
    assert.deepEqual(
      found.map(([hit]) => hit?.id),
      [...held.keys()].slice(0, 200),
    );
    // A second one knows of what died meanwhile.
    await gallery.compact();
    assert.equal(gallery.dead, 0);
  });
});

describe('rows', () => {
  test('that were read are the same gallery when they are loaded', async () => {
    const next = draw(5);
    const [one, other] = [open(32), open(32, 3)];
    const ids = Array.from({ length: 50 }, () => randomUUID());
    for (const id of ids) one.add(id, vector(32, next));
    other.load(Buffer.concat(ids.map((id) => one.readRow(id)!)));
    const query = vector(32, next);
    assert.deepEqual(await other.search(query, { best: 50 }), await one.search(query, { best: 50 }));
  });

  test('with a changed byte, cut off or twice are refused', async () => {
    const gallery = open(32);
    const id = randomUUID();
    gallery.add(id, vector(32, draw(9)));
    const row = gallery.readRow(id)!;
    assert.throws(() => open(32).load(row.subarray(1)), failsWith('rows-wrong'));
    assert.throws(() => gallery.load(row), failsWith('id-known'));
    const changed = fc.tuple(fc.integer({ min: 0, max: 35 }), fc.integer({ min: 1, max: 255 }));
    fc.assert(
      fc.property(changed, ([at, by]) => {
        const wrong = Uint8Array.from(row);
        wrong[at]! ^= by;
        // A part may turn into its negative, which leaves the length as it was.
        if (Math.abs(new Int8Array(wrong.buffer)[at]!) === Math.abs(new Int8Array(row.buffer)[at]!)) return;
        assert.throws(() => new Gallery({ dimension: 32, shards: 1 }).load(wrong), failsWith('rows-wrong'));
      }),
    );
  });
});

describe('refused is', () => {
  test('an embedding of another length, of zeros, or with what is no number', async () => {
    const gallery = open(16);
    for (const wrong of [new Float32Array(15).fill(1), new Float32Array(16), new Float32Array(16).fill(Number.NaN)]) {
      assert.throws(() => gallery.add(randomUUID(), wrong), failsWith('embedding-wrong'));
      await assert.rejects(gallery.search(wrong, { best: 1 }), failsWith('embedding-wrong'));
    }
    assert.equal(gallery.size, 0);
  });

  test('an id that is known or no UUID, and a dimension that the scan cannot take', () => {
    const gallery = open(16);
    const id = randomUUID();
    gallery.add(id, new Float32Array(16).fill(1));
    assert.throws(() => gallery.add(id, new Float32Array(16).fill(1)), failsWith('id-known'));
    for (const wrong of ['', 'x', id.toUpperCase().replace(/^./, 'A'), `${id} `])
      assert.throws(() => gallery.add(wrong, new Float32Array(16).fill(1)), failsWith('id-wrong'), wrong);
    for (const dimension of [0, 15, 24, 4112, 1.5, Number.NaN])
      assert.throws(() => new Gallery({ dimension }), failsWith('dimension-wrong'));
  });

  test('whatever is asked after the end', async () => {
    const gallery = open(16);
    gallery.add(randomUUID(), new Float32Array(16).fill(1));
    await gallery.close();
    await assert.rejects(gallery.search(new Float32Array(16).fill(1), { best: 1 }), failsWith('closed'));
  });
});
