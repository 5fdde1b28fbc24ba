import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { Ajv, type AnySchema } from 'ajv';
import { load } from 'js-yaml';
import { type Connected, openStand, readJournal, type Stand, sendSigned } from './stand.samples.ts';

const file = new URL('../../../../shared/standards/osia/dataaccess.yaml', import.meta.url);
const skip = existsSync(file) ? false : 'OSIA’s own files are not beside this checkout';

let stand: Stand;
let hospital: Connected;
before(async () => {
  stand = await openStand();
  hospital = await stand.connect('bach-mai-hospital');
});
after(() => stand.close());

const reasons = { 'dancu-purpose': 'health-insurance-check', 'dancu-legal-basis': 'health-insurance-law-28' };
const ask = async (method: 'GET' | 'POST', path: string, content?: unknown) => {
  const answer = await sendSigned(stand, hospital, {
    method,
    path: `/data/v1/persons/${path}`,
    headers: reasons,
    content,
  });
  return { ...answer, body: answer.body as unknown };
};

function check(path: string, method: string, status: number, body: unknown): void {
  const osia = load(readFileSync(file, 'utf8')) as {
    paths: Record<
      string,
      Record<string, { responses: Record<string, { content: Record<string, { schema: object }> }> }>
    >;
    components: object;
  };
  const schema = osia.paths[path]?.[method]?.responses[status]?.content['application/json']?.schema;
  assert.ok(schema, `OSIA declares no body for ${method} ${path} ${status}`);
  const ajv = new Ajv({ strict: false, validateFormats: false });
  assert.ok(ajv.validate({ ...schema, components: osia.components } as AnySchema, body), ajv.errorsText());
}

test('match tells which attributes do not, by the names that were given', async () => {
  const same = await ask('POST', '001190000001/match', { firstName: 'Thị Hòa', lastName: 'Nguyễn', gender: 'F' });
  assert.deepEqual(same.body, []);
  const other = await ask('POST', '001190000001/match', { dateOfBirth: '1971-01-15', pin: '001190000001' });
  assert.deepEqual(other.body, [{ attributeName: 'dateOfBirth', errorCode: 1 }]);
  assert.ok(other.headers.get('dancu-journal'));
  assert.ok(other.headers.get('signature'), 'the answer is signed as any');
});

test('match is journalled as a verification of those fields', async () => {
  const answer = await ask('POST', '001190000001/match', { sex: 'female' });
  const line = (await readJournal(stand)).find(({ reference }) => reference === answer.headers.get('dancu-journal'))!;
  assert.equal(line.kind, 'look');
  assert.deepEqual([line.type, line.fields], ['verify', ['sex']]);
});

const expressions: [rule: string, uin: string, expression: object, truth: boolean][] = [
  ['born before a day', '001190000001', { attributeName: 'dateOfBirth', operator: '<', value: '1990-12-31' }, true],
  ['not born before that very day', '001190000001', { attributeName: 'dateOfBirth', operator: '<', value: '1990-01-15' }, false],
  ['born on that day or before', '001190000001', { attributeName: 'dateOfBirth', operator: '<=', value: '1990-01-15' }, true],
  ['a year alone is before a later year', '001041000002', { attributeName: 'birthDate', operator: '<', value: '1942-01-01' }, true],
  ['a year alone is not before a day within it', '001041000002', { attributeName: 'birthDate', operator: '<', value: '1941-06-01' }, false],
  ['nor after it', '001041000002', { attributeName: 'birthDate', operator: '>', value: '1941-06-01' }, false],
  ['equal', '001190000001', { attributeName: 'name', operator: '=', value: 'Nguyễn Thị Hòa' }, true],
  ['close is not equal', '001190000001', { attributeName: 'name', operator: '=', value: 'Nguyen Thi Hoa' }, false],
]; // biome-ignore format: a table
for (const [rule, uin, expression, truth] of expressions)
  test(`expressions: ${rule}`, async () =>
    assert.equal((await ask('POST', `${uin}/verify`, [expression])).body, truth));

test('expressions are true only together', async () => {
  const born = { attributeName: 'birthDate', operator: '<', value: '2000-01-01' };
  const man = { attributeName: 'sex', operator: '=', value: 'male' };
  assert.equal((await ask('POST', '001190000001/verify', [born, man])).body, false);
});

test('an order of names is refused in OSIA’s form', async () => {
  const answer = await ask('POST', '001190000001/verify', [{ attributeName: 'name', operator: '<', value: 'M' }]);
  assert.equal(answer.status, 400);
  assert.equal(typeof (answer.body as { code: unknown }).code, 'number');
});

test('attributes are read as single values, each that there is not with its reason', async () => {
  const answer = await ask(
    'GET',
    '001190000001?attributeNames=firstName&attributeNames=dateOfBirth&attributeNames=shoeSize',
  );
  const body = answer.body as Record<string, unknown>;
  assert.equal(body.firstName, 'Thị Hòa');
  assert.equal(body.dateOfBirth, '1990-01-15');
  assert.equal((body.shoeSize as { code: number }).code, 1023);
});

test('what the agreement does not hold is refused, whatever the interface', async () => {
  const answer = await ask('GET', '001190000001?attributeNames=religion');
  assert.equal(answer.status, 403);
});

test('the answers are those of OSIA’s file', { skip }, async () => {
  check('/v1/persons/{uin}/match', 'post', 200, (await ask('POST', '001190000001/match', { sex: 'male' })).body);
  const expression = [{ attributeName: 'sex', operator: '=', value: 'female' }];
  check('/v1/persons/{uin}/verify', 'post', 200, (await ask('POST', '001190000001/verify', expression)).body);
  check('/v1/persons/{uin}', 'get', 200, (await ask('GET', '001190000001?attributeNames=sex&attributeNames=x')).body);
  check('/v1/persons/{uin}/match', 'post', 400, (await ask('POST', '001190000001/match', { x: 1 })).body);
});
