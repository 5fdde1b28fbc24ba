import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTestHouse, type TestHouse } from '#test';
import { seedActivity } from './index.ts';

let house: TestHouse;
const seed = () => seedActivity(house.kernel, house.offices, house.exchange, house.app, house.demonstration.signIn);
before(async () => {
  house = await openTestHouse({ persons: 400 });
  await seed();
});
after(() => house.close());

const get = async <Body>(persona: string, path: string) => (await house.ask<Body>(persona, 'GET', path)).body;
interface Systems {
  connections: { system: string; name: string; organisation: string; standing: string; next?: { step: string } }[];
}

test('a bank’s systems stand at three places of their way', async () => {
  const { connections } = await get<Systems>('bank-engineer', '/api/agency/connections');
  assert.deepEqual(connections.map(({ standing, next }) => `${standing}: ${next?.step}`).toSorted(), [
    'checking: wait',
    'production: nothing',
    'simulation: conformance',
  ]);
  const failing = connections.find(({ standing }) => standing === 'simulation')!;
  const { runs } = await get<{ runs: { run: string; state: string }[] }>(
    'bank-engineer',
    `/api/agency/connections/${failing.system}/runs`,
  );
  assert.deepEqual(
    runs.map(({ state }) => state),
    ['failed'],
  );
  const { steps } = await get<{ steps: { step: string; state: string }[] }>(
    'bank-engineer',
    `/api/agency/runs/${runs[0]!.run}`,
  );
  const inState = (state: string) => steps.filter((one) => one.state === state).map(({ step }) => step);
  assert.deepEqual(inState('failed'), ['signature-wrong']);
  assert.deepEqual(inState('passed'), ['verify', 'verdicts', 'persons', 'purpose-refused']);
});

test('something waits for the inspector, for the officer who decides and for those who sign', async () => {
  const { connections } = await get<Systems>('security-inspector', '/api/connections/inspections');
  assert.deepEqual(
    connections.map(({ standing }) => standing),
    ['checking'],
  );
  const { drafts } = await get<{ drafts: { organisation: string; state: string }[] }>(
    'connection-officer',
    '/api/connections/drafts',
  );
  assert.deepEqual(drafts.map(({ organisation, state }) => `${organisation} ${state}`).toSorted(), [
    'bach-mai-hospital accepted',
    'bidv sent',
  ]);
});

test('systems of every organisation are listed for who may stop them, and for nobody else', async () => {
  for (const [persona, status] of [
    ['connection-officer', 200],
    ['security-inspector', 403],
    ['bank-engineer', 403],
  ] as const)
    assert.equal((await house.ask(persona, 'GET', '/api/connections/systems')).status, status, persona);
});

test('every organisation of a persona asks in production; a second start adds nothing', async () => {
  const readAll = async () =>
    (await get<Systems>('connection-officer', '/api/connections/systems')).connections.map(
      ({ organisation, name, standing }) => `${organisation} ${standing} ${name}`,
    );
  const all = await readAll();
  for (const organisation of ['bach-mai-hospital', 'bidv', 'viettel'])
    assert.equal(all.filter((one) => one.startsWith(`${organisation} production`)).length, 1, organisation);
  await seed();
  assert.deepEqual(await readAll(), all);
});
