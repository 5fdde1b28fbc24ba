import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type EvidencePackage, verifyEvidence } from '#libs/evidence';
import { connectSystem, expectWhole, lacking, logKeysOf } from '../exchange/evidence.samples.ts';
import { consoleOf, path } from './console.samples.ts';
import { type BatchStand, csvOf, digestOf, openBatchStand, type Sampled } from './stand.samples.ts';

/** A file that an engineer starts signed in: nobody's key signs the start, the journal says who started it in which session. */
let stand: BatchStand;
let people: Sampled[];
const engineer = 'telecom-engineer';
const { make, start, sendBytes, answer } = consoleOf(() => stand, engineer);
before(async () => {
  stand = await openBatchStand();
  people = (await stand.people(1_500)).filter((one) => one.pin !== '' && one.birthDate.length === 10);
});
after(() => stand.close());

const fileOf = (count: number) =>
  csvOf(people.slice(0, count).map((one) => [one.pin, one.name, one.birthDate, '0900000000']));
async function take(reference: string | undefined, who: Parameters<BatchStand['ask']>[0] = engineer) {
  const way = who === 'test-auditor' ? '/api/evidence' : '/api/agency/evidence';
  return stand.ask<EvidencePackage & { code?: string }>(who, 'GET', `${way}/${reference}`);
}
const verify = (pack: unknown, ...files: Uint8Array[]) =>
  verifyEvidence(JSON.stringify(pack), { logKeys: logKeysOf(stand.kernel), files: files.map(digestOf) });

test('who started it, how surely they had signed in, the file and the signed result are proven by one file', async () => {
  const file = fileOf(700);
  const { id, journal } = await answer(file);
  const { status, body: pack } = await take(journal);
  assert.equal(status, 200, JSON.stringify(pack));
  const download = await stand.as(engineer, { method: 'GET', url: `${path}/${id}/result` });
  const told = await verify(pack, file, download.rawPayload);
  assert.equal(told.verdict, 'holds', `${told.first}: ${JSON.stringify(told.checks)}`);
  assert.deepEqual(lacking(told), ['toldBody'], 'the answer to the start is the browser’s');
  const checked = told.checks.map((check) => check.id);
  for (const signed of ['requestSignature', 'answerSignature', 'keys', 'key', 'proof'])
    assert.ok(!checked.includes(signed as never), `${signed}: nobody signed the start`);
  const { facts } = told;
  assert.deepEqual(
    [facts?.way, facts?.type, facts?.organisation, facts?.batch?.rows, facts?.batch?.asked],
    ['session', 'started', 'viettel', 700, digestOf(file)],
  );
  const line = JSON.parse(pack.log.line.line) as { actor: string };
  assert.equal(facts?.system, line.actor);
  assert.match(facts?.session?.assurance ?? '', /^(low|substantial|high)$/);
  assert.ok(Date.parse(facts?.session?.provedAt ?? '') <= Date.parse(facts!.at));
  assert.equal(pack.statement.system, undefined);
  assert.equal(pack.request.body, JSON.stringify({ sha256: digestOf(file) }));
  for (const { person } of people) assert.ok(!JSON.stringify(pack).includes(person));
});

test('before it is answered it is evidence of the start; of a batch in simulation too', async () => {
  const file = fileOf(3);
  const { body: made } = await make(file);
  assert.equal(made.journal, undefined);
  await sendBytes(made, 0, file);
  const { body: started, status } = await start(made.id, file);
  assert.equal(status, 202);
  const { facts } = await expectWhole(stand.kernel, (await take(started.journal)).body);
  assert.deepEqual([facts?.way, facts?.type, facts?.batch], ['session', 'started', undefined]);

  const [example] = stand.exchange.examples();
  const { record } = example!.holder;
  const synthetic = csvOf([[example!.identifier, record.name, record.birthDate, '09']]);
  const simulated = await answer(synthetic, { simulation: true });
  const told = await verify((await take(simulated.journal)).body, synthetic);
  assert.deepEqual([told.verdict, lacking(told)], ['holds', ['toldBody', 'agreement']]);
});

test('another agency has no evidence of it, its own system and an auditor have the same', async () => {
  const { journal } = await answer(fileOf(2));
  const refused = await take(journal, 'bank-engineer');
  assert.deepEqual([refused.status, refused.body.code], [404, 'exchange/evidence-unknown']);
  await expectWhole(stand.kernel, (await take(journal, 'test-auditor')).body);
  const system = await connectSystem(stand, 'viettel');
  await expectWhole(stand.kernel, await system.client.evidence(journal!));
});

test('another starter, session, file, address or result is found, and named', async () => {
  const file = fileOf(4);
  const { journal } = await answer(file);
  const { body: pack } = await take(journal);
  const { body: other } = await take((await answer(fileOf(5))).journal);
  const { request, log, statement } = pack;
  const said = (from: string, to: string): Partial<EvidencePackage> => {
    assert.ok(log.line.line.includes(from), from);
    return { log: { ...log, line: { ...log.line, line: log.line.line.replace(from, to) } } };
  };
  const { actor } = JSON.parse(log.line.line) as { actor: string };
  const changes: [string, Partial<EvidencePackage>][] = [
    ['lineInLog', said(`"actor":"${actor}"`, '"actor":"somebody"')],
    ['lineInLog', said('"assurance":"', '"assurance":"x')],
    ['requestSignature', said('"by":"session",', '')],
    ['askedBody', { request: { ...request, body: request.body!.replace('"sha256"', '"sha512"') } }],
    ['lineAsked', { request: { ...request, targetUri: other.request.targetUri } }],
    ['lineAsked', { statement: { ...statement, answerKey: statement.manifestKey! } }],
    ['lineAnswer', { answer: { ...pack.answer, status: 200 } }],
    ['statement', { statement: other.statement }],
    ['manifest', { batch: other.batch! }],
  ];
  for (const [check, change] of changes) {
    const told = await verify({ ...pack, ...change });
    assert.equal(told.verdict, 'broken');
    const broken = told.checks.filter(({ verdict }) => verdict === 'broken').map(({ id }) => id);
    assert.ok(broken.includes(check as never), `${check}: ${broken.join(' ')}`);
  }
  assert.equal((await verify(pack, fileOf(5))).first, 'file');
});
