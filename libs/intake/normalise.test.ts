import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createNormaliser, RULES, suggestMapping, TARGETS, type Target, toRecordDraft } from './index.ts';
import { country, readFields, rulesOf, today } from './samples.ts';

const rules: ReadonlySet<string> = new Set(RULES);

test('no cell of any field makes it throw, and every finding names a rule that is known', () => {
  const tricky = fc.constantFrom(
    '=1+1',
    '\u202e',
    '9'.repeat(300),
    '30/02/1960',
    '(',
    ' - ',
    ',,,',
    '1E+11',
    '\ud800',
    'ÂL',
    'Q.3',
  );
  fc.assert(
    fc.property(fc.constantFrom(...TARGETS), fc.oneof(fc.string({ unit: 'binary' }), tricky), (field, text) => {
      for (const one of readFields({ [field]: text }).findings) assert.ok(rules.has(one.rule), one.rule);
    }),
    { numRuns: 2000 },
  );
});

test('what was read, read again, stays what it is', () => {
  const fields = ['name', 'birthDate', 'pin', 'sex', 'ethnicity', 'phone', 'bloodGroup', 'email'] as const;
  const values = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom(
      'NGUYỄN VĂN AN',
      'Ðặng Thị Lan',
      '5/3/79',
      '29364',
      '0168 123 4567',
      'O dương',
      '1080000018',
      'Kink',
      'trai',
    ),
  );
  fc.assert(
    fc.property(fc.constantFrom(...fields), values, (field: Target, text) => {
      const once = (readFields({ [field]: text }).claims as Record<string, unknown>)[field];
      if (typeof once !== 'string') return;
      assert.equal((readFields({ [field]: once }).claims as Record<string, unknown>)[field], once);
    }),
    { numRuns: 1000 },
  );
});

test('dates are read in every form, and never as more than is known', () => {
  const forms: [text: string, value: string | undefined, rule?: string][] = [
    ['23/05/1980', '1980-05-23'],
    ['3-5-1980', '1980-05-03'],
    ['23.05.1980', '1980-05-23'],
    ['1980-05-23 00:00:00', '1980-05-23'],
    ['19800523', '1980-05-23'],
    ['23051980', '1980-05-23'],
    ['ngày 5 tháng 3 năm 1980', '1980-03-05'],
    ['1980', '1980'],
    ['5/1980', '1980-05'],
    ['00/00/1980', '1980'],
    ['??/05/1980', '1980-05'],
    ['29364', '1980-05-23', 'mended date-excel-serial'],
    ['05/23/1980', '1980-05-23', 'mended date-order-changed'],
    ['5/3/79', '1979-03-05', 'mended date-two-digit-year'],
    ['5/3/19', '2019-03-05', 'doubt date-two-digit-year'],
    ['30/02/1960', '1960-02', 'doubt date-lunar'],
    ['15/08/1960 ÂL', '1960-08', 'doubt date-lunar'],
    ['31/04/1960', '1960-04', 'doubt date-day-impossible'],
    ['29/02/1961', '1961-02', 'doubt date-lunar'],
    ['45/13/1980', undefined, 'refused date-impossible'],
    ['hôm qua', undefined, 'refused date-form'],
    ['02/09/2026', undefined, 'refused date-future'],
    ['1890', '1890', 'doubt age-over-120'],
  ];
  for (const [text, value, rule] of forms) {
    const row = readFields({ birthDate: text });
    assert.equal(row.claims.birthDate, value, text);
    assert.deepEqual(rulesOf(row, 'birthDate'), rule ? [rule] : [], text);
  }
});

test('a date in three columns keeps what is known of it', () => {
  assert.equal(readFields({ birthDay: '5', birthMonth: '3', birthYear: '1980' }).claims.birthDate, '1980-03-05');
  assert.equal(readFields({ birthDay: '', birthMonth: '3', birthYear: '1980' }).claims.birthDate, '1980-03');
  assert.equal(readFields({ birthYear: '1980' }).claims.birthDate, '1980');
});

test('the personal number tells the century of a two-digit year', () => {
  const row = readFields({ birthDate: '5/3/19', pin: '001019000018' });
  assert.equal(row.claims.birthDate, '1919-03-05');
  assert.deepEqual(rulesOf(row, 'birthDate'), ['mended date-two-digit-year']);
});

test('names are cleaned, and what stands for no name is refused', () => {
  const forms: [text: string, value: string | undefined, ...rules: string[]][] = [
    ['NGUYỄN VĂN AN', 'Nguyễn Văn An', 'mended capitals'],
    ['Ðặng Thị Lan', 'Đặng Thị Lan', 'mended letters-mended'],
    ['Lê\u200b Hoa', 'Lê Hoa', 'mended invisible-characters'],
    ['Lê Hoa', 'Lê Hoa'],
    ['12. Lê Thị Hoa', 'Lê Thị Hoa', 'mended name-number-dropped'],
    ['Tran Van Teo', 'Tran Van Teo', 'doubt name-without-marks'],
    ['Cao Thang', 'Cao Thang'],
    ['Hoa', 'Hoa', 'doubt name-one-word'],
    ['Nguyễn Văn A', undefined, 'refused name-placeholder'],
    ['chưa có tên', undefined, 'refused name-placeholder'],
    ['Nguy3n An', undefined, 'refused name-digits'],
    ['=cmd|calc', undefined, 'refused name-characters'],
  ];
  for (const [text, value, ...expected] of forms) {
    const row = readFields({ name: text });
    assert.equal(row.claims.name, value, text);
    const told = rulesOf(row, 'name').filter((rule) => value !== undefined || rule !== 'refused name-missing');
    assert.deepEqual(told, expected, text);
  }
  const { claims } = readFields({ familyName: 'Lê Thị', givenName: 'Hoa (Tí)' });
  assert.deepEqual([claims.name, claims.otherName], ['Lê Thị Hoa', 'Tí']);
});

test('numbers and telephones get back what spreadsheets and old prefixes took', () => {
  const read = (field: 'pin' | 'cmnd' | 'phone', text: string) => readFields({ [field]: text }).claims;
  assert.equal(read('pin', '1080000018').pin, '001080000018');
  assert.equal(read('pin', "'001 080 000 018").pin, '001080000018');
  assert.equal(read('pin', '123456789').cmnd, '123456789');
  assert.equal(read('cmnd', '001080000018').pin, '001080000018');
  assert.deepEqual(rulesOf(readFields({ pin: '1.08E+09' }), 'pin'), ['refused number-scientific']);
  assert.deepEqual(rulesOf(readFields({ pin: '999080000018' }), 'pin'), ['refused pin-place-unknown']);
  assert.equal(read('phone', '0168 123 4567').phone, '+84381234567');
  assert.equal(read('phone', '84912345678').phone, '+84912345678');
  assert.equal(read('phone', '912345678').phone, '+84912345678');
  assert.equal(read('phone', '0912.345.678 / 0987654321').phone, '+84912345678');
  assert.equal(read('phone', '12345').phone, undefined);
});

test('a number that contradicts sex, year or place is doubted, not refused', () => {
  const row = readFields({ pin: '001080000018', sex: 'Nữ', birthDate: '1985', birthRegistrationPlace: 'Tỉnh Cà Mau' });
  assert.equal(row.claims.pin, '001080000018');
  assert.deepEqual(rulesOf(row, 'pin'), ['doubt pin-differs-sex', 'doubt pin-differs-year', 'doubt pin-differs-place']);
  assert.deepEqual(rulesOf(readFields({ pin: '001080000018', birthRegistrationPlace: 'Hà Nội' }), 'pin'), []);
});

test('claims that cannot both be are told', () => {
  const dead = readFields({ birthDate: '1980', deathDate: '1970' });
  assert.equal(dead.claims.deathDate, undefined);
  assert.deepEqual(rulesOf(dead, 'deathDate'), ['refused death-before-birth']);
  assert.deepEqual(rulesOf(readFields({ birthDate: '1980', motherBirthDate: '1975' }), 'motherBirthDate'), [
    'doubt parent-too-young',
  ]);
});

test('the draft of a record holds what was said and nothing else', () => {
  const { claims } = readFields({
    name: 'Lê Thị Hoa',
    cmnd: '012345678',
    birthDate: '1980',
    nationality: 'Việt Nam',
    fatherName: 'Lê Văn Sơn',
  });
  assert.deepEqual(toRecordDraft(country, claims, today), {
    name: 'Lê Thị Hoa',
    birthDate: '1980',
    identifiers: [{ kind: 'cmnd', value: '012345678', status: 'void', from: '2024-12-31', to: '2024-12-31' }],
    nationality: ['VNM'],
    father: { name: 'Lê Văn Sơn' },
  });
});

test('rows shorter and longer than the header are read as far as they go', () => {
  const at = (column: number) => ({ columns: [column], confidence: 1, why: 'saved' as const });
  const mapping = { fields: { name: at(0), sex: at(5) }, unused: [], dateOrder: 'day-first' as const, sexCodes: {} };
  const normalise = createNormaliser(mapping, { country, today });
  assert.equal(normalise(['Lê Hoa']).claims.sex, undefined);
  assert.equal(normalise([]).claims.name, undefined);
  assert.equal(normalise(['Lê Hoa', '', '', '', '', 'Nữ', 'more', 'more']).claims.sex, 'female');
});

test('names in an old font become Unicode, told as mended; words that are Vietnamese both ways go by their column', () => {
  const sample = ['NguyÔn V¨n An', 'TrÇn ThÞ B×nh', 'Ph¹m V¨n Lã'].map((name) => [name, '17/05/1990']);
  const mapping = suggestMapping(['Hä vµ tªn', 'Ngµy sinh'], sample, country);
  assert.deepEqual(mapping.fields.name?.columns, [0]);
  const normalise = createNormaliser(mapping, { country, today: '2026-09-01' });
  const read = sample.map((cells) => normalise(cells));
  assert.deepEqual(
    read.map(({ claims }) => claims.name),
    ['Nguyễn Văn An', 'Trần Thị Bình', 'Phạm Văn Ló'],
  );
  assert.ok(read.every(({ findings }) => findings.some(({ rule }) => rule === 'old-font')));
  const plain = normalise(['Nguyễn Văn An', '17/05/1990']);
  assert.deepEqual([plain.claims.name, plain.findings], ['Nguyễn Văn An', []]);
});
