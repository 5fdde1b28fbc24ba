import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import fc from 'fast-check';
import { openFileKeyStore } from '#kernel';
import { country } from '#test';
import { recogniseSample } from './formats.ts';
import {
  eraseDay,
  findModality,
  groundsOf,
  isPlace,
  isTooYoung,
  nextState,
  orderPair,
  type PairAct,
  type PairState,
} from './model.ts';
import { makePersonKey, openPersonKey } from './sealing.ts';

const rules = country.modalities;
const modality = (id: 'face' | 'finger' | 'iris' | 'dna' | 'voice') => findModality(rules, id)!;

describe('what may be taken of whom', () => {
  test('nothing under six', () =>
    assert.deepEqual(
      [5, 6].map((age) => isTooYoung(rules, age)),
      [true, false],
    ));

  test('face, finger and iris unasked from fourteen on, DNA and voice never', () => {
    for (const id of ['face', 'finger', 'iris'] as const)
      assert.deepEqual([groundsOf(modality(id), rules, 13), groundsOf(modality(id), rules, 14)], [['request'], []]);
    for (const id of ['dna', 'voice'] as const)
      assert.deepEqual(groundsOf(modality(id), rules, 40), ['consent', 'proceedings']);
  });

  test('ten fingers, two irises, one of anything else', () => {
    assert.deepEqual(
      [0, 1, 10, 11, 1.5].map((place) => isPlace(modality('finger'), place)),
      [...[false, true, true, false, false]],
    );
    assert.equal(isPlace(modality('iris'), 3), false);
    assert.equal(isPlace(modality('face'), 2), false);
  });
});

describe('the day of erasure', () => {
  test('no day while who was enrolled lives', () =>
    assert.equal(eraseDay(modality('face'), '2026-01-01', undefined), undefined));
  test('years after the death, the year’s last day where only the year is known', () => {
    assert.equal(eraseDay(modality('face'), '2026-01-01', '2027-03-04'), '2032-03-04');
    assert.equal(eraseDay(modality('face'), '2026-01-01', '2027'), '2032-12-31');
  });
  test('years after it was taken, for what was given; the day after a 29 February that is none', () => {
    assert.equal(eraseDay(modality('dna'), '2026-05-01', undefined), '2036-05-01');
    assert.equal(eraseDay(modality('voice'), '2024-02-29', undefined), '2034-03-01');
  });
});

describe('a pair', () => {
  const table: [PairState, PairAct, boolean, string][] = [
    ['open', 'same', false, 'proposed'],
    ['open', 'different', false, 'different'],
    ['open', 'unsure', false, 'unsure'],
    ['unsure', 'same', true, 'proposed'],
    ['proposed', 'same', false, 'pair-state'],
    ['proposed', 'confirm', true, 'four-eyes'],
    ['proposed', 'refuse', true, 'four-eyes'],
    ['proposed', 'confirm', false, 'same'],
    ['proposed', 'refuse', false, 'open'],
    ['proposed', 'undo', true, 'open'],
    ['proposed', 'undo', false, 'pair-state'],
    ['different', 'undo', false, 'open'],
    ['unsure', 'undo', false, 'open'],
    ['same', 'undo', true, 'pair-state'],
    ['same', 'different', false, 'pair-state'],
    ['open', 'confirm', false, 'pair-state'],
  ];
  for (const [state, act, isFirst, next] of table)
    test(`${state}, ${act} by ${isFirst ? 'the first' : 'another'}: ${next}`, () =>
      assert.equal(nextState(state, act, isFirst), next));

  test('no way leads to "same" without two officers', () => {
    const acts = fc.array(
      fc.record({
        act: fc.constantFrom<PairAct>('same', 'different', 'unsure', 'confirm', 'refuse', 'undo'),
        by: fc.constantFrom('an', 'bình'),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(acts, (done) => {
        let [state, first]: [PairState, string] = ['open', ''];
        for (const { act, by } of done) {
          const next = nextState(state, act, by === first);
          if (next === 'four-eyes' || next === 'pair-state') continue;
          if (next === 'same') assert.ok(state === 'proposed' && by !== first);
          state = next;
          if (act === 'same') first = by;
        }
      }),
    );
  });

  test('has one name, whoever is named first', () => assert.deepEqual(orderPair('B1', 'a2'), orderPair('a2', 'b1')));
});

describe('forms of samples', () => {
  const named: [string, string][] = [
    ['FMR\0 20\0', 'iso-19794-2'],
    ['FIR\x00030\0', 'iso-19794-4'],
    ['FAC\x00030\0', 'iso-19794-5'],
    ['IIR\x00030\0', 'iso-19794-6'],
    ['RIFF\0\0\0\0WAVE', 'wav'],
  ];
  for (const [text, format] of named)
    test(`${format} by its first bytes`, () => assert.equal(recogniseSample(Buffer.from(text, 'latin1')), format));
  test('whatever else is none, and short bytes are no error', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3 }), (bytes) => {
        const format = recogniseSample(bytes);
        assert.ok(format === undefined || ['jpeg', 'wsq'].includes(format));
      }),
    );
    assert.equal(recogniseSample(Buffer.from('<svg onload="alert(1)"/>')), undefined);
    assert.equal(recogniseSample(Buffer.from('RIFF\0\0\0\0AVI ', 'latin1')), undefined);
  });
});

describe('a person’s key', () => {
  const home = mkdtempSync(join(tmpdir(), 'dancu-biometric-keys-'));
  after(() => rmSync(home, { recursive: true }));
  const open = openFileKeyStore(home, undefined);
  const place = { person: 'p', modality: 'face', sample: 's', part: 'sample' } as const;

  test('opens what it sealed, for that person, kind, sample and part alone', () => {
    const key = makePersonKey(open, 'r');
    const sealed = key.seal(place, Buffer.from('minutiae'));
    assert.ok(!sealed.includes('minutiae'));
    assert.equal(openPersonKey(open, 'r', key.wrapped)?.open(place, sealed)?.toString(), 'minutiae');
    for (const other of [{ person: 'q' }, { modality: 'iris' }, { sample: 't' }, { part: 'template' as const }])
      assert.equal(key.open({ ...place, ...other }, sealed), undefined);
  });

  test('no other person’s key opens it, and no changed byte passes', () => {
    const key = makePersonKey(open, 'r');
    const sealed = key.seal(place, Buffer.from('minutiae'));
    assert.equal(makePersonKey(open, 'r').open(place, sealed), undefined);
    for (const at of sealed.keys()) {
      const changed = Buffer.from(sealed);
      changed[at]! ^= 1;
      assert.equal(key.open(place, changed), undefined);
    }
    assert.equal(key.open(place, Buffer.alloc(5)), undefined);
  });
});
