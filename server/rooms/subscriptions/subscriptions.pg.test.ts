import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { readLine } from '#kernel';
import { sampleBirth, sampleGround } from '../people/samples.ts';
import {
  type Agency,
  openReceiver,
  openSubscriptionStand,
  type Receiver,
  type SubscriptionStand,
  type Told,
  until,
} from './stand.samples.ts';

interface Born {
  person: string;
  pin: string;
}
interface View {
  id: string;
  state: string;
  newest: number;
  delivered: number;
  persons: number;
  failing?: { attempts: number; why: string };
}
type Refused = { code: string; pointer?: string };

const OFFICER = 'hanoi-officer';
let stand: SubscriptionStand;
let bidv: Agency;
const receivers: Receiver[] = [];
before(async () => {
  stand = await openSubscriptionStand();
  bidv = await stand.connect('bidv');
  await stand.agree('bidv');
});
after(() => stand.close());
afterEach(async () => {
  for (const receiver of receivers.splice(0)) await receiver.close();
});

const born = async () => (await stand.ask<Born>(OFFICER, 'POST', '/api/people/acts/birth', sampleBirth())).body;
async function correct({ person }: Born, phone: string): Promise<void> {
  const { status, body } = await stand.ask(OFFICER, 'POST', `/api/people/${person}/acts/correct`, {
    ...sampleGround('birth-certificate', 'identification-law-10'),
    changes: { phone },
  });
  assert.equal(status, 200, JSON.stringify(body));
}
/** All that was sealed up to now is heard. */
async function hear(): Promise<void> {
  await stand.kernel.sealing.now();
  await stand.kernel.events.deliver();
}
async function openAt(): Promise<Receiver> {
  const receiver = await openReceiver(stand);
  receivers.push(receiver);
  return receiver;
}
async function subscribe(endpoint?: string, kinds = ['died', 'moved', 'record-changed']): Promise<string> {
  const { status, body } = await bidv.ask<{ id: string }>('POST', '/v1/subscriptions', {
    kinds,
    ...(endpoint ? { endpoint } : {}),
  });
  assert.equal(status, 201, JSON.stringify(body));
  return body.id;
}
async function watch(id: string, ...persons: Born[]): Promise<(string | undefined)[]> {
  const { status, body } = await bidv.ask<{ persons: { person?: string }[] }>(
    'POST',
    `/v1/subscriptions/${id}/persons`,
    {
      identifiers: persons.map(({ pin }) => pin),
    },
  );
  assert.equal(status, 200, JSON.stringify(body));
  return body.persons.map(({ person }) => person);
}
const view = async (id: string) =>
  (await bidv.ask<{ subscriptions: View[] }>('GET', '/v1/subscriptions')).body.subscriptions.find(
    (one) => one.id === id,
  )!;
const numbersOf = (told: readonly Told[]) => told.flatMap(({ events }) => events.map(({ number }) => number));

async function readLooks(id: string) {
  await stand.kernel.sealing.now();
  const { rows } = await stand.kernel.database.pool.query<{ lines: string }>('SELECT lines FROM kernel.journal_block');
  return rows
    .flatMap(({ lines }) => lines.split('\n').map(readLine))
    .filter((line) => line.room === 'subscriptions' && line.kind === 'look' && line.data?.subscription === id);
}

test('who is named is told of: a kind and the agency’s own name for the person, signed, and each is a look', async () => {
  const receiver = await openAt();
  const [person, other] = [await born(), await born()];
  const id = await subscribe(receiver.endpoint);
  const [name] = await watch(id, person);
  await correct(person, '0911000001');
  await correct(other, '0911000002');
  await hear();
  await until(() => receiver.taken.length > 0);
  const [told] = receiver.taken;
  assert.deepEqual(Object.keys(told!.events[0]!).toSorted(), ['at', 'kind', 'number', 'person']);
  assert.deepEqual(
    told!.events.map(({ number, kind, person: who }) => [number, kind, who]),
    [[1, 'record-changed', name]],
  );
  assert.ok(!JSON.stringify(told).includes('0911000001'));
  assert.equal(name, stand.exchange.pseudonymOf('bidv', person.person));
  const looks = await readLooks(id);
  assert.deepEqual(
    looks.map(({ type, subjects, organisation, purpose, data }) => [
      type,
      subjects,
      organisation,
      purpose,
      data?.agreement,
    ]),
    ['watch', 'event-told'].map((type) => [type, [person.person], 'bidv', 'bank-customer-check', 'bidv-events']),
  );
});

test('a receiver that fails hears all of it later, in order and without gaps, and what is wrong is shown meanwhile', async () => {
  const receiver = await openAt();
  receiver.answers = 503;
  const person = await born();
  const id = await subscribe(receiver.endpoint);
  await watch(id, person);
  for (const phone of ['0911000011', '0911000012', '0911000013']) await correct(person, phone);
  await hear();
  await until(() => receiver.asked >= 3);
  const failing = await view(id);
  assert.equal(failing.delivered, 0);
  assert.equal(failing.failing?.why, 'status-503');
  receiver.answers = 204;
  await until(async () => (await view(id)).delivered === 3);
  assert.deepEqual(numbersOf(receiver.taken), [1, 2, 3]);
  assert.equal((await view(id)).failing, undefined);
});

test('one that never answers holds up no other', async () => {
  const [slow, quick] = [await openAt(), await openAt()];
  slow.answers = 'never';
  const person = await born();
  const [late, early] = [await subscribe(slow.endpoint), await subscribe(quick.endpoint)];
  for (const id of [late, early]) await watch(id, person);
  await correct(person, '0911000021');
  await hear();
  await until(() => slow.asked > 0 && quick.taken.length > 0);
  assert.deepEqual([(await view(late)).delivered, (await view(early)).delivered], [0, 1]);
  await until(async () => (await view(late)).failing?.why === 'timeout');
  slow.answers = 200;
  await until(async () => (await view(late)).delivered === 1);
});

test('without an address events are fetched; to ask from a number on says that all before it arrived', async () => {
  const person = await born();
  const id = await subscribe();
  await watch(id, person);
  for (const phone of ['0911000031', '0911000032', '0911000033']) await correct(person, phone);
  await hear();
  const fetchFrom = async (after: number, limit = 2) =>
    (await bidv.ask('GET', `/v1/subscriptions/${id}/events?after=${after}&limit=${limit}`)).body;
  const first = await fetchFrom(0);
  assert.deepEqual([numbersOf([first]), first.newest], [[1, 2], 3]);
  assert.deepEqual(numbersOf([await fetchFrom(2)]), [3]);
  assert.equal((await view(id)).delivered, 2);
  await fetchFrom(3);
  assert.equal((await view(id)).delivered, 3);
  assert.deepEqual(numbersOf([await fetchFrom(0, 10)]), [1, 2, 3], 'what was told can be read again');
  await fetchFrom(99);
  assert.equal((await view(id)).delivered, 3, 'what has not been told has not arrived');
});

test('kinds that were not asked for, and persons who are no longer named, are not told of', async () => {
  const [person, gone] = [await born(), await born()];
  const id = await subscribe(undefined, ['moved']);
  const names = await watch(id, person, gone);
  assert.equal((await bidv.ask('DELETE', `/v1/subscriptions/${id}/persons/${names[1]}`)).status, 200);
  assert.equal((await bidv.ask('DELETE', `/v1/subscriptions/${id}/persons/${names[1]}`)).status, 404);
  await correct(person, '0911000041');
  for (const { person: who } of [person, gone]) {
    const { status, body } = await stand.ask('hanoi-supervisor', 'POST', `/api/people/${who}/acts/move`, {
      ...sampleGround('application', 'residence-law-20'),
      ...{ kind: 'permanent', to: { unit: '00008', text: '3 Phố Khác' }, on: '2026-05-04' },
    });
    assert.equal(status, 200, JSON.stringify(body));
  }
  await hear();
  const { events } = (await bidv.ask('GET', `/v1/subscriptions/${id}/events`)).body;
  assert.deepEqual(
    events.map(({ kind, person: who }) => [kind, who]),
    [['moved', names[0]]],
  );
  assert.equal((await bidv.ask('DELETE', `/v1/subscriptions/${id}`)).status, 200);
  assert.deepEqual([(await view(id)).state, (await view(id)).persons], ['ended', 0]);
});

test('what the agreement, the stage or the address does not allow is refused, and nobody sees another’s', async () => {
  const make = async (agency: Agency, body: object) => {
    const { status, body: told } = await agency.ask<Refused>('POST', '/v1/subscriptions', body);
    return [status, told.code];
  };
  const kinds = ['record-changed'];
  assert.deepEqual(await make(bidv, { kinds: ['marital-status-changed'] }), [403, 'exchange/field-not-agreed']);
  const viettel = await stand.connect('viettel');
  assert.equal((await make(viettel, { kinds }))[0], 403);
  const trying = await stand.connect('bidv', 'simulation');
  assert.deepEqual(await make(trying, { kinds }), [403, 'subscriptions/simulation-unsupported']);
  for (const endpoint of [
    'http://bank.example/e',
    'https://a:b@bank.example/',
    'file:///etc/passwd',
    'https://x/#y',
    'no',
  ])
    assert.deepEqual(await make(bidv, { kinds, endpoint }), [400, 'subscriptions/endpoint-wrong'], endpoint);
  const id = await subscribe();
  assert.equal((await viettel.ask('GET', `/v1/subscriptions/${id}/events`)).status, 404);
  assert.equal((await fetch(`${stand.origin}/v1/subscriptions`)).status, 401);
  const { body } = await bidv.ask<{ persons: object[] }>('POST', `/v1/subscriptions/${id}/persons`, {
    identifiers: ['001099000000'],
  });
  assert.deepEqual(body.persons, [{ identifier: '001099000000' }], 'a number that nobody has names nobody');
});

test('a suspended agreement tells nothing, and lets nothing be fetched', async () => {
  const receiver = await openAt();
  const person = await born();
  const id = await subscribe(receiver.endpoint);
  await watch(id, person);
  await stand.agree('bidv', 'suspended');
  await correct(person, '0911000051');
  await hear();
  assert.equal((await view(id)).newest, 0);
  const { status, body } = await bidv.ask<Refused>('GET', `/v1/subscriptions/${id}/events`);
  // The bank’s other agreement is in force, and holds no residence.
  assert.deepEqual([status, body.code], [403, 'exchange/field-not-agreed']);
  assert.equal(receiver.asked, 0);
});
