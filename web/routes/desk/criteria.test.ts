import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lackOf } from './criteria.ts';

test('a name alone is never sent: it finds nobody and looks at everybody', () => {
  const table = [
    [{}, 'empty'],
    [{ province: '01' }, 'empty'],
    [{ name: 'Nguyễn Thị Hương' }, 'wide'],
    [{ name: 'Nguyễn Thị Hương', relative: 'Trần Văn Học' }, 'wide'],
    [{ birth: '1988' }, 'wide'],
    [{ birth: '1988-05', province: '01' }, 'wide'],
    [{ name: 'Nguyễn Thị Hương', birth: '1988' }, undefined],
    [{ name: 'Nguyễn Thị Hương', province: '01' }, undefined],
    [{ birth: '1988-05-07' }, undefined],
    [{ number: '079183477867' }, undefined],
  ] as const;
  for (const [criteria, lack] of table) assert.equal(lackOf(criteria), lack, JSON.stringify(criteria));
});
