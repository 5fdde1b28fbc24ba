import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { DancuProblem, type Evidence } from '#libs/client';
import { type EvidencePackage, verifyEvidence } from '#libs/evidence';
import { enter, signedIn } from '../accounts/life.samples.ts';
import { expectWhole, lacking, logKeysOf } from '../exchange/evidence.samples.ts';
import { applicationOf, type Bank, type CreditStand, openCreditStand, stated } from './stand.samples.ts';

const cli = fileURLToPath(new URL('../../cli.ts', import.meta.url));
let stand: CreditStand;
let bidv: Bank;
before(async () => {
  stand = await openCreditStand();
  bidv = await stand.connect('bidv');
});
after(() => stand.close());

const referenceOf = (evidence: Evidence) => evidence.response.headers['dancu-journal']!;
const refusal = (asked: Promise<unknown>) =>
  asked.then(
    () => assert.fail('it was answered'),
    (error: unknown) => (error instanceof DancuProblem ? error : assert.fail(String(error))),
  );

test('a bank proves the whole answer about an applicant, though it names its own line, without our server', async () => {
  const lan = await enter(stand);
  const { result, evidence } = await bidv.check(applicationOf(lan), {
    ...stated,
    caseNumber: 'HS-7/2026 – Hà Nội',
    officer: 'Trần Bình',
  });
  assert.equal(result.journal, referenceOf(evidence));
  const pack = await bidv.evidence(result.journal, evidence);
  const told = await expectWhole(stand.kernel, pack);
  assert.deepEqual(lacking(told), [], 'every thing was there to be checked, the agreement too');
  const { purpose, caseNumber, outcome, organisation, system, type } = told.facts!;
  assert.deepEqual(
    { purpose, caseNumber, outcome, organisation, system, type },
    {
      purpose: stated.purpose,
      caseNumber: 'HS-7/2026 – Hà Nội',
      outcome: 'yes',
      organisation: 'bidv',
      system: 'bidv credit',
      type: 'credit-check',
    },
  );
  assert.equal(pack.answer.body, evidence.response.body);
  assert.ok(!JSON.stringify(pack).includes(lan.person), 'the person’s key does not leave');
});

test('what the bank was told cannot be told otherwise afterwards', async () => {
  const { result, evidence } = await bidv.check(applicationOf(await enter(stand)), stated);
  const pack = await bidv.evidence(result.journal, evidence);
  const body = pack.answer.body!.replace('"others":"0"', '"others":"4+"');
  assert.notEqual(body, pack.answer.body);
  const { verdict, first } = await verifyEvidence(
    { ...pack, answer: { ...pack.answer, body } },
    { logKeys: logKeysOf(stand.kernel) },
  );
  assert.deepEqual([verdict, first], ['broken', 'answerBody']);
});

test('the applicant and an auditor take the evidence of the same line; another bank and another person get 404', async () => {
  const lan = await signedIn(stand);
  const { result } = await bidv.check(applicationOf(lan), stated);
  const { journal } = result;
  const own = await lan.own<EvidencePackage>('GET', `/api/me/evidence/${journal}`);
  assert.equal(own.status, 200);
  await expectWhole(stand.kernel, own.body);
  const audited = await stand.ask<EvidencePackage>('test-auditor', 'GET', `/api/evidence/${journal}`);
  assert.equal(audited.status, 200);
  await expectWhole(stand.kernel, audited.body);
  const stranger = await signedIn(stand);
  assert.equal((await stranger.own('GET', `/api/me/evidence/${journal}`)).status, 404);
  const other = await stand.connect('techcombank');
  assert.equal((await refusal(other.evidence(journal))).code, 'exchange/evidence-unknown');
});

test('that a number names nobody, and that a check was refused, is proven as an answer is', async () => {
  const lan = await enter(stand);
  const unknown = await refusal(bidv.check(applicationOf({ ...lan, pin: '001085999999' }), stated));
  const notAgreed = await refusal(bidv.check(applicationOf(lan), { ...stated, purpose: 'bank-customer-check' }));
  assert.deepEqual([unknown.status, unknown.code], [404, 'exchange/person-unknown']);
  assert.equal(notAgreed.status, 403);
  for (const { evidence } of [unknown, notAgreed]) {
    const pack = await bidv.evidence(referenceOf(evidence), evidence);
    const { facts } = await expectWhole(stand.kernel, pack);
    assert.deepEqual(facts?.status, evidence.response.status);
  }
});

test('that an application was closed is proven too', async () => {
  const { result } = await bidv.check(applicationOf(await enter(stand)), stated);
  const { rows: before } = await stand.kernel.database.pool.query('SELECT count(*)::int AS n FROM exchange.exchanged');
  await bidv.close(result.id!);
  const { rows: after } = await stand.kernel.database.pool.query('SELECT count(*)::int AS n FROM exchange.exchanged');
  assert.equal(after[0].n - before[0].n, 1);
});

test('the commands of docs/credit.md keep a check and prove it', async () => {
  const dancu = (...words: string[]) =>
    new Promise<{ code: number | string; out: string }>((resolve) => {
      execFile(process.execPath, [cli, ...words], (error, out, err) =>
        resolve({ code: error?.code ?? 0, out: out + err }),
      );
    });
  const file = (name: string) => join(stand.home, name);
  await writeFile(file('application.json'), JSON.stringify(applicationOf(await enter(stand))));
  const signed = ['--key', bidv.key, '--server', stand.origin];
  const checked = await dancu('credit', 'check', file('application.json'), ...signed, '--evidence', file('kept.json'));
  assert.equal(checked.code, 0, checked.out);
  const taken = await dancu('evidence', 'get', '--kept', file('kept.json'), ...signed, '--out', file('evidence.json'));
  assert.equal(taken.code, 0, taken.out);
  const key = logKeysOf(stand.kernel);
  const whole = await dancu('evidence', 'verify', file('evidence.json'), '--key', ...key);
  assert.deepEqual([whole.code, /^whole: the evidence holds$/m.test(whole.out)], [0, true], whole.out);
  const text = await readFile(file('evidence.json'), 'utf8');
  await writeFile(file('changed.json'), text.replace('\\"result\\":\\"yes\\"', '\\"result\\":\\"no\\"'));
  const changed = await dancu('evidence', 'verify', file('changed.json'), '--key', ...key);
  assert.deepEqual([changed.code, /\[answerBody\]/.test(changed.out)], [1, true], changed.out);
});
