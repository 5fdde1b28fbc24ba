import assert from 'node:assert/strict';
import { test } from 'node:test';
import { missingTargets } from './missing.ts';

const known = [
  { target: 'name', required: true, instead: ['familyName', 'givenName'] },
  { target: 'birthDate', required: true, instead: ['birthYear'] },
  { target: 'familyName', required: false },
  { target: 'phone', required: false },
];
const missing = (...targets: string[]) => missingTargets(targets, known).map(({ target }) => target);

test('a name in two columns and a birth year are enough for a row', () => {
  assert.deepEqual(missing('name', 'birthDate', ''), []);
  assert.deepEqual(missing('familyName', 'givenName', 'birthYear'), []);
});

test('half a name is none, and a day without its year is no birth date', () => {
  assert.deepEqual(missing('familyName', 'birthDay', 'birthMonth'), ['name', 'birthDate']);
  assert.deepEqual(missing(), ['name', 'birthDate']);
});

test('what has nothing in its place is wanted itself', () => {
  assert.deepEqual(
    missingTargets(['familyName'], [{ target: 'sex', required: true }]).map(({ target }) => target),
    ['sex'],
  );
});
