import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { FAULTS } from './disturbances.ts';
import {
  type Connected,
  openStand,
  readJournal,
  SAMPLE_DAY,
  type Stand,
  sendRaw,
  signRaw,
  stewardRoom,
} from './stand.samples.ts';

let stand: Stand;
let bank: Connected;
before(async () => {
  stand = await openStand([stewardRoom]);
  bank = await stand.connect('vietcombank', { stage: 'simulation' });
});
after(() => stand.close());

interface Example {
  identifier: string;
  name: string;
  birthDate: string;
  life: string;
  status: string;
}

async function readSimulation() {
  const answer = await fetch(`${stand.origin}/api/agency/simulation`, { headers: { 'x-steward': 'vietcombank' } });
  return (await answer.json()) as {
    persons: Example[];
    faults: string[];
    agreements: { purposes: { id: string }[] }[];
  };
}

const why = { purpose: 'bank-customer-check', legalBasis: 'anti-money-laundering-law-9' };

test('a system that nobody has let in yet is answered about synthetic persons, as in earnest', async () => {
  const { persons } = await readSimulation();
  const living = persons.find(({ life, status }) => life === 'alive' && status === 'active')!;
  const { result, evidence } = await bank.client.verify(living.identifier, {
    ...why,
    biographicData: { name: living.name, birthDate: living.birthDate },
  });
  assert.equal(result.verificationCode, 0);
  assert.equal(evidence.response.headers['dancu-stage'], 'simulation');
  const lines = await readJournal(stand);
  const line = lines.find(({ reference }) => reference === result.verificationProof)!;
  assert.equal(line.kind, 'note');
  assert.deepEqual(line.subjects, []);
  assert.equal(line.data?.stage, 'simulation');
});

test('no real person is seen from simulation', async () => {
  const answer = await sendRaw(signRaw(stand, bank));
  assert.equal(answer.status, 404);
  assert.equal(answer.body.code, 'exchange/person-unknown');
});

test('a system in production does not see the synthetic persons', async () => {
  const { persons } = await readSimulation();
  const real = await stand.connect('bidv');
  await assert.rejects(
    real.client.verify(persons[0]!.identifier, { ...why, biographicData: { name: persons[0]!.name } }),
    {
      code: 'exchange/person-unknown',
    },
  );
});

test('there are dead, missing and cancelled among the examples', async () => {
  const { persons } = await readSimulation();
  for (const life of ['alive', 'dead', 'missing'])
    assert.ok(
      persons.some((one) => one.life === life),
      life,
    );
  assert.ok(persons.some(({ status }) => status === 'cancelled'));
});

test('in simulation every purpose of the organisation may be asked, and no other', async () => {
  const { agreements } = await readSimulation();
  assert.ok(agreements[0]!.purposes.some(({ id }) => id === 'credit-application'));
  const answer = await sendRaw(signRaw(stand, bank, { purpose: 'criminal-investigation' }));
  assert.equal(answer.body.code, 'exchange/purpose-not-agreed');
});

test('each fault that can be ordered comes, and the client believes none of the false answers', async () => {
  const { faults, persons } = await readSimulation();
  assert.deepEqual(faults, [...FAULTS]);
  for (const fault of faults) {
    const raw = signRaw(stand, bank);
    const answer = await sendRaw({ ...raw, headers: { ...raw.headers, 'dancu-simulate': fault } });
    const told = String(answer.body.code ?? '').split('/')[1];
    if (/altered|wrong/.test(fault)) {
      const trusting = bank.client.verify(persons[0]!.identifier, {
        ...why,
        simulate: fault,
        biographicData: { name: 'x' },
      });
      await assert.rejects(trusting, { name: 'AnswerError' }, fault);
    } else assert.equal(told, fault);
  }
  const unknown = signRaw(stand, bank);
  const answer = await sendRaw({ ...unknown, headers: { ...unknown.headers, 'dancu-simulate': 'earthquake' } });
  assert.equal(answer.status, 400);
  assert.match(JSON.stringify(answer.body), /late=1500/);
});

test('in production no fault can be ordered', async () => {
  const real = await stand.connect('agribank');
  const raw = signRaw(stand, real);
  const answer = await sendRaw({ ...raw, headers: { ...raw.headers, 'dancu-simulate': 'body-altered' } });
  assert.equal(answer.body.code, 'exchange/simulate-in-production');
});

test('a system that goes to production asks about real persons with its next question', async () => {
  const hospital = await stand.connect('techcombank', { stage: 'simulation' });
  assert.equal((await sendRaw(signRaw(stand, hospital))).status, 404);
  await stand.owner.query("UPDATE exchange.system SET stage = 'production' WHERE system = $1", [hospital.id]);
  await stand.owner.query('UPDATE exchange.epoch SET value = value + 1');
  assert.equal((await sendRaw(signRaw(stand, hospital))).status, 200);
});

test('a key past its last day signs for nobody', async () => {
  const old = await stand.connect('mb-bank');
  await stand.owner.query("UPDATE exchange.key SET expires_at = now() - interval '1 day' WHERE kid = $1", [old.kid]);
  await stand.owner.query('UPDATE exchange.epoch SET value = value + 1');
  const answers = await Promise.all(Array.from({ length: 8 }, () => sendRaw(signRaw(stand, old))));
  for (const answer of answers) assert.equal(answer.body.code, 'exchange/key-expired', SAMPLE_DAY);
});
