import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { LARGEST_SCAN, readLine } from '#kernel';
import {
  type CollectionStand,
  openCollectionStand,
  type Proposal,
  purpose,
  REVIEWER,
  rowOf,
  SENDER,
  sheetOf,
} from './stand.samples.ts';

const SECOND = 'hanoi-second';
const held = { name: 'Trần Thị Hồng Nhung', sex: 'Nữ', birth: '03/04/1988', phone: '0913222333', pin: '001188012345' };
let stand: CollectionStand;
before(async () => {
  stand = await openCollectionStand();
  await stand.collect(sheetOf([rowOf(1, held)]));
});
after(() => stand.close());

let [run, address] = ['', ''];
let files = 0;
/** A row of a file of its own, in doubt: another telephone. */
beforeEach(async () => {
  files += 1;
  const made = await stand.collect(sheetOf([rowOf(files, { ...held, phone: `091544${1000 + files}` })]));
  assert.equal(made.counts.proposed, 1, JSON.stringify(made.counts));
  [run, address] = [made.id, `/api/collection/proposals/${made.id}/2`];
});

const sampleScan = (first = 'ffd8ffe0') => Buffer.concat([Buffer.from(first, 'hex'), randomBytes(80)]);
const digestOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('base64url');
type Answer = { scan: string; digest: string; code: string; pointer?: string; state?: string };
const add = (bytes: Buffer, who = REVIEWER) =>
  stand.ask<Answer>(who, 'POST', `${address}/scans`, { content: bytes.toString('base64') });
const remove = async (scan: string, who = REVIEWER) => {
  const answer = await stand.as(who, { method: 'DELETE', url: `${address}/scans/${scan}` });
  return { status: answer.statusCode, body: answer.json<Answer>() };
};
const decide = (who: string, body: object) => stand.ask<Answer>(who, 'POST', `${address}/verdict`, body);
const look = (scan: string, who = REVIEWER, headers: Record<string, string> = purpose) =>
  stand.as(who, { method: 'GET', url: `${address}/scans/${scan}`, headers });
const read = async () => (await stand.ask<Proposal>(REVIEWER, 'GET', address)).body;
const folder = () => join(stand.home, 'collection', 'scans', run);

/** Lines of the journal of one type about this run's rows. */
async function readJournal(type: string) {
  await stand.kernel.sealing.now();
  const { rows } = await stand.kernel.database.pool.query<{ lines: string }>('SELECT lines FROM kernel.journal_block');
  return rows
    .flatMap(({ lines }) => lines.split('\n').map(readLine))
    .filter((line) => line.room === 'collection' && line.type === type && line.data?.run === run);
}

test('a scan is taken by what its bytes are, at most so large, once, and three of a row', async () => {
  const hostile = {
    markup: '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    page: '<!doctype html><script>1</script>%PDF-1.7',
    program: 'MZ\x90\x00 scan.jpg',
    archive: 'PK\x03\x04 scan.pdf',
    cut: '%PDF',
  };
  for (const [kind, text] of Object.entries(hostile)) {
    const { status, body } = await add(Buffer.from(text, 'latin1'));
    assert.deepEqual([status, body.code, body.pointer], [400, 'collection/scan-kind', '/content'], kind);
  }
  for (const content of ['', '!!!!', '../../../etc/passwd'])
    assert.equal((await stand.ask(REVIEWER, 'POST', `${address}/scans`, { content })).status, 400, content);
  const large = await add(Buffer.concat([sampleScan(), Buffer.alloc(LARGEST_SCAN)]));
  assert.deepEqual([large.status, large.body.code], [413, 'collection/scan-size']);
  assert.ok(!existsSync(folder()), 'of what is refused nothing is kept');

  const jpeg = sampleScan();
  assert.equal((await add(jpeg)).status, 201);
  assert.equal((await add(jpeg)).body.code, 'collection/scan-known');
  assert.equal((await add(sampleScan('89504e470d0a1a0a'))).status, 201);
  assert.equal((await add(sampleScan('255044462d312e37'), SECOND)).status, 201);
  assert.equal((await add(sampleScan())).body.code, 'collection/scans-too-many');
  assert.deepEqual(
    (await read()).scans.map(({ media, size, fixed }) => [media, size, fixed]),
    [
      ['image/jpeg', 84, false],
      ['image/png', 88, false],
      ['application/pdf', 88, false],
    ],
  );
  assert.equal(readdirSync(folder()).length, 3);
});

test('a scan lies sealed, opens for whoever may read its row, and each look is a line that the person can see', async () => {
  const bytes = sampleScan();
  const { scan, digest } = (await add(bytes)).body;
  assert.equal(digest, digestOf(bytes));
  const file = join(folder(), scan);
  assert.equal(statSync(file).mode & 0o777, 0o600);
  assert.equal(readFileSync(file).indexOf(bytes.subarray(4)), -1);

  const answer = await look(scan, SECOND);
  assert.ok(answer.rawPayload.equals(bytes));
  const { 'content-type': type, 'cache-control': cache, 'x-content-type-options': sniff } = answer.headers;
  assert.deepEqual([type, cache, sniff], ['image/jpeg', 'no-store', 'nosniff']);
  const candidate = (await read()).candidates[0]!.person;
  const looks = await readJournal('scan');
  assert.deepEqual(
    looks.map((line) => [line.kind, line.actor, line.purpose, line.subjects, line.data?.digest]),
    [['look', SECOND, purpose['dancu-purpose'], [candidate], digest]],
  );

  assert.equal((await look(scan, REVIEWER, {})).json().code, 'kernel/purpose-missing');
  assert.equal((await look(scan, SENDER)).statusCode, 403);
  for (const url of [`${address.replace(/2$/, '3')}/scans/${scan}`, `${address}/scans/${run}`])
    assert.equal((await stand.as(REVIEWER, { method: 'GET', url, headers: purpose })).statusCode, 404, url);
  assert.equal((await readJournal('scan')).length, 1, 'what is refused is no look');

  writeFileSync(file, readFileSync(file).fill(1, 50, 51));
  assert.equal((await look(scan)).json().code, 'collection/scan-damaged');

  const { pool } = stand.kernel.database;
  await pool.query("UPDATE collection.proposal SET province = '79', commune = '26740' WHERE run = $1", [run]);
  const refused = [(await look(scan)).json(), (await add(sampleScan())).body, (await remove(scan)).body];
  assert.deepEqual(
    refused.map(({ code }) => code),
    Array(3).fill('kernel/out-of-area'),
  );
});

test('one is taken away before the verdict, file and all; the journal keeps that it was there', async () => {
  const { scan, digest } = (await add(sampleScan())).body;
  assert.equal((await remove(scan, SECOND)).status, 200);
  assert.deepEqual([readdirSync(folder()), (await read()).scans], [[], []]);
  assert.equal((await look(scan)).statusCode, 404);
  assert.equal((await remove(scan)).body.code, 'collection/scan-unknown');
  for (const type of ['scan-added', 'scan-removed'])
    assert.deepEqual(
      (await readJournal(type)).map(({ data }) => data?.digest),
      [digest],
      type,
    );
});

test('a verdict’s line names the scans by their SHA-256, and from then on they stay, also when it is taken back', async () => {
  const [one, other] = [(await add(sampleScan())).body, (await add(sampleScan('255044462d31'))).body];
  const { candidates } = await read();
  const same = { verdict: 'same', person: candidates[0]!.person, take: ['phone'] };
  assert.equal((await decide(REVIEWER, { verdict: 'later' })).body.state, 'later');
  assert.equal((await decide(REVIEWER, same)).body.state, 'second');
  assert.equal((await remove(one.scan)).body.code, 'collection/scan-fixed');
  const late = (await add(sampleScan(), SECOND)).body;
  assert.equal((await decide(SECOND, same)).body.state, 'decided');
  const lines = [...(await readJournal('decide-first')), ...(await readJournal('decide'))];
  assert.deepEqual(
    lines.map(({ data }) => data?.scans),
    [
      [one.digest, other.digest],
      [one.digest, other.digest, late.digest],
    ],
  );
  assert.equal((await add(sampleScan())).body.code, 'collection/proposal-decided');
  assert.equal((await remove(late.scan)).body.code, 'collection/proposal-decided');
  assert.equal((await look(one.scan)).statusCode, 200, 'and they are still to be read');

  assert.equal((await stand.ask(SECOND, 'POST', `${address}/undo`)).status, 200);
  assert.equal((await remove(late.scan)).body.code, 'collection/scan-fixed');
  assert.ok((await read()).scans.every(({ fixed }) => fixed));
});

test('beside a row of a file that was taken back nothing is put', async () => {
  const { scan } = (await add(sampleScan())).body;
  await stand.ask(SENDER, 'POST', `/api/collection/runs/${run}/undo`);
  assert.equal((await stand.ended(run)).state, 'undone');
  const refused = [(await add(sampleScan())).status, (await remove(scan)).status];
  assert.deepEqual(refused, [409, 409]);
  assert.equal((await look(scan)).statusCode, 200);
});
