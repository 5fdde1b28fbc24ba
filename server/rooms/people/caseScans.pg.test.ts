import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { readLine } from '#kernel';
import { openTestHouse, purpose, type TestHouse } from '#test';
import { sampleBirth, sampleGround } from './samples.ts';

interface Scan {
  scan: string;
  digest: string;
  fixed: boolean;
  addedBy: string;
}
interface Answer {
  id: string;
  scan: string;
  digest: string;
  code: string;
  person: string;
  state: string;
}

const [officer, proposer, second, elsewhere] = ['hanoi-officer', 'hanoi-supervisor', 'hanoi-second', 'saigon-officer'];
let house: TestHouse;
before(async () => {
  house = await openTestHouse();
});
after(() => house.close());

const sampleScan = (first = 'ffd8ffe0') => Buffer.concat([Buffer.from(first, 'hex'), randomBytes(80)]);
const digestOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('base64url');
const add = (door: string, bytes: Buffer, who: string) =>
  house.ask<Answer>(who, 'POST', door, { content: bytes.toString('base64') });
const look = (door: string, scan: string, who: string, headers: Record<string, string> = purpose) =>
  house.as(who, { method: 'GET', url: `${door}/${scan}`, headers });
const remove = async (door: string, scan: string, who: string) => {
  const answer = await house.as(who, { method: 'DELETE', url: `${door}/${scan}` });
  return [answer.statusCode, answer.json<Answer>().code];
};
const refused = ({ status, body }: { status: number; body: Answer }) => [status, body.code];
const born = async () => {
  const { body } = await house.ask<Answer>(officer!, 'POST', '/api/people/acts/birth', sampleBirth());
  return body.person;
};

/** "This is wrong", as a person says it. @returns where the scans beside it are */
async function openCorrection(person: string): Promise<{ id: string; door: string }> {
  const id = crypto.randomUUID();
  await house.kernel.database.pool.query(
    `INSERT INTO people.correction (person, correction, field, claim, note, state, province, commune, opened_at, due_on)
     SELECT person, $2, 'name', 'Lê Thị Mới', '', 'open', province, commune, now(), '2031-01-01' FROM people.person WHERE person = $1`,
    [person, id],
  );
  return { id, door: `/api/corrections/${id}/scans` };
}

async function proposeMerge(): Promise<{ id: string; door: string; persons: string[] }> {
  const persons = [await born(), await born()];
  const { status, body } = await house.ask<Answer>(proposer!, 'POST', '/api/people/proposals', {
    ...sampleGround('police-decision', 'identification-law-12'),
    ...{ kind: 'merge', target: persons[0], source: persons[1] },
  });
  assert.equal(status, 201, JSON.stringify(body));
  return { id: body.id, door: `/api/people/proposals/${body.id}/scans`, persons };
}

/** Lines of the journal of one type that name a case. */
async function readJournal(type: string, matter: 'correction' | 'proposal', id: string) {
  await house.kernel.sealing.now();
  const { rows } = await house.kernel.database.pool.query<{ lines: string }>('SELECT lines FROM kernel.journal_block');
  return rows
    .flatMap(({ lines }) => lines.split('\n').map(readLine))
    .filter((line) => line.room === 'people' && line.type === type && line.data?.[matter] === id);
}

test('a scan beside a correction lies sealed, is shown to who may see the case, and each look is journalled at the person', async () => {
  const person = await born();
  const { id, door } = await openCorrection(person);
  const bytes = sampleScan();
  const { status, body } = await add(door, bytes, officer!);
  assert.deepEqual([status, body.digest], [201, digestOf(bytes)]);
  const onDisk = readFileSync(join(house.home, 'people', 'scans', id, body.scan));
  assert.equal(onDisk.includes(bytes.subarray(4, 24)), false);

  const { corrections } = (
    await house.ask<{ corrections: { id: string; scans: Scan[] }[] }>(officer!, 'GET', '/api/corrections?state=open')
  ).body;
  assert.deepEqual(
    corrections.find((one) => one.id === id)?.scans.map(({ scan, digest, fixed }) => [scan, digest, fixed]),
    [[body.scan, body.digest, false]],
  );
  const shown = await look(door, body.scan, proposer!);
  assert.deepEqual([shown.statusCode, shown.headers['content-type']], [200, 'image/jpeg']);
  assert.deepEqual(shown.rawPayload, bytes);
  assert.deepEqual(
    (await readJournal('case-scan', 'correction', id)).map(({ subjects, data }) => [subjects, data?.digest]),
    [[[person], body.digest]],
  );
  assert.equal((await look(door, body.scan, proposer!, {})).statusCode, 400, 'without a purpose nothing is shown');
  assert.equal((await look(door, body.scan, elsewhere!)).statusCode, 403);
  assert.equal((await look(`/api/corrections/${crypto.randomUUID()}/scans`, body.scan, officer!)).statusCode, 404);
});

test('the decision on a correction names the digests of its papers, which stay; nothing is added after it', async () => {
  const { id, door } = await openCorrection(await born());
  const [kept, gone] = [sampleScan(), sampleScan('255044462d')];
  const { body: first } = await add(door, kept, officer!);
  const { body: other } = await add(door, gone, officer!);
  assert.deepEqual(await remove(door, other.scan, officer!), [200, undefined]);
  const decided = await house.ask<Answer>(officer!, 'POST', `/api/corrections/${id}/decide`, {
    ...sampleGround('birth-certificate', 'identification-law-10'),
    ...{ accept: false, reason: 'The certificate says otherwise' },
  });
  assert.equal(decided.status, 200, JSON.stringify(decided.body));
  const [line] = await readJournal('decide-correction', 'correction', id);
  assert.deepEqual(line?.data?.scans, [first.digest]);
  assert.deepEqual(await remove(door, first.scan, officer!), [409, 'people/correction-decided']);
  assert.deepEqual(refused(await add(door, sampleScan(), officer!)), [409, 'people/correction-decided']);
  assert.equal((await look(door, first.scan, officer!)).statusCode, 200);
});

test('papers of a proposal come from its proposer or who decides, are seen by the second officer, and its verdict names them', async () => {
  const { id, door, persons } = await proposeMerge();
  const bytes = sampleScan();
  const { status, body } = await add(door, bytes, proposer!);
  assert.equal(status, 201, JSON.stringify(body));
  assert.deepEqual(refused(await add(door, sampleScan(), officer!)), [403, 'kernel/forbidden']);
  const { body: shown } = await house.ask<{ proposals: { id: string; scans: Scan[] }[] }>(
    second!,
    'GET',
    '/api/people/proposals?state=open',
  );
  assert.deepEqual(
    shown.proposals.find((one) => one.id === id)?.scans.map(({ scan }) => scan),
    [body.scan],
  );
  assert.deepEqual((await look(door, body.scan, second!)).rawPayload, bytes);
  const looks = await readJournal('case-scan', 'proposal', id);
  assert.deepEqual(looks[0]?.subjects.toSorted(), persons.toSorted());
  const decided = await house.ask<Answer>(second!, 'POST', `/api/people/proposals/${id}/decide`, {
    ...{ approve: false, reason: 'two persons by the papers' },
  });
  assert.equal(decided.status, 200, JSON.stringify(decided.body));
  const [line] = await readJournal('decide-merge', 'proposal', id);
  assert.deepEqual(line?.data?.scans, [body.digest]);
});

test('what is no scan, comes twice or is one too many is refused, and nothing of it is kept', async () => {
  const { door } = await openCorrection(await born());
  assert.deepEqual(refused(await add(door, Buffer.from('<svg onload="alert(1)"/>'), officer!)), [
    400,
    'people/scan-kind',
  ]);
  const one = sampleScan();
  assert.equal((await add(door, one, officer!)).status, 201);
  assert.deepEqual(refused(await add(door, one, officer!)), [409, 'people/scan-known']);
  for (const _ of [2, 3, 4, 5]) assert.equal((await add(door, sampleScan(), officer!)).status, 201);
  assert.deepEqual(refused(await add(door, sampleScan(), officer!)), [409, 'people/scans-too-many']);
});
