import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Problem, readWords, type Words } from '#kernel';
import { FIELDS } from '#libs/country';
import { country } from '#test';

const root = fileURLToPath(new URL('..', import.meta.url));
const languages = country.facts.languages;
const words: Words = readWords(new URL('../country/vn/words/', import.meta.url), languages);
const [own, ...others] = languages;
const keys = [...words.all(own!).keys()];

let codes: string[] = [];
let sources = '';

before(async () => {
  const rooms = readdirSync(join(root, 'server/rooms')).map((room) => `server/rooms/${room}`);
  const places = ['server/kernel/problem.ts', ...rooms.flatMap((room) => [`${room}/problems.ts`, `${room}/index.ts`])];
  for (const place of places.filter((one) => existsSync(join(root, one)))) {
    codes.push(...Object.values(await import(pathToFileURL(join(root, place)).href)).flatMap(codesOf));
  }
  codes = [...new Set(codes)].sort();
  for (const folder of ['server', 'web']) {
    for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      if (entry.isFile() && /\.tsx?$/.test(path) && !/node_modules|\/dist\/|\.test\.tsx?$/.test(path))
        sources += readFileSync(path, 'utf8');
    }
  }
  assert.ok(sources.length > 200_000, 'the sources were not read');
});

/** Codes of a table that defineProblems made; nothing for any other export. */
function codesOf(exported: unknown): string[] {
  if (typeof exported !== 'object' || exported === null || !Object.isFrozen(exported)) return [];
  const made = Object.values(exported);
  if (made.length === 0 || made.some((one) => typeof one !== 'function')) return [];
  return made.flatMap((make) => {
    const one = (make as () => unknown)();
    return one instanceof Problem ? [one.code] : [];
  });
}

const valuesOf = (sentence: string) => [...new Set(sentence.match(/\{[a-zA-Z]+\}/g))].sort();
const keyOf = (code: string) => `problem.${code.replace('/', '.')}`;

for (const language of others) {
  test(`${language} has every sentence that ${own} has, and no other`, () => {
    assert.ok(keys.length > 300, `only ${keys.length} sentences were read`);
    assert.deepEqual([...words.all(language).keys()].sort(), [...keys].sort());
  });

  test(`each sentence in ${language} has the same values as in ${own}`, () => {
    const different = keys.filter(
      (key) => String(valuesOf(words.say(language, key))) !== String(valuesOf(words.say(own!, key))),
    );
    assert.deepEqual(different, []);
  });
}

for (const language of languages) {
  test(`every problem of every room has its title and what to do in ${language}`, () => {
    assert.ok(codes.length > 60, `only ${codes.length} problems were found`);
    assert.deepEqual(
      codes.filter(
        (code) => !words.has(language, `${keyOf(code)}.title`) || !words.has(language, `${keyOf(code)}.detail`),
      ),
      [],
    );
  });

  test(`every field of the law has its name in ${language}`, () => {
    assert.deepEqual(
      FIELDS.filter((field) => !words.has(language, `field.${field}`)),
      [],
    );
  });

  test(`no sentence in ${language} is empty, has blanks at its ends or brackets that do not close`, () => {
    const odd = keys.filter((key) => {
      const sentence = words.say(language, key);
      return sentence === '' || sentence.trim() !== sentence || /[{}]/.test(sentence.replace(/\{[a-zA-Z]+\}/g, ''));
    });
    assert.deepEqual(odd, []);
  });
}

test('no sentence is about a problem that no room has', () => {
  const spoken = new Set(
    keys.filter((key) => key.startsWith('problem.')).map((key) => key.split('.').slice(1, -1).join('/')),
  );
  assert.deepEqual(
    [...spoken].filter((code) => !codes.includes(code)),
    [],
  );
});

test('every first part of a key is one that the code asks for', () => {
  const tops = [...new Set(keys.map((key) => key.split('.')[0]!))];
  assert.deepEqual(
    tops.filter((top) => !new RegExp(`['"\`]${top}\\.`).test(sources)),
    [],
  );
});

test('every key that the code names in full is there', () => {
  const named = [...sources.matchAll(/\bsay\((?:[a-z.]+, )?'([a-z][a-zA-Z]*(?:\.[a-zA-Z0-9-]+)+)'/g)].map(
    (match) => match[1]!,
  );
  assert.ok(named.length > 50, `only ${named.length} keys were found`);
  assert.deepEqual(
    [...new Set(named)].filter((key) => !keys.includes(key)),
    [],
  );
});
