import assert from 'node:assert/strict';
import { constants, createCipheriv, generateKeyPairSync, publicEncrypt, randomBytes, randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { makeFace, makeFinger } from '../engine/engine.samples.ts';
import type { Probe } from '../engine/matcher.ts';
import { writeCbeffProbe } from './cbeffSamples.ts';
import { writeCbeff } from './cbeffWriting.ts';
import { type Abroad, type Listening, listen, openAbroad, stated } from './stand.samples.ts';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const AT = '2026-03-02T00:00:00Z';
const probeOf = (person: number, impression = 0): Probe => ({
  face: makeFace(person, impression, 0.2 * impression),
  fingers: [makeFinger(person, 3, impression)],
});
const cbeffOf = (person: number, impression = 0) => writeCbeff(writeCbeffProbe(probeOf(person, impression)), AT);

let house: Abroad;
let share: Listening;
/** What the share gives, by path. */
const files = new Map<string, { status: number; body?: string; headers?: Record<string, string> }>();

before(async () => {
  share = await listen();
  share.answer = (path) => files.get(path) ?? { status: 404 };
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
  house = await openAbroad({
    shares: [
      { prefix: `${share.url}/plain/`, headers: { cookie: 'Authorization=token' } },
      { prefix: `${share.url}/sealed/`, privateKey: pem },
    ],
  });
});
after(async () => {
  await house.close();
  await share.close();
});

interface Told {
  id: string;
  requestId: string;
  returnValue: string;
  failureReason?: string;
  count?: string;
  jobscount?: string;
  candidateList?: {
    count: string;
    candidates: { referenceId: string; analytics: Record<string, string>; modalities: object[] }[];
  };
}
async function send(message: unknown, headers: Record<string, string> = {}): Promise<Told> {
  const answer = await fetch(`${house.origin}/abis/mosip`, {
    method: 'POST',
    headers: { ...stated, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(message),
  });
  assert.equal(answer.status, 200);
  return (await answer.json()) as Told;
}
const message = (operation: string, members: object = {}) => ({
  ...{ id: `mosip.abis.${operation}`, version: '1.1', requestId: randomUUID(), requesttime: AT },
  ...members,
});
const put = (name: string, body: string, folder = 'plain') => {
  files.set(`/${folder}/${name}`, { status: 200, body });
  return `${share.url}/${folder}/${name}`;
};
async function insert(person: number): Promise<string> {
  const referenceId = randomUUID();
  const referenceURL = put(referenceId, cbeffOf(person));
  const told = await send(message('insert', { referenceId, referenceURL }));
  assert.deepEqual([told.returnValue, told.failureReason], ['1', undefined]);
  return referenceId;
}
/** As MOSIP 1.2 encrypts for a partner's certificate. */
function seal(text: string): string {
  const secret = randomBytes(32);
  const about = randomBytes(32);
  const cipher = createCipheriv('aes-256-gcm', secret, about.subarray(0, 12)).setAAD(about);
  const body = Buffer.concat([cipher.update(text), cipher.final(), cipher.getAuthTag()]);
  const key = publicEncrypt({ key: publicKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' }, secret);
  return Buffer.concat([
    Buffer.from('VER_R2'),
    randomBytes(32),
    key,
    Buffer.from('#KEY_SPLITTER#'),
    about,
    body,
  ]).toString('base64url');
}

describe('MOSIP’s messages', () => {
  test('insert, count, find by reference and by address, and delete', async () => {
    const [one, twin] = [await insert(1), await insert(1)];
    await insert(2);
    assert.deepEqual((await send(message('referenceCount'))).count, '3');
    const byReference = await send(message('identify', { referenceId: one, referenceURL: '' }));
    assert.deepEqual(
      byReference.candidateList?.candidates.map(({ referenceId }) => referenceId),
      [twin],
    );
    const referenceURL = put('probe', cbeffOf(1, 1));
    const asked = message('identify', { referenceURL, flags: { maxResults: '10', targetFPIR: '30' } });
    const { id, requestId, candidateList } = await send(asked);
    assert.deepEqual([id, requestId, candidateList?.count], [asked.id, asked.requestId, '2']);
    const [candidate] = candidateList!.candidates;
    assert.ok(Number(candidate?.analytics.internalScore) > 50);
    assert.deepEqual(candidate?.modalities.map((one) => (one as { biometricType: string }).biometricType).sort(), [
      'FID',
      'FIR',
    ]);
    const gallery = { referenceIds: [{ referenceId: twin }, { referenceId: randomUUID() }] };
    assert.deepEqual(
      (await send(message('identify', { referenceURL, gallery }))).candidateList?.candidates.map(
        ({ referenceId }) => referenceId,
      ),
      [twin],
    );
    assert.equal((await send(message('delete', { referenceId: twin }))).returnValue, '1');
    assert.equal((await send(message('identify', { referenceId: one }))).candidateList?.count, '0');
    assert.equal((await send(message('ping'))).returnValue, '1');
    assert.equal((await send(message('pendingJobs'))).jobscount, '0');
    assert.ok(share.got.length > 0);
  });

  test('name samples that are encrypted for this house', async () => {
    const referenceId = randomUUID();
    const referenceURL = put('one', seal(cbeffOf(5)), 'sealed');
    assert.equal((await send(message('insert', { referenceId, referenceURL }))).returnValue, '1');
    const other = put('other', `${seal(cbeffOf(6)).slice(0, -4)}AAAA`, 'sealed');
    assert.equal(
      (await send(message('insert', { referenceId: randomUUID(), referenceURL: other }))).failureReason,
      '7',
    );
  });

  test('that are wrong are answered with MOSIP’s reason', async () => {
    const known = await insert(7);
    const free = () => ({ referenceId: randomUUID() });
    files.set('/plain/away', { status: 302, headers: { location: `${house.origin}/metrics` } });
    files.set('/plain/late', {
      status: 200,
      body: '{"errors":[{"errorCode":"DAT-SER-006","message":"Data share usage expired"}]}',
    });
    const empty = writeCbeff([], AT);
    const iris = writeCbeff(
      [{ type: 'Iris', subtype: 'Left', organization: 'Mosip', formatType: '9', block: Uint8Array.of(1) }],
      AT,
    );
    const broken = writeCbeff(
      [
        {
          type: 'Finger',
          subtype: 'Left Thumb',
          organization: 'Mosip',
          formatType: '2',
          block: Buffer.from('FMR\0 20\0'),
        },
      ],
      AT,
    );
    const wrong: [string, string, unknown][] = [
      ['no message', '4', []],
      ['a member of another type', '4', message('insert', { referenceId: 7 })],
      ['a wrong flag', '4', message('identify', { referenceId: known, flags: { maxResults: 'many' } })],
      ['an unknown operation', '14', message('destroy')],
      ['another version', '13', message('ping', { version: '9.9' })],
      ['no request id', '6', message('ping', { requestId: '' })],
      ['no time', '9', message('ping', { requesttime: undefined })],
      ['a time that is none', '15', message('ping', { requesttime: 'yesterday' })],
      ['no reference', '5', message('insert', { referenceURL: put('x', cbeffOf(1)) })],
      ['no address', '8', message('insert', free())],
      ['neither', '5', message('identify')],
      [
        'a reference that is there',
        '10',
        message('insert', { referenceId: known, referenceURL: put('x', cbeffOf(1)) }),
      ],
      ['a reference that is not', '12', message('identify', free())],
      ['to delete what is not there', '12', message('delete', free())],
      ['an address that is not listed', '7', message('insert', { ...free(), referenceURL: `${house.origin}/health` })],
      ['an address that leads on', '7', message('insert', { ...free(), referenceURL: `${share.url}/plain/away` })],
      ['an address without a file', '7', message('insert', { ...free(), referenceURL: `${share.url}/plain/none` })],
      [
        'an address whose time is over',
        '17',
        message('insert', { ...free(), referenceURL: `${share.url}/plain/late` }),
      ],
      ['an empty file', '11', message('insert', { ...free(), referenceURL: put('empty', empty) })],
      ['a file that is no CBEFF', '16', message('insert', { ...free(), referenceURL: put('html', '<html/>') })],
      ['nothing that is compared', '16', message('insert', { ...free(), referenceURL: put('iris', iris) })],
      ['broken minutiae', '16', message('insert', { ...free(), referenceURL: put('broken', broken) })],
    ];
    const before = await house.engine.count();
    for (const [what, reason, body] of wrong) {
      const told = await send(body);
      assert.deepEqual([told.returnValue, told.failureReason], ['2', reason], what);
    }
    assert.equal(await house.engine.count(), before);
  });

  test('need the scope, a purpose and a law, and leave a line', async () => {
    const refused = async (headers: Record<string, string>) =>
      (
        await fetch(`${house.origin}/abis/mosip`, {
          ...{ method: 'POST', body: JSON.stringify(message('ping')) },
          headers: { ...stated, 'content-type': 'application/json', ...headers },
        })
      ).status;
    assert.deepEqual(
      [
        await refused({ 'test-scopes': 'abis.identify' }),
        await refused({ 'test-nobody': '1' }),
        await refused({ 'dancu-purpose': 'x' }),
      ],
      [403, 401, 400],
    );
    const types = new Set((await house.lines()).map(({ type }) => type));
    assert.ok(types.has('abis-mosip-identify') && types.has('abis-create-encounter') && types.has('abis-delete-all'));
  });
});
