import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { performAct } from '#kernel';
import { addBodies, type EvidencePackage, verifyEvidence } from '#libs/evidence';
import { openStage, prove, type Stage } from '../../../test/conformance/stage.ts';
import { expectWhole, lacking, logKeysOf } from './evidence.samples.ts';
import { unpackExchanged } from './exchanged.ts';
import { steward } from './stand.samples.ts';
import { revokeKey } from './systems.ts';
import { askWithToken, connectForTokens, obtain, type TokenQuestion, type TokenSystem } from './tokens.samples.ts';

/** Evidence of questions with an access token: what the proof signs, what only the journal vouches for. */
const cli = fileURLToPath(new URL('../../cli.ts', import.meta.url));
let stage: Stage;
let bank: TokenSystem;
before(async () => {
  stage = await openStage();
  bank = await connectForTokens(stage, 'bidv');
});
after(() => stage.close());

async function ask(system = bank, question: TokenQuestion = {}) {
  const { access_token: token } = await obtain(system);
  const answer = await askWithToken(stage, system, token, question);
  return { ...answer, reference: answer.headers.get('dancu-journal')! };
}

/** By a token too: who asks with tokens need not be able to sign requests. */
async function take(system: TokenSystem, reference: string): Promise<{ status: number; body: EvidencePackage }> {
  const { access_token: token } = await obtain(system);
  const url = `${stage.origin}/v1/evidence/${reference}`;
  const dpop = await prove(system.pair, ['GET', url], { token });
  const answer = await fetch(url, { headers: { authorization: `DPoP ${token}`, dpop } });
  return { status: answer.status, body: (await answer.json()) as EvidencePackage };
}
const verify = (pack: unknown) => verifyEvidence(JSON.stringify(pack), { logKeys: logKeysOf(stage.house.kernel) });

async function takeWhole(system = bank, question: TokenQuestion = {}) {
  const asked = await ask(system, question);
  const { status, body } = await take(system, asked.reference);
  assert.equal(status, 200, JSON.stringify(body));
  const pack = addBodies(body, asked.sent, asked.text);
  return { asked, pack, told: await expectWhole(stage.house.kernel, pack) };
}

test('a question with a token is proven: its proof by the system’s key, its body and the answer by the journal', async () => {
  const { asked, pack, told } = await takeWhole();
  assert.deepEqual(lacking(told), []);
  assert.deepEqual(
    told.checks.map(({ id }) => id),
    [
      ...['form', 'proof', 'askedBody', 'toldBody', 'lineProof', 'lineAnswer', 'lineInLog'],
      ...['statement', 'checkpoint', 'logKey', 'key', 'time', 'agreement'],
    ],
    'nothing is said to be signed that is not',
  );
  const { way, organisation, outcome, status, purpose, method } = told.facts!;
  assert.deepEqual(
    [way, organisation, outcome, status, purpose, method],
    ['token', 'bidv', 'yes', 200, 'bank-customer-check', 'POST'],
  );
  assert.equal(pack.request.proof, asked.dpop);
  assert.equal(pack.request.targetUri, `${stage.origin}/v1/verify/${stage.accounts[0]!.pin}`);
  const text = JSON.stringify(pack);
  const { access_token: token } = await obtain(bank);
  assert.ok(!text.includes(token.split('.')[1]!.slice(0, 40)), 'no token travels');
  assert.ok(!text.includes(stage.accounts[0]!.person), 'no key of a person');
  assert.equal(asked.headers.get('signature'), null, 'the answer bears no signature, and the package says so');
});

test('without the bodies it says that they were not given; an auditor takes the same', async () => {
  const { reference } = await ask();
  const { body } = await take(bank, reference);
  assert.deepEqual(lacking(await verify(body)), ['askedBody', 'toldBody']);
  const audited = await stage.house.ask<EvidencePackage>('test-auditor', 'GET', `/api/evidence/${reference}`);
  await expectWhole(stage.house.kernel, audited.body);
});

test('a refusal, and a question in simulation, are proven too', async () => {
  const refused = await takeWhole(bank, { headers: { 'dancu-purpose': 'criminal-investigation' } });
  assert.deepEqual([refused.asked.status, refused.told.facts?.outcome], [403, 'refused']);
  const trial = await connectForTokens(stage, 'bidv', 'simulation');
  const [example] = stage.house.exchange.examples();
  const { told } = await takeWhole(trial, { pin: example!.identifier });
  assert.deepEqual(lacking(told), ['agreement']);
});

test('another organisation’s system gets the 404 of what does not exist, also with a token; no other door opens to one', async () => {
  const { reference } = await ask();
  const hospital = await connectForTokens(stage, 'bach-mai-hospital');
  assert.equal((await take(hospital, reference)).status, 404);
  const { access_token: token } = await obtain(bank);
  const url = `${stage.origin}/v1/batches`;
  const dpop = await prove(bank.pair, ['GET', url], { token });
  const other = await fetch(url, { headers: { authorization: `DPoP ${token}`, dpop } });
  assert.ok(other.status === 401 || other.status === 403, String(other.status));
});

test('what was changed afterwards is found, and named', async () => {
  const { pack } = await takeWhole();
  const { pack: other } = await takeWhole();
  const { request, answer, statement } = pack;
  const changes: [string, Partial<EvidencePackage>][] = [
    ['askedBody', { request: { ...request, body: request.body!.replace('"name"', '"Name"') } }],
    ['toldBody', { answer: { ...answer, body: answer.body!.replace('"yes"', '"no"') } }],
    ['lineAnswer', { answer: { ...answer, status: 404 } }],
    ['lineAnswer', { answer: { ...answer, headers: { ...answer.headers, 'dancu-person': 'x' } } }],
    ['proof', { request: { ...request, targetUri: `${request.targetUri}?transactionId=1` } }],
    ['proof', { request: { ...request, headers: { 'dancu-purpose': 'credit-application' } } }],
    ['lineProof', { request: { ...request, proof: other.request.proof! } }],
    ['statement', { statement: { ...statement, about: other.statement.about! } }],
  ];
  for (const [first, change] of changes) {
    const told = await verify({ ...pack, ...change });
    assert.deepEqual([told.verdict, told.first], ['broken', first]);
  }
  for (const part of ['request', 'answer', 'statement', 'log'] as const)
    assert.equal((await verify({ ...pack, [part]: other[part] })).verdict, 'broken', part);
  const mixed = {
    ...other,
    request,
    answer,
    log: { ...other.log, line: pack.log.line, checkpoint: pack.log.checkpoint },
  };
  assert.equal((await verify(mixed)).verdict, 'broken', 'a statement about another line');
});

test('any character that is changed anywhere is found', async () => {
  const { pack } = await takeWhole();
  const text = JSON.stringify(pack);
  const property = fc.asyncProperty(fc.nat(text.length - 1), fc.integer({ min: 0x21, max: 0x7e }), async (at, code) => {
    const changed = text.slice(0, at) + String.fromCharCode(code) + text.slice(at + 1);
    let value: unknown;
    try {
      value = JSON.parse(changed);
    } catch {
      return;
    }
    fc.pre(JSON.stringify(value) !== text);
    assert.equal((await verify(value)).verdict, 'broken', `at ${at}: ${text.slice(at - 20, at + 20)}`);
  });
  await fc.assert(property, { numRuns: 600 });
});

test('a proof that was changed in the database is found by whoever verifies', async () => {
  const { reference } = await ask();
  const { reference: another } = await ask();
  const { pool } = stage.house.kernel.database;
  const read = async (line: string) => {
    const { rows } = await pool.query<{ packed: Buffer }>(
      'SELECT packed FROM exchange.exchanged WHERE stream = $1 AND seq = $2',
      line.split(':').slice(0, 2),
    );
    return unpackExchanged(rows[0]!.packed).split('\n\n')[Number(line.split(':')[2])]!;
  };
  assert.match(await read(reference), /^eyJ[A-Za-z0-9._-]+$/);
  assert.notEqual(await read(reference), await read(another));
  const { body } = await take(bank, reference);
  const swapped = { ...body, request: { ...body.request, proof: await read(another) } };
  const told = await verify(swapped);
  assert.deepEqual([told.verdict, told.first], ['broken', 'lineProof']);
});

test('evidence of before holds after the key was revoked, and says when that was', async () => {
  const lost = await connectForTokens(stage, 'bidv');
  const { reference } = await ask(lost);
  const { kernel } = stage.house;
  await performAct(kernel.database, steward(kernel, 'bidv'), (transaction) =>
    revokeKey(transaction, steward(kernel, 'bidv'), lost.id, lost.kid),
  );
  const { body } = await take(bank, reference);
  assert.ok(body.statement.requestKey?.revokedAt);
  assert.equal(body.statement.answerKey, undefined);
  await expectWhole(kernel, body);
});

test('the command line verifies it, and says in words what it does not prove', async () => {
  const { pack } = await takeWhole();
  const { home } = stage.house;
  const file = join(home, 'token-evidence.json');
  const run = async (text: string) => {
    await writeFile(file, text);
    return new Promise<{ code: number | string; out: string }>((resolve) => {
      const words = ['evidence', 'verify', file, '--key', ...logKeysOf(stage.house.kernel)];
      execFile(process.execPath, [cli, ...words], (error, out) => resolve({ code: error?.code ?? 0, out }));
    });
  };
  const whole = await run(JSON.stringify(pack));
  assert.deepEqual([whole.code, /^whole: the evidence holds$/m.test(whole.out)], [0, true], whole.out);
  assert.match(whole.out, /signed in part.*not its content and not its reasons/);
  const changed = await run(JSON.stringify(pack).replace('\\"outcome\\":\\"yes\\"', '\\"outcome\\":\\"no\\"'));
  assert.deepEqual([changed.code, /\[toldBody\]/.test(changed.out)], [1, true], changed.out);
});
