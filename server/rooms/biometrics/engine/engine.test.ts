import assert from 'node:assert/strict';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { setImmediate as rest } from 'node:timers/promises';
import { makeFace, makeFinger, makeHome, makeReference, optionsFor } from './engine.samples.ts';
import { type Engine, openEngine } from './engine.ts';
import { EngineError } from './engineError.ts';
import { MatcherError, type MatcherErrorCode, type Probe, type Reference } from './matcher.ts';

let home: string;
let engine: Engine;
beforeEach(async () => {
  home = makeHome();
  engine = await openEngine(optionsFor(home, { threads: 2 }));
});
afterEach(async () => {
  await engine.close();
  rmSync(home, { recursive: true });
});

const refusedAs = (code: MatcherErrorCode) => (error: unknown) => error instanceof MatcherError && error.code === code;

async function enrol(probe: Probe): Promise<Reference> {
  const reference = makeReference();
  await engine.enrol(reference, probe);
  return reference;
}

describe('a search', () => {
  test('finds the face among all, and explains what its fingers add', async () => {
    for (let person = 10; person < 40; person++)
      await enrol({ face: makeFace(person), fingers: [makeFinger(person, 2)] });
    const own = await enrol({ face: makeFace(1), fingers: [makeFinger(1, 2), makeFinger(1, 7)] });
    const face = makeFace(1, 1, 0.4);
    const [alone] = await engine.identify({ face }, { best: 3 });
    const fingers = [makeFinger(1, 2, 1), makeFinger(1, 7, 1)];
    const found = await engine.identify({ face, fingers }, { best: 3 });
    assert.equal(found.length, 3);
    assert.equal(alone?.reference, own);
    assert.equal(found[0]?.reference, own);
    assert.ok(found[0]!.score > alone!.score);
    assert.deepEqual(found[0]!.parts.map(({ modality, position, says }) => [modality, position, says]).toSorted(), [
      ['face', undefined, 'same'],
      ['finger', 2, 'same'],
      ['finger', 7, 'same'],
    ]);
    assert.ok(found[1]!.score < 50);
    assert.deepEqual(found[1]!.parts.map(({ says }) => says).includes('same'), false);
  });

  test('compares the fingers of whom other knowledge names, though the face says nothing', async () => {
    for (let person = 10; person < 130; person++) await enrol({ face: makeFace(person) });
    const own = await enrol({ face: makeFace(2), fingers: [makeFinger(1, 2)] });
    const probe = { face: makeFace(70), fingers: [makeFinger(1, 2, 1)] };
    const among = await engine.identify(probe, { best: 100, among: [own, makeReference()] });
    const found = among.find(({ reference }) => reference === own);
    assert.equal(found?.parts.find(({ modality }) => modality === 'finger')?.says, 'same');
  });

  test('without a face compares all fingers; whoever is enrolled without one is found by the fingers', async () => {
    const faceless = await enrol({ fingers: [makeFinger(1, 2), makeFinger(1, 7)] });
    const whole = await enrol({ face: makeFace(2), fingers: [makeFinger(2, 2)] });
    await enrol({ face: makeFace(3) });
    const byFingers = await engine.identify({ fingers: [makeFinger(2, 2, 1)] }, { best: 5 });
    assert.equal(byFingers[0]?.reference, whole);
    const withFace = await engine.identify({ face: makeFace(9), fingers: [makeFinger(1, 7, 1)] }, { best: 5 });
    assert.equal(withFace[0]?.reference, faceless);
    assert.deepEqual(
      withFace[0]?.parts.map(({ position }) => position),
      [7],
    );
  });

  test('takes what one of the two does not have as nothing said', async () => {
    const reference = await enrol({ face: makeFace(1), fingers: [makeFinger(1, 2)] });
    const face = await engine.verify(reference, { face: makeFace(1) });
    const other = await engine.verify(reference, { face: makeFace(1), fingers: [makeFinger(5, 9)] });
    assert.deepEqual(other, face);
    assert.deepEqual(await engine.verify(reference, { fingers: [makeFinger(5, 9)] }), {
      reference,
      score: 50,
      parts: [],
    });
  });

  test('finds a finger whose name nobody noted, once, and as weaker evidence than a named one', async () => {
    const reference = await enrol({ fingers: [makeFinger(1, 2), makeFinger(1, 7)] });
    const { template } = makeFinger(1, 7, 1);
    const named = await engine.verify(reference, { fingers: [{ position: 7, template }] });
    const unnamed = await engine.verify(reference, { fingers: [{ position: 0, template }] });
    assert.equal(unnamed?.parts.length, 1);
    assert.equal(unnamed?.parts[0]?.position, 7);
    assert.ok(unnamed!.score > 60 && unnamed!.score < named!.score);
  });

  test('by face goes on while it is compacted, and finds everyone each time', async () => {
    const kept: [number, Reference][] = [];
    const gone: Reference[] = [];
    for (let person = 0; person < 120; person++) {
      const reference = await enrol({ face: makeFace(person), fingers: [makeFinger(person, 2)] });
      if (person % 3 === 0) gone.push(reference);
      else kept.push([person, reference]);
    }
    await Promise.all(gone.map((reference) => engine.remove(reference)));
    // Its threads have begun.
    await engine.identify({ face: makeFace(1), fingers: [makeFinger(1, 2, 1)] }, { best: 1 });
    let isOver = false;
    const compacting = engine.compact().then(() => {
      isOver = true;
    });
    let during = 0;
    do
      for (const [person, reference] of kept.slice(0, 8)) {
        const [best] = await engine.identify(
          { face: makeFace(person), fingers: [makeFinger(person, 2, 1)] },
          { best: 1 },
        );
        assert.equal(best?.reference, reference);
        assert.equal(best?.parts.length, 2);
        if (!isOver) during++;
      }
    while (!isOver);
    await compacting;
    assert.ok(during > 0);
    assert.deepEqual(engine.figures().damages, []);
    assert.equal(engine.figures().dead, 0);
    assert.equal(await engine.count(), kept.length);
  });
});

describe('compaction', () => {
  test('leaves nothing on the disk of whoever was removed or replaced', async () => {
    const sizeOf = () =>
      readdirSync(join(home, 'engine'))
        .filter((name) => name.includes('.segment'))
        .reduce((sum, name) => sum + readFileSync(join(home, 'engine', name)).length, 0);
    const reference = await enrol({ face: makeFace(1), fingers: [makeFinger(1, 2)] });
    const once = sizeOf();
    const others = [];
    for (let person = 2; person < 30; person++) others.push(await enrol({ face: makeFace(person) }));
    for (let photo = 1; photo < 30; photo++)
      await engine.enrol(reference, { face: makeFace(1, photo), fingers: [makeFinger(1, 2)] });
    for (const other of others) await engine.remove(other);
    assert.ok(sizeOf() > 10 * once);
    await engine.compact();
    // The segment of the one who is left, its end, and the removals that came after it.
    assert.ok(engine.figures().diskBytes < 8 * once, `${engine.figures().diskBytes} of ${once}`);
    await engine.remove(reference);
    await engine.compact();
    await engine.compact();
    assert.equal(await engine.count(), 0);
    assert.equal(engine.figures().dead, 0);
  });
});

test('what was removed is erased in time though nobody asks', async () => {
  await engine.close();
  engine = await openEngine(optionsFor(home, { eraseWithin: 40 }));
  const reference = await enrol({ face: makeFace(1) });
  await engine.remove(reference);
  while (engine.figures().dead > 0) await rest();
});

describe('refused is', () => {
  const reference = makeReference();
  const wrong: [string, Probe, MatcherErrorCode][] = [
    ['a probe of nothing', {}, 'probe-empty'],
    ['a face of another length', { face: new Float32Array(16).fill(1) }, 'face-wrong'],
    ['a face that points nowhere', { face: new Float32Array(32) }, 'face-wrong'],
    ['a portrait where no model is', { portrait: new Uint8Array(9) }, 'portrait-wrong'],
    ['a finger that is none', { fingers: [{ position: 1, template: new Uint8Array(40) }] }, 'finger-wrong'],
    [
      'more fingers than two bodies have',
      { fingers: Array.from({ length: 21 }, () => makeFinger(1, 1)) },
      'finger-wrong',
    ],
  ];
  for (const [what, probe, code] of wrong)
    test(`${what}, and nothing is changed`, async () => {
      await assert.rejects(engine.enrol(reference, probe), refusedAs(code));
      await assert.rejects(engine.identify(probe, { best: 1 }), refusedAs(code));
      assert.equal(await engine.count(), 0);
    });

  test('a reference that is no UUID, and more than may be asked for', async () => {
    const probe = { face: makeFace(1) };
    await assert.rejects(engine.enrol('079123' as Reference, probe), refusedAs('reference-wrong'));
    await assert.rejects(engine.remove('079123' as Reference), refusedAs('reference-wrong'));
    for (const best of [0, 101, 1.5]) await assert.rejects(engine.identify(probe, { best }), refusedAs('search-wrong'));
    const among = Array.from({ length: 1001 }, makeReference);
    await assert.rejects(engine.identify(probe, { best: 1, among }), refusedAs('search-wrong'));
  });

  test('whatever is asked after the end', async () => {
    await engine.close();
    await assert.rejects(engine.count(), refusedAs('closed'));
    await assert.rejects(engine.enrol(reference, { face: makeFace(1) }), refusedAs('closed'));
  });

  test('evidence that falls where a score rises', async () => {
    const { fusion } = optionsFor(home);
    const falling = { ...fusion, face: [...fusion.face].reverse() };
    await assert.rejects(
      openEngine(optionsFor(join(home, 'other'), { fusion: falling })),
      (error) => error instanceof EngineError && error.code === 'fusion-wrong',
    );
  });
});

test('a portrait is as good as its embedding where a model makes one', async () => {
  await engine.close();
  const embed = async (portrait: Uint8Array) => (portrait[0] === 0 ? undefined : makeFace(portrait[0]!));
  engine = await openEngine(optionsFor(home, { embed }));
  const reference = await enrol({ portrait: Uint8Array.of(5) });
  assert.equal((await engine.identify({ face: makeFace(5) }, { best: 1 }))[0]?.reference, reference);
  await assert.rejects(enrol({ portrait: Uint8Array.of(0) }), refusedAs('portrait-wrong'));
});

test('what was enrolled together is confirmed by one write, and is there after the next opening', async () => {
  const references = Array.from({ length: 300 }, makeReference);
  await Promise.all(references.map((reference, person) => engine.enrol(reference, { face: makeFace(person) })));
  await engine.close();
  engine = await openEngine(optionsFor(home));
  assert.deepEqual([...engine.references()].sort(), [...references].sort());
});
