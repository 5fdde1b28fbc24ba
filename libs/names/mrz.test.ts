import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatMrzName, nameKey, toMrz } from './index.ts';
import { vietnameseName } from './samples.ts';

test('Vietnamese letters lose their marks and Đ becomes D', () => {
  assert.deepEqual(toMrz('Nguyễn Văn Mẫu'), { primary: 'NGUYEN', secondary: 'VAN<MAU' });
  assert.deepEqual(toMrz('Đặng Thị Ước'), { primary: 'DANG', secondary: 'THI<UOC' });
  assert.equal(formatMrzName(toMrz('Nguyễn Văn Mẫu'), 30), 'NGUYEN<<VAN<MAU<<<<<<<<<<<<<<<');
});

test('other Latin letters follow Doc 9303 part 3, section 6 A', () => {
  assert.deepEqual(toMrz({ surname: 'Müller-Lüdenscheidt', given: 'Jörg Åke' }), {
    primary: 'MUELLER<LUEDENSCHEIDT',
    secondary: 'JOERG<AAKE',
  });
  assert.deepEqual(toMrz({ surname: "O'Connor", given: 'Enya Siobhan' }), {
    primary: 'OCONNOR',
    secondary: 'ENYA<SIOBHAN',
  });
  assert.deepEqual(toMrz({ surname: 'Groß Þór', given: 'Øystein Ñ.' }), {
    primary: 'GROSS<THOR',
    secondary: 'OEYSTEIN<N',
  });
});

test('a person of one name has only a primary identifier', () => {
  assert.equal(formatMrzName(toMrz('Suharto'), 30), 'SUHARTO'.padEnd(30, '<'));
  assert.deepEqual(toMrz({ surname: 'Suharto', given: ' ' }), { primary: 'SUHARTO', secondary: '' });
});

test('letters outside Latin are refused', () => {
  assert.throws(() => toMrz('王小明'), { code: 'name-script' });
  assert.throws(() => toMrz('Nguyễn 1'), { code: 'name-character' });
});

test('a name that is cut ends in a letter and keeps its secondary identifier', () => {
  assert.equal(formatMrzName({ primary: 'NGUYEN', secondary: 'THI<HOANG<ANH' }, 17), 'NGUYEN<<THI<HOANG');
  assert.equal(formatMrzName({ primary: 'NGUYEN', secondary: 'THI<HOANG<ANH' }, 18), 'NGUYEN<<THI<HOAN<A');
  assert.equal(formatMrzName({ primary: 'VANDERWESTHUIZENDOORN', secondary: 'JAN' }, 20), 'VANDERWESTHUIZEND<<J');
  assert.equal(formatMrzName({ primary: 'NGUYEN', secondary: 'A<B<C<D' }, 12).length, 12);
});

test('the field always has its width and only letters of the zone', () => {
  const part = fc
    .array(fc.stringMatching(/^[A-Z]{1,12}$/), { minLength: 1, maxLength: 5 })
    .map((words) => words.join('<'));
  fc.assert(
    fc.property(part, fc.oneof(fc.constant(''), part), fc.constantFrom(30, 31, 39), (primary, secondary, width) => {
      const field = formatMrzName({ primary, secondary }, width);
      assert.equal(field.length, width);
      assert.match(field, /^[A-Z][A-Z<]*$/);
      assert.equal(/<<[A-Z]/.test(field), secondary !== '');
    }),
  );
});

test('the zone and the search key of a Vietnamese name agree', () => {
  fc.assert(
    fc.property(vietnameseName, (name) => {
      const { primary, secondary } = toMrz(name);
      assert.equal(`${primary} ${secondary}`.replaceAll('<', ' ').toLowerCase(), nameKey(name));
    }),
  );
});
