import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import fc from 'fast-check';
import { FINGERS, growSmall, IMPRESSIONS, pressSmall } from './fingers.samples.ts';
import {
  createMatcher,
  extractTemplate,
  type GreyImage,
  MATCH_THRESHOLD,
  type Minutia,
  prepareTemplate,
  readRaw,
  type Template,
} from './index.ts';

let templates: Template[][];
let image: GreyImage;

before(() => {
  templates = Array.from({ length: FINGERS }, (_, seed) => {
    const finger = growSmall(seed);
    return Array.from({ length: IMPRESSIONS }, (_, impression) => {
      const pressed = pressSmall(finger, impression);
      image ??= pressed;
      return extractTemplate(pressed);
    });
  });
});

const compare = (one: Template, two: Template): number => createMatcher(one).compare(two);

test('two impressions of a finger match', () => {
  for (const [first, ...others] of templates)
    for (const other of others) assert.ok(compare(first!, other) >= MATCH_THRESHOLD, `${compare(first!, other)}`);
});

test('strangers do not match', () => {
  for (const [a, [one]] of templates.entries())
    for (const [b, others] of templates.entries())
      if (a !== b) for (const two of others) assert.ok(compare(one!, two) < MATCH_THRESHOLD, `${compare(one!, two)}`);
});

test('an impression is as like itself as nothing else, also turned and moved', () => {
  const [template] = templates[0]!;
  const self = compare(template!, template!);
  const turned = turn(template!, 1.1);
  assert.ok(self > 2 * MATCH_THRESHOLD);
  assert.ok(compare(template!, turned) > 0.9 * self);
});

test('resolution makes no difference: minutiae at 1,000 dpi are those at 500', () => {
  const [one, two] = templates[0]!;
  const doubled = {
    ...two!,
    dpi: 1_000,
    minutiae: two!.minutiae.map((minutia) => ({ ...minutia, x: minutia.x * 2, y: minutia.y * 2 })),
  };
  assert.ok(Math.abs(compare(one!, doubled) - compare(one!, two!)) < 1e-3);
});

test('a prepared template scores as the template itself, in whatever order it is compared', () => {
  const matcher = createMatcher(templates[1]![0]!);
  const prepared = prepareTemplate(templates[1]![1]!);
  const score = matcher.compare(prepared);
  matcher.compare(templates[2]![0]!);
  assert.equal(matcher.compare(prepared), score);
  assert.equal(matcher.compare(templates[1]![1]!), score);
});

test('minutiae lie on the finger, have a direction and a quality', () => {
  for (const { minutiae, width, height } of templates.flat()) {
    assert.ok(minutiae.length >= 8 && minutiae.length <= 100, `${minutiae.length}`);
    for (const { x, y, direction, quality } of minutiae) {
      assert.ok(x > 0 && y > 0 && x < width - 1 && y < height - 1);
      assert.ok(direction >= 0 && direction < 2 * Math.PI);
      assert.ok(quality > 0 && quality <= 100);
    }
  }
});

test('quality falls with the share of the finger that is seen, and is nothing where there is no finger', () => {
  const whole = extractTemplate(image).quality;
  const half = Uint8Array.from(image.pixels);
  half.fill(235, 0, Math.floor(half.length * 0.6));
  assert.ok(extractTemplate({ ...image, pixels: half }).quality < 0.8 * whole);
  const empty = extractTemplate(readRaw(new Uint8Array(200 * 200).fill(200), 200, 200));
  assert.deepEqual([empty.quality, empty.minutiae], [0, []]);
});

test('any image is taken: tiny, noisy, black', () => {
  const sizes = fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }));
  const images = sizes.chain(([width, height]) =>
    fc
      .uint8Array({ minLength: width * height, maxLength: width * height })
      .map((pixels) => readRaw(pixels, width, height)),
  );
  fc.assert(
    fc.property(images, (given) => {
      const { quality, minutiae } = extractTemplate(given);
      assert.ok(quality >= 0 && quality <= 100 && minutiae.length <= 100);
    }),
    { numRuns: 60 },
  );
});

test('no template of a stranger’s making breaks a comparison: all in one place, too many, outside the image', () => {
  const minutia = fc.record<Minutia>({
    x: fc.constantFrom(0, 5, 100, 16_383).chain((x) => fc.integer({ min: x, max: x + 9 })),
    y: fc.constantFrom(0, 5, 100, 16_383).chain((y) => fc.integer({ min: y, max: y + 9 })),
    direction: fc.double({ min: 0, max: 6.28, noNaN: true }),
    type: fc.constantFrom('ending', 'bifurcation', 'other'),
    quality: fc.integer({ min: 0, max: 100 }),
  });
  const hostile = fc
    .array(minutia, { maxLength: 255 })
    .map((minutiae): Template => ({ width: 500, height: 500, dpi: 500, quality: 50, minutiae }));
  fc.assert(
    fc.property(hostile, hostile, (one, two) => {
      assert.ok(Number.isFinite(compare(one, two)) && compare(one, two) >= 0);
      assert.ok(Number.isFinite(compare(templates[0]![0]!, two)));
    }),
    { numRuns: 40 },
  );
});

function turn(template: Template, angle: number): Template {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const minutiae = template.minutiae.map((minutia) => ({
    ...minutia,
    x: 400 + minutia.x * cos + minutia.y * sin,
    y: 500 - minutia.x * sin + minutia.y * cos,
    direction: (minutia.direction + angle) % (2 * Math.PI),
  }));
  return { ...template, width: 1_000, height: 1_000, minutiae };
}
