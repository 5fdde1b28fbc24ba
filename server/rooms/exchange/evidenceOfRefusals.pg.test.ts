import assert from 'node:assert/strict';
import { type JsonWebKey, randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { createReportClient, DancuProblem, type Evidence, verifyEvidence as verifyKept } from '#libs/client';
import { type EvidencePackage, verifyEvidence } from '#libs/evidence';
import { openTestHouse, type TestHouse, today } from '#test';
import { enter, signedIn } from '../accounts/life.samples.ts';
import { osiaScopes } from '../people/osiaTesting.ts';
import { freePort } from '../provider/stage.samples.ts';
import {
  type Asked,
  askSigned,
  type ConnectedSystem,
  connectSystem,
  expectWhole,
  lacking,
  logKeysOf,
} from './evidence.samples.ts';

/** Answers that tell little: acts without a body, HEAD, refusals; and reports, whose reason is in their body. */
let house: TestHouse;
let civil: ConnectedSystem;
let reader: ConnectedSystem;
let hospital: ConnectedSystem;
before(async () => {
  const port = await freePort();
  house = await openTestHouse({ port });
  await house.exchange.seedAgreements();
  await house.app.listen({ port, host: '127.0.0.1' });
  civil = await connectSystem(house, 'ministry-of-justice', { scopes: osiaScopes });
  reader = await connectSystem(house, 'ministry-of-justice', { scopes: ['pr.person.read'] });
  hospital = await connectSystem(house, 'bach-mai-hospital');
});
after(() => house.close());

const registry = { 'dancu-purpose': 'civil-status-act', 'dancu-legal-basis': 'civil-status-law-4' };
const ask = (asked: Asked, system = civil) => askSigned(house.kernel.config, system, registry, asked);
const referenceOf = ({ response }: Evidence) => response.headers['dancu-journal']!;
const prove = async (kept: Evidence, system = civil) => {
  const pack = await system.client.evidence(referenceOf(kept), kept);
  return { pack, told: await expectWhole(house.kernel, pack) };
};
const announce = (person: string, more: Partial<Asked> = {}): Asked => ({
  method: 'POST',
  path: `/v1/persons/${person}?transactionId=${randomUUID()}`,
  content: { status: 'ACTIVE', physicalStatus: 'ALIVE' },
  ...more,
});

test('an act that is answered without a body is proven: the signature covers that there was none', async () => {
  const person = randomUUID();
  const made = await ask(announce(person));
  const changed = await ask({ ...announce(person), method: 'PUT' });
  const removed = await ask({ method: 'DELETE', path: `/v1/persons/${person}?transactionId=a%2Bb` });
  for (const [kept, status] of [
    [made, 201],
    [changed, 204],
    [removed, 204],
  ] as const) {
    assert.deepEqual([kept.response.status, kept.response.body], [status, ''], JSON.stringify(kept.response));
    assert.equal(kept.response.headers['content-type'], undefined);
    const { told, pack } = await prove(kept);
    assert.deepEqual([told.facts?.status, told.facts?.outcome], [status, 'done']);
    assert.ok(!lacking(told).includes('answerBody'), 'that there was no body is known');
    const more = { ...pack, answer: { ...pack.answer, body: '{"personId":"another"}' } };
    assert.equal((await verifyEvidence(more)).first, 'answerBody');
    const other = { ...pack, answer: { ...pack.answer, status: 200 } };
    assert.equal((await verifyEvidence(other)).first, 'answerSignature');
  }
  const keys = await fetch(`${house.kernel.config.origin}/.well-known/jwks.json`);
  const serverKeys = (await keys.json()) as { keys: JsonWebKey[] };
  await verifyKept(made, { serverKeys, agencyKeys: { keys: [{ ...civil.privateKey, kid: civil.kid }] } });
});

test('an act that is sent again is answered as before, signed, and has one line', async () => {
  const asked = announce(randomUUID(), { headers: { 'idempotency-key': '"again"' } });
  const first = await ask(asked);
  const again = await ask(asked);
  assert.deepEqual([first.response.status, again.response.status], [201, 201]);
  assert.ok(referenceOf(first));
  assert.equal(referenceOf(again), undefined);
  assert.ok(again.response.headers.signature, 'also where it has no body');
});

test('HEAD is proven as the question that it is, by the digest of what GET would have told', async () => {
  const { person } = await enter(house);
  const kept = await ask({ method: 'HEAD', path: `/v1/persons/${person}?transactionId=t-1` });
  assert.deepEqual([kept.response.status, kept.response.body], [200, '']);
  const { told } = await prove(kept);
  assert.deepEqual([told.facts?.method, told.facts?.type], ['HEAD', 'osia-person']);
  assert.ok(lacking(told).includes('answerBody'), 'no body came that could be compared');
});

const refusals: [string, number, string, () => Asked, (() => ConnectedSystem)?][] = [
  [
    'nobody is there',
    404,
    'people/person-unknown',
    () => ({ path: `/v1/persons/${randomUUID()}?transactionId=t%20%2B` }),
  ],
  [
    'an act on nobody',
    404,
    'people/person-unknown',
    () => ({ method: 'DELETE', path: `/v1/persons/${randomUUID()}?transactionId=t-2` }),
  ],
  ['a scope that the system has not', 403, 'kernel/forbidden', () => announce(randomUUID()), () => reader],
];
for (const [said, status, code, make, who] of refusals)
  test(`a refusal is proven by either side, and nobody was looked at: ${said}`, async () => {
    const system = who?.() ?? civil;
    const kept = await ask(make(), system);
    assert.deepEqual([kept.response.status, kept.response.body.includes(code)], [status, true], kept.response.body);
    const { told, pack } = await prove(kept, system);
    assert.deepEqual(
      [told.facts?.type, told.facts?.outcome, told.facts?.status],
      ['question-refused', 'refused', status],
    );
    assert.equal(told.facts?.purpose, 'civil-status-act');
    const line = JSON.parse(pack.log.line.line) as { subjects: unknown; data: { code?: string } };
    assert.equal(line.data.code, code);
    const body = kept.response.body.replace(code, 'people/person-dead');
    const changed = { ...pack, answer: { ...pack.answer, body } };
    assert.equal((await verifyEvidence(changed, { logKeys: logKeysOf(house.kernel) })).first, 'answerBody');
    const audited = await house.ask<EvidencePackage>('test-auditor', 'GET', `/api/evidence/${referenceOf(kept)}`);
    await expectWhole(house.kernel, audited.body);
  });

test('a refusal undoes the act, and its line is not among those of the act', async () => {
  const { person } = await enter(house);
  const kept = await ask(announce(person));
  assert.equal(kept.response.status, 409, kept.response.body);
  await prove(kept);
  const found = await ask({ path: `/v1/persons/${person}?transactionId=t-3` });
  assert.equal(found.response.status, 200);
});

test('what is refused before anybody is proved to have asked has no line', async () => {
  const unread = await ask({ path: `/v1/persons/${randomUUID()}` });
  assert.equal(unread.response.status, 400, 'no transactionId');
  assert.equal(referenceOf(unread), undefined);
});

test('a report is proven: what was said, under which law, and what came of it', async () => {
  const lan = await signedIn(house);
  const client = createReportClient({
    baseUrl: house.kernel.config.origin,
    privateKey: hospital.privateKey,
    retries: 0,
  });
  const report = {
    reference: randomUUID(),
    identifier: lan.pin,
    name: lan.name,
    on: today,
    legalBasis: 'health-insurance-law-28',
    fields: { phone: '0912345670', bloodGroup: 'O+' },
  };
  const { result, evidence } = await client.report(report);
  assert.equal(result.journal, referenceOf(evidence), 'the first line is the report’s own, not one of its acts');
  const { told, pack } = await prove(evidence, hospital);
  assert.deepEqual(
    [told.facts?.type, told.facts?.legalBasis, told.facts?.outcome],
    ['report', 'health-insurance-law-28', 'done'],
  );
  assert.deepEqual(lacking(told), ['agreement'], 'the country’s list of sources opens this door');
  assert.ok(!JSON.stringify(pack).includes(lan.person));
  const own = await lan.own<EvidencePackage>('GET', `/api/me/evidence/${result.journal}`);
  await expectWhole(house.kernel, own.body);
  const body = pack.request.body!.replace('0912345670', '0912345671');
  assert.equal((await verifyEvidence({ ...pack, request: { ...pack.request, body } })).first, 'requestBody');

  const again = await client.report(report);
  assert.deepEqual(again.result, result);
  assert.equal(referenceOf(again.evidence), undefined, 'it was taken once');
  const differing = await client.report({ ...report, fields: { phone: '0999999999' } }).then(
    () => assert.fail('it was taken'),
    (error: unknown) => (error instanceof DancuProblem ? error : assert.fail(String(error))),
  );
  assert.equal(differing.code, 'people/report-differs');
  const refused = await prove(differing.evidence, hospital);
  assert.equal(refused.told.facts?.type, 'question-refused');
});
