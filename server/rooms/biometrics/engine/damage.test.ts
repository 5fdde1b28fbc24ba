import assert from 'node:assert/strict';
import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import fc from 'fast-check';
import { makeFace, makeFinger, makeHome, makeReference, optionsFor } from './engine.samples.ts';
import { type Engine, openEngine } from './engine.ts';
import { EngineError, type EngineErrorCode } from './engineError.ts';
import type { Reference } from './matcher.ts';

let home: string;
let opened: Engine[];
beforeEach(() => {
  home = makeHome();
  opened = [];
});
afterEach(async () => {
  for (const engine of opened) await engine.close();
  rmSync(home, { recursive: true });
});

async function open(changed: Parameters<typeof optionsFor>[1] = {}): Promise<Engine> {
  const engine = await openEngine(optionsFor(home, changed));
  opened.push(engine);
  return engine;
}
const folder = () => join(home, 'engine');
const segments = () =>
  readdirSync(folder())
    .filter((name) => name.endsWith('.segment'))
    .sort()
    .map((name) => join(folder(), name));
const refusedAs = (code: EngineErrorCode) => (error: unknown) => error instanceof EngineError && error.code === code;

/** So many persons with a face and a finger, one after the other. */
async function fill(engine: Engine, count: number): Promise<Reference[]> {
  const references = Array.from({ length: count }, makeReference);
  for (const [person, reference] of references.entries())
    await engine.enrol(reference, { face: makeFace(person), fingers: [makeFinger(person, 2)] });
  return references;
}

function flip(path: string, at: number, bit = 1): void {
  const bytes = readFileSync(path);
  bytes[at]! ^= bit;
  writeFileSync(path, bytes);
}

describe('a flipped bit', () => {
  test('anywhere is told, ends nothing, and costs at most its own block; nothing else is found than what was enrolled', async () => {
    const engine = await open();
    const references = await fill(engine, 24);
    await engine.close();
    const whole = new Map(segments().map((path) => [path, readFileSync(path)]));
    assert.ok(whole.size > 2);
    const place = fc.record({
      file: fc.nat(whole.size - 1),
      part: fc.double({ min: 0, max: 0.9999, noNaN: true }),
      bit: fc.nat(7),
    });
    await fc.assert(
      fc.asyncProperty(place, async ({ file, part, bit }) => {
        for (const [path, bytes] of whole) writeFileSync(path, bytes);
        const path = segments()[file]!;
        flip(path, Math.floor(part * statSync(path).size), 1 << bit);
        const hurt = await openEngine(optionsFor(home));
        const { damages, tornBytes, enrolled } = hurt.figures();
        for (const reference of hurt.references()) assert.ok(references.includes(reference));
        // The header is there twice, and some bytes mean nothing.
        if (enrolled < references.length) assert.ok(damages.length > 0 || tornBytes > 0);
        assert.ok(enrolled >= references.length - 1, `${references.length - enrolled} lost`);
        for (const [person, reference] of references.entries())
          if (hurt.has(reference))
            assert.equal((await hurt.identify({ face: makeFace(person) }, { best: 1 }))[0]?.reference, reference);
        await hurt.close();
      }),
      { numRuns: 15 },
    );
  });

  test('in both headers costs the segment, which is told, and the others load', async () => {
    const references = await fill(await open(), 24);
    await opened[0]!.close();
    const [first] = segments();
    flip(first!, 20);
    flip(first!, 276);
    const engine = await open();
    const { damages, enrolled } = engine.figures();
    assert.deepEqual(damages, [{ segment: 1, from: 0, bytes: statSync(first!).size }]);
    assert.ok(enrolled > 0 && enrolled < references.length);
    await engine.compact();
    assert.ok(existsSync(first!), 'nothing that may be mended is thrown away unasked');
    await engine.compact({ abandonDamaged: true });
    assert.ok(!existsSync(first!));
    assert.deepEqual(engine.figures().damages, []);
  });

  test('in what was removed keeps the removal as long as the damage could be mended', async () => {
    const first = await open();
    const [reference, ...others] = await fill(first, 24);
    await first.remove(reference!);
    await first.close();
    const [path] = segments();
    const whole = readFileSync(path!);
    flip(path!, 600);
    const second = await open();
    assert.equal(second.figures().damages.length, 1);
    await second.compact();
    await second.close();
    writeFileSync(path!, whole);
    const third = await open();
    assert.ok(!third.has(reference!));
    assert.equal(await third.count(), others.length);
  });

  test('that comes while it is open costs a finger and no search, and is told', async () => {
    const engine = await open();
    const references = await fill(engine, 24);
    const [path] = segments();
    flip(path!, 600);
    const [best] = await engine.identify({ face: makeFace(0), fingers: [makeFinger(0, 2)] }, { best: 1 });
    assert.equal(best?.reference, references[0]);
    assert.deepEqual(
      best?.parts.map(({ modality }) => modality),
      ['face'],
    );
    assert.equal(engine.figures().damages.length, 1);
    // Whoever cannot be written anew is enrolled no more, so that the room misses them and enrols them again.
    await engine.compact({ abandonDamaged: true });
    assert.deepEqual(
      references.filter((one) => !engine.has(one)),
      [references[0]],
    );
    assert.deepEqual(engine.figures().damages, []);
  });
});

test('what a crash leaves behind the end of a segment is cut off, is no damage, and keeps nobody dead on the disk', async () => {
  const first = await open({ segmentBytes: 65_536 });
  const [reference, ...others] = await fill(first, 6);
  await first.remove(reference!);
  // It ends the segment that grew and writes it anew; no other has begun.
  await first.compact();
  await first.close();
  const [only, ...more] = segments();
  assert.deepEqual(more, []);
  appendFileSync(only!, Buffer.of(0, 1, 2));
  const second = await open({ segmentBytes: 65_536 });
  assert.deepEqual(second.figures().damages, []);
  assert.equal(second.figures().tornBytes, 3);
  await second.enrol(others[0]!, { face: makeFace(1) });
  await second.compact();
  assert.equal(second.figures().dead, 0);
  assert.deepEqual([...second.references()].sort(), [...others].sort());
});

test('a closed segment that lost its end is told', async () => {
  await fill(await open(), 24);
  await opened[0]!.close();
  const [path] = segments();
  writeFileSync(path!, readFileSync(path!).subarray(0, -64));
  const engine = await open();
  assert.equal(engine.figures().damages.at(-1)?.segment, 1);
  assert.equal(engine.figures().enrolled, 24);
});

test('what a killed compaction left unfinished is thrown away', async () => {
  await fill(await open(), 6);
  await opened[0]!.close();
  const path = `${segments()[0]}.new`;
  writeFileSync(path, 'half');
  const engine = await open();
  assert.ok(!existsSync(path));
  assert.equal(await engine.count(), 6);
});

describe('an engine does not open', () => {
  test('while another one has its home; when that one is gone it does', async () => {
    const engine = await open();
    await assert.rejects(open(), refusedAs('home-in-use'));
    await engine.close();
    await open();
  });

  test('without the data keys under which its segments are sealed, rather than empty', async () => {
    await fill(await open(), 2);
    await opened[0]!.close();
    const stranger = optionsFor(join(home, 'stranger'));
    await assert.rejects(open({ keys: stranger.keys }), refusedAs('key-unknown'));
    await open();
  });

  test('for another face model', async () => {
    await fill(await open(), 2);
    await opened[0]!.close();
    await assert.rejects(open({ model: { id: 'better', dimension: 32 } }), refusedAs('model-other'));
    await assert.rejects(open({ model: { id: 'random', dimension: 20 } }), refusedAs('model-wrong'));
  });
});

test('nothing of a person can be read on the disk without the keys', async () => {
  const engine = await open();
  const [reference] = await fill(engine, 3);
  const bytes = Buffer.concat(segments().map((path) => readFileSync(path)));
  assert.ok(bytes.length > 3 * 200);
  assert.equal(bytes.indexOf(Buffer.from(reference!.replaceAll('-', ''), 'hex')), -1);
  assert.equal(bytes.indexOf('FMR'), -1);
});
