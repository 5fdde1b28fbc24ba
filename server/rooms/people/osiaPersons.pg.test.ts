import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { newId } from '#kernel';
import type { Identity } from './osiaForms.ts';
import { claim, type OsiaHouse, openOsiaHouse, osiaScopes } from './osiaTesting.ts';
import { sampleGround } from './samples.ts';

let house: OsiaHouse;
const osia: OsiaHouse['osia'] = (...call) => house.osia(...call);
const status: OsiaHouse['status'] = (...call) => house.status(...call);
const born: OsiaHouse['born'] = (given) => house.born(given);
before(async () => {
  house = await openOsiaHouse();
});
after(() => house.close());

const whole = {
  firstName: 'Thị Mẫu',
  lastName: 'Lê',
  dateOfBirth: '1988-08-18',
  gender: 'F',
  nationality: 'VNM',
  maritalStatus: 'single',
  birthRegistrationPlace: { unit: '00004', on: '2025-07-01' },
  permanentResidence: { unit: '00004', on: '2025-07-01', text: '5 Phố Mẫu' },
};

describe('a person with a record', () => {
  test('is ACTIVE, and the civil record is the reference identity under the person’s key', async () => {
    const { person, pin } = await born({ name: 'Phạm Minh Châu' });
    assert.deepEqual((await osia('readPerson', `/persons/${person}`)).body, {
      personId: person,
      status: 'ACTIVE',
      physicalStatus: 'ALIVE',
    });
    const { body } = await osia<Identity>('readReference', `/persons/${person}/reference`);
    assert.deepEqual([body.identityId, body.identityType, body.status], [person, 'civil', 'VALID']);
    const { firstName, lastName, dateOfBirth, gender, nationality, pin: number } = body.biographicData!;
    assert.deepEqual(
      [firstName, lastName, dateOfBirth, gender, nationality, number],
      ['Minh Châu', 'Phạm', '1990-05-17', 'M', ['VNM'], pin],
    );
    assert.deepEqual(await house.identities(person), [body]);
    assert.deepEqual((await osia('readIdentity', `/persons/${person}/identities/${person}`)).body, body);
  });

  test('shows what the stated purpose may see, and no more', async () => {
    const { person } = await born({ religion: 'buddhism' });
    const seen = async (purpose: string, law: string) =>
      Object.keys(
        (await house.identities(person, { 'dancu-purpose': purpose, 'dancu-legal-basis': law }))[0]!.biographicData!,
      ).sort();
    assert.deepEqual(await seen('age-check', 'identification-law-10'), ['birthDate', 'dateOfBirth']);
    assert.ok((await seen('civil-status-act', 'civil-status-law-4')).includes('religion'));
    assert.ok(!(await seen('tax-registration', 'tax-administration-law-35')).includes('religion'));
  });

  test('dies by the act of death and not by a flag', async () => {
    const { person } = await born();
    const flag = await osia('updatePerson', `/persons/${person}`, { status: 'ACTIVE', physicalStatus: 'DEAD' });
    assert.deepEqual([flag.status, flag.problem], [400, 'people/osia-act-needed']);
    assert.match(flag.body.message, new RegExp(`POST /api/people/${person}/acts/death`));
    await house.request('POST', `/api/people/${person}/acts/death`, {
      ...sampleGround('death-certificate'),
      date: '2026-01-01',
    });
    assert.deepEqual((await osia('readPerson', `/persons/${person}`)).body, {
      personId: person,
      status: 'ACTIVE',
      physicalStatus: 'DEAD',
    });
    assert.equal(
      await status('updatePerson', `/persons/${person}`, { status: 'ACTIVE', physicalStatus: 'ALIVE' }),
      403,
    );
    assert.equal(
      await status('updatePerson', `/persons/${person}`, { status: 'INACTIVE', physicalStatus: 'DEAD' }),
      403,
    );
    assert.equal(await status('updatePerson', `/persons/${person}`, { status: 'ACTIVE', physicalStatus: 'DEAD' }), 204);
  });

  test('is never deleted, and its civil record neither replaced, removed, moved nor revoked', async () => {
    const [{ person }, { person: other }] = [await born(), await born()];
    const own = `/persons/${person}/identities/${person}`;
    assert.equal(await status('deletePerson', `/persons/${person}`), 403);
    assert.equal(await status('updateIdentity', own, { ...claim({ name: 'Ai Khác' }), identityType: 'civil' }), 403);
    assert.equal(await status('deleteIdentity', own), 403);
    assert.equal(await status('setIdentityStatus', `${own}/status?status=REVOKED`), 403);
    assert.equal(await status('moveIdentity', `/persons/${other}/move/${person}/identities/${person}`), 403);
    const { body } = await osia<{ identityId: string }>(
      'createIdentity',
      `/persons/${person}/identities`,
      claim({ name: 'Ai Khác' }, { status: 'VALID' }),
    );
    assert.equal(await status('defineReference', `/persons/${person}/identities/${body.identityId}/reference`), 403);
    assert.equal(await status('defineReference', `${own}/reference`), 204);
  });

  test('is corrected by a merge patch of its biographic data, as by the register’s own act', async () => {
    const { person } = await born();
    const own = `/persons/${person}/identities/${person}`;
    assert.equal(
      await status('partialUpdateIdentity', own, {
        biographicData: { firstName: 'Văn Đúng', bloodGroup: 'O+', permanentResidence: { text: '14 Phố Mẫu' } },
      }),
      204,
    );
    const { body } = await house.request<{ record: Record<string, unknown> }>('GET', `/api/people/${person}`);
    assert.deepEqual(
      [body.record.name, body.record.bloodGroup, body.record.permanentResidence],
      ['Nguyễn Văn Đúng', 'O+', { unit: '00004', on: '2025-07-01', text: '14 Phố Mẫu' }],
    );
    assert.equal(await status('partialUpdateIdentity', own, { biographicData: { bloodGroup: null } }), 204);
    assert.equal(
      (await house.request<{ record: Record<string, unknown> }>('GET', `/api/people/${person}`)).body.record.bloodGroup,
      undefined,
    );
    const timeline = await house.request<{ acts: { kind: string }[] }>('GET', `/api/people/${person}/timeline`);
    assert.ok(
      timeline.body.acts.every(
        ({ kind }, index) => kind === (index === timeline.body.acts.length - 1 ? 'birth' : 'correct'),
      ),
    );
    assert.equal(
      await status('partialUpdateIdentity', own, { biographicData: { gender: 'M' } }),
      204,
      'what is so already is no act',
    );
    assert.equal(
      (await house.request<{ acts: unknown[] }>('GET', `/api/people/${person}/timeline`)).body.acts.length,
      timeline.body.acts.length,
    );
    for (const [biographicData, code] of [
      [{ pin: '001090000000' }, 'people/osia-attribute'],
      [{ height: 170 }, 'people/osia-attribute'],
      [{ dateOfBirth: 'soon' }, 'people/identity-malformed'],
      [{ name: 'A', firstName: 'B' }, 'people/identity-malformed'],
      [{ ethnicity: '99' }, 'people/list-code-unknown'],
    ] as const) {
      assert.equal((await osia('partialUpdateIdentity', own, { biographicData })).problem, code);
    }
    assert.equal(await status('partialUpdateIdentity', own, { status: 'INVALID' }), 403);
    assert.equal(
      await status(
        'partialUpdateIdentity',
        own,
        { biographicData: { bloodGroup: 'A' } },
        { 'test-scopes': osiaScopes.join(' ') },
      ),
      403,
      'a correction needs the right to correct',
    );
  });
});

describe('an announced person', () => {
  test('is INACTIVE until a valid, complete identity becomes the reference and opens the record', async () => {
    const person = await house.announce();
    assert.equal(
      await status('createPerson', `/persons/${person}`, { status: 'INACTIVE', physicalStatus: 'ALIVE' }),
      409,
    );
    assert.deepEqual((await osia('readPerson', `/persons/${person}`)).body, {
      personId: person,
      status: 'INACTIVE',
      physicalStatus: 'ALIVE',
    });
    assert.equal(await status('readReference', `/persons/${person}/reference`), 404);
    const path = `/persons/${person}/identities/census-1`;
    assert.equal(await status('createIdentityWithId', path, claim({ firstName: 'Thị Mẫu', lastName: 'Lê' })), 201);
    assert.equal((await osia('defineReference', `${path}/reference`)).problem, 'people/osia-not-valid');
    assert.equal(await status('setIdentityStatus', `${path}/status?status=VALID`), 204);
    const incomplete = await osia('defineReference', `${path}/reference`);
    assert.deepEqual([incomplete.status, incomplete.problem], [400, 'people/osia-incomplete']);
    assert.equal(
      await status('partialUpdateIdentity', path, { galleries: ['census-2026'], biographicData: whole }),
      204,
    );
    assert.equal(await status('defineReference', `${path}/reference`), 204);

    assert.deepEqual((await osia('readPerson', `/persons/${person}`)).body, {
      personId: person,
      status: 'ACTIVE',
      physicalStatus: 'ALIVE',
    });
    const { body } = await osia<Identity>('readReference', `/persons/${person}/reference`);
    assert.deepEqual(
      [body.identityId, body.identityType, body.status, body.galleries],
      ['census-1', 'census', 'VALID', ['census-2026']],
    );
    assert.match(String(body.biographicData?.pin), /^001188[0-9]{6}$/);
    assert.equal((await house.identities(person)).length, 1);
    const record = await house.request<{ record: Record<string, unknown>; areaPath: string[] }>(
      'GET',
      `/api/people/${person}`,
    );
    assert.deepEqual([record.body.record.name, record.body.areaPath], ['Lê Thị Mẫu', ['01', '00004']]);
    assert.equal(await status('defineReference', `${path}/reference`), 204, 'again is no other act');
    assert.equal(
      await status('createPerson', `/persons/${person}`, { status: 'INACTIVE', physicalStatus: 'ALIVE' }),
      409,
    );
  });

  test('of age is not taken for single, and a dead one not for living', async () => {
    const { maritalStatus: _unknown, ...adult } = whole;
    const one = await house.announce();
    await osia('createIdentityWithId', `/persons/${one}/identities/a`, claim(adult, { status: 'VALID' }));
    assert.match(
      (await osia('defineReference', `/persons/${one}/identities/a/reference`)).body.message,
      /maritalStatus/,
    );
    const dead = await house.announce('DEAD');
    await osia('createIdentityWithId', `/persons/${dead}/identities/a`, claim(whole, { status: 'VALID' }));
    assert.match((await osia('defineReference', `/persons/${dead}/identities/a/reference`)).body.message, /deathDate/);
    await osia('partialUpdateIdentity', `/persons/${dead}/identities/a`, { biographicData: { deathDate: '2020-01' } });
    assert.equal(await status('defineReference', `/persons/${dead}/identities/a/reference`), 204);
    assert.deepEqual((await osia('readPerson', `/persons/${dead}`)).body, {
      personId: dead,
      status: 'ACTIVE',
      physicalStatus: 'DEAD',
    });
  });

  test('takes a number that was reserved for it, once', async () => {
    const pin = (
      await osia<string>('generateUIN', '/uin', {
        dateOfBirth: '1988-08-18',
        gender: 'F',
        birthRegistrationPlace: '00004',
      })
    ).body;
    const define = async (person: string) => {
      await osia(
        'createIdentityWithId',
        `/persons/${person}/identities/a`,
        claim({ ...whole, pin }, { status: 'VALID' }),
      );
      return osia('defineReference', `/persons/${person}/identities/a/reference`);
    };
    assert.equal((await define(await house.announce())).status, 204);
    assert.deepEqual([(await define(await house.announce())).problem], ['people/pin-not-reserved']);
  });

  test('may be changed and taken back, with what was claimed', async () => {
    const person = await house.announce();
    await osia('createIdentity', `/persons/${person}/identities`, claim({ name: 'Lê Mẫu' }));
    assert.equal(
      await status('updatePerson', `/persons/${person}`, { status: 'INACTIVE', physicalStatus: 'DEAD' }),
      204,
    );
    assert.deepEqual((await osia('readPerson', `/persons/${person}`)).body, {
      personId: person,
      status: 'INACTIVE',
      physicalStatus: 'DEAD',
    });
    assert.equal(await status('deletePerson', `/persons/${person}`), 204);
    assert.equal(await status('readPerson', `/persons/${person}`), 404);
    assert.equal(await status('readIdentities', `/persons/${person}/identities`), 404);
    const { rows } = await house.kernel.database.pool.query('SELECT FROM people.identity WHERE person = $1', [person]);
    assert.equal(rows.length, 0);
  });

  test('has a key of the register’s form', async () => {
    assert.equal(await status('createPerson', '/persons/123', { status: 'INACTIVE', physicalStatus: 'ALIVE' }), 400);
    assert.equal(
      await status('createPerson', `/persons/${newId()}`, {
        personId: newId(),
        status: 'INACTIVE',
        physicalStatus: 'ALIVE',
      }),
      400,
    );
  });
});
