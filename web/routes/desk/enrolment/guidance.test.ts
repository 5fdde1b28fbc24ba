import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cropTo, firstWanting, measurePortrait, type Pixels } from './guidance.ts';

const [width, height] = [120, 154];
/** A picture of shades by place. */
function draw(shadeOf: (x: number, y: number) => number): Pixels {
  const data = new Uint8ClampedArray(4 * width * height);
  for (let at = 0; at < width * height; at++) {
    const shade = shadeOf(at % width, Math.floor(at / width));
    data.set([shade, shade, shade, 255], 4 * at);
  }
  return { width, height, data };
}
/** Something with shades and edges in the middle, before a plain wall. */
const isFace = (x: number, y: number) => ((x - 60) / 36) ** 2 + ((y - 71) / 52) ** 2 < 1;
const clear = (x: number, y: number) => (isFace(x, y) ? 60 + ((x * 7 + y * 5) % 120) : 200);

test('a clear picture is good in everything, and each fault lowers its own measure', () => {
  const good = measurePortrait(draw(clear));
  for (const [name, value] of Object.entries(good)) assert.ok(value >= 60, `${name} ${value}`);
  const blurred = measurePortrait(draw((x, y) => (isFace(x, y) ? 60 + 100 * Math.sin((x + y) / 40) ** 2 : 200)));
  assert.ok(blurred.Sharpness < 35, String(blurred.Sharpness));
  assert.ok(measurePortrait(draw((x, y) => clear(x, y) / 8)).UnderExposurePrevention < 60);
  assert.ok(measurePortrait(draw((x, y) => clear(x, y) + 190)).OverExposurePrevention < 60);
  assert.ok(measurePortrait(draw(() => 128)).DynamicRange < 40);
  const busy = measurePortrait(draw((x, y) => (isFace(x, y) ? clear(x, y) : ((x >> 1) + (y >> 1)) % 2 ? 255 : 0)));
  assert.ok(busy.BackgroundUniformity < good.BackgroundUniformity - 30, String(busy.BackgroundUniformity));
});

test('one thing is to be mended at a time, in the order of the rules', () => {
  const measured = measurePortrait(draw((x, y) => clear(x, y) / 8));
  const rules = [
    { name: 'OverExposurePrevention', from: 60 },
    { name: 'UnderExposurePrevention', from: 60 },
    { name: 'DynamicRange', from: 100 },
  ] as const;
  assert.equal(firstWanting(measured, rules), 'UnderExposurePrevention');
  assert.equal(firstWanting(measured, []), undefined);
});

test('whatever the camera’s shape, the crop lies in it, is the largest, and has the portrait’s shape', () => {
  const side = fc.integer({ min: 100, max: 4000 });
  fc.assert(
    fc.property(side, side, (w, h) => {
      const { x, y, ...crop } = cropTo({ width: w, height: h }, { width: 480, height: 617 });
      assert.ok(Math.abs(crop.width / crop.height - 480 / 617) < 1e-9);
      assert.ok(x >= 0 && y >= 0 && x + crop.width <= w + 1e-6 && y + crop.height <= h + 1e-6);
      assert.ok(Math.abs(crop.width - w) < 1e-6 || Math.abs(crop.height - h) < 1e-6);
    }),
  );
});
