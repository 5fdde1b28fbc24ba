import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { LEASE_MINUTES } from './model.ts';
import {
  type BooksStand,
  OFFICER,
  OUTSIDER,
  openBooksStand,
  SECOND,
  SUPERVISOR,
  sampleBirthEntry,
} from './stand.samples.ts';

const keyers = Array.from({ length: 16 }, (_, at) => `keyer-${at}`);
let stand: BooksStand;
before(async () => {
  stand = await openBooksStand(keyers);
});
after(() => stand.close());

/** A book of one page. */
async function begin(entries = 1): Promise<string> {
  const book = await stand.make();
  await stand.addPage(book, entries);
  return book;
}
const moveMinutes = (minutes: number) => stand.kernel.clock.moveBy(stand.kernel.clock.offset + minutes * 60_000);

test('two officers who read the same agree, whatever the case and the blanks', async () => {
  const book = await begin();
  const first = (await stand.next(OFFICER, 'keying', book))!;
  assert.equal(await stand.key(OFFICER, first.entry), '200');
  assert.equal((await stand.view(book)).progress.keyed, 1);
  const second = (await stand.next(SECOND, 'keying', book))!;
  assert.equal(second.entry, first.entry);
  const typed = sampleBirthEntry({ name: 'TRẦN  THỊ LAN', birthDate: '05-09-1987' });
  assert.equal(await stand.key(SECOND, second.entry, typed), '200');
  const { state, progress, errorRate } = await stand.view(book);
  assert.deepEqual([state, progress.agreed, progress.review, errorRate], ['finished', 1, 0, 0]);
});

test('whoever keys second is told nothing of the first keying: not a value, not that there is one', async () => {
  const book = await begin(2);
  const first = (await stand.next(OFFICER, 'keying', book))!;
  await stand.key(OFFICER, first.entry, sampleBirthEntry({ name: 'Đinh Bạch Tuyết' }));
  const url = '/api/books/keying/next';
  const taken = await stand.ask<{ next: { entry: string } }>(SECOND, 'POST', url, { book });
  assert.equal(taken.body.next.entry, first.entry);
  const fresh = await stand.ask<{ next: { entry: string } }>(OFFICER, 'POST', url, { book });
  assert.notEqual(fresh.body.next.entry, first.entry);
  assert.deepEqual(Object.keys(taken.body.next).sort(), Object.keys(fresh.body.next).sort());
  assert.doesNotMatch(JSON.stringify(taken.body), /Bạch Tuyết/);
  const kept = async (who: string, entry: string) =>
    (await stand.ask(who, 'POST', `/api/books/keying/${entry}`, { values: sampleBirthEntry(), unreadable: [] })).body;
  assert.deepEqual(await kept(SECOND, first.entry), { entry: first.entry });
  assert.deepEqual(await kept(OFFICER, fresh.body.next.entry), { entry: fresh.body.next.entry });
  const review = await stand.as(SECOND, { method: 'POST', url: '/api/books/review/next', payload: {} });
  assert.equal(review.statusCode, 403);
});

test('nobody keys an entry twice', async () => {
  const book = await begin();
  const { entry } = (await stand.next(OFFICER, 'keying', book))!;
  assert.equal(await stand.key(OFFICER, entry), '200');
  assert.equal(await stand.next(OFFICER, 'keying', book), undefined);
  assert.equal(await stand.key(OFFICER, entry), '409 books/entry-not-yours');
});

test('who has not taken an entry keys nothing, sees no page, and who takes it keeps others off', async () => {
  const book = await begin();
  const { entry } = (await stand.next(OFFICER, 'keying', book))!;
  assert.equal(await stand.next(SECOND, 'keying', book), undefined);
  assert.equal(await stand.key(SECOND, entry), '409 books/entry-not-yours');
  const page = await stand.ask<{ code: string }>(SECOND, 'GET', `/api/books/keying/${entry}/page`);
  assert.deepEqual([page.status, page.body.code], [409, 'books/entry-not-yours']);
  const again = await stand.next(OFFICER, 'keying', book);
  assert.equal(again?.entry, entry, 'who asks again has the same entry in hand');
});

test('a lease lapses: the next who asks gets the entry, and work that nobody else took is not lost', async () => {
  const [book, other] = [await begin(), await begin()];
  const left = (await stand.next(OFFICER, 'keying', book))!.entry;
  moveMinutes(LEASE_MINUTES + 1);
  assert.equal((await stand.next(SECOND, 'keying', book))?.entry, left);
  assert.equal(await stand.key(OFFICER, left), '409 books/entry-not-yours');
  assert.equal(await stand.key(SECOND, left), '200');
  const slow = (await stand.next(OFFICER, 'keying', other))!.entry;
  moveMinutes(LEASE_MINUTES + 1);
  assert.equal(await stand.key(OFFICER, slow), '200');
});

test('16 officers who ask at once get 16 entries; one who asks 16 times at once gets one', async () => {
  const book = await begin(20);
  // Signed in beforehand, so that the requests meet.
  for (const who of keyers) await stand.ask(who, 'GET', '/api/books');
  const taken = await Promise.all(keyers.map((who) => stand.next(who, 'keying', book)));
  assert.equal(new Set(taken.map((one) => one?.entry)).size, 16);
  assert.ok(taken.every((one) => one !== undefined));
  const same = await Promise.all(Array.from({ length: 16 }, () => stand.next(OFFICER, 'keying', book)));
  assert.equal(new Set(same.map((one) => one?.entry)).size, 1);
  const { rows } = await stand.kernel.database.pool.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM books.entry WHERE book = $1 AND leased_by IS NOT NULL',
    [book],
  );
  assert.equal(rows[0]!.count, 17);
});

test('16 keyings of one entry by one officer at once are one keying', async () => {
  const book = await begin();
  const { entry } = (await stand.next(OFFICER, 'keying', book))!;
  const sent = await Promise.all(Array.from({ length: 16 }, () => stand.key(OFFICER, entry)));
  assert.equal(sent.filter((one) => one === '200').length, 1, sent.join(', '));
  assert.equal((await stand.view(book)).progress.keyed, 1);
});

test('an entry that is not on the page is said to be absent, by two', async () => {
  const book = await begin();
  for (const who of [OFFICER, SECOND]) {
    const { entry } = (await stand.next(who, 'keying', book))!;
    assert.equal(await stand.send(who, `/api/books/keying/${entry}`, { absent: true }), '200');
  }
  const { state, progress } = await stand.view(book);
  assert.deepEqual([state, progress.absent, progress.agreed], ['finished', 1, 0]);
});

test('what does not fit its field is refused and points at it; the entry stays in hand', async () => {
  const book = await begin();
  const { entry } = (await stand.next(OFFICER, 'keying', book))!;
  const refused = (more: Record<string, string>) => stand.key(OFFICER, entry, sampleBirthEntry(more));
  assert.equal(await refused({ birthDate: '31/2/1987' }), '400 books/value-malformed /values/birthDate');
  assert.equal(await refused({ name: '' }), '400 books/value-missing /values/name');
  assert.equal(await refused({ deathDate: '1987' }), '400 books/field-unknown /values/deathDate');
  assert.equal(await stand.key(OFFICER, entry, sampleBirthEntry({ sex: '' }), ['sex']), '200');
});

test('officers of another area are given nothing of a book', async () => {
  const book = await begin();
  assert.equal(await stand.send(OUTSIDER, '/api/books/keying/next', { book }), '403 kernel/out-of-area');
  assert.equal(await stand.next(OUTSIDER, 'keying'), undefined);
  const { status } = await stand.ask(OUTSIDER, 'GET', `/api/books/${book}`);
  assert.equal(status, 403);
  const { body } = await stand.ask<{ books: unknown[] }>(OUTSIDER, 'GET', '/api/books');
  assert.deepEqual(body.books, []);
  assert.ok(await stand.next(SUPERVISOR, 'keying', book), 'the province may key as well');
});
