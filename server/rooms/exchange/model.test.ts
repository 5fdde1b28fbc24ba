import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Problem } from '#kernel';
import type { Field, LegalBasis, Purpose } from '#libs/country';
import { type Agreement, type Asked, decideQuestion, hiddenUntil, type Law } from './model.ts';

const sentence = { vi: 'để thử', en: 'to test', fr: 'pour essayer' };
const purposes: Record<string, Purpose> = {
  check: { id: 'check', mode: 'verify', legalBases: ['law-1'], fields: ['name', 'birthDate', 'sex'], sentence },
  record: {
    id: 'record',
    mode: 'attributes',
    legalBases: ['law-1', 'law-ended'],
    fields: ['name', 'birthDate'],
    sentence,
  },
  inquiry: {
    id: 'inquiry',
    mode: 'attributes',
    legalBases: ['law-secret', 'law-1'],
    fields: ['name'],
    hiddenFor: { months: 16, legalBasis: 'law-secret' },
    sentence,
  },
};
const laws: Record<string, LegalBasis> = {
  'law-1': { id: 'law-1', number: '1/2024', grade: 'A', validFrom: '2024-01-01', title: sentence },
  'law-ended': {
    id: 'law-ended',
    number: '2/2020',
    grade: 'A',
    validFrom: '2020-01-01',
    validTo: '2025-01-01',
    title: sentence,
  },
};
const law: Law = {
  findPurpose: (id) => purposes[id],
  findLegalBasis: (id) => laws[id],
  isOpen: (hours) => hours === 'always',
};

const agreement: Agreement = {
  id: 'a',
  version: 1,
  organisation: 'bank',
  state: 'active',
  stage: 'production',
  modes: new Set(['verify', 'attributes']),
  purposes: ['check', 'record'],
  legalBases: [],
  fields: new Set(['name', 'birthDate', 'phone']),
  validFrom: '2025-01-01',
  validTo: '2027-01-01',
  quotaPerDay: 10,
  hours: 'always',
  candidates: 0,
};
const asked = (more: Partial<Asked> = {}): Asked => ({
  type: 'verify',
  purpose: 'check',
  legalBasis: 'law-1',
  fields: ['name'] as Field[],
  ...more,
});
const decide = (question: Asked, agreements: Agreement[] = [agreement], today = '2026-03-02') => {
  const decision = decideQuestion(question, agreements, law, today);
  return decision instanceof Problem ? decision.code.replace('exchange/', '') : decision.id;
};

const table: [rule: string, question: Asked, agreements: Agreement[], today: string, decision: string][] = [
  ['an agreement in force that holds all is found', asked(), [agreement], '2026-03-02', 'a'],
  ['the first day counts', asked(), [agreement], '2025-01-01', 'a'],
  ['the day before does not', asked(), [agreement], '2024-12-31', 'agreement-not-in-force'],
  ['the day of the end does not', asked(), [agreement], '2027-01-01', 'agreement-not-in-force'],
  ['an unknown purpose', asked({ purpose: 'curiosity' }), [agreement], '2026-03-02', 'purpose-unknown'],
  ['a purpose of others', asked({ purpose: 'inquiry' }), [agreement], '2026-03-02', 'purpose-not-agreed'],
  ['nobody without an agreement', asked(), [], '2026-03-02', 'purpose-not-agreed'],
  ['a suspended agreement', asked(), [{ ...agreement, state: 'suspended' }], '2026-03-02', 'agreement-suspended'],
  [
    'another agreement may serve where one is suspended',
    asked(),
    [
      { ...agreement, state: 'suspended' },
      { ...agreement, id: 'b' },
    ],
    '2026-03-02',
    'b',
  ],
  [
    'a law that does not carry the purpose',
    asked({ legalBasis: 'law-ended' }),
    [agreement],
    '2026-03-02',
    'legal-basis-not-agreed',
  ],
  [
    'a law that is no longer in force',
    asked({ type: 'attributes', purpose: 'record', legalBasis: 'law-ended' }),
    [agreement],
    '2026-03-02',
    'legal-basis-not-agreed',
  ],
  [
    'values under a purpose that only verifies',
    asked({ type: 'attributes' }),
    [agreement],
    '2026-03-02',
    'mode-not-agreed',
  ],
  [
    'values under an agreement that only verifies',
    asked({ type: 'attributes', purpose: 'record' }),
    [{ ...agreement, modes: new Set(['verify']) }],
    '2026-03-02',
    'mode-not-agreed',
  ],
  [
    'a file under an agreement for single questions',
    asked({ type: 'bulk' }),
    [agreement],
    '2026-03-02',
    'mode-not-agreed',
  ],
  [
    'a file where the agreement says so',
    asked({ type: 'bulk' }),
    [{ ...agreement, modes: new Set(['verify', 'bulk']) }],
    '2026-03-02',
    'a',
  ],
  [
    'a person found by values under a purpose that only verifies',
    asked({ type: 'identify' }),
    [{ ...agreement, modes: new Set(['identify']) }],
    '2026-03-02',
    'mode-not-agreed',
  ],
  [
    'a law that the purpose rests on and the agreement leaves out',
    asked({ type: 'verify', purpose: 'inquiry', legalBasis: 'law-1' }),
    [{ ...agreement, purposes: ['inquiry'], legalBases: ['law-secret'] }],
    '2026-03-02',
    'legal-basis-not-agreed',
  ],
  ['outside the hours', asked(), [{ ...agreement, hours: 'office' }], '2026-03-02', 'outside-hours'],
  [
    'another agreement may serve outside the hours of one',
    asked(),
    [
      { ...agreement, hours: 'office' },
      { ...agreement, id: 'b' },
    ],
    '2026-03-02',
    'b',
  ],
  ['who may read may also verify', asked({ purpose: 'record' }), [agreement], '2026-03-02', 'a'],
  ['a field outside the agreement', asked({ fields: ['name', 'sex'] }), [agreement], '2026-03-02', 'field-not-agreed'],
  [
    'a field of the agreement that the purpose does not allow',
    asked({ fields: ['phone'] }),
    [agreement],
    '2026-03-02',
    'field-not-agreed',
  ],
  [
    'two halves in two agreements are not one whole',
    asked({ fields: ['name', 'sex'] }),
    [agreement, { ...agreement, id: 'b', fields: new Set(['sex']) }],
    '2026-03-02',
    'field-not-agreed',
  ],
];
for (const [rule, question, agreements, today, decision] of table) {
  test(`agreement: ${rule}`, () => assert.equal(decide(question, agreements, today), decision));
}

test('a refusal names every field that lacks', () => {
  const decision = decideQuestion(
    asked({ fields: ['name', 'sex', 'phone'] as Field[] }),
    [agreement],
    law,
    '2026-03-02',
  );
  assert.ok(decision instanceof Problem);
  assert.deepEqual(decision.extra.fields, ['sex', 'phone']);
});

test('only a law with later notice hides a look, and only until a date', () => {
  const at = new Date('2026-03-02T10:00:00Z');
  assert.equal(hiddenUntil(purposes.inquiry, 'law-secret', at), '2027-07-02T10:00:00.000Z');
  assert.equal(hiddenUntil(purposes.inquiry, 'law-1', at), undefined);
  assert.equal(hiddenUntil(purposes.check, 'law-1', at), undefined);
});
