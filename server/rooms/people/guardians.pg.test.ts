import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openTestHouse, type TestHouse } from '#test';
import { court, guardianDesk, officer, refused } from './guardians.samples.ts';
import { saiGon, sampleCorrection, sampleDeath, sampleGround, sampleGuardian, sampleMissing } from './samples.ts';

let house: TestHouse;
before(async () => {
  house = await openTestHouse();
});
after(() => house.close());

const { ask, act, appoint, end, see, seeAt, relatives, wardsAt, lineOf, born, child, adult } = guardianDesk(
  () => house,
);

describe('a guardianship', () => {
  test('stands on both records from its day to its end, and what was known before stays known', async () => {
    const [ward, guardian] = [await child(), await adult()];
    const before = new Date().toISOString();
    const { status, body } = await appoint(ward, guardian);
    assert.equal(status, 200, JSON.stringify(body));
    assert.deepEqual(
      body.persons.map((one) => one.person),
      [ward, guardian],
    );
    const link = (await see(ward)).record.legalRepresentative!;
    assert.deepEqual([link.person, link.name, link.since], [guardian, 'Trần Văn Hộ', '2024-03-01']);
    assert.deepEqual((await see(guardian)).record.represented?.[0]?.person, ward);
    assert.equal((await see(guardian)).fields.find(({ id }) => id === 'represented')?.text, 'Nguyễn Văn Bé');
    assert.deepEqual([await relatives(ward), await relatives(guardian)], [[['guardian', guardian]], [['ward', ward]]]);

    assert.equal((await end(ward, '2025-06-01')).status, 200);
    for (const one of [ward, guardian]) assert.deepEqual(await relatives(one), []);
    assert.equal((await see(ward)).record.legalRepresentative, undefined);
    assert.equal((await see(guardian)).fields.find(({ id }) => id === 'represented')?.state, 'none');
    for (const [on, guarded] of [
      ['2024-02-29', false],
      ['2024-03-01', true],
      ['2025-05-31', true],
      ['2025-06-01', false],
    ] as const) {
      assert.equal((await seeAt(ward, on)).record.legalRepresentative?.person, guarded ? guardian : undefined, on);
      assert.deepEqual(await wardsAt(guardian, on), guarded ? [ward] : [], on);
      const shown = (await seeAt(guardian, on)).fields.find(({ id }) => id === 'represented')?.text;
      assert.equal(shown, guarded ? 'Nguyễn Văn Bé' : '', on);
    }
    assert.equal((await seeAt(ward, '2024-06-01', before)).record.legalRepresentative, undefined);
    assert.deepEqual(refused(await end(ward, '2025-06-02')), [409, 'people/not-guarded']);
  });

  test('is a line in the journal and in the timeline of both, with law, office and officer', async () => {
    const [ward, guardian] = [await child(), await adult()];
    await appoint(ward, guardian);
    for (const [person, other, kind, field] of [
      [ward, guardian, 'guardian', 'legalRepresentative'],
      [guardian, ward, 'guardian-of', 'represented'],
    ] as const) {
      const { body } = await ask<{ acts: Record<string, unknown>[] }>('GET', `/api/people/${person}/timeline`);
      const { kind: shown, validFrom, officerName, evidence, legalBasisTitle } = body.acts[0]!;
      assert.deepEqual([shown, validFrom, officerName], [kind, '2024-03-01', officer]);
      assert.deepEqual(evidence, sampleGround().evidence);
      assert.match(String(legalBasisTitle), /60\/2014\/QH13/);
      const line = await lineOf(kind, person);
      assert.deepEqual(
        [line?.subjects, line?.fields, line?.legalBasis],
        [[person, other], [field], 'civil-status-law-20'],
      );
      assert.equal(line?.office, '00004');
    }
  });

  test('of another begins on the day on which the first ends', async () => {
    const [ward, first, second] = [await child(), await adult(), await adult()];
    await appoint(ward, first);
    assert.deepEqual(refused(await appoint(ward, second, '2025-01-01')), [409, 'people/already-guarded']);
    await end(ward, '2025-01-01');
    assert.equal((await appoint(ward, second, '2025-01-01')).status, 200);
    assert.equal((await see(ward)).record.legalRepresentative?.person, second);
    assert.deepEqual(await wardsAt(first, '2025-01-01'), []);
  });

  test('that begins before one which the guardian has already keeps both wards', async () => {
    const [early, late, guardian] = [await child(), await child(), await adult()];
    await appoint(late, guardian, '2025-01-01');
    await appoint(early, guardian, '2024-01-01');
    assert.deepEqual(await wardsAt(guardian, '2024-06-01'), [early]);
    assert.deepEqual((await wardsAt(guardian, '2026-01-01')).sort(), [early, late].sort());
    await end(early, '2024-09-01');
    assert.deepEqual(await wardsAt(guardian, '2024-10-01'), []);
    assert.deepEqual(await wardsAt(guardian, '2026-01-01'), [late]);
  });

  test('that has ended already is registered with both its days', async () => {
    const [ward, guardian] = [await born({ birthDate: '2000-01-01' }), await adult()];
    assert.deepEqual(refused(await appoint(ward, guardian, '2010-01-01')), [409, 'people/court-decision-missing']);
    assert.equal((await appoint(ward, guardian, '2010-01-01', { until: '2018-01-01' })).status, 200);
    assert.equal((await seeAt(ward, '2017-12-31')).record.legalRepresentative?.person, guardian);
    assert.deepEqual(
      [await wardsAt(guardian, '2017-12-31'), await wardsAt(guardian, '2018-01-01'), await relatives(guardian)],
      [[ward], [], []],
    );
    assert.equal((await see(ward)).record.legalRepresentative, undefined);
  });

  test('of an adult needs the number of a court’s decision', async () => {
    const [ward, guardian] = [await born(), await adult()];
    for (const evidence of [sampleGround().evidence, [{ kind: 'court-decision' }]])
      assert.deepEqual(refused(await appoint(ward, guardian, '2024-03-01', { evidence })), [
        409,
        'people/court-decision-missing',
      ]);
    assert.equal((await appoint(ward, guardian, '2024-03-01', court)).status, 200);
  });

  test('is registered by the office of either, and by no other', async () => {
    const [ward, guardian] = [await child(), await adult()];
    const far = await born({ birthRegistrationPlace: saiGon, permanentResidence: saiGon }, 'saigon-officer');
    assert.deepEqual(refused(await appoint(ward, guardian, '2024-03-01', {}, 'saigon-officer')), [
      403,
      'kernel/out-of-area',
    ]);
    assert.equal((await appoint(ward, far, '2024-03-01', {}, 'saigon-officer')).status, 200);
  });

  test('is not made by a correction, which names those whom the register does not hold', async () => {
    const [ward, guardian] = [await child(), await adult()];
    const correct = (value: unknown) =>
      act(ward, 'correct', sampleCorrection({ legalRepresentative: value as null }, '2024-01-01'));
    const own = [400, 'people/field-not-correctable'];
    assert.deepEqual(refused(await correct({ person: guardian, name: 'Trần Văn Hộ' })), own);
    assert.equal((await correct({ name: 'Trung tâm Bảo trợ xã hội 1' })).status, 200);
    assert.deepEqual(refused(await appoint(ward, guardian)), [409, 'people/already-guarded']);
    assert.equal((await end(ward, '2024-03-01')).status, 200);
    await appoint(ward, guardian);
    assert.deepEqual(refused(await correct(null)), own);
  });

  test('ends also when the guardian’s record was joined to another', async () => {
    const [ward, guardian, target] = [await child(), await adult(), await adult()];
    await appoint(ward, guardian);
    const { body } = await ask<{ id: string }>(
      'POST',
      '/api/people/proposals',
      { ...sampleGround(), kind: 'merge', target, source: guardian },
      'hanoi-supervisor',
    );
    const decided = await ask(
      'POST',
      `/api/people/proposals/${body.id}/decide`,
      { approve: true, reason: 'same person' },
      'hanoi-second',
    );
    assert.equal(decided.status, 200);
    assert.deepEqual(await relatives(target), [['ward', ward]]);
    assert.equal((await end(ward, '2025-01-01')).status, 200);
    assert.deepEqual([await relatives(target), (await see(ward)).record.legalRepresentative], [[], undefined]);
  });

  test('of two at once for one ward only one is registered', async () => {
    const [ward, one, other] = [await child(), await adult(), await adult()];
    const answers = await Promise.all([appoint(ward, one), appoint(ward, other)]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409]);
  });

  const wrong: [string, () => Promise<[string, string, string?]>, number, string, string?][] = [
    [
      'one’s own guardian',
      async () => {
        const one = await child();
        return [one, one];
      },
      400,
      'people/guard-self',
      '/guardian',
    ],
    [
      'a guardian a day before eighteen',
      async () => [await child(), await born({ birthDate: '2006-03-02' })],
      409,
      'people/guardian-too-young',
      '/guardian',
    ],
    [
      'a dead guardian',
      async () => {
        const guardian = await adult();
        await act(guardian, 'death', sampleDeath('2025-01-01'));
        return [await child(), guardian];
      },
      409,
      'people/person-dead',
      '/guardian',
    ],
    [
      'a guardian who is declared missing',
      async () => {
        const guardian = await adult();
        await act(guardian, 'missing', sampleMissing('2023-01-01'));
        return [await child(), guardian];
      },
      409,
      'people/guardian-unfit',
      '/guardian',
    ],
    [
      'a guardian who has a guardian',
      async () => {
        const guardian = await adult();
        await appoint(guardian, await adult(), '2023-01-01', court);
        return [await child(), guardian];
      },
      409,
      'people/guardian-unfit',
      '/guardian',
    ],
    ['a day to come', async () => [await child(), await adult(), '2099-01-01'], 400, 'people/date-in-future', '/on'],
    [
      'a day before the ward’s birth',
      async () => [await child(), await adult(), '2018-01-09'],
      400,
      'people/date-before-birth',
      '/on',
    ],
    [
      'somebody whom nobody knows',
      async () => [await child(), '01900000-0000-7000-8000-000000000000'],
      404,
      'people/person-unknown',
    ],
  ];
  for (const [name, given, status, code, pointer] of wrong) {
    test(`refuses ${name}`, async () => {
      const [ward, guardian, on] = await given();
      const answer = await appoint(ward, guardian, on);
      assert.deepEqual([...refused(answer), answer.body.pointer], [status, code, pointer]);
    });
  }

  test('refuses a guardian whose record was joined to another', async () => {
    const [ward, target, source] = [await child(), await adult(), await adult()];
    const { body } = await ask<{ id: string }>(
      'POST',
      '/api/people/proposals',
      { ...sampleGround(), kind: 'merge', target, source },
      'hanoi-supervisor',
    );
    await ask('POST', `/api/people/proposals/${body.id}/decide`, { approve: true, reason: 'same' }, 'hanoi-second');
    assert.deepEqual(refused(await appoint(ward, source)), [409, 'people/person-merged']);
  });

  test('does not end before it began', async () => {
    const ward = await child();
    await appoint(ward, await adult());
    assert.deepEqual(refused(await end(ward, '2024-02-29')), [400, 'people/date-impossible']);
  });

  test('is tried in a preview that changes nothing, with the sentence for either person', async () => {
    const [ward, guardian] = [await child(), await adult()];
    const preview = async (person: string) =>
      (
        await ask<{ sentence: string; changes: { id: string; after: string }[] }>('POST', '/api/people/preview', {
          person,
          act: 'guardian',
          body: sampleGuardian(ward, guardian, '2024-03-01'),
        })
      ).body;
    const [own, other] = [await preview(ward), await preview(guardian)];
    assert.deepEqual(
      own.changes.map(({ id, after: text }) => [id, text]),
      [['legalRepresentative', 'Trần Văn Hộ']],
    );
    assert.deepEqual(
      other.changes.map(({ id, after: text }) => [id, text]),
      [['represented', 'Nguyễn Văn Bé']],
    );
    assert.match(own.sentence, /Trần Văn Hộ/);
    assert.match(other.sentence, /Nguyễn Văn Bé/);
    assert.deepEqual(await relatives(ward), []);
  });
});
