import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cleanRow, fitModel, foldDate, proposeModel, vietnamesePerson, withColumns } from './index.ts';

test('columns of usual data sets are recognised', () => {
  const cases: [string, Record<string, string>][] = [
    [
      'rec_id given_name surname street_number address_1 address_2 suburb postcode state date_of_birth soc_sec_id',
      {
        surname: 'surname',
        givenName: 'given_name',
        houseNumber: 'street_number',
        birthDate: 'date_of_birth',
        pin: 'soc_sec_id',
      },
    ],
    [
      'unique_id first_name surname dob city email cluster',
      { givenName: 'first_name', birthDate: 'dob', email: 'email', city: 'city' },
    ],
    [
      'fname_c1 fname_c2 lname_c1 lname_c2 by bm bd',
      {
        ...{ givenName: 'fname_c1', middleName: 'fname_c2', surname: 'lname_c1', secondSurname: 'lname_c2' },
        birthDate: 'by bm bd',
      },
    ],
    [
      'last_name first_name midl_name sex_code race_code age res_street_address res_city_desc zip_code full_phone_num',
      {
        surname: 'last_name',
        givenName: 'first_name',
        middleName: 'midl_name',
        sex: 'sex_code',
        age: 'age',
        city: 'res_city_desc',
        phone: 'full_phone_num',
      },
    ],
    [
      'Họ và tên;Ngày sinh;Giới tính;Họ tên cha;Số định danh',
      { name: 'Họ và tên', birthDate: 'Ngày sinh', sex: 'Giới tính', fatherName: 'Họ tên cha', pin: 'Số định danh' },
    ],
  ];
  for (const [header, expected] of cases) {
    const { columns } = proposeModel(header.split(header.includes(';') ? ';' : ' '));
    for (const [role, column] of Object.entries(expected))
      assert.equal(columns[role]?.join(' '), column, `${role} in ${header}`);
  }
});

test('a whole name beside its parts is not compared a second time', () => {
  const parts = proposeModel(['full_name', 'first_name', 'surname', 'dob']);
  assert.deepEqual(Object.keys(parts.columns).sort(), ['birthDate', 'givenName', 'surname']);
  assert.deepEqual(parts.ignored, ['full_name']);
  const whole = proposeModel(['full_name', 'first_name', 'dob']);
  assert.deepEqual([Object.keys(whole.columns).sort(), whole.ignored], [['birthDate', 'name'], ['first_name']]);
});

test('columns that name a row or a group are not compared', () => {
  const { ignored } = proposeModel(['unique_id', 'cluster', 'first_name', 'source_dataset']);
  assert.deepEqual(ignored, ['unique_id', 'cluster', 'source_dataset']);
  assert.throws(() => proposeModel(['id', 'remark']), { code: 'linkage-no-fields' });
});

test('a month that comes first is seen from the rows', () => {
  const { model } = proposeModel(['name', 'dob'], [{ dob: '03/04/1980' }, { dob: '03/25/1980' }]);
  assert.equal(cleanRow(model, { dob: '3/4/1980' }).birthDate, '1980-03-04');
  assert.equal(cleanRow(proposeModel(['dob']).model, { dob: '3/4/1980' }).birthDate, '1980-04-03');
});

test('dates of all usual forms are read, and impossible ones kept as evidence', () => {
  const cases: [string, string][] = [
    ['1980-02-01', '1980-02-01'],
    ['1980-02-01T00:00:00Z', '1980-02-01'],
    ['19800201', '1980-02-01'],
    ['01021980', '1980-02-01'],
    ['1.2.1980', '1980-02-01'],
    ['1980', '1980'],
    ['02/1980', '1980-02'],
    ['00/00/1980', '1980'],
    ['19801399', '1980-13-99'],
    ['unknown', ''],
  ];
  for (const [written, read] of cases) assert.equal(foldDate(written), read, written);
  const { model } = proposeModel(['fname', 'by', 'bm', 'bd']);
  assert.equal(cleanRow(model, { by: 1980, bm: 2, bd: 1 }).birthDate, '1980-02-01');
  assert.equal(cleanRow(model, { by: 1980, bm: 2, bd: '' }).birthDate, '1980-02');
});

test('a model reads other columns, and does without those that are missing', () => {
  const model = withColumns(vietnamesePerson, { name: 'ho_ten', birthDate: 'ngay_sinh' });
  const fitted = fitModel(model, ['ho_ten', 'ngay_sinh', 'remark']);
  assert.deepEqual(
    fitted.comparisons.map(({ field }) => field),
    ['name', 'birthDate'],
  );
  assert.throws(() => fitModel(model, ['remark']), { code: 'linkage-no-fields' });
});
