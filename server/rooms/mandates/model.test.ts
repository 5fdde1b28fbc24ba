import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { country } from '#test';
import { sampleRecord } from '../people/samples.ts';
import {
  addDays,
  allScopes,
  changes,
  checkAuthority,
  checkTerms,
  isInForce,
  isNarrower,
  MANAGE,
  reaches,
  representsWard,
} from './model.ts';

const rules = country.mandates;
const today = '2026-09-01';
const parts = { rules, hasOrganisation: (id: string) => country.organisations.has(id) };
const codeOf = (work: () => unknown) => {
  try {
    work();
    return 'ok';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('terms of a mandate', () => {
  const terms = { scopes: ['tax.file'], to: '2026-12-31' };

  test('begin today unless told, and say a scope once', () => {
    assert.deepEqual(checkTerms(parts, 'person', { ...terms, scopes: ['tax.file', 'tax.file'] }, today), {
      scopes: ['tax.file'],
      from: today,
      to: '2026-12-31',
      limits: undefined,
    });
  });

  test('of a person are at most a year long, whatever the day they begin', () => {
    fc.assert(
      fc.property(fc.nat(rules.attorneyDays), fc.nat(800), (begins, length) => {
        const from = addDays(today, begins);
        const code = codeOf(() => checkTerms(parts, 'person', { ...terms, from, to: addDays(from, length) }, today));
        assert.equal(code, length < rules.attorneyDays ? 'ok' : 'mandates/term-too-long');
      }),
    );
  });

  test('of an organisation need no end, and a person’s do', () => {
    const open = { scopes: ['tax.file'] };
    assert.equal(
      codeOf(() => checkTerms(parts, 'organisation', open, today)),
      'ok',
    );
    assert.equal(
      codeOf(() => checkTerms(parts, 'person', open, today)),
      'mandates/term-missing',
    );
  });

  test('hold what the country lets be given to such a principal', () => {
    for (const { id, for: principals } of rules.scopes) {
      for (const principal of ['organisation', 'person'] as const) {
        const code = codeOf(() => checkTerms(parts, principal, { ...terms, scopes: [id] }, today));
        assert.equal(code, principals.includes(principal) ? 'ok' : 'mandates/scope-unknown', `${id} ${principal}`);
      }
    }
    assert.ok(allScopes(rules, 'organisation').includes(MANAGE), 'nobody could let anybody in');
    assert.ok(!allScopes(rules, 'person').includes(MANAGE));
  });
});

describe('who may give what', () => {
  const all = allScopes(rules, 'organisation');
  const some = fc.subarray(all, { minLength: 1 });
  const limits = fc.option(fc.record({ organisations: fc.subarray(['a', 'b', 'c'], { minLength: 1 }) }), {
    nil: undefined,
  });

  test('a legal representative everything, a manager what the manager holds and never management', () => {
    fc.assert(
      fc.property(some, some, (held, given) => {
        const terms = { scopes: given, limits: undefined };
        assert.equal(
          codeOf(() => checkAuthority({ kind: 'representative', scopes: held, limits: undefined }, terms)),
          'ok',
        );
        const allowed = given.every((scope) => held.includes(scope) && scope !== MANAGE);
        const code = codeOf(() => checkAuthority({ kind: 'member', scopes: held, limits: undefined }, terms));
        assert.equal(code, allowed ? 'ok' : 'mandates/scope-not-yours');
      }),
    );
  });

  test('what a manager gives reaches nowhere where the manager’s own does not', () => {
    fc.assert(
      fc.property(limits, limits, fc.constantFrom('a', 'b', 'c', 'd'), (given, own, place) => {
        if (isNarrower(given, own) && reaches(given, place)) assert.ok(reaches(own, place));
        assert.ok(isNarrower(own, own));
      }),
    );
  });

  test('words of a limit go on unchanged', () => {
    const own = { words: 'gói thầu dưới 500 triệu' };
    assert.equal(isNarrower(own, own), true);
    assert.equal(isNarrower({ words: 'mọi gói thầu' }, own), false);
    assert.equal(isNarrower(undefined, own), false);
  });
});

test('a mandate holds from its first day to its last, both in', () => {
  const mandate = { state: 'active', from: '2026-09-01', dueOn: '2026-09-30' } as const;
  assert.deepEqual(
    ['2026-08-31', '2026-09-01', '2026-09-30', '2026-10-01'].map((day) => isInForce(mandate, day)),
    [false, true, true, false],
  );
  for (const state of ['offered', 'ended'] as const)
    assert.equal(isInForce({ ...mandate, state }, '2026-09-10'), false);
});

test('no officer’s act leads out of closed or refused', () => {
  for (const { from } of Object.values(changes))
    for (const state of from) assert.ok(!['closed', 'refused'].includes(state));
});

describe('whom the register lets a person represent', () => {
  const [parent, guardian] = ['p', 'g'];
  const ward = { ...sampleRecord, birthDate: '2020-05-17', mother: { person: parent, name: 'Mẹ' } };
  const guarded = { ...ward, legalRepresentative: { person: guardian, name: 'Giám hộ', since: '2024-01-01' } };
  const cases: [string, string, object, string | undefined, string?][] = [
    ['a parent a small child', parent, ward, 'parent'],
    ['somebody else not', guardian, ward, undefined],
    ['a parent not on the fourteenth birthday', parent, ward, undefined, '2034-05-17'],
    ['a parent still on the day before', parent, ward, 'parent', '2034-05-16'],
    ['a guardian the ward', guardian, guarded, 'guardian'],
    ['a guardian in the parents’ place', parent, guarded, undefined],
    ['a guardian a ward of sixteen', guardian, guarded, 'guardian', '2036-06-01'],
    ['a minor’s guardian not beyond eighteen', guardian, guarded, undefined, '2038-05-17'],
    ['an adult’s guardian as long as the register says', guardian, { ...guarded, birthDate: '1950-01-01' }, 'guardian'],
    ['nobody the dead', parent, { ...ward, death: { date: '2026-01-01' } }, undefined],
    ['nobody the missing', parent, { ...ward, missing: { since: '2026-01-01', decision: '1' } }, undefined],
    ['nobody a record that goes on elsewhere', parent, { ...ward, mergedInto: 'x' }, undefined],
  ];
  for (const [name, holder, record, expected, day] of cases)
    test(name, () => assert.equal(representsWard(holder, record as typeof ward, rules, day ?? today), expected));
});
