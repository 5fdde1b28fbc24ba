import assert from 'node:assert/strict';
import { test } from 'node:test';
import { growSmall, pressSmall } from './fingers.samples.ts';
import { growFinger, patterns } from './index.ts';

const tiny = { width: 96, height: 120 };

test('a seed gives the same finger and the same impression every time', () => {
  const [one, two] = [growSmall(5), growSmall(5)];
  assert.equal(one.pattern, two.pattern);
  assert.deepEqual(one.ridges, two.ridges);
  assert.deepEqual(pressSmall(one, 1), pressSmall(two, 1));
});

test('another seed gives another finger, and another impression another image of the same', () => {
  const finger = growFinger(1, tiny);
  assert.notDeepEqual(finger.ridges, growFinger(2, tiny).ridges);
  assert.notDeepEqual(pressSmall(finger, 1).pixels, pressSmall(finger, 2).pixels);
});

test('each class has the cores and deltas that it is known by', () => {
  const counted = patterns.map((pattern) => {
    const { cores, deltas } = growFinger(3, { ...tiny, pattern }).singularities;
    return [pattern, cores.length, deltas.length];
  });
  assert.deepEqual(counted, [
    ['arch', 0, 0],
    ['tented-arch', 1, 1],
    ['left-loop', 1, 1],
    ['right-loop', 1, 1],
    ['whorl', 2, 2],
  ]);
});

test('classes are drawn by their natural shares', () => {
  const drawn = Array.from({ length: 250 }, (_, seed) => growFinger(seed, { width: 8, height: 8 }).pattern);
  const share = (pattern: string): number => drawn.filter((one) => one === pattern).length / drawn.length;
  assert.ok(share('left-loop') > 0.25 && share('left-loop') < 0.43);
  assert.ok(share('whorl') > 0.19 && share('whorl') < 0.37);
  assert.ok(share('arch') < 0.1);
});

test('ridges are as far apart as an adult’s: 0.35 to 0.6 mm', () => {
  const { ridges, width, height } = growFinger(4, { ...tiny, pattern: 'arch' });
  const x = width / 2;
  let crossings = 0;
  for (let y = 11; y < height - 10; y++) {
    const [above, here] = [ridges[(y - 1) * width + x]!, ridges[y * width + x]!];
    if (above < 0 !== here < 0) crossings++;
  }
  const period = (2 * (height - 20)) / crossings;
  assert.ok(period > 6.5 && period < 13, `${period} pixels`);
});
