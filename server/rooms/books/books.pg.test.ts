import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { LARGEST_SCAN, readLine } from '#kernel';
import {
  type BooksStand,
  COMMUNE,
  OFFICER,
  openBooksStand,
  SECOND,
  SUPERVISOR,
  sampleBirthEntry,
  samplePage,
} from './stand.samples.ts';

const [REVIEWER, THIRD] = ['hanoi-second', 'hanoi-third'];
let stand: BooksStand;
before(async () => {
  stand = await openBooksStand([THIRD]);
});
after(() => stand.close());

type Typed = Record<string, string>;

/** A book of one entry that two officers read as given. */
async function keyTwice(one: Typed, other: Typed, unreadable: string[] = []): Promise<{ book: string; entry: string }> {
  const book = await stand.make();
  await stand.addPage(book);
  const first = (await stand.next(OFFICER, 'keying', book))!;
  assert.equal(await stand.key(OFFICER, first.entry, one), '200');
  const second = (await stand.next(SECOND, 'keying', book))!;
  assert.equal(await stand.key(SECOND, second.entry, other, unreadable), '200');
  return { book, entry: first.entry };
}
const decide = (who: string, entry: string, decision: object) =>
  stand.send(who, `/api/books/review/${entry}`, decision);
const agree = (values: Typed, unreadable: string[] = []) => ({ outcome: 'agreed', values, unreadable });

async function readJournal(type: string) {
  const { rows } = await stand.kernel.database.pool.query<{ lines: string }>('SELECT lines FROM kernel.journal_block');
  return rows.flatMap(({ lines }) => lines.split('\n').map(readLine)).filter((line) => line.type === type);
}

test('what two read differently is decided by a third, who sees both keyings and only decides what differs', async () => {
  const { book, entry } = await keyTwice(sampleBirthEntry(), sampleBirthEntry({ name: 'Trần Thị Làn', sex: 'male' }));
  assert.deepEqual((await stand.view(book)).state, 'working');
  const taken = (await stand.next(REVIEWER, 'review', book))!;
  assert.deepEqual([taken.entry, taken.differing], [entry, ['name', 'sex']]);
  assert.deepEqual(
    taken.keyings!.map(({ values }) => values.name),
    ['Trần Thị Lan', 'Trần Thị Làn'],
  );
  assert.doesNotMatch(JSON.stringify(taken), new RegExp(`${OFFICER}|${SECOND}`));
  const field = await decide(REVIEWER, entry, agree({ name: 'Trần Thị Lan', sex: 'female', birthDate: '1988' }));
  assert.equal(field, '400 books/field-unknown /values/birthDate');
  assert.equal(await decide(REVIEWER, entry, agree({ sex: 'female' })), '400 books/value-missing /values/name');
  assert.equal(await decide(REVIEWER, entry, agree({ name: 'Trần Thị Lan' }, ['sex'])), '200');
  const { state, progress, errorRate } = await stand.view(book);
  assert.deepEqual([state, progress.agreed], ['finished', 1]);
  // Of ten fields keyed twice, three were not what was decided: one name, and two who read a sex that cannot be read.
  assert.equal(errorRate, 3 / 20);
});

test('who keyed an entry does not review it, and who saw both keyings does not key it', async () => {
  const { book, entry } = await keyTwice(sampleBirthEntry(), sampleBirthEntry({ name: 'Trần Thị Làn' }));
  const other = await stand.make();
  await stand.addPage(other);
  const { entry: own } = (await stand.next(SUPERVISOR, 'keying', other))!;
  assert.equal(await stand.key(SUPERVISOR, own), '200');
  assert.equal((await stand.next(OFFICER, 'keying', other))?.entry, own);
  assert.equal(await stand.key(OFFICER, own, sampleBirthEntry({ name: 'Trần Lan' })), '200');
  assert.equal(await stand.next(SUPERVISOR, 'review', other), undefined);
  assert.equal((await stand.next(REVIEWER, 'review', book))?.entry, entry);
  assert.equal(await decide(REVIEWER, entry, { outcome: 'sent-back', reason: 'both-wrong' }), '200');
  for (const who of [REVIEWER, OFFICER, SECOND]) assert.equal(await stand.next(who, 'keying', book), undefined, who);
  assert.equal((await stand.next(THIRD, 'keying', book))?.entry, entry);
  assert.equal(await stand.key(THIRD, entry), '200');
  assert.deepEqual((await stand.view(book)).progress.keyed, 1, 'the keyings of before count no more');
});

test('a page is taken by what its bytes are, at most so large, and once', async () => {
  const book = await stand.make();
  const add = (number: number, content: Buffer) =>
    stand.send(SUPERVISOR, `/api/books/${book}/pages`, { number, entries: 1, content: content.toString('base64') });
  for (const [at, first] of ['ffd8ffe0', '89504e470d0a1a0a', '255044462d312e37'].entries())
    assert.equal(await add(at + 1, samplePage(first)), '200', first);
  for (const bytes of ['<svg onload="x">', '%PD', 'MZ program'])
    assert.equal(await add(9, Buffer.from(bytes)), '400 books/page-kind /content', bytes);
  const large = Buffer.concat([samplePage(), Buffer.alloc(LARGEST_SCAN)]);
  assert.match(await add(9, large), /^413 books\/page-size/);
  const image = samplePage();
  assert.equal(await add(4, image), '200');
  assert.equal(await add(5, image), '409 books/page-known /number', 'the same image once more');
  assert.equal(await add(4, samplePage()), '409 books/page-known /number', 'the same number once more');
  assert.equal((await stand.view(book)).progress.pages, 4);
});

test('an image lies sealed, readable by the server alone, and each look at it is a line in the journal', async () => {
  const book = await stand.make();
  const { page, image } = await stand.addPage(book);
  const folder = join(stand.home, 'books', book);
  assert.deepEqual(readdirSync(folder), [page]);
  assert.equal(statSync(join(folder, page)).mode & 0o777, 0o600);
  assert.equal(readFileSync(join(folder, page)).indexOf(image.subarray(4)), -1);
  const { entry } = (await stand.next(OFFICER, 'keying', book))!;
  const url = `/api/books/keying/${entry}/page`;
  const looks = (await readJournal('book-page')).length;
  const answer = await stand.as(OFFICER, { method: 'GET', url });
  assert.deepEqual([answer.headers['content-type'], answer.headers['cache-control']], ['image/jpeg', 'no-store']);
  assert.ok(answer.rawPayload.equals(image));
  const lines = await readJournal('book-page');
  assert.equal(lines.length, looks + 1);
  const line = lines.find(({ data }) => data?.entry === entry);
  assert.deepEqual(
    [line?.kind, line?.actor, line?.office, line?.purpose, line?.legalBasis, line?.data?.page],
    ['look', OFFICER, COMMUNE, 'civil-status-act', 'civil-status-law-4', page],
  );
  assert.equal((await stand.as(OFFICER, { method: 'GET', url: url.replace('keying', 'review') })).statusCode, 403);
});

test('a book is handed over when nothing in it waits, once, and its file is what its digest says', async () => {
  const { book } = await keyTwice(sampleBirthEntry(), sampleBirthEntry({ motherName: '' }), ['motherName']);
  const url = `/api/books/${book}/hand-over`;
  const file = () => stand.as(SUPERVISOR, { method: 'GET', url: `/api/books/${book}/entries.jsonl` });
  assert.equal(await stand.send(SUPERVISOR, url, {}), '409 books/book-unfinished');
  const { entry } = (await stand.next(REVIEWER, 'review', book))!;
  assert.equal(await decide(REVIEWER, entry, agree({}, ['motherName'])), '200');
  assert.equal((await file()).statusCode, 409, 'not before it is handed over');
  const handed = await Promise.all(Array.from({ length: 8 }, () => stand.send(SUPERVISOR, url, {})));
  assert.equal(handed.filter((one) => one === '200').length, 1);
  assert.ok(handed.every((one) => one === '200' || one === '409 books/handed-over'));
  const added = await stand.send(SUPERVISOR, `/api/books/${book}/pages`, {
    ...{ number: 2, entries: 1, content: samplePage().toString('base64') },
  });
  assert.equal(added, '409 books/handed-over');

  const { body, headers } = await file();
  const digest = createHash('sha256').update(body).digest();
  const { state, digest: kept } = await stand.view(book);
  assert.deepEqual([state, kept], ['handed-over', digest.toString('base64url')]);
  assert.equal(headers['repr-digest'], `sha-256=:${digest.toString('base64')}:`);
  const [line, ...others] = body.trim().split('\n');
  const { image, bookNumber, ...rest } = JSON.parse(line!) as Record<string, unknown>;
  assert.equal(others.length, 0);
  assert.ok(image && bookNumber);
  assert.deepEqual(rest, {
    ...{ book, bookKind: 'births', bookPlace: 'Phường Phúc Xá', commune: COMMUNE, entry, page: 1, position: 1 },
    ...{ entryNumber: '12/1987', registeredOn: '1987-09-09', name: 'Trần Thị Lan', birthDate: '1987-09-05' },
    ...{ sex: 'female', fatherName: 'Trần Văn Nam', unreadable: ['motherName'] },
  });
  assert.ok((await readJournal('book-entries')).some(({ data }) => data?.book === book));
});

test('an entry that one officer did not find is settled by the reviewer either way', async () => {
  const book = await stand.make();
  await stand.addPage(book, 2);
  for (const at of [1, 2]) {
    const { entry } = (await stand.next(OFFICER, 'keying', book))!;
    assert.equal(await stand.key(OFFICER, entry), '200', `${at}`);
    await stand.next(SECOND, 'keying', book);
    assert.equal(await stand.send(SECOND, `/api/books/keying/${entry}`, { absent: true }), '200');
    const taken = (await stand.next(REVIEWER, 'review', book))!;
    assert.equal(taken.differing?.length, 10);
    const decision = at === 1 ? agree(sampleBirthEntry()) : { outcome: 'absent' };
    assert.equal(await decide(REVIEWER, entry, decision), '200');
  }
  const { progress } = await stand.view(book);
  assert.deepEqual([progress.agreed, progress.absent], [1, 1]);
});

test('a book is one of the country’s kinds, of a commune of today in the officer’s area, and taken up once', async () => {
  const given = { kind: 'births', number: '7', place: 'Xã Cũ', commune: COMMUNE, yearFrom: 1960, yearTo: 1961 };
  const make = (more: object, who = SUPERVISOR as string) => stand.send(who, '/api/books', { ...given, ...more });
  assert.equal(await make({ kind: 'wills' }), '400 books/kind-unknown /kind');
  assert.equal(await make({ commune: '99999' }), '400 books/unit-unknown /commune');
  assert.equal(await make({ commune: '26740' }), '403 kernel/out-of-area');
  assert.equal(await make({ yearTo: 1959 }), '400 books/years-impossible /yearTo');
  assert.equal(await make({ yearTo: 2100 }), '400 books/years-impossible /yearTo');
  assert.equal(await make({}, OFFICER), '403 kernel/forbidden');
  assert.equal(await make({}), '200');
  assert.equal(await make({ place: 'xã  cũ' }), '409 books/book-known /number');
});

test('no line of the journal holds what was read, and no book counts its officers', async () => {
  await keyTwice(sampleBirthEntry({ name: 'Vũ Ngọc Nhạn' }), sampleBirthEntry({ name: 'Vũ Ngọc Nhàn' }));
  const { rows } = await stand.kernel.database.pool.query<{ text: string }>(
    'SELECT lines AS text FROM kernel.journal_block UNION ALL SELECT answer::text FROM kernel.idempotency',
  );
  assert.ok(rows.length > 0);
  assert.ok(rows.every(({ text }) => !/Ngọc Nh/.test(text ?? '')));
  const { body } = await stand.ask(SUPERVISOR, 'GET', '/api/books');
  assert.doesNotMatch(JSON.stringify(body), new RegExp(`${OFFICER}|${SECOND}`));
});
