import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { judgeOlder, type OlderFacts, type OlderRow, type OlderSystem, REFUSALS, readDay } from './olderModel.ts';

const system: OlderSystem = { id: 'bar-code', kind: 'identity-card', number: '^[0-9]{12}$', name: { en: 'Bar code' } };
const row: OlderRow = {
  number: '001099000001',
  documentNumber: '001099000001',
  issuedOn: '2018-03-05',
  expiresOn: '2031-03-05',
  standing: 'held',
};
const holder = { person: 'p', isActive: true, isDead: false, isHolder: true, birthDate: '1991-03-05' };
const facts: OlderFacts = { holders: [holder], today: '2026-09-01' };
const judge = (changes: Partial<OlderRow>, known: Partial<OlderFacts> = {}, of = system) =>
  judgeOlder(of, { ...row, ...changes }, { ...facts, ...known });
const why = (...given: Parameters<typeof judge>) => {
  const said = judge(...given);
  return said.verdict === 'refused' ? said.why : said.verdict;
};

test('a card that is held comes over as it stands, until its end or that of its system', () => {
  assert.deepEqual(judge({}), {
    ...{ verdict: 'taken', person: 'p', state: 'active', issuedOn: '2018-03-05', expiresOn: '2031-03-05' },
  });
  const until = { ...system, until: '2027-12-31' };
  assert.deepEqual(judge({ expiresOn: '' }, {}, until), {
    ...{ verdict: 'taken', person: 'p', state: 'active', issuedOn: '2018-03-05', expiresOn: '2027-12-31' },
  });
  for (const [changes, state, of] of [
    [{ expiresOn: '2024-01-01' }, 'expired', system],
    [{}, 'expired', { ...system, until: '2024-12-31' }],
    [{ standing: 'lost' }, 'lost', system],
    [{ standing: 'revoked' }, 'revoked', system],
    [{ standing: 'ended' }, 'expired', system],
    [{ standing: '' }, 'active', system],
  ] as const)
    assert.equal((judge(changes, {}, of) as { state?: string }).state, state, JSON.stringify(changes));
});

test('the newer card holds: an older one comes over as replaced, and one that would take the place of another does not', () => {
  const newer = { held: { issuedOn: '2025-01-01' } };
  assert.equal((judge({}, newer) as { state?: string }).state, 'replaced');
  assert.equal(why({}, { held: { issuedOn: '2015-01-01' } }), 'card-held');
  assert.equal(why({}, { held: { issuedOn: null } }), 'card-held');
  assert.equal((judge({ standing: 'ended' }, newer) as { state?: string }).state, 'expired');
});

test('each row that cannot come over says why', () => {
  assert.equal(why({}, { holders: [] }), 'number-unknown');
  assert.equal(why({}, { holders: [holder, { ...holder, person: 'q' }] }), 'number-twice');
  assert.equal(why({}, { holders: [{ ...holder, isActive: false }] }), 'number-cancelled');
  assert.equal(why({}, { holders: [{ ...holder, isDead: true }] }), 'person-dead');
  assert.equal(why({}, { holders: [{ ...holder, isHolder: false }] }), 'kind-wrong');
  assert.equal(why({ documentNumber: '12' }), 'document-number-wrong');
  assert.equal(why({}, { documentOf: 'q' }), 'document-taken');
  assert.equal(why({}, { documentOf: 'p' }), 'known');
  for (const issuedOn of ['', '2018-02-30', '2027-01-01', '1980-01-01', '31/31/2018'])
    assert.equal(why({ issuedOn }), 'date-wrong', issuedOn);
  assert.equal(why({ expiresOn: '2018-03-05' }), 'date-wrong');
  assert.equal(why({ standing: 'stolen' }), 'standing-wrong');
});

test('days are read in both ways that older systems write them, and nothing else is a day', () => {
  assert.equal(readDay('5/3/2018'), '2018-03-05');
  assert.equal(readDay('05.03.2018'), '2018-03-05');
  fc.assert(
    fc.property(fc.date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }), (date) => {
      const iso = date.toISOString().slice(0, 10);
      const [year, month, day] = iso.split('-');
      assert.equal(readDay(iso), iso);
      assert.equal(readDay(`${day}/${month}/${year}`), iso);
    }),
  );
});

test('whatever stands in a row, it is taken, known, or refused for one of the reasons', () => {
  const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom(...Object.values(row), 'lost', '1/1/2020'));
  fc.assert(
    fc.property(
      fc.record({ number: text, documentNumber: text, issuedOn: text, expiresOn: text, standing: text }),
      (any) => {
        const said = judgeOlder(system, any, facts);
        if (said.verdict === 'refused') assert.ok(REFUSALS.includes(said.why));
        if (said.verdict === 'taken')
          assert.ok(said.issuedOn <= facts.today && (said.expiresOn ?? '9') > said.issuedOn);
      },
    ),
  );
});
