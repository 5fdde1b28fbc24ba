import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Evidence, encodeHeaderText } from '#libs/client';
import type { EvidencePackage } from '#libs/evidence';
import { openTestHouse, type TestHouse } from '#test';
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
} from './evidence.samples.ts';

let house: TestHouse;
let civil: ConnectedSystem;
let hospital: ConnectedSystem;
before(async () => {
  const port = await freePort();
  house = await openTestHouse({ port });
  await house.exchange.seedAgreements();
  await house.app.listen({ port, host: '127.0.0.1' });
  civil = await connectSystem(house, 'ministry-of-justice', { scopes: osiaScopes });
  hospital = await connectSystem(house, 'bach-mai-hospital');
});
after(() => house.close());

const registry = { 'dancu-purpose': 'civil-status-act', 'dancu-legal-basis': 'civil-status-law-4' };
const insurance = { 'dancu-purpose': 'health-insurance-check', 'dancu-legal-basis': 'health-insurance-law-28' };

/** A signed question and its answer as they travelled: what an agency keeps. */
const ask = (system: ConnectedSystem, reasons: Record<string, string>, asked: Asked) =>
  askSigned(house.kernel.config, system, reasons, asked);

const referenceOf = ({ response }: Evidence) => response.headers['dancu-journal'];

async function prove(system: ConnectedSystem, kept: Evidence) {
  assert.equal(kept.response.status, 200, kept.response.body);
  return expectWhole(house.kernel, await system.client.evidence(referenceOf(kept)!, kept));
}

test('what the register’s own interface told a system is proven as any answer is: searches, persons, identities, the reference', async () => {
  const { person, pin } = await enter(house);
  const find = [{ attributeName: 'pin', operator: '=', value: pin }];
  const questions: [string, Asked][] = [
    ['osia-person', { path: `/v1/persons/${person}?transactionId=t-1` }],
    ['osia-identities', { path: `/v1/persons/${person}/identities?transactionId=t-2` }],
    ['osia-identity', { path: `/v1/persons/${person}/identities/${person}?transactionId=a%2Bb` }],
    ['osia-reference', { path: `/v1/persons/${person}/reference?transactionId=t-4` }],
    ['osia-find', { method: 'POST', path: '/v1/persons?transactionId=t-5', content: find }],
  ];
  for (const [type, asked] of questions) {
    const told = await prove(civil, await ask(civil, registry, asked));
    assert.deepEqual(
      [told.facts?.type, told.facts?.organisation, told.facts?.outcome],
      [type, 'ministry-of-justice', 'given'],
    );
    const missing = asked.content === undefined ? ['requestBody', 'agreement'] : ['agreement'];
    assert.deepEqual(
      lacking(told).filter((one) => !missing.includes(one)),
      [],
      'scopes, not an agreement, open this door',
    );
  }
});

test('the reasons of the question stand in the line, and the person takes the same evidence', async () => {
  const lan = await signedIn(house);
  const headers = { 'dancu-case': encodeHeaderText('Hồ sơ 12'), 'dancu-officer': encodeHeaderText('Trần Bình') };
  const kept = await ask(civil, registry, { path: `/v1/persons/${lan.person}/reference?transactionId=t-6`, headers });
  const { facts } = await prove(civil, kept);
  assert.equal(facts?.caseNumber, 'Hồ sơ 12');
  const own = await lan.own<EvidencePackage>('GET', `/api/me/evidence/${referenceOf(kept)}`);
  assert.equal(own.status, 200);
  await expectWhole(house.kernel, own.body);
  assert.match(own.body.log.line.line, /"officer":"Trần Bình"/);
});

test('what was changed through it is proven where it is answered with a body; the same act sent again has one line', async () => {
  const { person } = await enter(house);
  const asked: Asked = {
    method: 'POST',
    path: `/v1/persons/${person}/identities?transactionId=t-7`,
    content: { identityType: 'census', status: 'CLAIMED', biographicData: { firstName: 'Lan' } },
    headers: { 'idempotency-key': '"once"' },
  };
  const first = await ask(civil, registry, asked);
  await prove(civil, first);
  const again = await ask(civil, registry, asked);
  assert.deepEqual(JSON.parse(again.response.body), JSON.parse(first.response.body));
  assert.equal(referenceOf(again), undefined, 'it did nothing that a line could hold');
  assert.ok(again.response.headers.signature, 'and is signed all the same');
});

test('attributes and matches of Data Access are proven, also where the question named no transaction', async () => {
  const { pin } = await enter(house);
  const questions: Asked[] = [
    { path: `/data/v1/persons/${pin}?attributeNames=firstName&attributeNames=lastName` },
    { path: `/data/v1/persons/${pin}?attributeNames=firstName&transactionId=t-9` },
    { method: 'POST', path: `/data/v1/persons/${pin}/match`, content: { firstName: 'Thị Ngọc Lan', lastName: 'Trần' } },
    {
      method: 'POST',
      path: `/v1/attributes/${pin}?transactionId=t-10`,
      content: { outputBiographicData: ['firstName'] },
    },
    { path: `/v1/attributes/BASIC/${pin}?transactionId=t-11` },
  ];
  for (const asked of questions) {
    const { checks } = await prove(hospital, await ask(hospital, insurance, asked));
    assert.equal(checks.find(({ id }) => id === 'agreement')?.verdict, 'holds', asked.path);
  }
});
