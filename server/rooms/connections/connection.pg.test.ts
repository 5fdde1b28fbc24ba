import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { AnswerError, createClient, DancuProblem, runConformance } from '#libs/client';
import { openStand, type Stand, sampleTerms, WHY } from './stand.samples.ts';

interface Check {
  item: string;
  kind: string;
  state: string;
  found?: { id: string };
  least?: number;
  evidenceNeeded: boolean;
  evidence: { evidence: string; media: string; digest: string }[];
  remark?: string;
}
interface Body {
  code?: string;
  missing: string[];
  standing: string;
  stage: string;
  digest: string;
  evidence: string;
  run: string;
  state: string;
  reviewDue: string;
  review: { state: string; suspendable: boolean };
  checks: Check[];
  next: { step: string; count?: number };
  connections: {
    system: string;
    standing: string;
    next?: { step: string };
    review?: { state: string; suspendable: boolean };
  }[];
  inspections: { outcome: string }[];
  runs: { run: string; state: string }[];
  steps: { step: string; state: string; mend?: string }[];
  staff: { official: string; role: string }[];
  draft: string;
  revision: number;
  agreement: string;
  suspension: string;
  keyWarnings: { days: number }[];
  reminders: { matter: string; what: string }[];
}

let stand: Stand;
before(async () => {
  stand = await openStand();
  await stand.exchange.seedAgreements();
});
after(() => stand.close());

const call = (persona: string, method: 'GET' | 'POST' | 'PUT', path: string, body?: object) =>
  stand.ask<Body>(persona, method, `/api/${path}`, body);
const steward = (method: 'GET' | 'POST' | 'PUT', path: string, body?: object) =>
  call('bidv-steward', method, `agency/${path}`, body);
const inspector = (method: 'GET' | 'POST', path: string, body?: object) =>
  call('test-inspector', method, `connections/inspections${path && `/${path}`}`, body);
const PDF = Buffer.from('%PDF-1.7\nQuyết định phê duyệt cấp độ 3').toString('base64');
const contact = { name: 'Trần Văn Bảo', email: 'soc@bidv.example', phone: '+84 24 1234 5678' };

/** Answers everything that is asked, with a file where one is needed. */
async function fillIn(system: string): Promise<void> {
  const { checks } = (await steward('GET', `connections/${system}`)).body;
  for (const { item, kind, evidenceNeeded, least, evidence } of checks) {
    if (kind !== 'asked') continue;
    if (evidenceNeeded && evidence.length === 0) {
      const file = { name: 'decision.pdf', content: PDF };
      const added = await steward('POST', `connections/${system}/answers/${item}/evidence`, file);
      assert.equal(added.status, 201, JSON.stringify(added.body));
    }
    const months = least === undefined ? {} : { months: least };
    const answered = await steward('PUT', `connections/${system}/answers/${item}`, { answer: 'Yes.', ...months });
    assert.equal(answered.status, 200, JSON.stringify(answered.body));
  }
  assert.equal((await steward('PUT', `connections/${system}/contact`, { contact })).status, 200);
}

const view = async (system: string) => (await steward('GET', `connections/${system}`)).body;
const checkOf = async (system: string, item: string) => (await view(system)).checks.find((one) => one.item === item)!;

test('a system lives: simulation, conformance run, check list, inspection, production, review', async () => {
  const { system, options } = await stand.addSystem();
  const today = stand.kernel.clock.today();
  await enact(sampleTerms(today, { validTo: `${Number(today.slice(0, 4)) + 4}${today.slice(4)}` }));
  assert.equal((await view(system)).standing, 'simulation');
  const nextOf = async () =>
    (await steward('GET', 'connections')).body.connections.find((one) => one.system === system)!.next;
  assert.deepEqual(await nextOf(), { step: 'conformance' });
  const early = await steward('POST', `connections/${system}/submit`);
  assert.equal(early.body.code, 'connections/connection-incomplete');
  assert.ok(early.body.missing.includes('conformance') && early.body.missing.includes('security-level'));

  const report = await runConformance(options);
  assert.equal(report.state, 'passed', JSON.stringify(report.steps.filter(({ state }) => state !== 'passed')));
  const { missing: asked, next } = await view(system);
  assert.deepEqual(next, { step: 'answer', count: asked.length });
  await fillIn(system);
  assert.deepEqual((await view(system)).missing, []);
  assert.deepEqual(await nextOf(), { step: 'submit' });
  assert.equal((await steward('POST', `connections/${system}/submit`)).body.standing, 'checking');
  const changed = await steward('PUT', `connections/${system}/answers/backup`, { answer: 'Changed my mind.' });
  assert.equal(changed.body.code, 'connections/connection-state');

  assert.deepEqual(await nextOf(), { step: 'wait' });
  const queue = (await inspector('GET', '')).body.connections;
  assert.equal(queue[0]?.system, system);
  const returned = await inspector('POST', `${system}/return`, {
    items: [{ item: 'backup', remark: 'Say when it was rehearsed.' }],
  });
  assert.equal(returned.body.standing, 'simulation');
  assert.equal((await checkOf(system, 'backup')).remark, 'Say when it was rehearsed.');
  assert.deepEqual((await view(system)).missing, ['backup']);
  assert.deepEqual(await nextOf(), { step: 'mend', count: 1 });
  await steward('PUT', `connections/${system}/answers/backup`, { answer: 'Rehearsed on 3 March.' });
  await steward('POST', `connections/${system}/submit`);

  const { digest } = (await inspector('GET', system)).body;
  const uncalled = await inspector('POST', `${system}/sign`, { digest });
  assert.equal(uncalled.body.code, 'connections/contact-missing');
  await inspector('POST', `${system}/contact-reached`, { how: 'Called, answered at once.' });
  const seen = (await inspector('GET', system)).body;
  const other = await inspector('POST', `${system}/sign`, { digest: 'A'.repeat(43) });
  assert.equal(other.body.code, 'connections/digest-differs');
  const persons = stand.exchange.examples();
  const client = createClient({ ...options, retries: 0 });
  const ask = () =>
    client.verify(persons[0]!.identifier, {
      purpose: 'bank-customer-check',
      legalBasis: 'anti-money-laundering-law-9',
      biographicData: { name: persons[0]!.holder.record.name },
    });
  assert.equal((await ask()).evidence.response.headers['dancu-stage'], 'simulation');
  const signed = await inspector('POST', `${system}/sign`, { digest: seen.digest });
  assert.deepEqual([signed.status, signed.body.standing], [200, 'production'], JSON.stringify(signed.body));
  // With the next question it sees real persons, and no longer the synthetic ones.
  await assert.rejects(ask(), { code: 'exchange/person-unknown' });
  const lived = await view(system);
  assert.deepEqual([lived.stage, lived.standing, lived.review.state], ['production', 'production', 'open']);
  assert.deepEqual(lived.next, { step: 'nothing' });
  assert.deepEqual(
    lived.inspections.map(({ outcome }) => outcome),
    ['signed', 'returned'],
  );
  await reviewAfterAYear(system, signed.body.reviewDue);
});

async function reviewAfterAYear(system: string, due: string): Promise<void> {
  const move = (days: number) =>
    stand.kernel.clock.moveBy(Date.parse(`${due}T05:00:00Z`) + days * 86_400_000 - Date.now());
  try {
    move(-70);
    const early = await steward('POST', `connections/${system}/submit`);
    assert.equal(early.body.code, 'connections/connection-state');
    move(-50);
    assert.equal((await view(system)).review.state, 'due');
    await stand.connections.remind();
    const { reminders } = (await steward('GET', 'reminders')).body;
    assert.ok(reminders.some(({ matter, what }) => matter === `review:${system}:${due}` && what === 'due'));
    // What was signed a year ago has to be said anew.
    const silent = await steward('POST', `connections/${system}/submit`);
    assert.ok(silent.body.missing.includes('penetration-test'));
    move(31);
    const line = (await inspector('GET', '')).body.connections.find((one) => one.system === system);
    assert.deepEqual([line?.review?.state, line?.review?.suspendable], ['overdue', true]);
    assert.equal((await view(system)).stage, 'production');
    await fillIn(system);
    const submitted = await steward('POST', `connections/${system}/submit`);
    assert.equal(submitted.body.standing, 'reviewing', JSON.stringify(submitted.body));
    const { digest } = (await inspector('GET', system)).body;
    const renewed = await inspector('POST', `${system}/sign`, { digest });
    assert.equal(renewed.body.standing, 'production', JSON.stringify(renewed.body));
    assert.ok(renewed.body.reviewDue > due);
  } finally {
    stand.kernel.clock.moveBy(0);
  }
}

test('a client that believes a wrong signature fails its run for good, and the report says what to mend', async () => {
  const { system, options } = await stand.addSystem('Trusting core');
  const { run } = (await steward('POST', `connections/${system}/runs`)).body;
  const client = createClient({ ...options, retries: 0 });
  const report = (await askReport(run)).body;
  assert.ok(report.steps.every(({ state }) => state === 'open'));
  const question = { purpose: 'bank-customer-check', legalBasis: 'anti-money-laundering-law-9' };
  const { identifier, holder } = stand.exchange.examples()[0]!;
  await assert.rejects(
    client.verify(identifier, {
      ...{ ...question, biographicData: { name: holder.record.name }, run: `${run}/signature-wrong` },
    }),
    AnswerError,
  );
  const told = await tell(options, run, 'signature-wrong', true);
  assert.equal(told.state, 'failed');
  const step = told.steps.find((one) => one.step === 'signature-wrong')!;
  assert.equal(step.state, 'failed');
  const { steps } = (await askReport(run)).body;
  assert.match(steps.find((one) => one.step === 'signature-wrong')!.mend!, /Verify the signature/);
  await assert.rejects(tell(options, run, 'body-altered', false), { code: 'connections/run-over' });
  assert.equal((await checkOf(system, 'conformance')).found?.id, 'no-run');
});

const askReport = (run: string) => steward('GET', `runs/${run}`);

/** A system reports with its own signature. */
async function tell(options: Parameters<typeof createClient>[0], run: string, step: string, believed: boolean) {
  return signedCall(options, `/v1/conformance/${run}/steps/${step}`, { believed }) as Promise<unknown> as Promise<Body>;
}

async function signedCall(options: Parameters<typeof createClient>[0], path: string, content?: object) {
  const { openLine } = await import('../../../libs/client/line.ts');
  const { ask } = await import('../../../libs/client/send.ts');
  const { baseUrl, line } = openLine(options);
  const body = content === undefined ? null : JSON.stringify(content);
  const method = content === undefined ? 'GET' : 'POST';
  return (await ask(line, { method, targetUri: `${baseUrl}${path}`, headers: {}, body })).body;
}

test('only what is seen can be seen, only what is told can be told, and only by the system itself', async () => {
  const { system, options } = await stand.addSystem('Telling core');
  const other = await stand.addSystem('Another core');
  const { run } = (await steward('POST', `connections/${system}/runs`)).body;
  await assert.rejects(tell(options, run, 'verify', false), { code: 'connections/step-not-told' });
  await assert.rejects(tell(options, run, 'no-such-step', false), { code: 'connections/step-unknown' });
  await assert.rejects(tell(other.options, run, 'signature-wrong', false), { code: 'connections/run-unknown' });
  assert.equal((await call('hospital-steward', 'GET', `agency/runs/${run}`)).status, 404);
  // A word on an answer that was never given counts for nothing.
  const told = await tell(options, run, 'signature-wrong', false);
  assert.equal(told.steps.find(({ step }) => step === 'signature-wrong')?.state, 'open');
  // A question of another system with this run's name is not this system's.
  const client = createClient({ ...other.options, retries: 0 });
  const { identifier, holder } = stand.exchange.examples()[0]!;
  await client.verify(identifier, {
    ...{ purpose: 'bank-customer-check', legalBasis: 'anti-money-laundering-law-9', run: `${run}/verify` },
    biographicData: { name: holder.record.name },
  });
  const report = (await askReport(run)).body;
  assert.equal(report.steps.find(({ step }) => step === 'verify')?.state, 'open');
});

test('a refused purpose that is asked again and a second transaction after a 503 are failures', async () => {
  const { options } = await stand.addSystem('Stubborn core');
  const { run } = (await signedCall(options, '/v1/conformance', {})) as unknown as Body;
  const client = createClient({ ...options, retries: 0 });
  const { identifier, holder } = stand.exchange.examples()[0]!;
  const put = (step: string, purpose: string, transactionId: string) =>
    client
      .verify(identifier, {
        ...{ purpose, legalBasis: 'anti-money-laundering-law-9', run: `${run}/${step}`, transactionId },
        biographicData: { name: holder.record.name },
      })
      .catch((error: unknown) => assert.ok(error instanceof DancuProblem));
  const same = randomUUID();
  await put('purpose-refused', 'criminal-investigation', same);
  await put('purpose-refused', 'criminal-investigation', same);
  await put('retry', 'bank-customer-check', randomUUID());
  const third = randomUUID();
  await put('retry', 'bank-customer-check', third);
  await put('retry', 'bank-customer-check', third);
  const { steps } = (await askReport(run)).body;
  const states = Object.fromEntries(steps.map(({ step, state }) => [step, state]));
  assert.equal(states['purpose-refused'], 'failed');
  // The second transaction was turned away too, and then repeated as it should be.
  assert.equal(states.retry, 'passed');
});

test('evidence is what its bytes are, sealed at rest, and read back only by those concerned', async () => {
  const { system } = await stand.addSystem('Shown core');
  const add = (content: Buffer, name = 'x.pdf') =>
    steward('POST', `connections/${system}/answers/security-level/evidence`, {
      name,
      content: content.toString('base64'),
    });
  assert.equal((await add(Buffer.from('<script>alert(1)</script>'))).body.code, 'connections/evidence-kind');
  const large = await add(Buffer.concat([Buffer.from('%PDF-'), Buffer.alloc(5 * 1024 * 1024, 32)]));
  assert.equal(large.status, 413);
  const { body } = await add(Buffer.from('%PDF-1.7 sealed words'), '../../báo cáo.pdf');
  const path = `/api/agency/connections/${system}/evidence/${body.evidence}`;
  const file = await stand.as('bidv-steward', { method: 'GET', url: path });
  assert.equal(file.body, '%PDF-1.7 sealed words');
  assert.equal(file.headers['content-type'], 'application/pdf');
  assert.match(String(file.headers['content-disposition']), /^attachment; filename\*=UTF-8''b%C3%A1o%20c%C3%A1o\.pdf$/);
  assert.equal((await stand.as('hospital-steward', { method: 'GET', url: path })).statusCode, 404);
  const own = path.replace('/api/agency/connections/', '/api/connections/inspections/');
  assert.equal((await stand.as('test-inspector', { method: 'GET', url: own })).statusCode, 200);
  const { rows } = await stand.kernel.database.pool.query(
    'SELECT 1 FROM connections.evidence WHERE position($1 IN sealed) > 0',
    [Buffer.from('sealed words')],
  );
  assert.equal(rows.length, 0);
  const gone = await stand.as('bidv-steward', { method: 'DELETE', url: path });
  assert.equal(gone.statusCode, 200, gone.body);
  assert.equal((await stand.as('bidv-steward', { method: 'GET', url: path })).statusCode, 404);
});

test('a log kept for less than the law asks for is no answer', async () => {
  const { system } = await stand.addSystem('Forgetful core');
  const answer = { answer: 'In our own log server.' };
  const path = `connections/${system}/answers/log-retention`;
  assert.equal((await steward('PUT', path, answer)).body.code, 'connections/answer-months');
  await steward('PUT', path, { ...answer, months: 6 });
  const check = await checkOf(system, 'log-retention');
  assert.deepEqual([check.state, check.least, check.found?.id], ['failed', 12, 'too-short']);
  await steward('PUT', path, { ...answer, months: 12 });
  assert.equal((await checkOf(system, 'log-retention')).state, 'answered');
});

test('another organisation’s system is not there, and an organisation inspects nothing', async () => {
  const { system } = await stand.addSystem('Own core');
  assert.equal((await call('hospital-steward', 'GET', `agency/connections/${system}`)).status, 404);
  assert.equal((await call('bidv-steward', 'GET', `connections/inspections/${system}`)).status, 403);
  assert.equal((await call('test-connector', 'GET', `connections/inspections/${system}`)).status, 403);
  assert.equal((await call('bidv-director', 'POST', `agency/connections/${system}/submit`)).status, 403);
});

test('a question after a change, a narrowing or a suspension is judged by what holds then', async () => {
  const { system, options } = await stand.addSystem('Mid-flight core');
  const today = stand.kernel.clock.today();
  const { rows } = await stand.kernel.database.pool.query(
    "SELECT agreement FROM exchange.agreement WHERE organisation = 'bidv'",
  );
  assert.ok(rows.length > 0);
  await stand.owner.query("UPDATE exchange.system SET stage = 'production' WHERE system = $1", [system]);
  await stand.owner.query('UPDATE exchange.epoch SET value = value + 1');
  const client = createClient({ ...options, retries: 0 });
  const codeOf = (purpose: string, biographicData: Record<string, string>) =>
    client.verify('001199000000', { purpose, legalBasis: 'credit-institutions-law', biographicData }).then(
      () => 'answered',
      (error: { code?: string }) => error.code,
    );
  const ask = () => codeOf('credit-application', { name: 'x', phone: '+84900000000' });
  assert.equal(await ask(), 'exchange/purpose-not-agreed');
  const terms = sampleTerms(today, { purposes: ['credit-application'], fields: ['name', 'pin', 'phone'] });
  const first = await enact(terms);
  assert.equal(await ask(), 'exchange/person-unknown');
  await enact({ ...terms, fields: ['name', 'pin'] }, first.agreement);
  assert.equal(await ask(), 'exchange/field-not-agreed');
  const why = 'A leak is being looked into.';
  const given = { kind: 'agreement', target: first.agreement, why };
  const { suspension } = (await call('test-connector', 'POST', 'connections/suspensions', given)).body;
  assert.equal(await codeOf('credit-application', { name: 'x' }), 'exchange/agreement-suspended');
  await call('test-connector', 'POST', `connections/suspensions/${suspension}/ask-lift`, { why });
  await call('other-connector', 'POST', `connections/suspensions/${suspension}/lift`, { why });
  assert.equal(await codeOf('credit-application', { name: 'x' }), 'exchange/person-unknown');
  await steward('POST', 'suspensions', { kind: 'system', target: system, why });
  assert.equal(await codeOf('credit-application', { name: 'x' }), 'exchange/system-suspended');
});

async function enact(terms: ReturnType<typeof sampleTerms>, agreement?: string): Promise<Body> {
  const made = (await steward('POST', 'drafts', { terms, why: WHY, ...(agreement ? { agreement } : {}) })).body;
  const { draft } = made;
  const sent = (await steward('POST', `drafts/${draft}/send`, { revision: made.revision })).body;
  const accepted = (
    await call('test-connector', 'POST', `connections/drafts/${draft}/accept`, { revision: sent.revision })
  ).body;
  const { digest } = (await steward('GET', `drafts/${draft}`)).body;
  const seen = { revision: accepted.revision, digest };
  await call('bidv-director', 'POST', `agency/drafts/${draft}/sign`, seen);
  const enacted = await call('other-connector', 'POST', `connections/drafts/${draft}/sign`, seen);
  assert.equal(enacted.status, 200, JSON.stringify(enacted.body));
  return accepted;
}

test('keys that end are warned of 60, 30 and 7 days before, each once', async () => {
  const { system, kid } = await stand.addSystem('Ageing core');
  const saidOf = async (days: number) => {
    await stand.owner.query('UPDATE exchange.key SET expires_at = now() + make_interval(days => $2) WHERE kid = $1', [
      kid,
      days,
    ]);
    await stand.connections.remind();
    await stand.connections.remind();
    const { reminders } = (await steward('GET', 'reminders')).body;
    return reminders.filter(({ matter }) => matter === `key:${kid}`).map(({ what }) => what);
  };
  assert.deepEqual(await saidOf(90), []);
  assert.deepEqual(await saidOf(45), ['ends-in-60']);
  assert.equal((await view(system)).keyWarnings[0]?.days, 45);
  assert.equal((await checkOf(system, 'key-age')).found?.id, 'key-ends');
  assert.deepEqual((await saidOf(20)).sort(), ['ends-in-30', 'ends-in-60']);
  assert.equal((await saidOf(3)).length, 3);
});

test('an organisation sees who of its own holds which role', async () => {
  const { staff } = (await steward('GET', 'staff')).body;
  assert.ok(staff.some(({ official, role }) => official === 'bidv-director' && role === 'agency-director'));
  assert.ok(!staff.some(({ official }) => official === 'hospital-steward'));
});
