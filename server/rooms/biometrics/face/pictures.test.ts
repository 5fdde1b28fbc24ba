import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Box } from './boxes.ts';
import { openDecoder } from './decode.ts';
import { draw, facePoints, writePng } from './face.samples.ts';
import { FaceError } from './faceError.ts';
import { MOST_BYTES, readImageHead } from './imageHead.ts';
import { readGeometry } from './landmarks.ts';
import { readLight } from './light.ts';
import { type MeasureName, measureFace, rateFace, type Seen } from './measures.ts';
import type { Picture } from './picture.ts';
import { createSampler, feed } from './sampling.ts';

const refuses = (code: string) => (error: unknown) => error instanceof FaceError && error.code === code;

test('whatever bytes come, a head is read or a FaceError says why not', () => {
  const starts = [[], [0xff, 0xd8], [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]];
  fc.assert(
    fc.property(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 300 }), (start, rest) => {
      try {
        const { width, height } = readImageHead(Uint8Array.from([...start, ...rest]));
        assert.ok(width >= 32 && height >= 32);
      } catch (error) {
        assert.ok(error instanceof FaceError, String(error));
      }
    }),
    { numRuns: 500 },
  );
});

test('a picture that says it is enormous is refused before it is decoded', () => {
  const png = Buffer.from(writePng(draw(64, 64, () => [9, 9, 9])));
  png.writeUInt32BE(60_000, 16);
  png.writeUInt32BE(60_000, 20);
  assert.throws(() => readImageHead(png), refuses('image-too-large'));
  assert.throws(() => readImageHead(new Uint8Array(MOST_BYTES + 1)), refuses('image-too-large'));
  png.writeUInt32BE(1, 16);
  assert.throws(() => readImageHead(png), refuses('image-malformed'));
});

test('the size of a JPEG is found behind segments of any length and before the scan only', () => {
  const frame = Buffer.from('ffc0000b08' + '00f0' + '0140' + '0101110000', 'hex');
  const note = (length: number) =>
    Buffer.concat([Buffer.from([0xff, 0xe0, length >> 8, length & 255]), Buffer.alloc(length - 2)]);
  const start = Buffer.from('ffd8', 'hex');
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 2, max: 5000 }), { maxLength: 4 }), (lengths) => {
      assert.deepEqual(readImageHead(Buffer.concat([start, ...lengths.map(note), frame])), {
        format: 'jpeg',
        width: 320,
        height: 240,
      });
    }),
  );
  const scanFirst = Buffer.concat([start, Buffer.from('ffda0008', 'hex'), frame]);
  assert.throws(() => readImageHead(scanFirst), refuses('image-malformed'));
});

test('a PNG is decoded to the colours that were drawn', async () => {
  const drawn = draw(40, 33, (x, y) => [x * 6, y * 7, (x * y) % 256]);
  const { width, height, data } = await (await openDecoder()).decode(writePng(drawn));
  assert.deepEqual([width, height], [40, 33]);
  assert.deepEqual(Buffer.from(data), Buffer.from(drawn.data));
});

test('a sample moved, turned and shrunk shows what the picture has there; beside it is black', () => {
  const slope = draw(200, 100, (x, y) => [x, y, 100]);
  const sampler = createSampler(slope);
  const moved = sampler.sample({ a: 1, b: 0, dx: 20, dy: 30 }, 10, 10);
  assert.deepEqual([moved.values[0], moved.values[100], moved.values[200]], [20, 30, 100]);
  const turned = sampler.sample({ a: 0, b: 1, dx: 100, dy: 0 }, 50, 50);
  assert.deepEqual([turned.values[0], turned.values[2500]], [99, 0]);
  const shrunk = sampler.sample({ a: 4, b: 0, dx: 0, dy: 0 }, 50, 25);
  assert.ok(Math.abs(shrunk.values[25]! - 101.5) <= 1, String(shrunk.values[25]));
  assert.equal(sampler.sample({ a: 1, b: 0, dx: 500, dy: 0 }, 4, 4).values[0], 0);
});

test('fine stripes are grey from afar, not flickering', () => {
  const stripes = draw(512, 64, (x) => (x % 2 === 0 ? [255, 255, 255] : [0, 0, 0]));
  const { values } = createSampler(stripes).sample({ a: 8, b: 0, dx: 0, dy: 0 }, 64, 8);
  for (const value of values) assert.ok(Math.abs(value - 127.5) < 2, String(value));
});

test('networks are fed channel after channel, in their order, less the mean and divided', () => {
  const planes = createSampler(draw(32, 32, () => [10, 20, 30])).sample({ a: 1, b: 0, dx: 0, dy: 0 }, 2, 2);
  const each = { mean: [10], divide: [2] };
  assert.deepEqual([...feed(planes, { channels: 'rgb', ...each })], [0, 0, 0, 0, 5, 5, 5, 5, 10, 10, 10, 10]);
  assert.deepEqual(
    [...feed(planes, { channels: 'bgr', mean: [30, 20, 0], divide: [1, 1, 10] })],
    [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1],
  );
  const grey = feed(planes, { channels: 'grey', mean: [0], divide: [1] });
  assert.equal(grey.length, 4);
  assert.ok(Math.abs(grey[0]! - 18.15) < 1e-4);
});

/** A drawn head, 240 pixels square in a picture as cards have it. */
const place: Box = { left: 87, top: 130, right: 327, bottom: 370, confidence: 1 };
const landmarks = facePoints.map(([x, y]) => ({ x: place.left + 240 * x, y: place.top + 240 * y }));
const grain = (x: number, y: number) => (((x * 7919 + y * 104_729) >> 3) % 61) - 30;
function paint(shade: (x: number, y: number) => number, behind: (x: number, y: number) => number = () => 230): Picture {
  return draw(413, 531, (x, y) => {
    const inside = Math.hypot((x - 207) / 110, (y - 265) / 150) < 1;
    const value = inside ? shade(x, y) : behind(x, y);
    return [value, value, value];
  });
}
function measure(picture: Picture, seen: Partial<Seen> = {}) {
  const geometry = readGeometry(landmarks);
  const light = readLight(createSampler(picture), geometry, place);
  const { width, height } = picture;
  return measureFace({ width, height, geometry, light, rival: 0, pose: undefined, open: undefined, ...seen });
}
const drawn = (x: number, y: number) => 128 + grain(x, y) + 60 * Math.sin(y / 11) * Math.cos((x - 207) / 15);

test('every measure is whole and from 0 to 100, and what is not seen is not measured', () => {
  const measures = measure(paint(drawn));
  for (const [name, value] of Object.entries(measures))
    assert.ok(Number.isInteger(value) && value >= 0 && value <= 100, name);
  assert.ok(!('EyesOpen' in measures) && !('HeadPoseYaw' in measures));
  const all = measure(paint(drawn), { pose: { yaw: 0, pitch: 0 }, open: [1, 0.25] });
  assert.deepEqual([all.EyesOpen, all.HeadPoseYaw], [25, 100]);
});

test('each fault lowers its own measure', () => {
  const good = measure(paint(drawn), { pose: { yaw: 0, pitch: 0 } });
  const lower = (name: MeasureName, faulty: ReturnType<typeof measure>) =>
    assert.ok(faulty[name]! < good[name]! - 20, `${name}: ${good[name]} and with the fault ${faulty[name]}`);
  lower('UnderExposurePrevention', measure(paint((x, y) => drawn(x, y) / 8)));
  lower('OverExposurePrevention', measure(paint((x, y) => 180 + drawn(x, y))));
  lower('LuminanceMean', measure(paint((x, y) => drawn(x, y) / 8)));
  lower('DynamicRange', measure(paint((x, y) => 120 + drawn(x, y) / 16)));
  lower('IlluminationUniformity', measure(paint((x, y) => (x < 207 ? drawn(x, y) / 2 : drawn(x, y)))));
  lower('BackgroundUniformity', measure(paint(drawn, (x, y) => (((x >> 3) + (y >> 3)) % 2) * 255)));
  lower('Sharpness', measure(paint((_, y) => 128 + 60 * Math.sin(y / 40))));
  lower('HeadPoseYaw', measure(paint(drawn), { pose: { yaw: 40, pitch: 0 } }));
  lower('SingleFacePresent', measure(paint(drawn), { rival: 0.5 }));
});

test('one failing measure of those that count spoils the whole, margins do not', () => {
  const measures = measure(paint(drawn), { pose: { yaw: 0, pitch: 0 }, open: [1, 1] });
  const whole = rateFace(measures);
  assert.ok(rateFace({ ...measures, EyesOpen: 1 }) < whole - 20);
  assert.equal(rateFace({ ...measures, MarginAboveOfTheFaceImage: 0 }), whole);
});
