import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { Ajv, type AnySchema } from 'ajv';
import { load } from 'js-yaml';
import { DancuProblem } from '#libs/client';
import { type Connected, openStand, type Stand } from './stand.samples.ts';

const file = new URL('../../../../shared/standards/osia/3rdparty.yaml', import.meta.url);
const skip = existsSync(file)
  ? false
  : 'OSIA’s own files are not beside this checkout (shared/standards/osia/3rdparty.yaml)';

interface Osia {
  paths: Record<
    string,
    Record<string, { responses: Record<string, { content?: { 'application/json': { schema: AnySchema } } }> }>
  >;
  components: { schemas: Record<string, AnySchema> };
}

/** Checks a body against what OSIA's file says of an operation's answer; a misspelt path fails instead of passing all. */
function check(path: string, method: string, status: number, body: unknown): void {
  const osia = load(readFileSync(file, 'utf8')) as Osia;
  const schema = osia.paths[path]?.[method]?.responses[String(status)]?.content?.['application/json'].schema;
  assert.ok(schema, `OSIA declares no body for ${method} ${path} ${status}`);
  const ajv = new Ajv({ strict: false, validateFormats: false });
  const valid = ajv.validate({ ...(schema as object), components: osia.components }, body);
  assert.ok(valid, ajv.errorsText());
}

let stand: Stand;
let hospital: Connected;
const reasons = { purpose: 'health-insurance-check', legalBasis: 'health-insurance-law-28' };
before(async () => {
  if (skip) return;
  stand = await openStand();
  hospital = await stand.connect('bach-mai-hospital');
});
after(() => stand?.close());

test('verify answers with OSIA’s VerifyResult', { skip }, async () => {
  const { result } = await hospital.client.verify('001190000001', {
    ...reasons,
    biographicData: { firstName: 'Thị Hòa', lastName: 'Nguyễn', dateOfBirth: '1990-01-15', gender: 'F' },
  });
  assert.equal(result.verificationCode, 0);
  check('/v1/verify/{identifier}', 'post', 200, result);
});

test('a proof that was not wanted is left out', { skip }, async () => {
  const { result } = await hospital.client.verify('001190000001', {
    ...reasons,
    proofRequired: false,
    biographicData: { name: 'Nguyễn Thị Hòa' },
  });
  assert.equal(result.verificationProof, undefined);
  check('/v1/verify/{identifier}', 'post', 200, result);
});

test('attributes answer with OSIA’s AttributeSet', { skip }, async () => {
  const read = await hospital.client.attributes(
    '001190000001',
    ['firstName', 'lastName', 'dateOfBirth', 'gender'],
    reasons,
  );
  assert.deepEqual(read.result.biographicData, {
    firstName: 'Thị Hòa',
    lastName: 'Nguyễn',
    dateOfBirth: '1990-01-15',
    gender: 'F',
  });
  check('/v1/attributes/{identifier}', 'post', 200, read.result);
  const set = await hospital.client.attributeSet('BASIC', '001190000001', reasons);
  check('/v1/attributes/{attributeSetName}/{identifier}', 'get', 200, set.result);
});

test('what cannot be read is OSIA’s Error', { skip }, async () => {
  const question = hospital.client.verify('001190000001', { ...reasons, biographicData: { shoeSize: '42' } });
  const problem = await question.catch((error: unknown) => error);
  assert.ok(problem instanceof DancuProblem);
  check('/v1/verify/{identifier}', 'post', 400, problem.body);
});
