import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readWords } from '#kernel';
import { problems } from './problems.ts';

const words = readWords(new URL('../../../country/vn/words/', import.meta.url), ['vi', 'en', 'fr']);

test('every problem says in every language what is wrong and what to do', () => {
  const names = Object.keys(problems);
  assert.ok(names.length > 40);
  for (const language of words.languages) {
    for (const name of names) {
      for (const part of ['title', 'detail'])
        assert.ok(words.has(language, `problem.people.${name}.${part}`), `${language} ${name} ${part}`);
    }
  }
});

test('no language says more or less than the others, and none speaks of problems that do not exist', () => {
  const keys = (language: string) =>
    [...words.all(language).keys()].filter((key) => /^(problem\.people|screen\.preview)\./.test(key)).sort();
  assert.deepEqual(keys('en'), keys('vi'));
  assert.deepEqual(keys('fr'), keys('vi'));
  for (const key of keys('vi')) if (key.startsWith('problem.')) assert.ok(key.split('.')[2]! in problems, key);
});

test('a sentence asks for the same values in every language', () => {
  const values = (language: string, key: string) =>
    (words.all(language).get(key) ?? '').match(/\{[a-zA-Z]+\}/g)?.sort() ?? [];
  for (const key of words.all('vi').keys()) {
    if (!/^(problem\.people|screen\.preview)\./.test(key)) continue;
    for (const language of ['en', 'fr'])
      assert.deepEqual(values(language, key), values('vi', key), `${language} ${key}`);
  }
});
