import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { groupDays } from './periods.ts';

const dayAfter = (start: string, days: number) =>
  new Date(Date.parse(start) + days * 86_400_000).toISOString().slice(0, 10);

test('no act is lost or counted twice, and there are never more bars than fit', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 366 }), fc.array(fc.nat(365)), (length, at) => {
      const from = '2026-01-01';
      const to = dayAfter(from, length - 1);
      const worked = [...new Set(at.filter((day) => day < length))];
      const days = worked.map((day) => ({ day: dayAfter(from, day), count: day + 1 }));
      const bars = groupDays({ days, from, to });
      assert.ok(bars.length <= 31 && bars.length >= 1);
      assert.equal(
        bars.reduce((sum, { count }) => sum + count, 0),
        days.reduce((sum, { count }) => sum + count, 0),
      );
      assert.equal(new Set(bars.map((bar) => bar.from)).size, bars.length);
      assert.ok(bars.every((bar) => bar.from >= from && bar.from <= to));
    }),
  );
});
