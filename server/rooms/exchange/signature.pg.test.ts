import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Type } from 'typebox';
import type { Room } from '#kernel';
import { contract } from '#kernel';
import {
  type Connected,
  openStand,
  type Raw,
  readJournal,
  type Stand,
  sendRaw,
  signRaw,
  steward,
} from './stand.samples.ts';

/** Stands for a room below, such as the population registry's OSIA door. */
const otherRoom: Room = {
  name: 'other',
  routes: [
    contract({
      method: 'GET',
      path: '/v1/persons/:id',
      summary: 'A door that asks for a scope',
      tag: 'test',
      scope: 'osia.pr',
      params: Type.Object({ id: Type.String() }),
      answers: { 200: Type.Object({ caller: Type.String(), organisation: Type.String() }) },
      handle: ({ caller }) => ({ caller: caller.id, organisation: caller.organisation }),
    }),
  ],
};

let stand: Stand;
let bank: Connected;
before(async () => {
  stand = await openStand([otherRoom]);
  bank = await stand.connect('bidv');
});
after(() => stand.close());

const now = () => Math.floor(Date.now() / 1000);

test('a question is answered once, however often it is sent', async () => {
  const raw = signRaw(stand, bank);
  assert.equal((await sendRaw(raw)).status, 200);
  const again = await sendRaw(raw);
  assert.deepEqual([again.status, again.body.code], [401, 'exchange/replayed']);
});

test('of 64 copies sent at once exactly one is answered', async () => {
  const raw = signRaw(stand, bank);
  const answers = await Promise.all(Array.from({ length: 64 }, () => sendRaw(raw)));
  assert.equal(answers.filter((one) => one.status === 200).length, 1);
  assert.equal(answers.filter((one) => one.body.code === 'exchange/replayed').length, 63);
  const transaction = new URL(raw.url).searchParams.get('transactionId');
  assert.equal((await readJournal(stand)).filter((line) => line.data?.transactionId === transaction).length, 1);
});

const refusals: [rule: string, make: () => Raw, code: string][] = [
  [
    'an unsigned question',
    () => ({
      ...signRaw(stand, bank),
      headers: {
        'content-type': 'application/json',
        'dancu-purpose': 'bank-customer-check',
        'dancu-legal-basis': 'anti-money-laundering-law-9',
      },
    }),
    'signature-missing',
  ],
  ['a signature of 61 seconds ago', () => signRaw(stand, bank, { created: now() - 62 }), 'signature-expired'],
  [
    'a signature that has expired',
    () => signRaw(stand, bank, { created: now() - 20, expires: now() - 10 }),
    'signature-expired',
  ],
  ['a signature of the future', () => signRaw(stand, bank, { created: now() + 8 }), 'signature-in-future'],
  ['a signature without a nonce', () => signRaw(stand, bank, { nonce: undefined }), 'signature-incomplete'],
  [
    'a signature that leaves the purpose out',
    () => signRaw(stand, bank, { leaveOut: ['dancu-purpose'] }),
    'signature-incomplete',
  ],
  [
    'a signature that leaves the address out',
    () => signRaw(stand, bank, { leaveOut: ['@target-uri'] }),
    'signature-incomplete',
  ],
  [
    'a signature that leaves the body out',
    () => signRaw(stand, bank, { leaveOut: ['content-digest'] }),
    'signature-incomplete',
  ],
  [
    'another body',
    () => ({ ...signRaw(stand, bank), body: JSON.stringify({ biographicData: { name: 'Trần Văn Tám' } }) }),
    'digest-mismatch',
  ],
  [
    'another person',
    () => alter(signRaw(stand, bank), (raw) => ({ ...raw, url: raw.url.replace('001190000001', '001190000004') })),
    'signature-wrong',
  ],
  [
    'another purpose',
    () =>
      alter(signRaw(stand, bank), (raw) => ({
        ...raw,
        headers: { ...raw.headers, 'dancu-purpose': 'credit-application' },
      })),
    'signature-wrong',
  ],
  [
    'an officer that was added on the way',
    () => alter(signRaw(stand, bank), (raw) => ({ ...raw, headers: { ...raw.headers, 'dancu-officer': 'somebody' } })),
    'signature-incomplete',
  ],
  ['an unknown key', () => signRaw(stand, { ...bank, kid: 'unknown' }), 'key-unknown'],
  [
    'headers that are no signature',
    () => alter(signRaw(stand, bank), (raw) => ({ ...raw, headers: { ...raw.headers, signature: 'sig1=garbage' } })),
    'signature-malformed',
  ],
];
function alter(raw: Raw, how: (raw: Raw) => Raw): Raw {
  return how(raw);
}
for (const [rule, make, code] of refusals) {
  test(`${rule} is refused, and the refusal is signed`, async () => {
    const lines = (await readJournal(stand)).length;
    const answer = await sendRaw(make());
    assert.deepEqual([answer.status, answer.body.code], [401, `exchange/${code}`]);
    assert.match(
      answer.headers.get('signature-input') ?? '',
      /^sig1=\("@status" "content-digest" "content-type" .*tag="dancu-answer"$/,
    );
    assert.equal((await readJournal(stand)).length, lines);
  });
}

test('the Host header has no say in what was signed', async () => {
  const raw = signRaw(stand, bank);
  const elsewhere = await stand.app.inject({
    method: 'POST',
    url: raw.url.slice(stand.origin.length),
    headers: { ...raw.headers, host: 'elsewhere.example' },
    payload: raw.body ?? '',
  });
  assert.equal(elsewhere.statusCode, 200);
});

test('a body that is too large or no JSON is refused with a signature', async () => {
  const raw = signRaw(stand, bank);
  const large = await sendRaw({ ...raw, body: JSON.stringify({ biographicData: { name: 'x'.repeat(17_000) } }) });
  assert.equal(large.status, 413);
  assert.ok(large.headers.get('signature'));
  const broken = await sendRaw({ ...raw, body: '{' });
  assert.equal(broken.status, 400);
  assert.ok(broken.headers.get('signature'));
});

test('a revoked key is refused at once', async () => {
  const telecom = await stand.connect('viettel');
  const ask = () => sendRaw(signRaw(stand, telecom, { purpose: 'subscriber-check' }));
  assert.equal((await ask()).body.code, 'exchange/legal-basis-not-agreed');
  await stand.owner.query('UPDATE exchange.key SET revoked_at = now() WHERE kid = $1', [telecom.kid]);
  await stand.owner.query('UPDATE exchange.epoch SET value = value + 1');
  assert.equal((await ask()).body.code, 'exchange/key-revoked');
});

test('a suspended system and a suspended agreement are refused at once, and resume at once', async () => {
  const other = await stand.connect('bidv');
  const ask = async () => (await sendRaw(signRaw(stand, other))).body.code ?? 'answered';
  const context = steward(stand.kernel, 'bidv');
  assert.equal(await ask(), 'answered');
  await stand.exchange.setSystemState(context, other.id, 'suspended');
  assert.equal(await ask(), 'exchange/system-suspended');
  await stand.exchange.setSystemState(context, other.id, 'active');
  await stand.exchange.changeAgreement(context, 'bidv-customers', { state: 'suspended' });
  assert.equal(await ask(), 'exchange/agreement-suspended');
  await stand.exchange.changeAgreement(context, 'bidv-customers', { state: 'active' });
  assert.equal(await ask(), 'answered');
});

test("a system opens another room's door with its scope, once a signature", async () => {
  const registry = await stand.connect('ministry-of-justice', { scopes: ['osia.pr'] });
  const raw = signGet(registry);
  const answer = await fetch(raw.url, { headers: raw.headers });
  assert.deepEqual(await answer.json(), { caller: registry.id, organisation: 'ministry-of-justice' });
  assert.ok(answer.headers.get('signature'));
  assert.equal((await fetch(raw.url, { headers: raw.headers })).status, 401);
  const without = signGet(bank);
  assert.equal((await fetch(without.url, { headers: without.headers })).status, 403);
});

function signGet(connected: Connected): Raw {
  return signRaw(stand, connected, { get: '/v1/persons/1' });
}
