import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Holder, PersonRecord } from '#rooms/people';
import { CheckAnswer } from './contracts.ts';
import { bandOf, chooseHolder, stateOfDocument, stateOfNumber } from './model.ts';

/** Names of every property that a schema lets out, at any depth. */
function namesOf(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  if (Array.isArray(schema)) return schema.flatMap(namesOf);
  const { properties = {}, ...rest } = schema as { properties?: Record<string, unknown> };
  return [...Object.keys(properties), ...Object.values(properties).flatMap(namesOf), ...namesOf(Object.values(rest))];
}

test('no score of the person leaves: the answer has these facts, no number, and nothing that ranks', () => {
  const names = [...new Set(namesOf(CheckAnswer))].sort();
  assert.deepEqual(names, [
    'applications',
    'document',
    'documents',
    'field',
    'fields',
    'id',
    'identifier',
    'journal',
    'kind',
    'life',
    'others',
    'person',
    'result',
    'reuse',
    'rule',
    'since',
    'state',
    'status',
    'values',
    'verdict',
    'why',
    'withheld',
  ]);
  assert.doesNotMatch(JSON.stringify(CheckAnswer), /"type":"(number|integer)"/);
});

test('how many others is told in bands', () => {
  assert.deepEqual([0, 1, 2, 3, 4, 4000].map(bandOf), ['0', '1', '2-3', '2-3', '4+', '4+']);
});

const record = (more: Partial<PersonRecord> = {}): PersonRecord => ({
  name: 'Trần Văn An',
  identifiers: [],
  birthDate: '1990-01-01',
  sex: 'male',
  nationality: ['VNM'],
  documents: [],
  maritalStatus: 'single',
  ...more,
});
const holder = (more: Partial<Holder> = {}): Holder => ({
  person: 'p1',
  kind: 'pin',
  status: 'active',
  life: 'alive',
  record: record(),
  ...more,
});
const pin = (status: 'active' | 'cancelled') => ({
  kind: 'pin' as const,
  value: '001090000001',
  status,
  from: '1990-01-01',
});

test('a number names nobody, one person, several, or one whose number was cancelled', () => {
  assert.deepEqual(chooseHolder([]), { subjects: [] });
  assert.equal(chooseHolder([holder()]).cancelled, false);
  assert.equal(chooseHolder([holder({ status: 'cancelled' })]).cancelled, true);
  assert.equal(chooseHolder([holder({ status: 'cancelled' }), holder({ person: 'p2' })]).holder?.person, 'p2');
  const several = chooseHolder([
    holder({ kind: 'cmnd', status: 'void' }),
    holder({ person: 'p2', kind: 'cmnd', status: 'void' }),
  ]);
  assert.deepEqual(several, { several: true, subjects: ['p1', 'p2'] });
  const merged = chooseHolder([holder({ record: record({ mergedInto: 'p2' }) })]);
  assert.deepEqual(merged.subjects, ['p1', 'p2']);
});

test('a cancelled number is replaced where the person has another by now', () => {
  assert.equal(stateOfNumber(holder()).status, 'active');
  assert.equal(stateOfNumber(holder({ kind: 'cmnd', status: 'void' })).status, 'void');
  assert.equal(
    stateOfNumber(holder({ status: 'cancelled', record: record({ identifiers: [pin('cancelled')] }) })).status,
    'cancelled',
  );
  const replaced = record({ identifiers: [pin('cancelled'), { ...pin('active'), value: '001090000002' }] });
  assert.equal(stateOfNumber(holder({ status: 'cancelled', record: replaced })).status, 'replaced');
});

test('of a document only its term is known, of a card nothing', () => {
  const document = (kind: 'passport' | 'card', validUntil?: string) =>
    record({
      documents: [
        { kind, number: 'C1234567', issuedOn: '2020-01-01', issuedBy: 'x', ...(validUntil ? { validUntil } : {}) },
      ],
    });
  const state = (given: PersonRecord) => stateOfDocument(given, (number) => number === 'C1234567', '2026-09-01');
  assert.equal(state(document('passport', '2026-09-01')), 'in-date');
  assert.equal(state(document('passport', '2026-08-31')), 'expired');
  assert.equal(state(document('passport')), 'in-date');
  assert.equal(state(document('card')), 'not-held');
  assert.equal(state(record()), 'not-held');
  const old = { kind: 'cmnd' as const, value: 'C1234567', status: 'void' as const, from: '2000-01-01' };
  assert.equal(state(record({ identifiers: [old] })), 'void');
});
