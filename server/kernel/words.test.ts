import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { fillIn, readWords } from './words.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dancu-words-'));
  for (const [language, text] of [
    ['vi', 'a:\n  b: "Chào {name}"\n  only: "Chỉ đây"\n'],
    ['en', 'a:\n  b: "Hello {name}"\n'],
  ] as const) {
    mkdirSync(join(folder, language));
    writeFileSync(join(folder, language, 'one.yaml'), text);
  }
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const read = () => readWords(pathToFileURL(`${folder}/`), ['vi', 'en']);

test('a sentence is said in the language asked for, with its values; in the country’s own where that lacks it', () => {
  const words = read();
  assert.equal(words.say('en', 'a.b', { name: 'Hòa' }), 'Hello Hòa');
  assert.equal(words.say('en', 'a.only'), 'Chỉ đây');
  assert.equal(words.say('en', 'a.none'), 'a.none');
  assert.ok(!words.has('en', 'a.only'));
});

test('a value that is not given stays visible, and a value is never read as a place for another', () => {
  assert.equal(fillIn('{a} {b}', { a: '{b}', toString: 'x' }), '{b} {b}');
});

test('a sentence that stands twice, or is no text, is refused with its place', () => {
  writeFileSync(join(folder, 'en', 'two.yaml'), 'a:\n  b: again\n');
  assert.throws(read, /a\.b stands twice \(en\/two\.yaml\)/);
  writeFileSync(join(folder, 'en', 'two.yaml'), 'a:\n  c: yes\n  d: 5\n');
  assert.throws(read, /a\.d in en\/two\.yaml is number/);
});

test('the browser’s best language that the country has is chosen', () => {
  const words = read();
  assert.equal(words.choose('de;q=0.9, en-GB;q=0.5, vi;q=0.1'), 'en');
  assert.equal(words.choose('vi;q=0, en'), 'en');
  assert.equal(words.choose('de'), 'vi');
  assert.equal(words.choose(undefined), 'vi');
  assert.equal(words.choose(`${'x,'.repeat(100_000)}en`), 'vi');
});
