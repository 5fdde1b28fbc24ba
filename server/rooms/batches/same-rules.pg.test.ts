import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { nameKey } from '#libs/names';
import { findHolders, type Holder } from '#rooms/people';
import { readClaims } from '../exchange/claims.ts';
import { compareClaim } from '../exchange/compare.ts';
import { awaitEnd, type BatchStand, openBatchStand, readResult, sendBatch } from './stand.samples.ts';

let stand: BatchStand;
before(async () => {
  stand = await openBatchStand();
});
after(() => stand.close());

/** The ways in which the files of subscribers really differ from the register, and some in which they should not. */
const noises: ((name: string, birth: string, turn: number) => [string, string])[] = [
  (name, birth) => [name, birth],
  (name, birth) => [name.toUpperCase(), birth],
  (name, birth) => [name.toLowerCase(), birth],
  (name, birth) => [name.normalize('NFD'), birth],
  (name, birth) => [nameKey(name).toUpperCase(), birth],
  (name, birth) => [nameKey(name), birth],
  (name, birth) => [name.split(' ').toReversed().join(' '), birth],
  (name, birth) => [name.split(' ').toSpliced(1, 1).join(' '), birth],
  (name, birth) => [`  ${name.replaceAll(' ', '  ')} `, birth],
  (name, birth) => [name.replaceAll(' ', '-'), birth],
  (name, birth) => [name.replaceAll('đ', 'ð').replaceAll('Đ', 'Ð'), birth],
  (name, birth) => [name.replaceAll('oà', 'òa').replaceAll('uý', 'úy').replaceAll('y', 'i'), birth],
  (name, birth, turn) => [name.slice(0, turn % name.length) + name.slice((turn % name.length) + 1), birth],
  (name, birth, turn) => [`${name.slice(0, turn % name.length)}x${name.slice(turn % name.length)}`, birth],
  (name, birth) => [
    name
      .split(' ')
      .map((word, at, all) => (at > 0 && at < all.length - 1 ? word[0] : word))
      .join(' '),
    birth,
  ],
  (name, birth) => [name.replaceAll('k', '\u212a').replaceAll('i', 'İ'), birth],
  (_name, birth, turn) => [`Người Khác ${turn}`, birth],
  (name, birth) => [name, birth.length === 10 ? `${birth.slice(0, 4)}-${birth.slice(8)}-${birth.slice(5, 7)}` : birth],
  (name, birth) => [name, birth.slice(0, 4)],
  (name, birth) => [name, birth.slice(0, 7)],
  (name, birth) => [name, birth.split('-').toReversed().join('/')],
  (name, birth) => [name, `${birth.slice(0, 3)}${(Number(birth[3]) + 1) % 10}${birth.slice(4)}`],
  (name, _birth) => [name, '1900-01-01'],
  (_name, _birth, turn) => [`Người Khác ${turn}`, '1900-01-01'],
];

test('a row is answered as a single verification of the same values would be, field by field', async () => {
  const people = (await stand.people(1_500)).filter((one) => one.pin !== '');
  const claims = people.map((one, turn) => {
    const [name, birth] = noises[turn % noises.length]!(one.name, one.birthDate, turn);
    return { pin: one.pin, name, birth, sex: turn % 9 === 0 ? 'Nữ' : one.sex };
  });
  const file = Buffer.from(
    claims
      .map((one) => JSON.stringify({ number: one.pin, name: one.name, birthDate: one.birth, sex: one.sex }))
      .join('\n'),
  );
  const client = await stand.connect('viettel');
  const { id } = await sendBatch(client, file, { format: 'jsonl', fields: ['name', 'birthDate', 'sex'] });
  const ended = await awaitEnd(client, id);
  assert.equal(ended.state, 'done', JSON.stringify(ended));
  const text = await (await client.download(id, 'result')).text();
  const rows = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, string>);
  const pool = await stand.kernel.database.pool.connect();
  const holders = await findHolders(
    pool,
    claims.map((one) => one.pin),
  ).finally(() => pool.release());
  const seen = new Set<string>();
  for (const [index, claim] of claims.entries()) {
    const [holder] = holders.get(claim.pin)!;
    const birth = claim.birth.includes('/') ? claim.birth.split('/').toReversed().join('-') : claim.birth;
    const row = rows[index]!;
    const told = [row.name, row.birthDate, row.sex];
    const given = { name: claim.name, birthDate: birth, sex: claim.sex === 'Nữ' ? 'female' : claim.sex };
    assert.deepEqual(told, expect(holder!, given), JSON.stringify({ claim, held: holder!.record.name }));
    for (const one of told) seen.add(String(one));
  }
  // A test that saw only the plain cases would hold nothing together.
  for (const one of [
    'close:diacritics',
    'close:order',
    'close:one-typing-error',
    'close:initials',
    'close:year-only',
    'close:day-month-swapped',
    'no',
  ])
    assert.ok(seen.has(one), `${one} did not come up: ${[...seen].join(' ')}`);
});

/** What a single verification says of these values; what it would refuse to read is a row that cannot be read. */
function expect({ record }: Holder, given: Record<string, string>): (string | null)[] {
  const fields = Object.keys(given);
  const unreadable = fields.filter((field) => !isReadable({ [field]: given[field]! }));
  if (unreadable.length > 0) return fields.map((field) => (unreadable.includes(field) ? 'invalid' : null));
  return readClaims({ biographicData: given }).map((claim) => {
    const { verdict, why } = compareClaim(claim, record, () => ({ province: '', commune: '' }));
    return why ? `${verdict}:${why}` : verdict;
  });
}

function isReadable(one: Record<string, string>): boolean {
  try {
    readClaims({ biographicData: one });
    return true;
  } catch {
    return false;
  }
}

test('numbers that are cancelled, given twice, unknown or none are told apart', async () => {
  const client = await stand.connect('viettel');
  const { pool } = stand.kernel.database;
  const [one, other] = (await stand.people(40)).filter((each) => each.pin !== '');
  await pool.query(
    `INSERT INTO people.identifier (value, kind, person, status, valid_from) VALUES
     ('098765432', 'cmnd', $1, 'void', '2000-01-01'), ('098765432', 'cmnd', $2, 'void', '2001-01-01'), ('001090999999', 'pin', $1, 'cancelled', '2000-01-01')`,
    [one!.person, other!.person],
  );
  await stand.retakeSnapshot();
  const file = Buffer.from(
    [
      'number,name',
      `098765432,${one!.name}`,
      `001090999999,${one!.name}`,
      `999999999999,${one!.name}`,
      `12 34,${one!.name}`,
      `,${one!.name}`,
      `${one!.pin},`,
    ].join('\n'),
  );
  const { id } = await sendBatch(client, file, { fields: ['name'] });
  assert.equal((await awaitEnd(client, id)).state, 'done');
  const rows = await readResult(client, id);
  assert.deepEqual(
    rows.map((row) => [row.verdict, row.number, row.name]),
    [
      ['unknown', 'ambiguous', ''],
      ['unknown', 'cancelled', ''],
      ['unknown', 'unknown', ''],
      ['unreadable', 'invalid', ''],
      ['unknown', 'empty', ''],
      ['unreadable', '', 'empty'],
    ],
  );
});
