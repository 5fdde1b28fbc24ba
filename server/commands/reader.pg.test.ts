import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import {
  type Chip,
  createSigner,
  type Mrz,
  makeCard,
  makeCertificate,
  makeDomainKey,
  makeMrz,
  readCertificate,
} from '#libs/emrtd';
import { openTestHouse, type TestHouse } from '#test';
import { freePort } from '../rooms/provider/stage.samples.ts';
import { saveCard } from './cardFolder.ts';

const cli = fileURLToPath(new URL('../cli.ts', import.meta.url));
const officer = 'hanoi-officer';
const CAN = '493817';

interface Body {
  code: string;
  reading: string;
  state: string;
  refused?: string;
  reader?: { id: string; name: string; captures: boolean };
  judged?: { isGenuine: boolean; chip: string; problems: { code: string; group?: string }[]; signer?: string };
}
interface Agent {
  child: ChildProcess;
  told(): string;
}

let house: TestHouse;
let origin: string;
let folder: string;
const agents: ChildProcess[] = [];
const keyPair = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });

before(async () => {
  house = await openTestHouse();
  await house.app.listen({ port: 0, host: '127.0.0.1' });
  origin = `http://127.0.0.1:${(house.app.server.address() as AddressInfo).port}`;
  folder = mkdtempSync(join(tmpdir(), 'dancu-reader-'));
});
after(async () => {
  for (const child of agents) child.kill();
  await house?.close();
  rmSync(folder, { recursive: true, force: true });
});

const ask = (method: 'GET' | 'POST', path: string, body?: unknown, who = officer) =>
  house.ask<Body>(who, method, `/api/reader${path}`, body);
const zone: Mrz = {
  ...{ format: 'TD1', documentCode: 'I', issuer: 'UTO', documentNumber: 'D23145890', birthDate: '740812', sex: 'F' },
  ...{ expiryDate: '320415', nationality: 'UTO', optional: '', optional2: '' },
  name: { primary: 'ERIKSSON', secondary: 'ANNA<MARIA' },
};

/** A card as our line makes it; another signer where one is given. */
async function make(by?: Parameters<typeof makeCard>[0]['by']): Promise<Chip> {
  const { certificate, signer } = await house.cards.documentSigner();
  return makeCard({
    ...{ mrz: zone, face: { format: 'jpeg', width: 413, height: 531, image: new Uint8Array(9000) }, can: CAN },
    chipAuthentication: { cipher: 'AES-128', key: makeDomainKey(12) },
    activeKey: keyPair().privateKey,
    by: by ?? { certificate: readCertificate(certificate), signer, signingTime: new Date() },
  });
}

/** The program as an officer runs it, paired with the officer's page. */
const start = (card: string, code: string, slot = ['--card', join(folder, card)]) =>
  run(['reader', '--server', origin, '--pair', code, ...slot, '--name', card]);

async function run(args: string[]): Promise<Agent> {
  const child = spawn(process.execPath, [cli, ...args], { env: { PATH: process.env.PATH } });
  agents.push(child);
  let out = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (out += text));
  await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
  return { child, told: () => out };
}
async function pairWith(card: string, chip: Chip): Promise<Agent> {
  saveCard(join(folder, card), chip);
  return start(card, (await ask('POST', '/pairing', {})).body.code);
}

/** Asks as the page does, until there is an answer. */
async function read(keys: object = { can: CAN }): Promise<Body> {
  const { body } = await ask('POST', '/readings', keys);
  for (;;) {
    const { body: state } = await ask('GET', `/readings/${body.reading}`);
    if (state.state !== 'waiting') return state;
  }
}

test('a card of our line is genuine through the agent, and nothing of its holder is told or kept', async () => {
  await pairWith('ours', await make());
  assert.equal((await ask('GET', '')).body.reader?.name, 'ours');
  const state = await read();
  assert.deepEqual([state.judged?.isGenuine, state.judged?.chip, state.judged?.problems], [true, 'proven', []]);
  assert.doesNotMatch(JSON.stringify(state), /ERIKSSON|D23145890/);
  const { rows } = await house.kernel.database.pool.query<{ kept: string }>(
    "SELECT encode(question, 'escape') || encode(answer, 'escape') AS kept FROM readers.reading",
  );
  assert.equal(rows.length, 1);
  assert.doesNotMatch(rows[0]!.kept, new RegExp(`ERIKSSON|${CAN}|genuine`, 'i'));
});

test('the zone opens as the digits do; wrong digits are no copy and no broken chip', async () => {
  const lines = makeMrz(zone).join('');
  assert.equal((await read({ zone: lines })).judged?.isGenuine, true);
  assert.equal((await read({ can: '000000' })).refused, 'key-wrong');
  const wrong = await ask('POST', '/readings', { zone: lines.replace('740812', '740813') });
  assert.deepEqual([wrong.status, wrong.body.code], [400, 'readers/zone-wrong']);
  assert.equal((await ask('POST', '/readings', {})).body.code, 'readers/key-missing');
});

test('a changed group, a foreign signer and a clone are refused, each with its own reason', async () => {
  const tampered = await make();
  const dg2 = tampered.files.DG2!.slice();
  dg2[dg2.length - 1]! ^= 1;
  await pairWith('tampered', { ...tampered, files: { ...tampered.files, DG2: dg2 } });
  assert.deepEqual((await read()).judged?.problems, [{ code: 'group-tampered', group: 'DG2' }]);

  const [root, below] = [keyPair(), keyPair()];
  const validity = { notBefore: new Date('2026-01-01'), notAfter: new Date('2040-01-01') };
  const signer = createSigner(root.privateKey);
  const subject = { country: 'UT', commonName: 'CSCA Utopia' };
  const authority = makeCertificate({ kind: 'csca', subject, publicKey: root.publicKey, signer, ...validity });
  const certificate = makeCertificate({
    ...{ kind: 'document-signer', subject: { ...subject, commonName: 'DS' }, publicKey: below.publicKey },
    ...{ issuer: authority, signer, ...validity },
  });
  await pairWith(
    'foreign',
    await make({ certificate, signer: createSigner(below.privateKey), signingTime: new Date() }),
  );
  assert.deepEqual((await read()).judged?.problems, [{ code: 'signer-foreign' }]);

  await pairWith('clone', { ...(await make()), chipKey: makeDomainKey(12) });
  assert.equal((await read()).refused, 'copy');
  await pairWith('answers', { ...(await make()), activeKey: keyPair().privateKey });
  const state = await read();
  assert.deepEqual([state.judged?.isGenuine, state.judged?.chip], [false, 'failed']);
});

test('a code pairs once, also when two agents come together, and the reader of before is let go', async () => {
  const { code } = (await ask('POST', '/pairing', {})).body;
  const first = await house.app.inject({
    method: 'POST',
    url: '/v1/reader',
    payload: { code: 'AAAA-AAAA-AAAA', name: 'a' },
  });
  assert.equal(first.json().code, 'readers/code-wrong');
  const payload = { code: ` ${code.toLowerCase().replaceAll('-', '')}`, name: 'desk 3' };
  const both = await Promise.all([1, 2].map(() => house.app.inject({ method: 'POST', url: '/v1/reader', payload })));
  assert.deepEqual(both.map(({ statusCode }) => statusCode).sort(), [201, 404]);
  const { token } = both.find(({ statusCode }) => statusCode === 201)!.json();
  const again = (authorization: string, reading = 'next') =>
    house.app.inject({ method: 'GET', url: `/v1/reader/${reading}`, headers: { authorization } });
  assert.equal((await again('Reader wrong')).json().code, 'readers/token-wrong');

  const asked = (await ask('POST', '/readings', { can: CAN })).body.reading;
  assert.equal((await again(`Reader ${token}`)).json().reading, asked);
  const answer = (payload: object) =>
    house.app.inject({
      ...{ method: 'POST', url: `/v1/reader/readings/${asked}`, payload },
      headers: { authorization: `Reader ${token}` },
    });
  const shown = { openedBy: 'pace', chipAuthentication: 'proven', chipMapping: 'not-offered', milliseconds: 1 };
  const broken = await answer({ ...shown, files: { DG15: 'AAAA' }, activeAnswer: 'AAAA' });
  assert.deepEqual([broken.statusCode, broken.json().code], [400, 'readers/files-malformed']);
  // Of two answers to one reading the first holds.
  const answers = await Promise.all([1, 2].map(() => answer({ refused: 'no-card' })));
  assert.deepEqual(answers.map(({ statusCode }) => statusCode).sort(), [204, 409]);

  assert.equal(
    (await ask('GET', `/readings/${asked}`, undefined, 'saigon-officer')).body.code,
    'readers/reader-missing',
  );
  await house.as(officer, { method: 'DELETE', url: '/api/reader' });
  assert.equal((await again(`Reader ${token}`)).json().code, 'readers/token-wrong');
  assert.equal((await ask('POST', '/readings', { can: CAN })).body.code, 'readers/reader-missing');
});

test('a scanner beside the agent sends a finger to the page once; none, or a finger that nobody laid on, is told as such', async () => {
  const picture = Buffer.from('89504e470d0a1a0a00', 'hex');
  const capture = async (place: number) => {
    const { status, body } = await ask('POST', '/captures', { place });
    if (status !== 201) return { status, code: (body as Body & { code: string }).code };
    for (;;) {
      const url = `/api/reader/captures/${body.reading}`;
      const answer = await house.as(officer, { method: 'GET', url });
      if (answer.statusCode === 204) continue;
      if (answer.statusCode === 200) {
        assert.equal((await house.as(officer, { method: 'GET', url })).statusCode, 404);
        return { status: 200, bytes: answer.rawPayload };
      }
      return { status: answer.statusCode, code: answer.json().code, refused: answer.json().refused };
    }
  };
  const pairScanner = async (command: string) =>
    run(['reader', '--server', origin, '--pair', (await ask('POST', '/pairing', {})).body.code, '--capture', command]);
  writeFileSync(join(folder, 'finger-2.png'), picture);
  await pairScanner(`cat ${join(folder, 'finger-{place}.png')}`);
  assert.equal((await ask('GET', '')).body.reader?.captures, true);
  assert.ok((await capture(2)).bytes?.equals(picture));
  const none = await capture(3);
  assert.deepEqual([none.status, none.code, none.refused], [409, 'readers/capture-refused', 'no-finger']);
  // It has no slot for cards.
  assert.equal((await read()).refused, 'reader-missing');
  await pairScanner('no-such-scanner');
  assert.equal((await capture(2)).refused, 'no-device');
  await pairWith('cards only', await make());
  assert.equal((await capture(2)).code, 'readers/capture-missing');
});

test('an agent whose reader is let go ends and says why; one with a wrong code never begins', async () => {
  const agent = await pairWith('leaving', await make());
  await house.as(officer, { method: 'DELETE', url: '/api/reader' });
  const [code] = await once(agent.child, 'exit');
  assert.deepEqual([code, /no longer paired|không còn được ghép/.test(agent.told())], [3, true], agent.told());
  const late = await start('leaving', 'AAAA-AAAA-AAAA');
  if (late.child.exitCode === null) await once(late.child, 'exit');
  assert.equal(late.child.exitCode, 3, late.told());
});

test('through a virtual reader a card is read again and again, and one that is taken away is told as such', async () => {
  const port = await freePort();
  saveCard(join(folder, 'inserted'), await make());
  const { code } = (await ask('POST', '/pairing', {})).body;
  const agent = await start('inserted', code, ['--vpcd', String(port)]);
  const card = await run(['card', 'present', join(folder, 'inserted'), '--port', String(port)]);
  for (const _ of [1, 2]) assert.equal((await read()).judged?.isGenuine, true, agent.told() + card.told());
  card.child.kill();
  await once(card.child, 'exit');
  assert.equal((await read()).refused, 'card-removed');
  agent.child.kill('SIGINT');
  const [ended] = await once(agent.child, 'exit');
  assert.equal(ended, 0, agent.told());
});
