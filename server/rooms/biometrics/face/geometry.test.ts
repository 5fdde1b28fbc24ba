import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Box, findRivals, overlapOf, readBoxes, suppress } from './boxes.ts';
import { facePoints } from './face.samples.ts';
import { readGeometry } from './landmarks.ts';
import { apply, fitSimilarity, invert, type Point } from './similarity.ts';

const coordinate = fc.double({ min: -1000, max: 1000, noNaN: true });
const point = fc.record({ x: coordinate, y: coordinate });
const near = (one: Point, other: Point, by: number) => Math.hypot(one.x - other.x, one.y - other.y) <= by;
const turned = fc
  .record({
    turn: fc.double({ min: -3, max: 3, noNaN: true }),
    scale: fc.double({ min: 0.05, max: 20, noNaN: true }),
    by: point,
  })
  .map(({ turn, scale, by }) => ({ a: scale * Math.cos(turn), b: scale * Math.sin(turn), dx: by.x, dy: by.y }));
const corners: readonly Point[] = [
  { x: 0, y: 0 },
  { x: 10, y: 1 },
  { x: 4, y: 9 },
  { x: -3, y: 5 },
];

test('a similarity is found again from where it put points, and its inverse brings them back', () => {
  fc.assert(
    fc.property(turned, (similarity) => {
      const moved = corners.map((corner) => apply(similarity, corner));
      const found = fitSimilarity(corners, moved);
      for (const [at, corner] of corners.entries()) {
        assert.ok(near(apply(found, corner), moved[at]!, 1e-6));
        assert.ok(near(apply(invert(found), moved[at]!), corner, 1e-6));
      }
    }),
  );
});

test('where no similarity fits, none near the one found fits better', () => {
  const missedBy = (similarity: Parameters<typeof apply>[0], to: readonly Point[]) =>
    corners.reduce((sum, corner, at) => {
      const { x, y } = apply(similarity, corner);
      return sum + (x - to[at]!.x) ** 2 + (y - to[at]!.y) ** 2;
    }, 0);
  const nudge = fc.double({ min: -0.1, max: 0.1, noNaN: true });
  fc.assert(
    fc.property(
      fc.array(point, { minLength: 4, maxLength: 4 }).filter((to) => !to.every((one) => near(one, to[0]!, 1))),
      fc.tuple(nudge, nudge, nudge, nudge),
      (to, [a, b, dx, dy]) => {
        const found = fitSimilarity(corners, to);
        const beside = { a: found.a + a, b: found.b + b, dx: found.dx + dx, dy: found.dy + dy };
        assert.ok(missedBy(found, to) <= missedBy(beside, to) * (1 + 1e-9));
      },
    ),
  );
});

test('points in one place have no direction', () => {
  const one = { x: 3, y: 4 };
  assert.throws(() => fitSimilarity([one, one], [one, { x: 0, y: 0 }]), RangeError);
  assert.throws(() => fitSimilarity([one], corners), RangeError);
});

const box = fc
  .tuple(
    coordinate,
    coordinate,
    fc.double({ min: 1, max: 300, noNaN: true }),
    fc.double({ min: 1, max: 300, noNaN: true }),
    fc.double({ min: 0, max: 1, noNaN: true }),
  )
  .map(
    ([left, top, width, height, confidence]): Box => ({
      left,
      top,
      right: left + width,
      bottom: top + height,
      confidence,
    }),
  );

test('of boxes that lie on one another the surest stays, and every other lies on a surer one', () => {
  fc.assert(
    fc.property(fc.array(box, { maxLength: 30 }), (boxes) => {
      const kept = suppress(boxes, 0.3);
      for (const one of kept) for (const other of kept) if (one !== other) assert.ok(overlapOf(one, other) < 0.3);
      for (const one of boxes)
        if (!kept.includes(one))
          assert.ok(kept.some((other) => other.confidence >= one.confidence && overlapOf(one, other) >= 0.3));
    }),
  );
});

test('a box lies wholly on itself, half on one twice as wide, not at all on one beside it', () => {
  const one: Box = { left: 0, top: 0, right: 10, bottom: 10, confidence: 1 };
  assert.equal(overlapOf(one, one), 1);
  assert.equal(overlapOf(one, { ...one, right: 20 }), 0.5);
  assert.equal(overlapOf(one, { ...one, left: 10, right: 20 }), 0);
});

test('what the detector is not sure of is no face, and corners are brought into the picture', () => {
  const corner = Float32Array.from([0.1, 0.2, 0.3, 0.4, 0.5, 0.5, 0.9, 0.9]);
  const found = readBoxes(corner, Float32Array.from([0.8, 0.2, 0.25, 0.75]), 0.65, (x, y) => ({
    x: 100 * x,
    y: 200 * y,
  }));
  assert.deepEqual(
    found.map(({ left, bottom, confidence }) => [left, Math.round(bottom), confidence]),
    [[50, 180, 0.75]],
  );
});

test('a face half as wide as the largest could be meant as well, a smaller one passes by', () => {
  const largest: Box = { left: 0, top: 0, right: 100, bottom: 100, confidence: 0.7 };
  const half: Box = { left: 200, top: 0, right: 250, bottom: 50, confidence: 0.9 };
  const small: Box = { left: 200, top: 0, right: 240, bottom: 40, confidence: 0.99 };
  assert.deepEqual(findRivals([small, half, largest]), { largest, rivals: [half] });
  assert.deepEqual(findRivals([]), { largest: undefined, rivals: [] });
});

test('eyes, chin and turn are read from 68 points', () => {
  const points = facePoints.map(([x, y]) => ({ x: 100 * x, y: 100 * y }));
  const { interEye, roll, betweenEyes, chin } = readGeometry(points);
  assert.ok(Math.abs(interEye - 40) < 1e-9 && Math.abs(roll) < 1e-9);
  assert.ok(near(betweenEyes, { x: 50, y: 38 }, 1e-9) && near(chin, { x: 50, y: 95 }, 1e-9));
  const tilt = { a: Math.cos(0.2), b: Math.sin(0.2), dx: 5, dy: 7 };
  const tilted = readGeometry(points.map((one) => apply(tilt, one)));
  assert.ok(Math.abs(tilted.roll - (0.2 * 180) / Math.PI) < 1e-9);
  assert.ok(Math.abs(tilted.interEye - interEye) < 1e-9);
});
