import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { blind, buildSet, placeOf, provePage } from '#libs/blindset';
import { type BulkPage, proveMembership } from './bulkProof.ts';

// The server's own library makes the set: two implementations that share no code must agree.
const salt = randomBytes(16);
const persons = Array.from({ length: 3_000 }, () => randomUUID());
const keyOf = (person: string) => Buffer.from(person.replaceAll('-', ''), 'hex');

function makeSet(of: readonly string[]) {
  const set = buildSet(blind(salt, Buffer.concat(of.map(keyOf))));
  const line = JSON.stringify({ data: { bits: set.bits, root: set.root.toString('hex'), salt: salt.toString('hex') } });
  async function pageOf(person: string): Promise<BulkPage> {
    const { page } = placeOf(blind(salt, keyOf(person)), set.bits);
    const path = (await provePage(set.leaves, page)).map((hash) => hash.toString('hex'));
    return { person, page, entries: set.pages[page]!.toString('hex'), path };
  }
  return { line, pageOf, bits: set.bits };
}

async function verdict(line: string, page: BulkPage) {
  const computed = await proveMembership(line, page);
  return [computed.page.holds, computed.person.holds];
}

for (const count of [1, 600, 3_000]) {
  test(`each of ${count} persons is in the set, and nobody else`, async () => {
    const { line, pageOf } = makeSet(persons.slice(0, count));
    for (const person of persons.slice(0, count).filter((_, index) => index % 97 === 0))
      assert.deepEqual(await verdict(line, await pageOf(person)), [true, true]);
    assert.deepEqual(await verdict(line, await pageOf(randomUUID())), [true, false]);
  });
}

test('a page that is another, was changed, or has another path does not lead to the line', async () => {
  const { line, pageOf, bits } = makeSet(persons);
  assert.ok(bits > 1);
  const [person] = persons;
  const own = await pageOf(person!);
  let other = own;
  for (const one of persons) if (other.page === own.page) other = await pageOf(one);
  const changed = { ...own, entries: `${own.entries.slice(0, -1)}${own.entries.endsWith('0') ? '1' : '0'}` };
  for (const false_ of [
    changed,
    { ...own, path: other.path },
    { ...own, path: own.path.slice(1) },
    { ...other, person: person! },
  ])
    assert.equal((await verdict(line, false_))[0], false);
});

test('another salt in the line is another person’s place', async () => {
  const { line, pageOf } = makeSet(persons.slice(0, 100));
  const own = await pageOf(persons[0]!);
  const salted = line.replace(salt.toString('hex'), randomBytes(16).toString('hex'));
  assert.equal((await verdict(salted, own))[1], false);
});

test('what cannot be read does not hold and never throws', async () => {
  const { line, pageOf } = makeSet(persons.slice(0, 100));
  const own = await pageOf(persons[0]!);
  for (const [bad, page] of [
    ['not JSON', own],
    ['{}', own],
    ['null', own],
    [line.replace(/"bits":\d+/, '"bits":99'), own],
    [line, { ...own, person: 'nobody' }],
    [line, { ...own, entries: 'zz' }],
    [line, { ...own, entries: own.entries.slice(2) }],
  ] as const)
    assert.equal((await verdict(bad, page)).includes(false), true);
});
