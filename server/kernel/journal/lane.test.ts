import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type BlockInsert, blockHash, createLane, fillBlock, lineReference, STREAM_LIFE_MS } from './lane.ts';

const previousOf = (block: BlockInsert) => block.values[5] as Buffer;
const lines = ['{"a":1}', '{"b":2}'];

test('each block carries the hash of the one before, from nothing on', () => {
  const lane = createLane();
  const first = fillBlock(lane.place(0), lines);
  lane.committed(first);
  const second = fillBlock(lane.place(1), lines);
  assert.deepEqual([first.seq, first.opensStream, second.seq, second.opensStream], [0, true, 1, false]);
  assert.equal(second.stream, first.stream);
  assert.deepEqual(previousOf(first), Buffer.alloc(32));
  assert.deepEqual(previousOf(second), first.hash);
  const [stream, seq, text, count, salts, previous, hash] = second.values as [
    string,
    number,
    string,
    number,
    Buffer,
    Buffer,
    Buffer,
  ];
  assert.deepEqual([text, count, salts.length], [lines.join('\n'), 2, 32]);
  assert.deepEqual(hash, blockHash(stream, seq, previous, salts, text));
  assert.equal(lineReference(second, 1), `${stream}:1:1`);
});

test('a block that was not committed leaves no trace in the chain', () => {
  const lane = createLane();
  const first = fillBlock(lane.place(0), lines);
  lane.committed(first);
  fillBlock(lane.place(1), ['never']);
  const second = fillBlock(lane.place(2), lines);
  assert.equal(second.seq, 1);
  assert.deepEqual(previousOf(second), first.hash);
});

test('a first block that was not committed opens another stream the next time', () => {
  const lane = createLane();
  const lost = fillBlock(lane.place(0), lines);
  const first = fillBlock(lane.place(1), lines);
  assert.ok(first.opensStream);
  assert.notEqual(first.stream, lost.stream);
});

test('a stream ends with its life, and when the clock is set back', () => {
  for (const [later, opens] of [
    [STREAM_LIFE_MS, false],
    [STREAM_LIFE_MS + 10, true],
    [-10, true],
  ] as const) {
    const lane = createLane();
    const now = Date.now();
    const first = fillBlock(lane.place(now), lines);
    lane.committed(first);
    const next = fillBlock(lane.place(now + later), lines);
    assert.equal(next.opensStream, opens, String(later));
    if (opens) assert.deepEqual([next.seq, previousOf(next)], [0, Buffer.alloc(32)]);
  }
});

test('the hash is over everything that a block holds', () => {
  const hash = (stream: string, seq: number, previous: number, salt: number, text: string) =>
    blockHash(stream, seq, Buffer.alloc(32, previous), Buffer.alloc(16, salt), text).toString('hex');
  const all = [
    hash('s', 0, 0, 0, 't'),
    hash('r', 0, 0, 0, 't'),
    hash('s', 1, 0, 0, 't'),
    hash('s', 0, 1, 0, 't'),
    hash('s', 0, 0, 1, 't'),
    hash('s', 0, 0, 0, 'u'),
  ];
  assert.equal(new Set(all).size, all.length);
});

test('no two lines share a salt', () => {
  const same = Array.from({ length: 500 }, () => 'same');
  const salts = fillBlock(createLane().place(0), same).values[4] as Buffer;
  const each = Array.from({ length: 500 }, (_, index) => salts.subarray(index * 16, index * 16 + 16).toString('hex'));
  assert.equal(new Set(each).size, 500);
});
