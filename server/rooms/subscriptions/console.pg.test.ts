import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sampleBirth, sampleGround } from '../people/samples.ts';
import {
  type Agency,
  openReceiver,
  openSubscriptionStand,
  type Receiver,
  reasons,
  type SubscriptionStand,
  type Told,
  until,
} from './stand.samples.ts';

interface Line {
  id: string;
  state: string;
  system: string;
  purposeText: string;
  persons: number;
  newest: number;
  delivered: number;
  waitingSince?: string;
  failing?: { why: string };
  refused?: { code: string; title: string };
  deliveries: { first: number; last: number; failure?: string }[];
  code?: string;
}
interface Offers {
  offers: { agreement: string; purpose: string; legalBases: { id: string }[]; kinds: string[] }[];
  systems: { id: string; name: string }[];
}
interface Born {
  person: string;
  pin: string;
}

const path = '/api/agency/subscriptions';
const engineer = 'bidv-steward';
let stand: SubscriptionStand;
let bidv: Agency;
let receiver: Receiver;
before(async () => {
  stand = await openSubscriptionStand();
  bidv = await stand.connect('bidv');
  await stand.agree('bidv');
  receiver = await openReceiver(stand);
});
after(async () => {
  await receiver.close();
  await stand.close();
});

const born = async () => (await stand.ask<Born>('hanoi-officer', 'POST', '/api/people/acts/birth', sampleBirth())).body;
async function correct({ person }: Born, phone: string): Promise<void> {
  const { status, body } = await stand.ask('hanoi-officer', 'POST', `/api/people/${person}/acts/correct`, {
    ...sampleGround('birth-certificate', 'identification-law-10'),
    changes: { phone },
  });
  assert.equal(status, 200, JSON.stringify(body));
  await stand.kernel.sealing.now();
  await stand.kernel.events.deliver();
}
const make = (given: object, who: Parameters<typeof stand.ask>[0] = engineer) =>
  stand.ask<Line>(who, 'POST', path, { kinds: ['record-changed'], system: bidv.system.id, ...given }, reasons);
const view = async (id: string) => (await stand.ask<Line>(engineer, 'GET', `${path}/${id}`)).body;
const act = async (id: string, name: string, body: object = {}, who: Parameters<typeof stand.ask>[0] = engineer) => {
  const { status, body: told } = await stand.ask<Line>(who, 'POST', `${path}/${id}/${name}`, body);
  return [status, told.code];
};

/** A subscription of one person, told of at an address. */
async function begin(endpoint?: string): Promise<{ id: string; person: Born }> {
  const { status, body } = await make(endpoint ? { endpoint } : {});
  assert.equal(status, 201, JSON.stringify(body));
  const person = await born();
  assert.deepEqual(await act(body.id, 'persons', { identifiers: [person.pin] }), [200, undefined]);
  return { id: body.id, person };
}

test('the console offers what the agreements in force let the organisation be told of, and its systems in production', async () => {
  await stand.connect('bidv', 'simulation');
  const { body } = await stand.ask<Offers>(engineer, 'GET', `${path}/offers`);
  const offer = body.offers.find(({ agreement }) => agreement === 'bidv-events');
  assert.deepEqual(
    [offer?.purpose, offer?.kinds],
    ['bank-customer-check', ['died', 'moved', 'number-changed', 'record-changed']],
  );
  assert.ok(offer?.legalBases.some(({ id }) => id === reasons['dancu-legal-basis']));
  assert.deepEqual(
    body.systems.map(({ id }) => id),
    [bidv.system.id],
  );
  const none = await stand.ask<Offers>('hospital-steward', 'GET', `${path}/offers`);
  assert.deepEqual(none.body, { offers: [], systems: [] });
});

test('what an engineer makes tells the system’s receiver, and each sending is shown with what came back', async () => {
  receiver.answers = 503;
  const { id, person } = await begin(receiver.endpoint);
  await correct(person, '0912000001');
  await until(async () => (await view(id)).deliveries.length > 0);
  const failing = await view(id);
  assert.deepEqual(
    [failing.state, failing.system, failing.persons, failing.delivered, failing.failing?.why],
    ['active', 'bidv core', 1, 0, 'status-503'],
  );
  assert.ok(failing.waitingSince && failing.purposeText.length > 10);
  assert.deepEqual(failing.deliveries.at(-1)?.failure, 'status-503');
  receiver.answers = 204;
  assert.deepEqual(await act(id, 'retry'), [200, undefined]);
  await until(async () => (await view(id)).delivered === 1);
  const [last] = (await view(id)).deliveries;
  assert.deepEqual([last?.first, last?.last, last?.failure], [1, 1, undefined]);
  assert.equal((await view(id)).waitingSince, undefined);
  // The system reads the same subscription through its own door.
  const { body } = await bidv.ask<{ subscriptions: Line[] }>('GET', '/v1/subscriptions');
  assert.ok(body.subscriptions.some((one) => one.id === id));
});

test('paused, nothing leaves and nothing is fetched; what happened meanwhile goes afterwards, in order', async () => {
  const { id, person } = await begin(receiver.endpoint);
  assert.deepEqual(await act(id, 'pause'), [200, undefined]);
  const asked = receiver.asked;
  for (const phone of ['0912000011', '0912000012']) await correct(person, phone);
  assert.deepEqual([(await view(id)).state, (await view(id)).newest], ['paused', 2]);
  assert.deepEqual(await act(id, 'retry'), [409, 'subscriptions/subscription-paused']);
  const fetched = await bidv.ask<{ code: string }>('GET', `/v1/subscriptions/${id}/events`);
  assert.deepEqual([fetched.status, fetched.body.code], [409, 'subscriptions/subscription-paused']);
  assert.equal(receiver.asked, asked);
  assert.deepEqual(await act(id, 'resume'), [200, undefined]);
  await until(async () => (await view(id)).delivered === 2);
  const numbers = receiver.taken.filter(({ subscription }) => subscription === id).flatMap(({ events }) => events);
  assert.deepEqual(
    numbers.map(({ number }: Told['events'][number]) => number),
    [1, 2],
  );
});

test('what has ended names nobody and does not begin again', async () => {
  const { id } = await begin();
  assert.deepEqual(await act(id, 'end'), [200, undefined]);
  assert.deepEqual([(await view(id)).state, (await view(id)).persons], ['ended', 0]);
  for (const name of ['resume', 'pause', 'retry'])
    assert.deepEqual(await act(id, name), [409, 'subscriptions/subscription-ended'], name);
  assert.deepEqual(await act(id, 'end'), [200, undefined], 'to end it again changes nothing');
});

test('another organisation’s subscription does not exist, who may only look changes nothing, who is no agency sees nothing', async () => {
  const { id } = await begin();
  const other = await stand.ask<Line>('hospital-steward', 'GET', `${path}/${id}`);
  assert.deepEqual([other.status, other.body.code], [404, 'subscriptions/subscription-unknown']);
  for (const name of ['pause', 'resume', 'retry', 'end']) {
    assert.deepEqual(await act(id, name, {}, 'hospital-steward'), [404, 'subscriptions/subscription-unknown'], name);
    assert.deepEqual(await act(id, name, {}, 'bidv-director'), [403, 'kernel/forbidden'], name);
  }
  assert.deepEqual(await act(id, 'persons', { identifiers: ['001190000001'] }, 'bidv-director'), [
    403,
    'kernel/forbidden',
  ]);
  assert.equal((await stand.ask('bidv-director', 'GET', path)).status, 200);
  assert.equal((await stand.ask('hanoi-officer', 'GET', path)).status, 403);
  assert.equal((await view(id)).state, 'active');
});

test('a system that is not in production, an agreement or an address that does not allow it: refused, with what is wrong', async () => {
  const refused = async (given: object, who?: Parameters<typeof make>[1]) => {
    const { status, body } = await make(given, who);
    return [status, body.code];
  };
  const trying = await stand.connect('bidv', 'simulation');
  const telecom = await stand.connect('viettel');
  for (const system of [trying.system.id, telecom.system.id, crypto.randomUUID()])
    assert.deepEqual(await refused({ system }), [400, 'subscriptions/system-not-in-production']);
  assert.deepEqual(await refused({ kinds: ['marital-status-changed'] }), [403, 'exchange/field-not-agreed']);
  assert.deepEqual(await refused({ endpoint: 'http://bank.example' }), [400, 'subscriptions/endpoint-wrong']);
  const stopped = (await make({ kinds: ['moved'] })).body.id;
  await stand.agree('bidv', 'suspended');
  const { refused: why } = await view(stopped);
  assert.equal(why?.code, 'exchange/field-not-agreed');
  assert.ok(why.title.length > 10 && !why.title.startsWith('problem.'));
});
