import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { DancuProblem, verifyEvidence } from '#libs/client';
import { samplePersons } from './samples.ts';
import { type Connected, openStand, readJournal, type Stand, steward } from './stand.samples.ts';

let stand: Stand;
let bank: Connected;
let hospital: Connected;
const bankReasons = { purpose: 'bank-customer-check', legalBasis: 'anti-money-laundering-law-9' };
const hospitalReasons = { purpose: 'health-insurance-check', legalBasis: 'health-insurance-law-28' };
const held = { name: 'Nguyễn Thị Hòa', birthDate: '1990-01-15', sex: 'female' };
const [hoa] = samplePersons;

before(async () => {
  stand = await openStand();
  bank = await stand.connect('bidv');
  hospital = await stand.connect('bach-mai-hospital');
});
after(() => stand.close());

async function refused(question: Promise<unknown>): Promise<DancuProblem> {
  return question.then(
    () => assert.fail('it was answered'),
    (error: unknown) => {
      assert.ok(error instanceof DancuProblem, String(error));
      return error;
    },
  );
}
const lineOf = async (reference: string | undefined) =>
  (await readJournal(stand)).find((line) => line.reference === reference);

test('a signed question gets a signed answer that anybody can verify, and a line that the person can read', async () => {
  const answer = await bank.client.verify('001190000001', {
    ...bankReasons,
    biographicData: held,
    caseNumber: 'HS-7/2026',
    officer: 'Trần Bình',
  });
  const result = answer.result as unknown as Record<string, unknown>;
  assert.equal(result.outcome, 'yes');
  assert.equal(result.verificationCode, 0);
  assert.equal(result.life, 'alive');
  const serverKeys = (await (await fetch(`${stand.origin}/.well-known/jwks.json`)).json()) as { keys: [] };
  const proven = await verifyEvidence(answer.evidence, { serverKeys, agencyKeys: { keys: [bank.publicJwk] } });
  assert.ok(proven.question);
  const line = await lineOf(result.journal as string);
  assert.ok(line);
  assert.deepEqual(line.subjects, [hoa!.person]);
  assert.deepEqual(
    [line.kind, line.type, line.organisation, line.office, line.purpose, line.legalBasis, line.caseNumber],
    ['look', 'verify', 'bidv', bank.id, 'bank-customer-check', 'anti-money-laundering-law-9', 'HS-7/2026'],
  );
  assert.deepEqual(line.fields, ['name', 'birthDate', 'sex']);
  assert.equal(line.data?.officer, 'Trần Bình');
  assert.equal(line.data?.transactionId, answer.transactionId);
  assert.equal(line.data?.answerDigest, answer.evidence.response.headers['content-digest']);
  assert.equal(line.data?.requestDigest, hash('sha256', proven.question.base, 'base64url'));
});

test('a verification tells nothing that the register holds', async () => {
  const { evidence } = await bank.client.verify('001190000001', {
    ...bankReasons,
    biographicData: { name: 'Tran Van Tam', birthDate: '1990-01-16', sex: 'male' },
  });
  const { body } = evidence.response;
  for (const value of ['Hòa', 'Nguyễn', '1990-01-15', 'female', '012345678', hoa!.person, 'Trúc Bạch'])
    assert.ok(!body.includes(value), value);
  assert.deepEqual(JSON.parse(body).fields, [
    { field: 'name', verdict: 'no' },
    { field: 'birthDate', verdict: 'close', why: 'one-digit' },
    { field: 'sex', verdict: 'no' },
  ]);
});

test('an unknown number is 404, and the journal keeps no number that nobody has', async () => {
  const problem = await refused(bank.client.verify('001190999999', { ...bankReasons, biographicData: held }));
  assert.deepEqual([problem.status, problem.code], [404, 'exchange/person-unknown']);
  const line = await lineOf(problem.evidence.response.headers['dancu-journal']);
  assert.deepEqual([line?.kind, line?.subjects, line?.data?.outcome], ['look', [], 'person-unknown']);
  assert.ok(!JSON.stringify(line).includes('001190999999'));
});

test('a dead person is answered and said to be dead', async () => {
  const { result } = await bank.client.verify('001041000002', {
    ...bankReasons,
    biographicData: { name: 'Trần Văn Tám', birthDate: '1941', deathDate: '2020-02-03' },
    purpose: 'benefit-payment-check',
    legalBasis: 'payment-account-circular',
  });
  assert.deepEqual([result.verificationCode, (result as { life?: string }).life], [0, 'dead']);
});

test('a cancelled number is 409 and its holder can read who tried it', async () => {
  const problem = await refused(bank.client.verify('001190000003', { ...bankReasons, biographicData: held }));
  assert.deepEqual([problem.status, problem.code], [409, 'exchange/number-cancelled']);
  assert.deepEqual((await lineOf(problem.evidence.response.headers['dancu-journal']))?.subjects, [
    samplePersons[2]!.person,
  ]);
});

test('an old number that names two persons is 409, and both can read it', async () => {
  const problem = await refused(bank.client.verify('098765432', { ...bankReasons, biographicData: held }));
  assert.deepEqual([problem.status, problem.code], [409, 'exchange/identifier-ambiguous']);
  const line = await lineOf(problem.evidence.response.headers['dancu-journal']);
  assert.deepEqual(new Set(line?.subjects), new Set([samplePersons[3]!.person, samplePersons[4]!.person]));
});

test('an old number that is void is answered as its holder, and flagged', async () => {
  const { result } = await bank.client.verify('012345678', { ...bankReasons, biographicData: held });
  assert.deepEqual((result as { identifier?: unknown }).identifier, { kind: 'cmnd', status: 'void' });
  const other = await refused(
    bank.client.verify('012345678', { ...bankReasons, biographicData: held, identifierType: 'pin' }),
  );
  assert.equal(other.code, 'exchange/person-unknown');
});

test('one organisation knows a person under one pseudonym, another under another', async () => {
  const ask = async (identifier: string, of: Connected, reasons: object) =>
    ((await of.client.verify(identifier, { ...reasons, biographicData: held })).result as unknown as { person: string })
      .person;
  assert.equal(await ask('001190000001', bank, bankReasons), await ask('012345678', bank, bankReasons));
  assert.notEqual(await ask('001190000001', bank, bankReasons), await ask('001190000001', hospital, hospitalReasons));
});

test('attributes give the agreed values under the names that were asked for', async () => {
  const { result, evidence } = await hospital.client.attributes(
    '001190000001',
    ['name', 'dateOfBirth', 'gender', 'lastName'],
    hospitalReasons,
  );
  assert.deepEqual(result, {
    biographicData: { name: 'Nguyễn Thị Hòa', dateOfBirth: '1990-01-15', gender: 'F', lastName: 'Nguyễn' },
  });
  assert.deepEqual((await lineOf(evidence.response.headers['dancu-journal']))?.fields, ['name', 'birthDate', 'sex']);
  const set = await hospital.client.attributeSet('BASIC', '001190000001', hospitalReasons);
  assert.deepEqual(set.result.biographicData, {
    name: 'Nguyễn Thị Hòa',
    pin: '001190000001',
    birthDate: '1990-01-15',
    sex: 'female',
  });
});

test('a field outside the agreement is refused by name, before the register is looked at, and noted', async () => {
  const problem = await refused(
    bank.client.verify('001190000001', { ...bankReasons, biographicData: { ...held, nationality: 'VNM' } }),
  );
  assert.deepEqual(
    [problem.status, problem.code, problem.body.fields],
    [403, 'exchange/field-not-agreed', ['nationality']],
  );
  const line = await lineOf(problem.evidence.response.headers['dancu-journal']);
  assert.deepEqual([line?.kind, line?.subjects, line?.data?.code], ['note', [], 'exchange/field-not-agreed']);
});

test('who may only verify is given no value', async () => {
  const problem = await refused(bank.client.attributes('001190000001', ['name'], bankReasons));
  assert.deepEqual([problem.status, problem.code], [403, 'exchange/mode-not-agreed']);
});

test('a purpose of another organisation, or a law that does not carry it, is refused', async () => {
  assert.equal(
    (await refused(bank.client.verify('001190000001', { ...hospitalReasons, biographicData: held }))).code,
    'exchange/purpose-not-agreed',
  );
  assert.equal(
    (
      await refused(
        bank.client.verify('001190000001', { ...bankReasons, legalBasis: 'telecom-law', biographicData: held }),
      )
    ).code,
    'exchange/legal-basis-not-agreed',
  );
});

test('a look of criminal procedure is shown to the person on a date, not never', async () => {
  const police = await stand.connect('ministry-of-public-security');
  const { evidence } = await police.client.attributes('001190000001', ['name'], {
    purpose: 'criminal-investigation',
    legalBasis: 'criminal-procedure-172',
  });
  const line = await lineOf(evidence.response.headers['dancu-journal']);
  assert.equal(line?.hiddenUntil?.slice(0, 10), '2027-07-02');
});

test('the old unit and its successor are the same residence; another commune of the province is close', async () => {
  const credit = await stand.connect('ministry-of-public-security');
  const reasons = { purpose: 'patrol-check', legalBasis: 'identification-law-20' };
  const ask = async (permanentResidence: unknown) =>
    (
      (await credit.client.verify('001190000001', { ...reasons, biographicData: { permanentResidence } }))
        .result as unknown as { fields: unknown[] }
    ).fields[0];
  assert.deepEqual(await ask({ unit: '00004', on: '2025-01-01' }), { field: 'permanentResidence', verdict: 'yes' });
  assert.deepEqual(await ask('00004'), { field: 'permanentResidence', verdict: 'yes' });
  assert.deepEqual(await ask('00008'), { field: 'permanentResidence', verdict: 'close', why: 'same-province' });
  assert.deepEqual(await ask('79'), { field: 'permanentResidence', verdict: 'no' });
});

test('what is malformed is refused with a pointer, in OSIA form, and signed', async () => {
  const cases: [() => Promise<unknown>, RegExp][] = [
    [
      () => bank.client.verify('00119000000x', { ...bankReasons, biographicData: held }),
      /identifier-invalid.*\/identifier/,
    ],
    [
      () => bank.client.verify('001190000001', { ...bankReasons, biographicData: { shoeSize: '42' } }),
      /field-unknown.*shoeSize/,
    ],
    [
      () => bank.client.verify('001190000001', { ...bankReasons, biographicData: { birthDate: '1990-02-30' } }),
      /claim-invalid.*birthDate/,
    ],
    [
      () => bank.client.verify('001190000001', { ...bankReasons, biographicData: held, identifierType: 'token' }),
      /identifier-type-unsupported/,
    ],
    [
      () => bank.client.verify('001190000001', { ...bankReasons, biographicData: held, transactionId: 'with a blank' }),
      /transaction-invalid/,
    ],
  ];
  for (const [question, message] of cases) {
    const problem = await refused(question());
    assert.equal(problem.status, 400);
    assert.match(String(problem.body.message), message);
  }
});

test('the day’s quota holds, and is told', async () => {
  await stand.exchange.changeAgreement(steward(stand.kernel, 'acb'), 'acb-credit', {
    quotaPerDay: 5,
    validTo: '2027-01-01',
  });
  const acb = await stand.connect('acb');
  const outcomes = await Promise.all(
    Array.from({ length: 9 }, () =>
      acb.client
        .verify('001190000001', {
          purpose: 'credit-application',
          legalBasis: 'credit-institutions-law',
          biographicData: { name: 'Nguyễn Thị Hòa' },
        })
        .then(
          () => 'answered',
          (error: DancuProblem) => error.code,
        ),
    ),
  );
  assert.equal(outcomes.filter((one) => one === 'answered').length, 5);
  assert.equal(outcomes.filter((one) => one === 'exchange/quota-exceeded').length, 4);
});
