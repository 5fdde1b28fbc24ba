import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import * as oidc from 'openid-client';
import { findLine } from '#kernel';
import { askForData, DancuProblem, readReceipt } from '#libs/client';
import { addressOf, metadataOf, postAs, visit, wrap } from '../../../test/conformance/stage.ts';
import { begin, signedIn, TestBrowser } from '../provider/stage.samples.ts';
import {
  agree,
  answerSheet,
  askAs,
  type Bank,
  CIBA,
  connect,
  dayFromNow,
  FORMS,
  LAW,
  openBank,
  push,
  read,
  registerBankService,
  toldBy,
  wanted,
} from './consent.samples.ts';
import { sendSigned } from './stand.samples.ts';

let bank: Bank;
before(async () => {
  bank = await openBank();
});
after(() => bank?.stage.close());

const person = (index: number) => bank.stage.accounts[index]!;
const keysOf = async () =>
  (await (await fetch(`${bank.stage.origin}/.well-known/jwks.json`)).json()) as Parameters<typeof readReceipt>[1];

test('a person who reads the sheet and says yes lets the bank ask, under that consent, and no more than the sheet said', async () => {
  const { system } = bank;
  const { account, pin, name } = person(0);
  assert.equal(await read(system, pin), 'exchange/consent-missing');
  const told = await agree(bank, account);
  assert.deepEqual(told.fields, ['name', 'birthDate']);
  const { result, evidence } = await system.attributes(pin, ['name', 'birthDate'], { legalBasis: LAW });
  assert.equal(result.biographicData?.name, name);
  const line = await findLine(bank.stage.house.kernel.database.pool, evidence.response.headers['dancu-journal']!);
  assert.equal(line?.kind, 'look');
  assert.equal(line?.legalBasis, LAW);
  assert.equal(line?.data?.consent, told.consent);
  const verified = await system.verify(pin, { legalBasis: LAW, biographicData: { name } });
  assert.equal(verified.result.verificationCode, 0);
  const scalars = await sendSigned({ origin: bank.stage.origin }, bank.connected, {
    method: 'GET',
    path: `/data/v1/persons/${pin}?attributeNames=name`,
    headers: { 'dancu-purpose': FORMS, 'dancu-legal-basis': LAW },
  });
  assert.deepEqual(scalars.body, { name });
  assert.equal(await read(system, pin, ['name', 'phone']), 'exchange/consent-missing', 'the box was left empty');
});

test('an optional field that is ticked may be asked for; what is not agreed at all still is not', async () => {
  const { account, pin } = person(1);
  const told = await agree(bank, account, { ticked: ['phone'] });
  assert.deepEqual(told.fields, ['name', 'birthDate', 'phone']);
  assert.equal(await read(bank.system, pin, ['name', 'phone']), 'given');
  assert.equal(await read(bank.system, pin, ['name', 'maritalStatus']), 'exchange/field-not-agreed');
});

test('who has not consented and a number that nobody has are answered alike, and how to ask for it is said', async () => {
  const refusals = [];
  for (const pin of [person(5).pin, '001099999999']) {
    const error = await bank.system.attributes(pin, ['name'], { legalBasis: LAW }).catch((one: unknown) => one);
    assert.ok(error instanceof DancuProblem);
    const { headers, body, status } = error.evidence.response;
    const line = await findLine(bank.stage.house.kernel.database.pool, headers['dancu-journal']!);
    refusals.push({
      status,
      body: { ...JSON.parse(body), traceId: '' },
      headers: Object.keys(headers).sort(),
      line: [line?.kind, line?.subjects, Object.keys(line?.data ?? {})],
    });
  }
  const [known, unknown] = refusals;
  assert.deepEqual(known, unknown);
  assert.equal(known!.status, 403);
  assert.deepEqual(known!.body.authorizationDetails, { type: 'person-data', purpose: FORMS, fields: ['name'] });
  assert.deepEqual(known!.line.slice(0, 2), ['note', []]);
});

test('a consent is to one organisation and one purpose', async () => {
  const { stage } = bank;
  const { account, pin } = person(2);
  await agree(bank, account);
  const { client: ministry } = await connect(stage, 'ministry-of-health');
  assert.equal(await read(ministry, pin, ['name'], { purpose: 'health-record-open' }), 'exchange/consent-missing');
  const service = await registerBankService(stage, 'ministry-of-health');
  await agree({ ...bank, service }, account, { purpose: 'health-record-open', fields: ['name'], optionalFields: [] });
  assert.equal(await read(ministry, pin, ['name'], { purpose: 'health-record-open' }), 'given');
  const other = await read(ministry, pin, ['name'], { purpose: 'health-record-open', legalBasis: 'medical-law' });
  assert.equal(other, 'given', 'under a law that needs no consent none is asked for');
  assert.equal(await read(bank.system, pin), 'given');
});

test('under a law of consent nobody is looked for by name, and no other door is opened', async () => {
  const { stage, connected } = bank;
  const { name } = person(0);
  const looked = await sendSigned({ origin: stage.origin }, connected, {
    ...{ method: 'POST', path: '/v1/identify?transactionId=1' },
    headers: { 'dancu-purpose': FORMS, 'dancu-legal-basis': LAW },
    content: {
      attributeSet: { biographicData: { name, birthDate: '1990-01-01' } },
      outputAttributeSetName: 'BASIC',
    },
  });
  assert.equal(looked.body.code, 'exchange/consent-one-by-one', JSON.stringify(looked.body));
  await assert.rejects(
    stage.house.exchange.requireAgreement('bidv', 'production', {
      ...{ type: 'verify', purpose: FORMS, legalBasis: LAW, fields: ['name'] },
    }),
    { code: 'exchange/consent-one-by-one' },
  );
});

test('by CIBA the person reads the same on the own device, and the bank is told the same', async () => {
  const { stage, service, system } = bank;
  const { account, pin } = person(3);
  const details = askForData(wanted({ optionalFields: undefined as never, fields: ['name', 'permanentResidence'] }));
  const asked = await oidc.initiateBackchannelAuthentication(service.config, {
    ...{ scope: 'openid', login_hint: pin, binding_message: 'Counter 4 27', authorization_details: details },
  });
  const { approvals } = (await askAs(stage, person(3), 'GET', '/api/me/approvals')).json() as {
    approvals: { id: string; matter: Record<string, unknown> }[];
  };
  assert.deepEqual(approvals[0]!.matter.shared, {
    purpose: 'để điền sẵn hồ sơ của bạn tại ngân hàng theo sự đồng ý của bạn',
    law: 'Luật Bảo vệ dữ liệu cá nhân: sự đồng ý của chủ thể dữ liệu (91/2025/QH15, Điều 9)',
    fields: ['name', 'permanentResidence'],
    beyond: [],
    until: wanted().until,
  });
  const url = `/api/me/approvals/${approvals[0]!.id}`;
  assert.equal(await read(system, pin), 'exchange/consent-missing', 'asked is not agreed');
  const answer = await askAs(stage, { account }, 'POST', url, { decision: 'approve', number: 27 });
  assert.equal(answer.statusCode, 200, answer.body);
  const tokens = await oidc.pollBackchannelAuthenticationGrant(service.config, { ...asked, interval: 1 });
  assert.deepEqual(toldBy(tokens).fields, ['name', 'permanentResidence']);
  assert.equal(await read(system, pin, ['permanentResidence']), 'given');
  const optional = await postAs(service, metadataOf(service).backchannel_authentication_endpoint!, {
    ...{ scope: 'openid', login_hint: pin, binding_message: '31', authorization_details: askForData(wanted()) },
  });
  assert.equal(optional.body.error, 'invalid_authorization_details', 'on that device there are no boxes to tick');
});

test('the sheet says purpose, law, organisation, each field, the last day and a verdict, in each language without script', async () => {
  const { stage, service } = bank;
  const browser = await signedIn(stage, person(4).account);
  const { page } = await push(service, browser, askForData(wanted({ until: dayFromNow(30) })));
  const pages = [page.body];
  for (const language of ['vi', 'fr'])
    pages.push(
      await (await browser.fetch(new URL(page.url).pathname, { headers: { 'accept-language': language } })).text(),
    );
  const [english, vietnamese, french] = pages;
  for (const body of pages) {
    assert.ok(Buffer.byteLength(body) < 15_000, `${Buffer.byteLength(body)} bytes`);
    assert.doesNotMatch(body, /<script/);
    assert.match(body, /<dd>BIDV<|BIDV\)<\/dd>/);
    assert.match(body, /name="share:phone"/);
    assert.doesNotMatch(body, /name="share:name"|name="remember"/, 'a required field is no box');
  }
  assert.match(english!, /to fill in your forms at the bank/);
  assert.match(english!, /91\/2025\/QH15/);
  assert.match(english!, new RegExp(String(new Date(`${dayFromNow(30)}T00:00:00Z`).getUTCFullYear())));
  assert.match(vietnamese!, /để điền sẵn hồ sơ của bạn/);
  assert.match(french!, /pour préremplir vos formulaires/);
  const refused = await answerSheet(browser, page, [], 'no');
  assert.equal(new URL(refused.url).searchParams.get('error'), 'access_denied');
  assert.equal(await read(bank.system, person(4).pin), 'exchange/consent-missing');
});

test('one of the demonstration’s people signs in on the page and agrees there', async () => {
  const { stage, service, system } = bank;
  const browser = new TestBrowser(stage.origin);
  const { page, verifier, state } = await push(service, browser, askForData(wanted()));
  const { pathname } = new URL(page.url);
  const sheet = await browser.go(`${pathname}/persona`, { form: { persona: 'mother' } });
  assert.match(sheet.body, /name="share:phone"/);
  const back = await answerSheet(browser, sheet);
  const tokens = await oidc.authorizationCodeGrant(service.config, new URL(back.url), {
    ...{ pkceCodeVerifier: verifier, expectedState: state },
  });
  const { person: key } = await system.consent(toldBy(tokens).consent);
  const { body } = await stage.house.ask<{ person: string }>('mother', 'GET', '/api/me/record');
  assert.equal(key, stage.house.exchange.pseudonymOf('bidv', body.person));
});

test('a sheet that is pressed many times is one consent', async () => {
  const { stage, service } = bank;
  const { account } = person(4);
  const browser = await signedIn(stage, account);
  const { page } = await push(service, browser, askForData(wanted()));
  await Promise.all(Array.from({ length: 8 }, () => answerSheet(browser, page)));
  const { consents } = (await askAs(stage, { account }, 'GET', '/api/me/data-consents')).json() as {
    consents: { state: string; fields: string[]; organisationName: string }[];
  };
  assert.equal(consents.length, 1);
  assert.equal(consents[0]!.state, 'active');
});

test('the receipt is signed, says what was agreed to and nothing of the person, and is the agency’s and the person’s alone', async () => {
  const { stage, system } = bank;
  const { account, pin, name } = person(0);
  const told = await agree(bank, account, { ticked: [] });
  const held = await system.consent(told.consent);
  const mine = (await askAs(stage, { account }, 'GET', `/api/me/data-consents/${told.consent}/receipt`)).json();
  const keys = await keysOf();
  for (const jws of [told.receipt, held.receipt, (mine as { receipt: string }).receipt]) {
    const receipt = readReceipt(jws, keys) as Record<string, Record<string, unknown>>;
    assert.equal(receipt.receipt_metadata!.receipt_id, told.consent);
    assert.equal(receipt.receipt_metadata!.pii_principal_id, held.person);
    const [purpose] = receipt.pii_processing!.purposes as Record<string, unknown>[];
    assert.deepEqual(purpose!.pii_information, [
      { pii_attribute: 'name', pii_optional: false },
      { pii_attribute: 'birthDate', pii_optional: false },
    ]);
    assert.deepEqual(purpose!.pii_refused, ['phone']);
    const text = JSON.stringify(receipt);
    for (const value of [pin, name, account, person(0).person]) assert.ok(!text.includes(value), value);
  }
  const [head, payload, signature] = held.receipt.split('.');
  const altered = Buffer.from(payload!, 'base64url').toString().replace('birthDate', 'phone');
  const forged = [head, Buffer.from(altered).toString('base64url'), signature].join('.');
  assert.throws(() => readReceipt(forged, keys), /does not hold/);
  const { client: stranger } = await connect(stage, 'vietcombank');
  for (const other of [stranger, bank.simulated])
    await assert.rejects(other.consent(told.consent), { code: 'exchange/consent-unknown' });
  const foreign = await askAs(stage, person(1), 'GET', `/api/me/data-consents/${told.consent}/receipt`);
  assert.equal(foreign.statusCode, 404);
});

test('giving and taking back stand among what the person can read, as their own doing', async () => {
  const { stage } = bank;
  const { account } = person(2);
  const told = await agree(bank, account);
  await askAs(stage, { account }, 'DELETE', `/api/me/data-consents/${told.consent}`);
  await stage.house.kernel.sealing.now();
  const sentences = async () => {
    const { lines } = (await askAs(stage, { account }, 'GET', '/api/me/looks?own=true&limit=20')).json() as {
      lines: { sentence: string; type: string }[];
    };
    return lines.filter(({ type }) => type.startsWith('consent-')).map(({ sentence }) => sentence);
  };
  for (let tries = 0; (await sentences()).length < 2 && tries < 100; tries += 1) await sleep(50);
  assert.deepEqual((await sentences()).slice(0, 2), [
    'You took back that an organisation may ask about you',
    'You agreed that an organisation may ask about you',
  ]);
});

test('the person reads under which consent the bank looked', async () => {
  const { stage } = bank;
  const { account, pin } = person(1);
  const told = await agree(bank, account);
  assert.equal(await read(bank.system, pin, ['name']), 'given');
  await stage.house.kernel.sealing.now();
  const readLooks = async () => {
    const { lines } = (await askAs(stage, { account }, 'GET', '/api/me/looks?own=false&limit=20')).json() as {
      lines: { type: string; consent?: string }[];
    };
    return lines.filter(({ type }) => type === 'attributes').map(({ consent }) => consent);
  };
  for (let tries = 0; (await readLooks())[0] !== told.consent && tries < 100; tries += 1) await sleep(50);
  assert.equal((await readLooks())[0], told.consent);
});

const entry = (more: object) =>
  JSON.stringify([{ type: 'person-data', ...JSON.parse(askForData(wanted()))[0], ...more }]);
const forgeries: [string, () => string][] = [
  ['a field that the agreement does not hold', () => entry({ fields: ['name', 'religion'] })],
  ['a purpose of somebody else’s', () => entry({ purpose: 'health-record-open' })],
  ['a purpose that rests on no consent', () => entry({ purpose: 'bank-customer-check', fields: ['name'] })],
  ['a member that nobody knows', () => entry({ legal_basis: LAW })],
  ['another type', () => entry({ type: 'payment_initiation' })],
  ['a day that is over', () => entry({ until: dayFromNow(-2) })],
  ['a day too far away', () => entry({ until: dayFromNow(400) })],
  ['no day', () => entry({ until: '2027-02-30' })],
  ['one field twice', () => entry({ fields: ['name'], optional_fields: ['name'] })],
  ['nothing at all', () => entry({ fields: [], optional_fields: [] })],
  ['two at once', () => JSON.stringify([...JSON.parse(entry({})), ...JSON.parse(entry({}))])],
  ['no JSON', () => '[{'],
];
for (const [what, make] of forgeries) {
  test(`refused when pushed: ${what}`, async () => {
    const { given } = await begin(bank.service, { scope: 'openid', authorization_details: make() });
    const { pushed_authorization_request_endpoint: endpoint } = metadataOf(bank.service);
    const form = { ...given, client_id: bank.service.client, response_type: 'code' };
    const { status, body } = await postAs(bank.service, endpoint!, form);
    assert.equal(body.error, 'invalid_authorization_details', JSON.stringify(body));
    assert.equal(status, 400);
  });
}

test('details in an address, at the token endpoint or beside a resource are refused', async () => {
  const { stage, service } = bank;
  const browser = await signedIn(stage, person(1).account);
  const { given } = await begin(service, { scope: 'openid', authorization_details: askForData(wanted()) });
  const bare = await visit(browser, addressOf(service, { ...given, client_id: service.client }));
  assert.equal(bare.error, 'invalid_authorization_details');
  const { pushed_authorization_request_endpoint: endpoint, token_endpoint: token } = metadataOf(service);
  const beside = { ...given, client_id: service.client, response_type: 'code', resource: `${stage.origin}/api` };
  assert.equal((await postAs(service, endpoint!, beside)).body.error, 'invalid_authorization_details');
  const redeeming = { grant_type: CIBA, auth_req_id: 'x', authorization_details: askForData(wanted()) };
  assert.equal((await postAs(service, token!, redeeming)).body.error, 'invalid_authorization_details');
});

test('a signed request carries them too, and what stands outside of it does not count', async () => {
  const { stage, service } = bank;
  const browser = await signedIn(stage, person(5).account);
  const { given, verifier, state } = await begin(service, { scope: 'openid' });
  const details = JSON.parse(askForData(wanted({ fields: ['name'], optionalFields: [] })));
  const request = await wrap(service, given, { claims: { authorization_details: details } });
  const { pushed_authorization_request_endpoint: endpoint } = metadataOf(service);
  const forged = { request, authorization_details: entry({ fields: ['phone'] }) };
  const pushed = await postAs(service, endpoint!, forged);
  assert.equal(pushed.status, 201, JSON.stringify(pushed.body));
  const page = await browser.go(
    addressOf(service, { request_uri: String(pushed.body.request_uri), response_type: undefined }).replace(
      stage.origin,
      '',
    ),
  );
  const back = await answerSheet(browser, page, ['phone']);
  const tokens = await oidc.authorizationCodeGrant(service.config, new URL(back.url), {
    ...{ pkceCodeVerifier: verifier, expectedState: state },
  });
  assert.deepEqual(toldBy(tokens).fields, ['name']);
});

test('in simulation both answers can be tried out, of persons who do not exist', async () => {
  const { stage, simulated } = bank;
  const { body } = await stage.house.ask<{ persons: { identifier: string; consents: boolean; status: string }[] }>(
    'bidv-steward',
    'GET',
    '/api/agency/simulation',
  );
  const living = body.persons.filter(({ status }) => status === 'active');
  const answers = await Promise.all(living.map(({ identifier }) => read(simulated, identifier)));
  assert.deepEqual(
    answers,
    living.map(({ consents }) => (consents ? 'given' : 'exchange/consent-missing')),
  );
  assert.deepEqual(new Set(answers), new Set(['given', 'exchange/consent-missing']));
  assert.equal(await read(simulated, '001099999999'), 'exchange/consent-missing');
});
