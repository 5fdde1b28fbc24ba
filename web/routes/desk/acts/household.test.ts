import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkHousehold, householdBody, memberField } from './household.ts';

const [mother, child] = [memberField('m'), memberField('c')];
const missing = 'screen.desk.act.household.relationMissing';

test('who joins names a member and the relation to the head', () => {
  assert.deepEqual(Object.keys(checkHousehold({ change: 'join', with: '', relationToHead: '' })), [
    'with',
    'relationToHead',
  ]);
  const values = { change: 'join', with: JSON.stringify({ person: 'p', name: 'P' }), relationToHead: 'child' };
  assert.deepEqual(checkHousehold(values), {});
  assert.deepEqual(householdBody(values), { change: 'join', with: 'p', relationToHead: 'child' });
});

test('a new head needs the relation of every member, a household of one’s own takes along those named', () => {
  const said = { [mother]: 'parent', [child]: '' };
  assert.deepEqual(checkHousehold({ change: 'head', ...said }), { [child]: missing });
  assert.deepEqual(checkHousehold({ change: 'split', ...said }), {});
  assert.deepEqual(householdBody({ change: 'split', ...said }), {
    change: 'split',
    members: [{ person: 'm', relationToHead: 'parent' }],
  });
});

test('who leaves says nothing of the others', () => {
  const values = { change: 'leave', with: '', relationToHead: 'child', [child]: 'child' };
  assert.deepEqual([checkHousehold(values), householdBody(values)], [{}, { change: 'leave' }]);
});
