import assert from 'node:assert/strict';
import { test } from 'node:test';
import { country } from '#test';
import { createAcrNames, identityAssuranceOf } from './acrNames.ts';

const names = createAcrNames(country.facts);
const own = (assurance: string) => `urn:dancu:acr:${assurance}`;
const lawful = (level: number) => `urn:dancu:acr:vn:${level}`;

test('only levels that a session here can reach are offered: none with a biometric factor', () => {
  assert.deepEqual(names.supported, [own('low'), own('substantial'), own('high'), lawful(1), lawful(2)]);
  assert.equal(names.assuranceNamed(lawful(2)), 'substantial');
  for (const unreachable of [lawful(3), lawful(4), 'urn:dancu:acr:vn:9', '']) assert.equal(names.assuranceNamed(unreachable), undefined); // biome-ignore format: one line
});

const cases: readonly [asked: string[], essential: boolean, session: 'low' | 'substantial' | 'high', told: string][] = [
  [[], false, 'high', own('high')],
  [[own('low')], false, 'substantial', own('substantial')],
  [[own('low')], true, 'high', own('low')],
  [[own('low'), own('substantial')], true, 'high', own('substantial')],
  [[lawful(1)], false, 'high', lawful(2)],
  [[lawful(2)], false, 'low', lawful(1)],
  [[lawful(1)], true, 'high', lawful(1)],
  [[lawful(2), own('high')], false, 'substantial', lawful(2)],
  [['unknown', lawful(1)], false, 'low', lawful(1)],
  [['unknown'], true, 'low', own('low')],
];
for (const [asked, essential, session, told] of cases)
  test(`who asks ${essential ? 'for exactly' : 'for'} "${asked}" and has ${session} is told ${told}`, () => {
    assert.equal(names.tell(asked, essential, session), told);
  });

test('an account’s level says how surely the identity was proved, by the country’s data', () => {
  assert.deepEqual([1, 2, 7, undefined].map((level) => identityAssuranceOf(country.facts, level)), ['low', 'substantial', 'low', 'low']); // biome-ignore format: one line
});
