import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTestHouse, type TestHouse } from '#test';

let house: TestHouse;
before(async () => {
  house = await openTestHouse();
});
after(() => house.close());

const get = async (url: string, language = 'en') => {
  const answer = await house.app.inject({ url, headers: { 'accept-language': language } });
  return { status: answer.statusCode, body: answer.json() };
};

test('the lists are there without signing in, named in the reader’s language', async () => {
  const { status, body } = await get('/api/country/lists');
  assert.equal(status, 200);
  assert.equal(body.provinces.length, 34);
  for (const list of ['ethnicities', 'religions', 'nationalities', 'purposes', 'legalBases', 'organisations', 'fields'])
    assert.ok(body[list].length > 5, list);
  assert.ok(body.fields.every((one: { id: string; name: string }) => one.name !== `field.${one.id}`));
  const french = (await get('/api/country/lists', 'fr')).body;
  assert.notEqual(french.purposes[0].sentence, body.purposes[0].sentence);
});

test('every purpose states laws that are in the list', async () => {
  const { body } = await get('/api/country/lists');
  const known = new Set(body.legalBases.map((one: { id: string }) => one.id));
  assert.deepEqual(
    body.purposes.flatMap((one: { legalBases: string[] }) => one.legalBases).filter((id: string) => !known.has(id)),
    [],
  );
});

test('a province tells its communes of today; one that is not there says so', async () => {
  assert.ok((await get('/api/country/provinces/01/communes')).body.communes.length > 100);
  const missing = await get('/api/country/provinces/02/communes');
  assert.deepEqual([missing.status, missing.body.code], [404, 'offices/province-unknown']);
  assert.equal((await get('/api/country/provinces/1x/communes')).status, 400);
});

test('what has become of a unit', async () => {
  const moved = (await get('/api/country/resolve?unit=00001&on=2020-01-01')).body;
  assert.equal(moved.outcome, 'successor');
  assert.equal(moved.was.name, 'Phúc Xá Ward');
  assert.deepEqual(
    moved.candidates.map((one: { code: string }) => one.code),
    ['00097'],
  );
  assert.deepEqual(
    [
      (await get('/api/country/resolve?unit=99999&on=2020-01-01')).body.code,
      (await get('/api/country/resolve?unit=00001&on=2020-02-30')).status,
    ],
    ['offices/unit-unknown', 400],
  );
});

test('the screens’ words are whole in each language, and hold no word on problems', async () => {
  const [vi, en, fr] = await Promise.all(
    ['vi', 'en', 'fr'].map(async (language) => Object.keys((await get(`/api/words/${language}`)).body).sort()),
  );
  assert.deepEqual(en, vi);
  assert.deepEqual(fr, vi);
  assert.ok(vi!.length > 200 && !vi!.some((key) => key.startsWith('problem.')));
});
