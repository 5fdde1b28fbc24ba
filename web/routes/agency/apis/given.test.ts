import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fillApi, fillScope, findScopeDefect, isTokenTime, readApi, readScope, scopesOf } from './given.ts';

const languages = ['vi', 'en', 'fr'];
const scope = {
  scope: 'marks.read',
  name: { vi: 'Xem điểm', en: 'See marks', fr: 'Voir les notes' },
  description: { vi: 'Điểm của năm học', en: 'Marks of the year', fr: 'Notes de l’année' },
};
const given = {
  indicator: 'https://api.school.vn/marks',
  name: { vi: 'Học bạ', en: 'School record', fr: 'Livret' },
  scopes: [scope],
  tokenSeconds: 90,
  tokenFormat: 'opaque',
  reader: 'school.reader',
} as const;

test('an API that is opened in the form and sent unchanged is the same API', () => {
  const values = fillApi(languages, { ...given, scopes: [scope] });
  assert.deepEqual(readApi(languages, values), given);
  assert.deepEqual(scopesOf(values), [scope]);
});

test('signed tokens have no reader, whoever was chosen before', () => {
  const { reader: _reader, ...rest } = given;
  const values = { ...fillApi(languages, { ...given, scopes: [scope] }), tokenFormat: 'jwt' };
  assert.deepEqual(readApi(languages, values), { ...rest, tokenFormat: 'jwt' });
});

test('a scope that is opened in its form and kept unchanged is the same scope', () => {
  assert.deepEqual(readScope(languages, fillScope(languages, scope)), scope);
});

test('a scope stands once, in small letters', () => {
  assert.equal(findScopeDefect('marks.print', [scope]), undefined);
  assert.equal(findScopeDefect('marks.read', [scope]), 'double');
  for (const wrong of ['', 'm', 'Marks', 'marks read', '1st']) assert.equal(findScopeDefect(wrong, []), 'form', wrong);
});

test('a token lives from half a minute to five', () => {
  assert.deepEqual(['30', '300'].map(isTokenTime), [true, true]);
  assert.deepEqual(['29', '301', '60.5', '', 'abc', undefined].map(isTokenTime), Array(6).fill(false));
});
