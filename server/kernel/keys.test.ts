import assert from 'node:assert/strict';
import { createPublicKey, type JsonWebKey, verify } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { type KeyStore, openFileKeyStore, type SigningKey, thumbprint } from './keys.ts';

const passphrase = 'correct horse battery';
let directory: string;
beforeEach(() => {
  directory = join(mkdtempSync(join(tmpdir(), 'dancu-keys-')), 'keys');
});
afterEach(() => rmSync(join(directory, '..'), { recursive: true, force: true }));

const message = Buffer.from('a checkpoint');
function verifies(key: SigningKey, signature: Buffer): boolean {
  const publicKey = createPublicKey({ key: key.publicJwk as JsonWebKey, format: 'jwk' });
  return key.algorithm === 'ES256'
    ? verify('sha256', message, { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature)
    : verify(null, message, publicKey, signature);
}
const keyFile = () => join(directory, readdirSync(directory).find((name) => name.endsWith('.json'))!);

test('a key signs with its own algorithm, and its public half verifies', () => {
  const store = openFileKeyStore(directory, passphrase);
  for (const [purpose, algorithm] of [
    ['exchange-answer', 'ES256'],
    ['log-checkpoint', 'Ed25519'],
    ['session', 'Ed25519'],
  ] as const) {
    const key = store.current(purpose);
    assert.equal(key.algorithm, algorithm);
    const signature = key.sign(message);
    assert.equal(signature.length, 64);
    assert.ok(verifies(key, signature));
    signature[10]! ^= 1;
    assert.ok(!verifies(key, signature));
  }
});

test('keys of different purposes are different keys, and the same key comes back from its file', () => {
  const store = openFileKeyStore(directory, passphrase);
  const kids = [store.current('log-checkpoint').kid, store.current('session').kid];
  assert.notEqual(kids[0], kids[1]);
  const again = openFileKeyStore(directory, passphrase);
  assert.deepEqual([again.current('log-checkpoint').kid, again.current('session').kid], kids);
  assert.deepEqual(again.current('session').sign(message), store.current('session').sign(message));
});

test('a sealed key does not open with another passphrase, and the refusal prints neither', () => {
  openFileKeyStore(directory, passphrase).current('session');
  assert.throws(
    () => openFileKeyStore(directory, 'another passphrase').current('session'),
    (error: Error) => {
      assert.match(error.message, /does not open: DANCU_KEY_PASSPHRASE/);
      assert.doesNotMatch(error.message, /another passphrase|correct horse/);
      return true;
    },
  );
});

test('a key file in which one byte was changed does not open', () => {
  openFileKeyStore(directory, passphrase).current('session');
  const file = JSON.parse(readFileSync(keyFile(), 'utf8'));
  const data = Buffer.from(file.sealed.data, 'base64url');
  data[3]! ^= 1;
  writeFileSync(keyFile(), JSON.stringify({ ...file, sealed: { ...file.sealed, data: data.toString('base64url') } }));
  assert.throws(() => openFileKeyStore(directory, passphrase).current('session'), /does not open/);
});

test('files hold no private key in the open, and only their owner reads them', () => {
  const key = openFileKeyStore(directory, undefined).current('session');
  const names = readdirSync(directory);
  assert.deepEqual(names.sort(), ['master', `session.${key.kid}.json`]);
  for (const name of names) assert.equal(statSync(join(directory, name)).mode & 0o777, 0o600, name);
  assert.equal(statSync(directory).mode & 0o777, 0o700);
  const file = JSON.parse(readFileSync(keyFile(), 'utf8'));
  assert.deepEqual(Object.keys(file.publicJwk).sort(), ['alg', 'crv', 'kid', 'kty', 'use', 'x']);
});

test('without a passphrase the master file is the secret: another one opens nothing', () => {
  openFileKeyStore(directory, undefined).current('session');
  writeFileSync(join(directory, 'master'), 'something else entirely');
  assert.throws(() => openFileKeyStore(directory, undefined).current('session'), /does not open/);
});

test('after a rotation the new key signs and the older still verifies, here and after a restart', () => {
  const store = openFileKeyStore(directory, passphrase);
  const first = store.current('log-checkpoint');
  const signature = first.sign(message);
  const second = store.rotate('log-checkpoint');
  for (const one of [store, openFileKeyStore(directory, passphrase)]) {
    assert.equal(one.current('log-checkpoint').kid, second.kid);
    assert.deepEqual(
      one.all('log-checkpoint').map((key) => key.kid),
      [second.kid, first.kid],
    );
    assert.ok(one.all('log-checkpoint').some((key) => verifies(key, signature)));
  }
  assert.deepEqual(store.all('session'), []);
});

test('a key that one process made signs in the others too, without a restart, and what the older signed still verifies', () => {
  const [one, other] = [0, 0].map(() => openFileKeyStore(directory, passphrase, { everyMilliseconds: 0 })) as [
    KeyStore,
    KeyStore,
  ];
  const first = one.current('exchange-answer');
  assert.equal(other.current('exchange-answer').kid, first.kid);
  const signature = other.current('exchange-answer').sign(message);
  const second = one.rotate('exchange-answer');
  assert.equal(other.current('exchange-answer').kid, second.kid);
  const third = other.rotate('exchange-answer');
  for (const store of [one, other]) {
    assert.deepEqual(
      store.all('exchange-answer').map((key) => key.kid),
      [third.kid, second.kid, first.kid],
    );
    assert.ok(store.all('exchange-answer').some((key) => verifies(key, signature)));
  }
});

test('two processes that make the first key at once agree on one', () => {
  const [one, other] = [0, 0].map(() => openFileKeyStore(directory, passphrase, { everyMilliseconds: 0 })) as [
    KeyStore,
    KeyStore,
  ];
  assert.deepEqual([one.all('session'), other.all('session')], [[], []]);
  one.rotate('session');
  other.rotate('session');
  assert.equal(one.current('session').kid, other.current('session').kid);
});

test('between two looks at the folder the files are not read', () => {
  const store = openFileKeyStore(directory, passphrase, { everyMilliseconds: Number.POSITIVE_INFINITY });
  const { kid } = store.current('session');
  openFileKeyStore(directory, passphrase).rotate('session');
  assert.equal(store.current('session').kid, kid);
});

test('a key made by a clock that lags behind is the current one all the same', (t) => {
  const store = openFileKeyStore(directory, passphrase);
  const { createdAt } = store.current('session');
  t.mock.timers.enable({ apis: ['Date'], now: Date.parse(createdAt) - 3_600_000 });
  const { kid } = store.rotate('session');
  assert.equal(store.current('session').kid, kid);
  assert.equal(openFileKeyStore(directory, passphrase).current('session').kid, kid);
});

test('a key file that does not open and comes while others serve is told of once and passed over', () => {
  const told: string[] = [];
  const store = openFileKeyStore(directory, passphrase, {
    everyMilliseconds: 0,
    onUnreadable: ({ message }) => void told.push(message),
  });
  const { kid } = store.current('session');
  openFileKeyStore(join(directory, 'elsewhere'), 'another passphrase').current('session');
  const name = readdirSync(join(directory, 'elsewhere'))[0]!;
  renameSync(join(directory, 'elsewhere', name), join(directory, name));
  assert.equal(store.current('session').kid, kid);
  assert.equal(store.current('session').kid, kid);
  assert.equal(told.length, 1);
  assert.match(told[0]!, /does not open/);
});

test('while the folder is out of reach the keys that are known serve on', () => {
  const store = openFileKeyStore(directory, passphrase, { everyMilliseconds: 0 });
  const { kid } = store.current('session');
  renameSync(directory, `${directory}-away`);
  assert.equal(store.current('session').kid, kid);
  renameSync(`${directory}-away`, directory);
  assert.notEqual(openFileKeyStore(directory, passphrase).rotate('session').kid, kid);
  assert.notEqual(store.current('session').kid, kid);
});

test('a half-written key file is passed over', () => {
  const store = openFileKeyStore(directory, passphrase);
  const { kid } = store.current('session');
  writeFileSync(join(directory, 'session.abc.json.new'), '{"purp');
  assert.deepEqual(
    openFileKeyStore(directory, passphrase)
      .all('session')
      .map((key) => key.kid),
    [kid],
  );
});

test('the thumbprint is that of RFC 7638, section 3.1', () => {
  const n =
    '0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw';
  assert.equal(
    thumbprint({ kty: 'RSA', n, e: 'AQAB', alg: 'RS256', kid: '2011-04-29' }),
    'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs',
  );
  // RFC 8037, appendix A.3.
  assert.equal(
    thumbprint({ kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' }),
    'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k',
  );
});
