import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type BatchClient, createBatchClient, type DancuProblem } from '#libs/client';
import { type EvidencePackage, verifyEvidence } from '#libs/evidence';
import { type ConnectedSystem, connectSystem, expectWhole, lacking, logKeysOf } from '../exchange/evidence.samples.ts';
import {
  awaitEnd,
  type BatchStand,
  csvOf,
  digestOf,
  openBatchStand,
  reasons,
  type Sampled,
  sendBatch,
} from './stand.samples.ts';

const cli = fileURLToPath(new URL('../../cli.ts', import.meta.url));
let stand: BatchStand;
let system: ConnectedSystem;
let client: BatchClient;
let people: Sampled[];
before(async () => {
  stand = await openBatchStand();
  system = await connectSystem(stand, 'viettel');
  client = createBatchClient({ baseUrl: stand.origin, privateKey: system.privateKey, retries: 0 });
  people = (await stand.people(1_500)).filter((one) => one.pin !== '' && one.birthDate.length === 10).slice(0, 900);
});
after(() => stand.close());

const fileOf = (some: readonly Sampled[]) =>
  csvOf(some.map((one, index) => [one.pin, one.name, one.birthDate, `09${String(index).padStart(8, '0')}`]));
const trust = (...files: Uint8Array[]) => ({ logKeys: logKeysOf(stand.kernel), files: files.map(digestOf) });

/** A batch that was answered, with its evidence. */
async function answered(some: readonly Sampled[], more: Parameters<typeof sendBatch>[2] = {}) {
  const file = fileOf(some);
  const { id, journal } = await sendBatch(client, file, more);
  const ended = await awaitEnd(client, id);
  assert.equal(ended.state, 'done', JSON.stringify(ended));
  assert.equal(ended.journal, journal);
  const result = Buffer.from(await (await client.download(id, 'result')).arrayBuffer());
  return { id, journal: journal!, file, result, pack: await system.client.evidence(journal!) };
}

test('a batch is proven with nothing but one file: the start that was signed, every piece’s line, the result’s signature', async () => {
  const { id, file, result, pack } = await answered(people);
  const told = await verifyEvidence(JSON.stringify(pack), trust(file, result));
  assert.equal(told.verdict, 'holds', `${told.first}: ${JSON.stringify(told.checks)}`);
  // The answer to the start is the agency's own to keep; the question's body goes along.
  assert.deepEqual(lacking(told), ['answerBody']);
  const { facts } = told;
  assert.deepEqual(
    [facts?.purpose, facts?.legalBasis, facts?.organisation, facts?.batch?.rows],
    [reasons.purpose, reasons.legalBasis, 'viettel', 900],
  );
  assert.ok(pack.batch!.pieces.length > 1, 'one piece only');
  for (const { line } of pack.batch!.pieces) assert.match(line, /"root":"[0-9a-f]{64}"/);
  assert.equal(pack.batch!.manifest, await client.manifest(id));
  for (const { person } of people) assert.ok(!JSON.stringify(pack).includes(person));
});

test('findings are proven with the rows, and their list is one of its files', async () => {
  const [one, two] = people;
  const file = csvOf([
    [one!.pin, 'Không Phải Tôi', '1901-01-01', '0900000001'],
    [two!.pin, two!.name, two!.birthDate, '0900000002'],
  ]);
  const { id, journal } = await sendBatch(client, file, { findings: { subscribersPerIdentity: 4 } });
  assert.equal((await awaitEnd(client, id)).state, 'done');
  const findings = Buffer.from(await (await client.download(id, 'findings')).arrayBuffer());
  const pack = await system.client.evidence(journal!);
  assert.ok(pack.batch!.pieces.some(({ line }) => line.includes('"type":"bulk-not-the-owner"')));
  const told = await verifyEvidence(pack, trust(file, findings));
  assert.deepEqual([told.verdict, lacking(told)], ['holds', ['answerBody']]);
});

test('another file, another result, a piece that is left out or is another batch’s: each is found', async () => {
  const first = await answered(people.slice(0, 500));
  const second = await answered(people.slice(100, 600));
  const firstBroken = async (pack: EvidencePackage, files: Uint8Array[] = []) => {
    const told = await verifyEvidence(pack, files.length > 0 ? trust(...files) : { logKeys: logKeysOf(stand.kernel) });
    return told.first;
  };
  const { pack } = first;
  const batch = pack.batch!;
  assert.equal(await firstBroken(pack, [first.file]), undefined);
  assert.equal(await firstBroken(pack, [second.file]), 'file');
  assert.equal(await firstBroken(pack, [second.result]), 'file');
  assert.equal(await firstBroken({ ...pack, batch: { ...batch, pieces: batch.pieces.slice(1) } }), 'pieces');
  const twice = [batch.pieces[0]!, ...batch.pieces.slice(0, -1)];
  assert.equal(await firstBroken({ ...pack, batch: { ...batch, pieces: twice } }), 'pieces');
  assert.equal(await firstBroken({ ...pack, batch: { ...batch, done: second.pack.batch!.done } }), 'result');
  assert.equal(await firstBroken({ ...pack, batch: second.pack.batch! }), 'manifest');
  // The same batch, and a result that is not its own.
  const [head, payload, signature] = batch.manifest.split('.');
  const claims = JSON.parse(Buffer.from(payload!, 'base64url').toString()) as { result: { sha256: string } };
  claims.result.sha256 = digestOf(second.result);
  const forged = [head, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature].join('.');
  assert.equal(await firstBroken({ ...pack, batch: { ...batch, manifest: forged } }), 'manifest');
});

test('before it is answered, what is proven is that it was started; of a batch in simulation too', async () => {
  const file = fileOf(people.slice(0, 3));
  const { id, journal } = await sendBatch(client, file);
  const early = await system.client.evidence(journal!);
  const { facts } = await expectWhole(stand.kernel, early);
  assert.equal(facts?.type, 'started');
  await awaitEnd(client, id);
  await expectWhole(stand.kernel, await system.client.evidence(journal!));

  const trial = await connectSystem(stand, 'viettel', { stage: 'simulation' });
  const trying = createBatchClient({ baseUrl: stand.origin, privateKey: trial.privateKey, retries: 0 });
  const some = stand.exchange.examples().slice(0, 3);
  const synthetic = csvOf(
    some.map(({ identifier, holder: { record } }) => [identifier, record.name, record.birthDate, '09']),
  );
  const simulated = await sendBatch(trying, synthetic);
  assert.equal((await awaitEnd(trying, simulated.id)).state, 'done');
  const pack = await trial.client.evidence(simulated.journal!);
  const told = await verifyEvidence(pack, trust(synthetic));
  assert.deepEqual([told.verdict, lacking(told)], ['holds', ['answerBody', 'agreement']]);
});

test('another agency gets 404, an auditor the same evidence as the agency', async () => {
  const { journal } = await answered(people.slice(0, 5));
  const other = await connectSystem(stand, 'bidv');
  const refused = await other.client.evidence(journal).then(
    () => assert.fail('it was given'),
    (error: unknown) => error as DancuProblem,
  );
  assert.deepEqual([refused.status, refused.code], [404, 'exchange/evidence-unknown']);
  const audited = await stand.ask<EvidencePackage>('test-auditor', 'GET', `/api/evidence/${journal}`);
  await expectWhole(stand.kernel, audited.body);
});

test('the commands of docs/bulk.md and docs/evidence.md take the evidence of a batch and prove its files', async () => {
  const { journal, file, result } = await answered(people.slice(0, 7));
  const at = (name: string) => join(stand.home, name);
  await writeFile(at('agency.jwk'), JSON.stringify(system.privateKey), { mode: 0o600 });
  await writeFile(at('sent.csv'), file);
  await writeFile(at('result.csv'), result);
  const dancu = (...words: string[]) =>
    new Promise<{ code: number | string; out: string }>((resolve) => {
      execFile(process.execPath, [cli, 'evidence', ...words], (error, out, err) =>
        resolve({ code: error?.code ?? 0, out: out + err }),
      );
    });
  const server = ['--key', at('agency.jwk'), '--server', stand.origin];
  const taken = await dancu('get', journal, ...server, '--out', at('evidence.json'));
  assert.equal(taken.code, 0, taken.out);
  const verify = (...files: string[]) =>
    dancu('verify', at('evidence.json'), '--key', ...logKeysOf(stand.kernel), '--file', ...files.map(at));
  const whole = await verify('sent.csv', 'result.csv');
  assert.deepEqual([whole.code, /^whole: the evidence holds$/m.test(whole.out)], [0, true], whole.out);
  assert.match(whole.out, /^7 rows: correct \d+/m);
  await writeFile(at('result.csv'), `${result}\n`);
  const changed = await verify('sent.csv', 'result.csv');
  assert.deepEqual([changed.code, /\[file\]/.test(changed.out)], [1, true], changed.out);
});
