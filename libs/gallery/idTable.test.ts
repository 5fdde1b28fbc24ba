import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { GalleryError, IdTable } from './index.ts';

/** Ids of which many have a prefix in common, as those that count up by time have. */
const id = fc
  .tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 40 }))
  .map(([first, last]) => `0190000${first}-0000-7000-8000-${last.toString(16).padStart(12, '0')}`);
const bytesOf = (text: string) => Buffer.from(text.replaceAll('-', ''), 'hex');

test('a table holds what a map holds, whatever comes and goes', () => {
  const step = fc.tuple(id, fc.constantFrom('set', 'set', 'delete'), fc.nat(0xfffffffe), fc.nat(0xffffffff));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 400 }), (steps) => {
      const table = new IdTable();
      const map = new Map<string, [number, number]>();
      for (const [at, what, first, second] of steps)
        if (what === 'delete') assert.equal(table.delete(bytesOf(at)), map.delete(at));
        else {
          table.set(at, first, second);
          map.set(at, [first, second]);
        }
      assert.equal(table.size, map.size);
      assert.deepEqual([...table.ids()].sort(), [...map.keys()].sort());
      for (const [at] of steps) {
        assert.deepEqual(table.get(at), map.get(at));
        assert.deepEqual(table.get(bytesOf(at)), map.get(at));
      }
    }),
  );
});

test('what is no UUID in small letters is refused', () => {
  const table = new IdTable();
  const right = '0190abcd-0000-7000-8000-00000000000f';
  table.set(right, 1, 2);
  for (const wrong of ['', right.toUpperCase(), right.replaceAll('-', '+'), `${right}0`, right.replace('f', 'g')])
    assert.throws(
      () => table.get(wrong),
      (error) => error instanceof GalleryError && error.code === 'id-wrong',
      wrong,
    );
});
