import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createKeptText, joinLines } from './kept.ts';

const column = fc.option(fc.string({ unit: fc.constantFrom('ạ', '\t', '\n', '\r', '\\', 'N', '{', '漢', '🪪') }));
const row = fc.tuple(column, column, fc.string(), fc.nat());

/** PostgreSQL's reading of COPY's text format. */
function readLines(bytes: Uint8Array): (string | null)[][] {
  const plain: Record<string, string> = { t: '\t', n: '\n', r: '\r', '\\': '\\' };
  const lines = Buffer.from(bytes).toString().split('\n').slice(0, -1);
  return lines.map((line) =>
    line
      .split('\t')
      .map((told) => (told === '\\N' ? null : told.replace(/\\(.)/g, (_, letter: string) => plain[letter] ?? letter))),
  );
}

test('what is kept of a row stands before what became of it, whatever it holds, in every piece', () => {
  const kept = createKeptText();
  fc.assert(
    fc.property(fc.array(row, { maxLength: 20 }), (rows) => {
      const places = rows.map(([raw, claims]) => kept.add([raw, claims]));
      const lines = rows.map(([, , verdict, at], index) => ({ place: places[index]!, behind: [verdict, at] }));
      const told = rows.map(([raw, claims, verdict, at]) => [raw, claims, verdict, String(at)]);
      assert.deepEqual(readLines(joinLines(kept.take(), lines)), told);
    }),
  );
});

test('rows of any length are kept whole, and a piece that was taken is not written over', () => {
  const kept = createKeptText();
  const long = 'ă'.repeat(700_000);
  const places = [kept.add([long, 'a']), kept.add([null, long])];
  const taken = kept.take();
  kept.add(['another piece']);
  const lines = places.map((place) => ({ place, behind: ['done'] }));
  assert.deepEqual(readLines(joinLines(taken, lines)), [
    [long, 'a', 'done'],
    [null, long, 'done'],
  ]);
});
