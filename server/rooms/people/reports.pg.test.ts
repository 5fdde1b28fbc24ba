import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { createContext } from '#kernel';
import { createReportClient, DancuProblem, generateKey, type PersonReport, type ReportTaken } from '#libs/client';
import { openTestHouse, type TestHouse, today } from '#test';
import { type Citizen, signedIn } from '../accounts/life.samples.ts';
import { freePort } from '../provider/stage.samples.ts';
import { sampleGround } from './samples.ts';

type Say = (citizen: Citizen, said: Partial<PersonReport>) => Promise<ReportTaken>;

let house: TestHouse;
let insurance: Say;
let hospital: Say;
before(async () => {
  const port = await freePort();
  house = await openTestHouse({ port });
  await house.app.listen({ port, host: '127.0.0.1' });
  insurance = await connect('social-security', 'social-insurance-law');
  hospital = await connect('bach-mai-hospital', 'health-insurance-law-28');
});
after(() => house.close());

async function connect(organisation: string, legalBasis: string, stage: 'simulation' | 'production' = 'production') {
  const { publicJwk, privateJwk } = generateKey();
  const caller = { kind: 'official' as const, id: 'steward', organisation, scopes: new Set(['exchange.manage']) };
  const context = createContext(house.kernel.clock, caller, { language: 'en' });
  await house.exchange.createSystem(context, {
    ...{ organisation, name: 'reports', publicJwk: { ...publicJwk }, stage },
  });
  const client = createReportClient({ baseUrl: house.kernel.config.origin, privateKey: privateJwk, retries: 0 });
  const say: Say = async ({ pin, name }, said) => {
    const { result } = await client.report({
      reference: randomUUID(),
      identifier: pin,
      name,
      on: today,
      legalBasis,
      ...said,
    });
    return result;
  };
  return say;
}
const outcomes = ({ fields }: ReportTaken) => fields.map(({ field, outcome }) => `${field} ${outcome}`);
const refused = (code: string) => (error: unknown) => error instanceof DancuProblem && error.code === code;

async function recordOf({ person }: Citizen) {
  const { body } = await house.ask<{ fields: { id: string; text: string; source?: { officeName: string } }[] }>(
    'hanoi-officer',
    'GET',
    `/api/people/${person}`,
  );
  return (id: string) => body.fields.find((field) => field.id === id);
}
interface Case {
  id: string;
  person: string;
  field: string;
  claim: string;
  saidBy?: string;
}
async function casesOf({ person }: Citizen): Promise<Case[]> {
  const { body } = await house.ask<{ corrections: Case[] }>('hanoi-officer', 'GET', '/api/corrections');
  return body.corrections.filter((one) => one.person === person);
}

test('what nobody has said before is in the record at once, with its source; said again it is a confirmation', async () => {
  const lan = await signedIn(house);
  assert.deepEqual(outcomes(await insurance(lan, { fields: { phone: '0912345678' } })), ['phone recorded']);
  const phone = (await recordOf(lan))('phone');
  assert.deepEqual([phone?.text, phone?.source?.officeName], ['0912345678', 'Viet Nam Social Security']);
  assert.deepEqual(outcomes(await hospital(lan, { fields: { phone: '0912345678' } })), ['phone confirmed']);
  const own = await lan.own<{ lines: { sentence: string }[] }>('GET', '/api/me/looks');
  assert.match(JSON.stringify(own.body), /reported something about you/);
});

test('the newer word of an equal source stands, an older one changes nothing', async () => {
  const lan = await signedIn(house);
  await insurance(lan, { on: '2025-03-01', fields: { phone: '0911111111' } });
  assert.deepEqual(outcomes(await hospital(lan, { on: '2025-01-01', fields: { phone: '0922222222' } })), [
    'phone outdated',
  ]);
  assert.deepEqual(outcomes(await hospital(lan, { on: '2025-06-01', fields: { phone: '0933333333' } })), [
    'phone recorded',
  ]);
  assert.equal((await recordOf(lan))('phone')?.text, '0933333333');
});

test('a word against a higher source overwrites nothing: an officer decides, and the person reads who said it', async () => {
  const lan = await signedIn(house);
  const died = await hospital(lan, { on: '2025-06-01', fields: { deathDate: '2025-05-30' } });
  assert.deepEqual(outcomes(died), ['deathDate contradicted']);
  assert.match(died.fields[0]?.dueOn ?? '', /^\d{4}-\d\d-\d\d$/);
  assert.equal((await recordOf(lan))('deathDate')?.text, '');
  const [waiting, ...others] = await casesOf(lan);
  assert.deepEqual([waiting?.field, waiting?.saidBy, others.length], ['deathDate', 'Bach Mai Hospital', 0]);
  const told = await lan.own<{ corrections: { saidBy?: string }[] }>('GET', '/api/me/corrections');
  assert.deepEqual(
    told.body.corrections.map(({ saidBy }) => saidBy),
    ['Bach Mai Hospital'],
  );
  await hospital(lan, { on: '2025-06-01', fields: { deathDate: '2025-05-31' } });
  const cases = await casesOf(lan);
  assert.equal(cases.length, 1, 'the same source speaks in one case');
  assert.notEqual(cases[0]?.claim, waiting?.claim);
  const decided = await house.ask('hanoi-officer', 'POST', `/api/corrections/${waiting?.id}/decide`, {
    ...sampleGround('other', 'identification-law-10'),
    accept: false,
    reason: 'seen alive at the counter',
  });
  assert.equal(decided.status, 200, JSON.stringify(decided.body));
  assert.deepEqual(await casesOf(lan), []);
});

test('somebody whom the register holds for dead was seen: a case; somebody living was seen: a sign of life', async () => {
  const lan = await signedIn(house);
  assert.deepEqual(outcomes(await hospital(lan, { seen: true })), ['seen confirmed']);
  const death = await house.ask('hanoi-officer', 'POST', `/api/people/${lan.person}/acts/death`, {
    ...sampleGround('death-certificate', 'civil-status-law-15'),
    date: '2025-02-01',
  });
  assert.equal(death.status, 200, JSON.stringify(death.body));
  assert.deepEqual(outcomes(await hospital(lan, { on: '2025-03-01', seen: true })), ['seen contradicted']);
  assert.match((await casesOf(lan))[0]?.claim ?? '', /alive on .*2025/);
});

test('one report sent by sixteen at once is taken once; another report of the same reference is refused', async () => {
  const lan = await signedIn(house);
  const reference = randomUUID();
  const said = { reference, fields: { email: 'lan@example.vn' } };
  const taken = await Promise.all(Array.from({ length: 16 }, () => insurance(lan, said)));
  assert.equal(new Set(taken.map(({ journal }) => journal)).size, 1);
  const { rows } = await house.kernel.database.pool.query(
    "SELECT count(*)::int AS acts FROM people.act WHERE person = $1 AND kind = 'reported'",
    [lan.person],
  );
  assert.equal(rows[0]?.acts, 1);
  await assert.rejects(
    insurance(lan, { reference, fields: { email: 'other@example.vn' } }),
    refused('people/report-differs'),
  );
});

test('sources that speak at the same time about one person: every word is in the history, the record is one of them', async () => {
  const lan = await signedIn(house);
  const phones = Array.from({ length: 12 }, (_, at) => `09000000${10 + at}`);
  const taken = await Promise.all(
    phones.map((phone, at) => (at % 2 ? hospital : insurance)(lan, { fields: { phone } })),
  );
  assert.deepEqual([...new Set(taken.flatMap(outcomes))], ['phone recorded']);
  assert.ok(phones.includes((await recordOf(lan))('phone')?.text ?? ''));
});

test('a source says only what it may, under its law, of the person it means, signed by a system in production', async () => {
  const lan = await signedIn(house);
  const phone = { fields: { phone: '0912345678' } };
  await assert.rejects(hospital(lan, { fields: { email: 'lan@example.vn' } }), refused('people/source-field'));
  await assert.rejects(hospital(lan, { ...phone, legalBasis: 'border-guard-law' }), refused('people/source-unknown'));
  await assert.rejects(hospital(lan, {}), refused('people/report-empty'));
  await assert.rejects(hospital({ ...lan, name: 'Lê Văn Khác' }, phone), refused('people/report-mismatch'));
  await assert.rejects(hospital({ ...lan, pin: '001099999999' }, phone), refused('people/person-unknown'));
  await assert.rejects(hospital(lan, { ...phone, on: '2999-01-01' }), refused('people/date-in-future'));
  const bank = await connect('bidv', 'credit-institutions-law');
  await assert.rejects(bank(lan, phone), refused('people/source-unknown'));
  const tried = await connect('social-security', 'social-insurance-law', 'simulation');
  await assert.rejects(tried(lan, phone), refused('people/report-unsigned'));
  const unsigned = await house.app.inject({ method: 'POST', url: '/v1/reports', payload: { identifier: lan.pin } });
  assert.ok([400, 401, 403].includes(unsigned.statusCode), unsigned.body);
  assert.equal((await recordOf(lan))('phone')?.text ?? '', '');
});
