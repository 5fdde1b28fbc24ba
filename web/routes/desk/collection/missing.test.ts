import assert from 'node:assert/strict';
import { test } from 'node:test';
import { missingTargets } from './missing.ts';

const required = ['name', 'birthDate'];

test('a name in two columns and a birth year are enough for a row', () => {
  assert.deepEqual(missingTargets(['name', 'birthDate', ''], required), []);
  assert.deepEqual(missingTargets(['familyName', 'givenName', 'birthYear'], required), []);
});

test('half a name is none, and a day without its year is no birth date', () => {
  assert.deepEqual(missingTargets(['familyName', 'birthDay', 'birthMonth'], required), required);
  assert.deepEqual(missingTargets([], required), required);
});
