import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createDateWriter } from './dates.ts';

test('a date stands as each language writes it', () => {
  const write = (language: string) => createDateWriter(language, 'Asia/Ho_Chi_Minh').date('1985-03-27');
  assert.deepEqual(['vi', 'en', 'fr'].map(write), ['27/03/1985', '27 March 1985', '27 mars 1985']);
});

test('a partial date says what is known and no more', () => {
  const { date } = createDateWriter('en', undefined);
  assert.deepEqual([date('1948'), date('1948-02')], ['1948', 'February 1948']);
});

test("an instant is told in the country's own time, wherever the reader is", () => {
  const { moment, day } = createDateWriter('vi', 'Asia/Ho_Chi_Minh');
  assert.equal(moment('2026-03-13T18:30:00Z'), '14/03/2026, 01:30');
  assert.equal(day('2026-03-13T18:30:00Z'), '14/03/2026');
});
