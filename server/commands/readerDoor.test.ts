import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { request } from 'node:http';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import {
  CardApplication,
  type Chip,
  connectInProcess,
  createSigner,
  makeCard,
  makeCertificate,
  makeDomainKey,
  showProven,
} from '#libs/emrtd';
import type { KeptLists } from '#rooms/readers';
import { freePort } from '../rooms/provider/stage.samples.ts';
import { openDoor, readQuestion } from './readerDoor.ts';
import { openLists } from './readerLists.ts';
import { type DoorAnswer, judgeHere } from './readerProof.ts';

const CAN = '493817';
const NUMBER = 'D23145890';
const origin = 'https://the.platform';
const secret = 'a'.repeat(43);
const keyPair = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });
const [root, below] = [keyPair(), keyPair()];
const validity = { notBefore: new Date('2026-01-01'), notAfter: new Date('2040-01-01') };
const subject = { country: 'UT', commonName: 'CSCA Utopia' };
const signer = createSigner(root.privateKey);
const authority = makeCertificate({ kind: 'csca', subject, publicKey: root.publicKey, signer, ...validity });
const certificate = makeCertificate({
  ...{ kind: 'document-signer', subject: { ...subject, commonName: 'DS' }, publicKey: below.publicKey },
  ...{ issuer: authority, signer, ...validity },
});
const chip: Chip = makeCard({
  mrz: {
    ...{ format: 'TD1', documentCode: 'I', issuer: 'UTO', documentNumber: NUMBER, birthDate: '740812', sex: 'F' },
    ...{ expiryDate: '320415', nationality: 'UTO', optional: '', optional2: '' },
    name: { primary: 'ERIKSSON', secondary: 'ANNA<MARIA' },
  },
  ...{ face: { format: 'jpeg', width: 413, height: 531, image: new Uint8Array(9000) }, can: CAN },
  chipAuthentication: { cipher: 'AES-128', key: makeDomainKey(12) },
  activeKey: keyPair().privateKey,
  by: { certificate, signer: createSigner(below.privateKey), signingTime: new Date() },
});

let told: KeptLists | undefined;
let onReader = chip;
let address: string;
let endsAt = new Date(Date.now() + 3_600_000).toISOString();
let close: () => void;
const lists = openLists({ lists: async () => told });
const tell = (entries: KeptLists['entries'], version: number) => {
  const authorities = [Buffer.from(authority.der).toString('base64')];
  const trust = { authorities, links: [], revocations: [] };
  told = { version, entries, more: false, trust, at: '2026-09-01T08:00:00.000Z' };
  return lists.renew();
};
const entry = (listed: boolean) => [{ documentNumber: NUMBER, reason: 'lost', listed, at: '2026-09-01T07:00:00Z' }];

before(async () => {
  address = `http://127.0.0.1:${await freePort()}`;
  const door = await openDoor({
    ...{ address, secret, origin, listsAt: lists.at },
    get endsAt() {
      return endsAt;
    },
    async read(question) {
      const transport = connectInProcess(new CardApplication(onReader));
      const { shown, reading } = await showProven(transport, question, lists.trust());
      return { shown, proof: judgeHere(reading, lists) };
    },
  });
  close = door.close;
});
after(() => close?.());

interface Given {
  method?: string;
  path?: string;
  headers?: Record<string, string>;
  body?: string;
}

/** As a browser asks for the page: `Host` and `Origin` are not the page’s to choose. */
function ask({ method = 'POST', path = '/chip', headers = {}, body }: Given = {}) {
  const { promise, resolve, reject } = Promise.withResolvers<{
    status: number;
    headers: NodeJS.Dict<string | string[]>;
    body: DoorAnswer;
  }>();
  const asked = request(
    address + path,
    { method, headers: { origin, authorization: `Door ${secret}`, ...headers } },
    async (response) => {
      let text = '';
      for await (const part of response) text += part;
      const answer = JSON.parse(text || 'null') as DoorAnswer;
      resolve({ status: response.statusCode!, headers: response.headers, body: answer });
    },
  );
  asked.on('error', reject);
  asked.end(body ?? (method === 'POST' ? JSON.stringify({ challenge: 'AAAAAAAAAAA=', can: CAN }) : undefined));
  return promise;
}
async function proofOf(one: Chip) {
  onReader = one;
  const { body } = await ask();
  return 'shown' in body ? body.proof : undefined;
}

test('a chip is proven by the lists that are kept, and its number by the refused ones, until that is lifted', async () => {
  assert.deepEqual((await proofOf(chip))?.problems, [{ code: 'signer-foreign' }]);
  await tell([], 1);
  const { holder, ...genuine } = (await proofOf(chip))!;
  assert.deepEqual(genuine, { verdict: 'genuine', problems: [] });
  assert.deepEqual([holder?.name, holder?.portrait?.length], ['ERIKSSON ANNA MARIA', 12_000]);
  await tell(entry(true), 2);
  assert.deepEqual(await proofOf(chip), { verdict: 'genuine', problems: [], refusedFor: 'lost' });
  await tell(entry(false), 3);
  assert.equal((await proofOf(chip))?.refusedFor, undefined);
});

test('a changed group and a copy are false, and nobody is named', async () => {
  await tell([], 4);
  const dg2 = chip.files.DG2!.slice();
  dg2[dg2.length - 1]! ^= 1;
  const problems = [{ code: 'group-tampered', group: 'DG2' }];
  assert.deepEqual(await proofOf({ ...chip, files: { ...chip.files, DG2: dg2 } }), { verdict: 'false', problems });
  assert.deepEqual(await proofOf({ ...chip, activeKey: keyPair().privateKey }), { verdict: 'false', problems: [] });
});

test('another page, a name that leads here, a wrong secret and a shift that is over are refused', async () => {
  onReader = chip;
  const refused = async (headers: Record<string, string>) => {
    const answer = await ask({ headers });
    return [answer.status, answer.headers['access-control-allow-origin'], answer.body];
  };
  assert.deepEqual(await refused({ origin: 'https://the.platform.evil' }), [403, undefined, null]);
  assert.deepEqual(await refused({ origin: 'null' }), [403, undefined, null]);
  assert.deepEqual(await refused({ host: `rebound.evil:${new URL(address).port}` }), [403, undefined, null]);
  assert.deepEqual(await refused({ host: `localhost:${new URL(address).port}` }), [403, undefined, null]);
  assert.deepEqual(await refused({ authorization: `Door ${'b'.repeat(43)}` }), [401, origin, null]);
  assert.deepEqual(await refused({ authorization: '' }), [401, origin, null]);
  endsAt = new Date(Date.now() - 1000).toISOString();
  assert.deepEqual(await refused({}), [401, origin, null]);
  endsAt = new Date(Date.now() + 3_600_000).toISOString();
  assert.equal((await ask()).status, 200);
});

test('a browser that asks first hears that this page may, and no other', async () => {
  const headers = { 'access-control-request-private-network': 'true', authorization: '' };
  const own = await ask({ method: 'OPTIONS', headers });
  assert.deepEqual(
    [own.status, own.headers['access-control-allow-private-network'], own.headers['access-control-allow-origin']],
    [204, 'true', origin],
  );
  assert.equal((await ask({ method: 'OPTIONS', headers: { ...headers, origin: 'https://x.evil' } })).status, 403);
});

test('whatever is sent is a question or refused: the door stays open', async () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => readQuestion(text) === undefined));
  for (const body of ['', 'null', '[]', '{"can":"493817"}', 'x'.repeat(5000)])
    assert.equal((await ask({ body })).status, 400, body.slice(0, 20));
  assert.equal((await ask({ path: '/elsewhere' })).status, 404);
  assert.equal((await ask({ method: 'GET', path: '/lists' })).status, 200);
});
