import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { newId } from '#kernel';
import type { Identity } from './osiaForms.ts';
import { actScopes, claim, mergeScopes, type OsiaHouse, openOsiaHouse, osiaScopes } from './osiaTesting.ts';
import { sampleGround } from './samples.ts';

let house: OsiaHouse;
const osia: OsiaHouse['osia'] = (...call) => house.osia(...call);
const status: OsiaHouse['status'] = (...call) => house.status(...call);
const born: OsiaHouse['born'] = (given) => house.born(given);
before(async () => {
  house = await openOsiaHouse();
});
after(() => house.close());

describe('an identity', () => {
  test('is kept as it was sent, replaced, patched by RFC 7396 and removed', async () => {
    const { person } = await born();
    const sent = claim(
      { firstName: 'Văn', height: 170 },
      {
        galleries: ['VIP'],
        contextualData: { office: 'A' },
        clientData: 'YWJj',
        documentData: [
          { documentType: 'FORM', parts: [{ pages: [1], data: 'JVBERi0=', mimeType: 'application/pdf' }] },
        ],
      },
    );
    const {
      body: { identityId },
    } = await osia<{ identityId: string }>('createIdentity', `/persons/${person}/identities`, sent);
    const path = `/persons/${person}/identities/${identityId}`;
    const read = async () => {
      const { createdDate, updatedDate, ...rest } = (await osia<Identity>('readIdentity', path)).body;
      assert.ok(createdDate && updatedDate);
      return rest;
    };
    assert.deepEqual(await read(), { identityId, ...sent });
    assert.equal(
      await status('partialUpdateIdentity', path, {
        galleries: null,
        biographicData: { height: null, nationality: 'FRA' },
      }),
      204,
    );
    const rest: Record<string, unknown> = { ...sent };
    delete rest.galleries;
    assert.deepEqual(await read(), { identityId, ...rest, biographicData: { firstName: 'Văn', nationality: 'FRA' } });
    assert.equal(await status('updateIdentity', path, claim({ firstName: 'Mới' }, { identityId })), 204);
    assert.deepEqual(await read(), { identityId, ...claim({ firstName: 'Mới' }) });
    assert.equal(await status('partialUpdateIdentity', path, { identityType: null }), 400);
    assert.equal(await status('partialUpdateIdentity', path, { unheardOf: 1 }), 400);
    assert.equal(await status('deleteIdentity', path), 204);
    assert.equal(await status('readIdentity', path), 404);
    assert.equal(await status('deleteIdentity', path), 404);
  });

  test('with one id is created once, also by five at once', async () => {
    const { person } = await born();
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => status('createIdentityWithId', `/persons/${person}/identities/same`, claim({}))),
    );
    assert.deepEqual(answers.sort(), [201, 409, 409, 409, 409]);
    assert.equal(
      await status('createIdentityWithId', `/persons/${person}/identities/${person}`, claim({})),
      409,
      'the civil record’s id is taken',
    );
    assert.equal(await status('createIdentityWithId', `/persons/${person}/identities/a%20b`, claim({})), 400);
  });

  test('of an unknown person is refused with the error that the standard declares', async () => {
    assert.equal(await status('createIdentity', `/persons/${newId()}/identities`, claim({})), 400);
    assert.equal(await status('readIdentity', `/persons/${newId()}/identities/a`), 404);
  });

  test('carries no face and no finger', async () => {
    const { person } = await born();
    const answer = await osia(
      'createIdentity',
      `/persons/${person}/identities`,
      claim({}, { biometricData: [{ biometricType: 'FACE', image: 'AAAA' }] }),
    );
    assert.deepEqual([answer.status, answer.problem], [400, 'people/osia-biometrics']);
  });

  test('moves to the person whom it is about, and not over another of the same id', async () => {
    const [{ person: one }, { person: other }] = [await born(), await born()];
    const move = (target: string, source: string) =>
      status('moveIdentity', `/persons/${target}/move/${source}/identities/moved`);
    await osia('createIdentityWithId', `/persons/${one}/identities/moved`, claim({}));
    assert.equal(await move(other, one), 204);
    assert.deepEqual(
      [(await house.identities(one)).length, (await house.identities(other)).map(({ identityId }) => identityId)],
      [1, [other, 'moved']],
    );
    assert.equal(await move(other, one), 404);
    await osia('createIdentityWithId', `/persons/${one}/identities/moved`, claim({}));
    assert.equal(await move(other, one), 409);
  });
});

describe('a merge', () => {
  const both = { 'test-scopes': [...osiaScopes, ...actScopes, ...mergeScopes].join(' ') };

  test('of an announced person gives its identities to the other', async () => {
    const [{ person: target }, source] = [await born(), await house.announce()];
    await osia('createIdentityWithId', `/persons/${source}/identities/paper`, claim({}));
    assert.equal(await status('mergePerson', `/persons/${target}/merge/${source}`), 204);
    assert.deepEqual(
      [
        (await house.identities(target)).map(({ identityId }) => identityId),
        await status('readPerson', `/persons/${source}`),
      ],
      [[target, 'paper'], 404],
    );
  });

  test('of two records needs both officers’ rights', async () => {
    const [{ person: target }, { person: source }] = [await born(), await born()];
    for (const missing of mergeScopes) {
      const scopes = both['test-scopes'].replace(missing, '');
      assert.equal(
        await status('mergePerson', `/persons/${target}/merge/${source}`, undefined, { 'test-scopes': scopes }),
        403,
      );
    }
    assert.equal(await status('readPerson', `/persons/${source}`), 200);
  });

  test('of two records keeps every identity’s id, and an un-merge gives each its own back', async () => {
    const [{ person: target }, { person: source }] = [await born(), await born({ name: 'Nguyễn Văn Hai' })];
    await osia('createIdentityWithId', `/persons/${source}/identities/paper`, claim({}));
    const before = [await house.identities(target), await house.identities(source)];
    assert.equal(await status('mergePerson', `/persons/${target}/merge/${source}`, undefined, both), 204);
    assert.deepEqual(
      (await house.identities(target)).map(({ identityId, status: state }) => [identityId, state]),
      [
        [target, 'VALID'],
        [source, 'INVALID'],
        ['paper', 'CLAIMED'],
      ],
    );
    for (const operation of ['readPerson', 'readReference'])
      assert.equal(await status(operation, `/persons/${source}${operation === 'readPerson' ? '' : '/reference'}`), 404);
    const { body } = await house.request<{ id: string }>(
      'POST',
      '/api/people/proposals',
      { ...sampleGround('court-decision'), kind: 'unmerge', target, source },
      { ...both, 'test-caller': 'first' },
    );
    assert.equal(
      (
        await house.request(
          'POST',
          `/api/people/proposals/${body.id}/decide`,
          { approve: true, reason: 'two persons' },
          { ...both, 'test-caller': 'second' },
        )
      ).status,
      200,
    );
    assert.deepEqual([await house.identities(target), await house.identities(source)], before);
  });

  test('with two identities of one id is refused and changes nothing', async () => {
    const [{ person: target }, { person: source }] = [await born(), await born()];
    for (const person of [target, source])
      await osia('createIdentityWithId', `/persons/${person}/identities/paper`, claim({}));
    assert.equal(await status('mergePerson', `/persons/${target}/merge/${source}`, undefined, both), 409);
    assert.equal(await status('readPerson', `/persons/${source}`), 200);
  });

  test('of a record into somebody without one is refused', async () => {
    const [target, { person: source }] = [await house.announce(), await born()];
    assert.equal(await status('mergePerson', `/persons/${target}/merge/${source}`, undefined, both), 400);
    assert.equal(await status('mergePerson', `/persons/${source}/merge/${source}`, undefined, both), 400);
  });
});
