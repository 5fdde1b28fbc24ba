import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Problem } from '#kernel';
import { readClaims, readNames } from './claims.ts';

const codeOf = (work: () => unknown): string => {
  try {
    work();
    return 'accepted';
  } catch (error) {
    assert.ok(error instanceof Problem, String(error));
    return `${error.code.replace('exchange/', '')} ${error.pointer}`;
  }
};

const refused: [rule: string, data: Record<string, unknown>, outcome: string][] = [
  ['an unknown field is named', { shoeSize: '42' }, 'field-unknown /biographicData/shoeSize'],
  ["a name of JavaScript's own is no field", { constructor: 'x' }, 'field-unknown /biographicData/constructor'],
  ['a pointer is escaped', { 'a/b~c': 'x' }, 'field-unknown /biographicData/a~1b~0c'],
  ['relations of others are not offered', { children: 'x' }, 'field-not-offered /biographicData/children'],
  ['a number is no name', { name: 7 }, 'claim-invalid /biographicData/name'],
  ['a blank name', { name: '  ' }, 'claim-invalid /biographicData/name'],
  ['half a surrogate pair', { name: '\ud800' }, 'claim-invalid /biographicData/name'],
  ['an impossible date', { birthDate: '1990-02-30' }, 'claim-invalid /biographicData/birthDate'],
  [
    'a field under two names',
    { birthDate: '1990-01-15', dateOfBirth: '1990-01-15' },
    'claim-invalid /biographicData/dateOfBirth',
  ],
  ['a first name alone', { firstName: 'Hòa' }, 'claim-invalid /biographicData/firstName'],
  ['an unknown sex', { gender: 'Q' }, 'claim-invalid /biographicData/gender'],
  ['a nationality in words', { nationality: 'Việt Nam' }, 'claim-invalid /biographicData/nationality'],
  ['a place in words', { permanentResidence: 'Ba Đình' }, 'claim-invalid /biographicData/permanentResidence'],
  ['nothing at all', {}, 'claims-missing /biographicData'],
];
for (const [rule, biographicData, outcome] of refused) {
  test(`claims: ${rule} is refused`, () =>
    assert.equal(
      codeOf(() => readClaims({ biographicData })),
      outcome,
    ));
}

test('OSIA names are read as our fields, the family name first', () => {
  const claims = readClaims({
    biographicData: { firstName: 'Thị Hòa', lastName: 'Nguyễn', dateOfBirth: '1990-01-15', gender: 'F' },
    contactData: { phone: '0912345678' },
  });
  assert.deepEqual(claims, [
    { field: 'name', name: 'lastName', value: 'Nguyễn Thị Hòa' },
    { field: 'birthDate', name: 'dateOfBirth', value: '1990-01-15' },
    { field: 'sex', name: 'gender', value: 'female' },
    { field: 'phone', value: '0912345678' },
  ]);
});

test('biometric data is refused, not passed over', () => {
  assert.equal(
    codeOf(() => readClaims({ biographicData: { name: 'A B' }, biometricData: [{}] })),
    'biometrics-not-offered /biometricData',
  );
  assert.equal(
    codeOf(() => readNames({ outputCredentialData: [{}] })),
    'biometrics-not-offered /outputCredentialData',
  );
});

test('whatever is claimed, the reader answers with claims or with a problem', () => {
  fc.assert(
    fc.property(
      fc.dictionary(
        fc.oneof(
          fc.constantFrom(
            'name',
            'birthDate',
            'sex',
            'nationality',
            'documents',
            'father',
            'permanentResidence',
            'lastName',
            'firstName',
          ),
          fc.string(),
        ),
        fc.jsonValue(),
      ),
      (data) => {
        const outcome = codeOf(() => assert.ok(readClaims({ biographicData: data }).length > 0));
        assert.match(outcome, /^(accepted|[a-z-]+ \/biographicData.*)$/s);
      },
    ),
  );
});
