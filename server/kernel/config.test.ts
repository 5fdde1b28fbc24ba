import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { ConfigError, readConfig } from './config.ts';

const refusal = (environment: Record<string, string>): string => {
  try {
    readConfig(environment);
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error.message;
  }
  return assert.fail('was not refused');
};

test('a variable with our prefix that nobody reads refuses to start, and is named', () => {
  const message = refusal({ DANCU_PERSON: '5', DANCU_SEEED: '1', DANCU_SEED: '1' });
  assert.match(message, /unknown variable DANCU_PERSON, DANCU_SEEED;/);
});

test('variables of others are nobody’s business', () => {
  assert.equal(readConfig({ PATH: '/bin', DATABASE: 'x', PGHOST: 'y' }).port, 3000);
});

test('every wrong variable is named, and no value is printed', () => {
  const secret = 'short';
  const message = refusal({
    DANCU_KEY_PASSPHRASE: secret,
    DATABASE_URL: 'mysql://user:pa55word@host/db',
    DANCU_LOG_LEVEL: 'loud',
  });
  for (const name of ['DANCU_KEY_PASSPHRASE', 'DATABASE_URL', 'DANCU_LOG_LEVEL'])
    assert.ok(message.includes(name), message);
  for (const value of [secret, 'pa55word', 'mysql', 'loud']) assert.ok(!message.includes(value), message);
});

test('without any variable there is a whole configuration', () => {
  assert.deepEqual(
    { ...readConfig({}) },
    {
      port: 3000,
      host: '127.0.0.1',
      home: resolve('.dancu'),
      country: 'vn',
      origin: 'http://localhost:3000',
      databaseUrl: undefined,
      ownerUrl: undefined,
      demonstration: false,
      persons: 100_000,
      seed: 1,
      logLevel: 'info',
      keyPassphrase: undefined,
      sealMilliseconds: 1000,
      trustedProxies: [],
      smtpUrl: undefined,
      mailFrom: 'no-reply@localhost',
      smsWebhook: undefined,
      smsWebhookSecret: undefined,
      clientCertificateHeader: undefined,
      clientAuthorities: undefined,
    },
  );
});

test('an empty variable is an absent one', () => {
  assert.equal(readConfig({ PORT: '', DATABASE_URL: '' }).port, 3000);
});

test('a port is 1 to 65535', () => {
  assert.equal(readConfig({ PORT: '65535' }).port, 65_535);
  assert.equal(readConfig({ PORT: '1' }).port, 1);
  for (const PORT of ['0', '65536', '99999', '-1', '80a', ' 80']) assert.match(refusal({ PORT }), /PORT/);
});

test('the origin follows host and port, brackets an IPv6 host, and is taken as given', () => {
  assert.equal(readConfig({ HOST: '2001:db8::1', PORT: '80' }).origin, 'http://[2001:db8::1]:80');
  // Passkeys belong to a name, never to an address.
  assert.equal(readConfig({ HOST: '::1', PORT: '80' }).origin, 'http://localhost:80');
  assert.equal(readConfig({ DANCU_ORIGIN: 'https://id.example' }).origin, 'https://id.example');
  assert.match(refusal({ DANCU_ORIGIN: 'https://id.example/path' }), /DANCU_ORIGIN/);
});

test('the configuration cannot be changed afterwards', () => {
  assert.throws(() => Object.assign(readConfig({}), { port: 1 }), TypeError);
});

test('trusted proxies are addresses or networks', () => {
  assert.deepEqual(readConfig({ DANCU_TRUSTED_PROXIES: '10.0.0.7, fd00::/8' }).trustedProxies, [
    '10.0.0.7',
    'fd00::/8',
  ]);
  for (const DANCU_TRUSTED_PROXIES of ['10.0.0', '10.0.0.0/33', '10.0.0.0/8/8', 'fd00::/129', '10.0.0.0/x'])
    assert.match(refusal({ DANCU_TRUSTED_PROXIES }), /DANCU_TRUSTED_PROXIES/);
});
