import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fitCurve } from './curve.ts';
import { draw, FUSION } from './engine.samples.ts';
import { checkFusion, fuse, weigh } from './fusion.ts';

const compared = fc.record({
  modality: fc.constantFrom('face' as const, 'finger' as const),
  score: fc.double({ min: -1, max: 100, noNaN: true }),
  tries: fc.constantFrom(1, 2, 10),
});

test('evidence adds up: nothing is 50, and what speaks for one never lowers the score', () => {
  assert.deepEqual(fuse(FUSION, []), { score: 50, parts: [] });
  fc.assert(
    fc.property(fc.array(compared, { maxLength: 6 }), compared, (some, more) => {
      const [before, after] = [fuse(FUSION, some), fuse(FUSION, [...some, more])];
      const added = after.parts.at(-1)!.score;
      assert.ok(after.score >= 0 && after.score <= 100);
      if (added >= 50) assert.ok(after.score >= before.score - 0.02);
      else assert.ok(after.score <= before.score + 0.02);
    }),
  );
});

test('a curve is straight between its points and level beyond them', () => {
  assert.equal(weigh(FUSION.face, -1), -3);
  assert.equal(weigh(FUSION.finger, 40), 2);
  assert.equal(weigh(FUSION.face, 1), 6);
});

test('the best of ten tries says ten times less than one', () => {
  const one = fuse(FUSION, [{ modality: 'finger', score: 60, tries: 1 }]);
  const ten = fuse(FUSION, [{ modality: 'finger', score: 60, tries: 10 }]);
  assert.equal(one.score - ten.score, 5);
});

test('a fitted curve rises, is right about bells whose evidence is known, and claims no more than it was shown', () => {
  const next = draw(5);
  const bell = (mean: number) => mean + Array.from({ length: 12 }, next).reduce((sum, one) => sum + one, 0) / 2;
  const genuine = Array.from({ length: 4000 }, () => bell(3));
  const impostor = Array.from({ length: 20_000 }, () => bell(0));
  const curve = fitCurve(genuine, impostor);
  checkFusion({ ...FUSION, face: curve });
  // Of two bells of deviation 1, 3 apart: the logarithm of their ratio is 3 x - 4.5.
  for (const at of [0.5, 1, 1.5, 2, 2.5]) {
    const known = (3 * at - 4.5) / Math.LN10;
    assert.ok(Math.abs(weigh(curve, at) - known) < 0.35, `${weigh(curve, at)} at ${at}, not ${known}`);
  }
  assert.ok(weigh(curve, 99) <= Math.log10(20_001));
  assert.ok(weigh(curve, -99) >= -Math.log10(4001));
});
