import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { SourceRules } from '#libs/country';
import { country } from '#test';
import { judgeWord, type Word } from './standing.ts';

const rules: SourceRules = {
  sources: [],
  ranks: { phone: [['high'], ['middle', 'other'], ['low']] } as unknown as SourceRules['ranks'],
};
const judge = (word: Partial<Word>) =>
  judgeWord(rules, { field: 'phone', source: 'middle', on: '2026-05-01', same: false, held: undefined, ...word });
const held = (source: string, since = '2026-01-01') => ({ source, since });

test('a word stands against the same or a lower rank, and opens a case against a higher one or without a rank', () => {
  assert.equal(judge({}), 'recorded');
  assert.equal(judge({ held: held('low') }), 'recorded');
  assert.equal(judge({ held: held('other') }), 'recorded');
  assert.equal(judge({ held: held('high') }), 'contradicted');
  assert.equal(judge({ source: 'nobody' }), 'contradicted');
  assert.equal(judge({ source: 'nobody', held: held('low') }), 'contradicted');
  assert.equal(judge({ field: 'email' }), 'contradicted');
});

test('what is older than what the register knows from as good a source changes nothing; a higher source corrects it', () => {
  assert.equal(judge({ on: '2025-01-01', held: held('other') }), 'outdated');
  assert.equal(judge({ on: '2025-01-01', held: held('high') }), 'outdated');
  assert.equal(judge({ on: '2025-01-01', held: held('low') }), 'recorded');
});

test('the same word is a confirmation whoever says it, and never more than one outcome changes the record', () => {
  const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-05-${String(n).padStart(2, '0')}`);
  const source = fc.constantFrom('high', 'middle', 'other', 'low', 'nobody');
  fc.assert(
    fc.property(source, day, source, day, (one, on, other, since) => {
      assert.equal(judge({ source: one, on, same: true, held: held(other, since) }), 'confirmed');
      // Two sources cannot both overrule the other with words of one day, unless they share a rank.
      const there = judge({ source: one, on, held: held(other, on) });
      const back = judge({ source: other, on, held: held(one, on) });
      const peers = one === other || [one, other].every((each) => ['middle', 'other'].includes(each));
      if (!peers) assert.ok(!(there === 'recorded' && back === 'recorded'));
    }),
  );
});

test('every kind of act of the register speaks for a source of the country', () => {
  const kinds = country.sources.sources.flatMap(({ acts }) => acts ?? []);
  for (const kind of ['birth', 'correct', 'move', 'death', 'collected', 'identity', 'marry', 'household-join'])
    assert.ok(kinds.includes(kind), kind);
});
