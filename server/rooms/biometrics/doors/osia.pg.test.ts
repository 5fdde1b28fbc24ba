import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { makeFace, makeFinger, makeReference } from '../engine/engine.samples.ts';
import { growSmall, pressPng } from '../stand.samples.ts';
import { callOsia, checkCallback, checkRequest, standard } from './abisInterface.samples.ts';
import { openOsiaMatcher } from './index.ts';
import type { BiometricData, Candidates, Decision, Encounter } from './osiaForms.ts';
import { writeSamples } from './osiaSamples.ts';
import { type Abroad, type Listening, listen, openAbroad, SCOPES, until } from './stand.samples.ts';
import { claimTask, insertTask } from './taskStore.ts';

const skip = standard.size === 0 ? 'the standard’s OpenAPI file is not here: nothing can be compared with it' : false;

let house: Abroad;
let receiver: Listening;
const call = <Body = { code: number; message: string }>(name: string, given: Parameters<typeof callOsia>[2] = {}) =>
  callOsia<Body>(house.origin, name, given);

const samplesOf = (person: number, impression = 0): BiometricData[] =>
  writeSamples(
    { face: makeFace(person, impression, 0.2 * impression), fingers: [makeFinger(person, 2, impression)] },
    'random',
  );
const encounterOf = (person: number, more: object = {}) => ({
  status: 'ACTIVE',
  encounterType: 'enrolment',
  galleries: ['G'],
  biographicData: { dateOfBirth: `19${60 + person}-01-01`, gender: 'F' },
  biometricData: samplesOf(person),
  ...more,
});
let made = 0;
/** A person of its own with one encounter. */
async function enrol(person: number, more: object = {}): Promise<{ personId: string; encounterId: string }> {
  const path = { personId: `p-${++made}`, encounterId: 'e' };
  const { status, text } = await call('createEncounter', { path, body: encounterOf(person, more) });
  assert.equal(status, 200, text);
  return path;
}
const identify = async (person: number, query: object = {}, filter: object = {}, galleryId = 'ALL') =>
  (
    await call<Candidates>('identify', {
      ...{ path: { galleryId }, query, body: { filter, biometricData: samplesOf(person, 1) } },
    })
  ).body;

before(async () => {
  receiver = await listen();
  house = await openAbroad({ callbacks: [`${receiver.url}/told/`] });
});
after(async () => {
  await house.close();
  await receiver.close();
});

describe('encounters', { skip }, () => {
  test('are read as they were written, and only what is compared leaves as a template', async () => {
    const path = await enrol(1);
    const { body } = await call<Encounter>('readEncounter', { path });
    assert.deepEqual([body.encounterId, body.galleries, body.biographicData?.gender], ['e', ['G'], 'F']);
    const templates = (await call<BiometricData[]>('readTemplate', { path, query: { biometricType: 'FINGER' } })).body;
    assert.deepEqual(
      templates.map(({ biometricSubType, template }) => [biometricSubType, template]),
      [['RIGHT_INDEX', samplesOf(1)[1]!.template]],
    );
    assert.equal((await call<Encounter[]>('readAllEncounters', { path })).body.length, 1);
  });

  test('are made with ids that are made too, found again, replaced, and deleted', async () => {
    const both = (
      await call<{ personId: string; encounterId: string }>('createEncounterNoIds', { body: encounterOf(2) })
    ).body;
    const second = (await call<{ encounterId: string }>('createEncounterNoId', { path: both, body: encounterOf(2) }))
      .body;
    assert.notEqual(second.encounterId, both.encounterId);
    const [found] = await identify(2);
    assert.equal(found?.personId, both.personId);
    assert.equal(new Set(found?.scores?.map(({ encounterId }) => encounterId)).size, 2);
    await call('updateEncounter', { path: both, body: encounterOf(3) });
    assert.equal((await identify(3))[0]?.personId, both.personId);
    assert.equal((await call('deleteEncounter', { path: { ...both, ...second } })).status, 204);
    assert.deepEqual(await identify(2), [], 'neither the replaced nor the deleted samples are found');
    assert.equal((await call('deleteAll', { path: both })).status, 204);
    assert.deepEqual(await identify(3), []);
    const gone = await Promise.all(
      ['readAllEncounters', 'deleteAll', 'readEncounter', 'updateEncounter', 'deleteEncounter'].map(
        async (name) =>
          (await call(name, { path: both, ...(name === 'updateEncounter' && { body: encounterOf(1) }) })).status,
      ),
    );
    assert.deepEqual(gone, [404, 404, 404, 404, 404]);
  });

  test('of one name are made once, however many ask at once', async () => {
    const path = { personId: 'contested', encounterId: 'e' };
    const before = await house.engine.count();
    const asked = await Promise.all([1, 2, 3, 4].map(() => call('createEncounter', { path, body: encounterOf(4) })));
    assert.deepEqual(asked.map(({ status }) => status).sort(), [200, 409, 409, 409]);
    assert.equal(await house.engine.count(), before + 1, 'the engine keeps nothing of those that were refused');
    assert.equal((await identify(4)).length, 1);
  });

  test('move and merge with their names, and not over one that is there', async () => {
    const [one, other] = [await enrol(5), await enrol(6)];
    const path = { personIdTarget: one.personId, personIdSource: other.personId, encounterId: 'e' };
    assert.equal((await call('moveEncounter', { path })).status, 409);
    assert.equal((await call('mergeEncounter', { path })).status, 409);
    await call('createEncounter', { path: { ...other, encounterId: 'f' }, body: encounterOf(6) });
    assert.equal((await call('moveEncounter', { path: { ...path, encounterId: 'f' } })).status, 204);
    assert.equal((await identify(6)).length, 2);
    await call('deleteEncounter', { path: other });
    assert.equal((await identify(6))[0]?.personId, one.personId);
    assert.equal((await call('mergeEncounter', { path })).status, 404);
    const third = await enrol(7);
    await call('createEncounter', { path: { ...third, encounterId: 'g' }, body: encounterOf(7) });
    await call('deleteEncounter', { path: third });
    assert.equal((await call('mergeEncounter', { path: { ...path, personIdSource: third.personId } })).status, 204);
    assert.equal((await identify(7))[0]?.personId, one.personId);
  });

  test('that are inactive, or in another gallery, are not found', async () => {
    const path = await enrol(8, { galleries: ['VIP'] });
    assert.deepEqual((await identify(8, {}, {}, 'VIP'))[0]?.scores?.[0]?.galleries, ['VIP']);
    assert.deepEqual(await identify(8, {}, {}, 'G'), []);
    assert.equal((await call('updateEncounterGalleries', { path, body: ['G', 'VIP'] })).status, 204);
    assert.equal((await identify(8, {}, {}, 'G')).length, 1);
    assert.equal((await call('updateEncounterStatus', { path, query: { status: 'INACTIVE' } })).status, 204);
    assert.deepEqual(await identify(8), []);
    const nobody = { personId: 'nobody', encounterId: 'e' };
    assert.equal((await call('updateEncounterStatus', { path: nobody, query: { status: 'ACTIVE' } })).status, 400);
    assert.equal((await call('updateEncounterGalleries', { path: nobody, body: ['G'] })).status, 400);
  });
});

describe('searches', { skip }, () => {
  test('give as many as are asked for, above the threshold that is asked for, and pass the filter', async () => {
    const path = await enrol(10);
    await enrol(11);
    assert.deepEqual(
      (await identify(10)).map(({ personId, rank }) => [personId, rank]),
      [[path.personId, 1]],
    );
    const [byFace] = await identify(10, { threshold: '0' }, { biometricType: ['FACE'] });
    assert.deepEqual(await identify(10, { threshold: String(byFace!.score + 1) }, { biometricType: ['FACE'] }), []);
    assert.equal((await identify(10, { threshold: '0', maxNbCand: '2' })).length, 2);
    const passes = async (filter: object) => (await identify(10, {}, filter)).length;
    assert.deepEqual(
      [
        await passes({ dateOfBirthMin: '1970-01-01', dateOfBirthMax: '1970-12-31' }),
        await passes({ dateOfBirthMin: '1971-01-01' }),
        await passes({ gender: 'F', biometricType: ['FINGER'] }),
        await passes({ gender: 'M' }),
        await passes({ unheardOf: true }),
      ],
      [1, 0, 1, 0, 0],
    );
    assert.equal(
      (await call('identify', { path: { galleryId: 'nowhere' }, body: { filter: {}, biometricData: samplesOf(1) } }))
        .status,
      404,
    );
  });

  test('with what is known find the others, never the person', async () => {
    const [one, other] = [await enrol(12), await enrol(12)];
    for (const name of ['identifyFromId', 'identifyFromEncounterId']) {
      const { body } = await call<Candidates>(name, { path: { galleryId: 'ALL', ...one }, body: {} });
      assert.deepEqual(
        body.map(({ personId }) => personId),
        [other.personId],
      );
    }
    assert.equal((await call<Candidates>('identifyFromId', { path: { galleryId: 'ALL', ...one } })).body.length, 1);
    assert.equal(
      (await call('identifyFromId', { path: { galleryId: 'ALL', personId: 'nobody' }, body: {} })).status,
      404,
    );
  });

  test('compare with one person, or two sets, and leave nothing behind', async () => {
    const path = { galleryId: 'ALL', ...(await enrol(13)) };
    const decide = async (name: string, body: object) => (await call<Decision>(name, { path, body })).body.decision;
    assert.equal(await decide('verifyFromId', { biometricData: samplesOf(13, 1) }), true);
    assert.equal(await decide('verifyFromId', { biometricData: samplesOf(14, 1) }), false);
    const before = await house.engine.count();
    assert.equal(
      await decide('verifyFromBio', { biometricData1: samplesOf(15), biometricData2: samplesOf(15, 1) }),
      true,
    );
    assert.equal(
      await decide('verifyFromBio', { biometricData1: samplesOf(15), biometricData2: samplesOf(16, 1) }),
      false,
    );
    assert.equal(await house.engine.count(), before);
    assert.deepEqual(await identify(15), []);
  });
});

test('an image of a finger is compared by the template that is made of it', { skip }, async () => {
  const finger = growSmall('abis');
  const imageOf = (seed: number): BiometricData => ({
    ...{ biometricType: 'FINGER', biometricSubType: 'LEFT_INDEX', compression: 'PNG' },
    image: pressPng(finger, seed).toString('base64'),
  });
  const path = { personId: 'image', encounterId: 'e' };
  await call('createEncounter', { path, body: encounterOf(1, { biometricData: [imageOf(1)] }) });
  const body = { filter: {}, biometricData: [imageOf(2)] };
  const found = (await call<Candidates>('identify', { path: { galleryId: 'ALL' }, body })).body;
  assert.equal(found[0]?.personId, 'image');
  const [template] = (await call<BiometricData[]>('readTemplate', { path })).body;
  assert.deepEqual([template?.biometricSubType, template?.templateFormat], ['LEFT_INDEX', 'ISO_19794_2_2011']);
  assert.equal((await call<Encounter>('readEncounter', { path })).body.biometricData[0]?.template, undefined);
});

test('what an enrolment that ended half-way left in the engine is swept away', { skip }, async () => {
  const { engine, kernel } = house;
  const [old, young] = [makeReference(), makeReference()];
  for (const reference of [old, young]) await engine.enrol(reference, { face: makeFace(40) });
  await kernel.database.pool.query(
    "INSERT INTO biometrics.abis_loose VALUES ($1, now() - interval '1 hour'), ($2, now())",
    [old, young],
  );
  const before = await engine.count();
  await kernel.jobs.enqueue('biometrics-abis-sweep', {});
  await until(async () => (await engine.count()) < before);
  assert.equal(await engine.verify(old, { face: makeFace(40) }), undefined);
  assert.notEqual(await engine.verify(young, { face: makeFace(40) }), undefined);
  assert.deepEqual(await identify(40), [], 'neither was ever found by anybody');
});

test('our own client asks as the standard says', { skip }, async () => {
  const engine = await listen();
  const matcher = openOsiaMatcher({ url: engine.url, tries: 1, embeddings: 'random' });
  const reference = makeReference();
  const probe = { face: makeFace(1), fingers: [makeFinger(1, 2)] };
  const asked = async (name: string, status: number, answer: unknown, ask: () => Promise<unknown>) => {
    engine.answer = () => ({ status, ...(answer !== undefined && { body: JSON.stringify(answer) }) });
    await ask();
    const { method, path, body } = engine.got.at(-1)!;
    assert.equal(method, standard.get(name)!.method);
    checkRequest(name, path, body === '' ? undefined : JSON.parse(body));
  };
  await asked('updateEncounter', 200, { personId: reference, encounterId: reference }, () =>
    matcher.enrol(reference, probe),
  );
  await asked('identify', 200, [], () => matcher.identify(probe, { best: 3 }));
  await asked('verifyFromId', 200, { decision: true }, () => matcher.verify(reference, probe));
  await asked('deleteAll', 204, undefined, () => matcher.remove(reference));
  await asked('readGalleryContent', 200, [], () => matcher.count());
  await engine.close();
});

test('galleries are listed, page by page, as JSON or CSV', { skip }, async () => {
  const headers = { 'test-organisation': 'evn' };
  for (const encounterId of ['1', '2', 'a,b'])
    await call('createEncounter', { path: { personId: 'p', encounterId }, body: encounterOf(1), headers });
  assert.deepEqual((await call('readGalleries', { headers })).body, ['G']);
  const page = { path: { galleryId: 'ALL' }, query: { offset: '1', limit: '1' }, headers };
  assert.deepEqual((await call('readGalleryContent', page)).body, [{ personId: 'p', encounterId: '2' }]);
  const csv = { path: { galleryId: 'G' }, headers: { ...headers, accept: 'text/csv' } };
  assert.equal((await call('readGalleryContent', csv)).text, 'PersonId,encounterId\r\np,1\r\np,2\r\np,"a,b"\r\n');
  assert.equal((await call('readGalleryContent', { path: { galleryId: 'nowhere' } })).status, 404);
});

describe('a request that names a callback', { skip }, () => {
  const callback = () => `${receiver.url}/told/here?own=1`;
  const told = (taskId: string) =>
    until(() => receiver.got.find(({ path }) => new URL(path, receiver.url).searchParams.get('taskId') === taskId));
  const stateOf = async (taskId: string) => (await call<string>('readTaskStatus', { path: { taskId } })).body;

  test('is done later, and its result told there', async () => {
    receiver.answer = () => ({ status: 204 });
    const path = { personId: 'later', encounterId: 'e' };
    const { status, body } = await call<{ taskId: string }>('createEncounter', {
      path,
      query: { callback: callback() },
      body: encounterOf(20),
    });
    assert.equal(status, 202);
    const got = await told(body.taskId);
    const asked = new URL(got.path, receiver.url).searchParams;
    assert.deepEqual([asked.get('transactionId'), asked.get('own'), got.type], ['t-1', '1', 'application/json']);
    checkCallback('createEncounter', got.type, JSON.parse(got.body));
    await until(async () => (await stateOf(body.taskId)) === 'COMPLETED');
    assert.equal((await call('redeliverTaskResult', { path: body })).status, 404);
    const gone = await call<{ taskId: string }>('deleteAll', { path, query: { callback: callback() } });
    const deleted = await told(gone.body.taskId);
    checkCallback('deleteAll', deleted.type, JSON.parse(deleted.body));
  });

  test('is told what is wrong by the standard’s error', async () => {
    const { body } = await call<{ taskId: string }>('deleteAll', {
      path: { personId: 'nobody' },
      query: { callback: callback() },
    });
    const got = await told(body.taskId);
    assert.equal(got.type, 'application/error+json');
    checkCallback('deleteAll', got.type, JSON.parse(got.body));
    assert.equal((JSON.parse(got.body) as { code: number }).code, 404);
  });

  test('waits with its result where nobody takes it, until it is asked for once more', async () => {
    receiver.answer = () => ({ status: 500 });
    const { body } = await call<{ taskId: string }>('readGalleries', { query: { callback: callback() } });
    await until(async () => (await stateOf(body.taskId)) === 'RESPONSE_ERROR');
    receiver.answer = () => ({ status: 204 });
    assert.equal((await call('redeliverTaskResult', { path: body })).status, 204);
    await until(async () => (await stateOf(body.taskId)) === 'COMPLETED');
    assert.equal((await call('readTaskStatus', { path: body, headers: { 'test-organisation': 'evn' } })).status, 404);
  });

  test('is done before those of lower priority, and after older ones of its own', async () => {
    const client = await house.kernel.database.pool.connect();
    try {
      // In a transaction of its own: nobody else sees these, and takes them.
      await client.query('BEGIN; DELETE FROM biometrics.abis_task');
      const tasks = new Map<string, string>();
      for (const [name, priority] of Object.entries({ low: 0, middle: 3, high: 9, second: 3 })) {
        const row = { owner: 'x', operation: 'readGalleries', priority, transaction_id: 't', callback: callback() };
        tasks.set(await insertTask(client, house.kernel.keys, row, {}), name);
      }
      const order: (string | undefined)[] = [];
      for (let next = 0; next < 5; next += 1) {
        const row = await claimTask(client, { states: ['PENDING'], lease: makeReference(), seconds: 60 });
        order.push(row && tasks.get(row.task));
      }
      assert.deepEqual(order, ['high', 'middle', 'second', 'low', undefined]);
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  });

  test('is refused where the address is not listed', async () => {
    for (const address of [`${receiver.url}/elsewhere`, `${receiver.url}/told/../x`, 'http://169.254.169.254/told/'])
      assert.equal((await call('readGalleries', { query: { callback: address } })).status, 400, address);
  });
});

describe('every request', { skip }, () => {
  test('needs the scope that the standard names, somebody, a purpose and a law', async () => {
    for (const [name, { operation }] of standard) {
      const security = (operation as unknown as { security: { BearerAuth: string[] }[] }).security;
      const scope = security[0]!.BearerAuth[0]!;
      assert.ok(SCOPES.includes(scope), scope);
      const others = SCOPES.filter((one) => one !== scope).join(' ');
      const given = { body: bodyOf(name), query: name === 'updateEncounterStatus' ? { status: 'ACTIVE' } : {} };
      const path = { galleryId: 'G' };
      const asked = (headers: Record<string, string>) => call(name, { ...given, path, headers });
      assert.equal((await asked({ 'test-scopes': others })).status, 403, name);
      assert.equal((await asked({ 'test-nobody': '1' })).status, 401, name);
    }
    assert.equal((await call('readGalleries', { headers: { 'dancu-purpose': '' } })).status, 400);
    assert.equal((await call('readGalleries', { headers: { 'dancu-purpose': 'curiosity' } })).status, 400);
    assert.equal((await call('readGalleries', { headers: { 'dancu-legal-basis': 'no-law' } })).status, 400);
  });

  const bodyOf = (name: string): unknown => {
    if (/^create|^updateEncounter$/.test(name)) return encounterOf(1);
    if (name === 'updateEncounterGalleries') return ['G'];
    if (name === 'verifyFromBio') return { biometricData1: samplesOf(1), biometricData2: samplesOf(1) };
    if (name === 'identify') return { filter: {}, biometricData: samplesOf(1) };
    return name.startsWith('verify') ? { biometricData: samplesOf(1) } : name.startsWith('identify') ? {} : undefined;
  };

  test('that is wrong gets the standard’s error, and writes nothing', async () => {
    const finger = { biometricType: 'FINGER', biometricSubType: 'LEFT_INDEX', templateFormat: 'ISO_19794_2' };
    const before = await house.engine.count();
    const wrong: [string, unknown][] = [
      ['no JSON', '{'],
      ['no encounter', {}],
      ['an unknown member', encounterOf(1, { more: 1 })],
      ['no gallery', encounterOf(1, { galleries: [] })],
      ['the gallery of all', encounterOf(1, { galleries: ['ALL'] })],
      ['no base64', encounterOf(1, { biometricData: [{ ...finger, template: 'Rk1S?' }] })],
      ['no template', encounterOf(1, { biometricData: [{ ...finger, template: 'AAAA' }] })],
      ['an address', encounterOf(1, { biometricData: [{ ...finger, templateRef: 'http://169.254.169.254/' }] })],
      ['what is encrypted', encounterOf(1, { encryption: { type: 'JWE', scope: '$' } })],
      ['a face of another model', encounterOf(1, { biometricData: writeSamples({ face: Float32Array.of(1, 2) }) })],
    ];
    for (const [what, body] of wrong) {
      const { status, body: told } = await call('createEncounterNoIds', { body });
      assert.deepEqual([status, told.code, typeof told.message], [400, 400, 'string'], what);
    }
    const large = encounterOf(1, { clientData: 'A'.repeat(9_000_000) });
    assert.equal((await call('createEncounterNoIds', { body: JSON.stringify(large) })).status, 413);
    const nothing = { filter: { biometricType: ['IRIS'] }, biometricData: samplesOf(1) };
    assert.equal((await call('identify', { path: { galleryId: 'ALL' }, body: nothing })).status, 400);
    assert.equal(await house.engine.count(), before);
  });

  test('leaves a line without a sample, a score or a name', async () => {
    const path = await enrol(30);
    await identify(30);
    const { rows } = await house.kernel.database.pool.query<{ reference: string }>(
      'SELECT reference FROM biometrics.abis_encounter WHERE person = $1',
      [path.personId],
    );
    const lines = (await house.lines()).filter(({ subjects }) => subjects.includes(rows[0]!.reference));
    const created = lines.find(({ type }) => type === 'abis-create-encounter');
    const looked = lines.find(({ type }) => type === 'abis-identify');
    assert.deepEqual(
      [created?.kind, looked?.kind, looked?.data],
      ['act', 'look', { transactionId: 't-1', candidates: 1 }],
    );
    assert.deepEqual([looked?.purpose, looked?.organisation], ['register-quality', 'ministry-of-public-security']);
    const text = JSON.stringify(lines);
    for (const secret of [path.personId, samplesOf(30)[0]!.template!.slice(0, 40), '1990-01-01'])
      assert.ok(!text.includes(secret), secret);
  });

  test('lies sealed: no sample can be read in the database', async () => {
    await enrol(31);
    const { rows } = await house.kernel.database.pool.query<{ sealed: Buffer }>(
      'SELECT sealed FROM biometrics.abis_encounter',
    );
    const template = samplesOf(31)[1]!.template!;
    assert.ok(rows.length > 0);
    assert.ok(
      rows.every(
        ({ sealed }) =>
          !sealed.includes(Buffer.from(template, 'base64').subarray(20, 60)) &&
          !sealed.includes(template.slice(40, 80)),
      ),
    );
  });
});

test('every operation of the standard is served', { skip }, () => {
  assert.ok(standard.size >= 22);
  const served = new Set(house.doors.routes.map(({ method, path }) => `${method} ${path}`));
  const name = (path: string) =>
    path
      .replace('{personIdTarget}', ':person')
      .replace('{personIdSource}', ':source')
      .replaceAll(/\{(person|encounter|gallery|task)Id\}/g, ':$1');
  const absent = [...standard].filter(([, { method, path }]) => !served.has(`${method} /abis${name(path)}`));
  assert.deepEqual(
    absent.map(([operation]) => operation),
    [],
  );
});
