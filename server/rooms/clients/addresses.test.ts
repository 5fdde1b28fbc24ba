import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Problem } from '#kernel';
import { checkAddress } from './addresses.ts';
import { createOutsideFetch, isPublicAddress } from './outside.ts';

function judge(text: string, realm: 'simulation' | 'production'): string {
  try {
    checkAddress(text, realm, '/uri');
    return 'taken';
  } catch (error) {
    assert.ok(error instanceof Problem);
    assert.equal(error.pointer, '/uri');
    return error.code.replace('clients/service-uri-', '');
  }
}

const cases: readonly [string, simulation: string, production: string][] = [
  ['https://portal.gov.vn/back', 'taken', 'taken'],
  ['https://portal.gov.vn/back?a=b', 'taken', 'taken'],
  ['https://portal.gov.vn', 'taken', 'taken'],
  ['https://portal.gov.vn:8443/x', 'taken', 'taken'],
  ['http://portal.gov.vn/back', 'insecure', 'insecure'],
  ['http://localhost:4000/cb', 'taken', 'insecure'],
  ['http://127.0.0.1:4000/cb', 'taken', 'insecure'],
  ['http://[::1]:4000/cb', 'taken', 'insecure'],
  ['https://localhost/cb', 'taken', 'private'],
  ['http://localhost.evil.vn/cb', 'insecure', 'insecure'],
  ['http://127.0.0.2/cb', 'insecure', 'insecure'],
  ['https://10.0.0.1/cb', 'private', 'private'],
  ['https://169.254.169.254/latest', 'private', 'private'],
  ['https://[fd00::1]/cb', 'private', 'private'],
  ['https://8.8.8.8/cb', 'private', 'private'],
  ['https://0x7f000001/cb', 'malformed', 'malformed'],
  ['https://intranet/cb', 'private', 'private'],
  ['https://db.internal/cb', 'private', 'private'],
  ['https://printer.local/cb', 'private', 'private'],
  ['https://portal.gov.vn/back#x', 'malformed', 'malformed'],
  ['https://portal.gov.vn/back#', 'malformed', 'malformed'],
  ['https://user:word@portal.gov.vn/', 'malformed', 'malformed'],
  ['https://*.gov.vn/back', 'malformed', 'malformed'],
  ['https://portal.gov.vn/*', 'malformed', 'malformed'],
  ['https://portal.gov.vn/a/../b', 'malformed', 'malformed'],
  ['https://PORTAL.gov.vn/back', 'malformed', 'malformed'],
  ['https://portal.gov.vn\\@evil.vn/', 'malformed', 'malformed'],
  ['javascript:alert(1)', 'insecure', 'insecure'],
  ['data:text/html,x', 'insecure', 'insecure'],
  ['back', 'malformed', 'malformed'],
];

for (const [text, simulation, production] of cases) {
  test(`an address is taken only as it is compared and reached: ${text}`, () => {
    assert.deepEqual([judge(text, 'simulation'), judge(text, 'production')], [simulation, production]);
  });
}

test('no text breaks the check, and what is taken is what a browser would send', () => {
  const part = fc.constantFrom(
    'https://',
    'http://',
    'a.vn',
    'localhost',
    '/',
    '#',
    '@',
    ':',
    '*',
    '?',
    '\\',
    ' ',
    '%2e',
    'x',
    '[::1]',
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
      const text = parts.join('');
      if (judge(text, 'production') !== 'taken') return;
      const url = new URL(text);
      assert.equal(url.protocol, 'https:');
      assert.ok(url.href === text || url.href === `${text}/`);
    }),
    { numRuns: 2000 },
  );
});

test('an address that is not of the whole internet is not reached', () => {
  for (const inner of [
    '127.0.0.1',
    '10.1.2.3',
    '172.31.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '::',
    '::1',
    '::ffff:10.0.0.1',
    '::ffff:127.0.0.1',
    'fe80::1',
    'fc00::1',
    'ff02::1',
    '64:ff9b::7f00:1',
    '64:ff9b::10.0.0.1',
    '2002:7f00:1::',
    '2001:db8::1',
    'portal.gov.vn',
  ])
    assert.equal(isPublicAddress(inner), false, inner);
  for (const outer of ['8.8.8.8', '203.162.4.191', '2606:4700::1111', '172.32.0.1'])
    assert.equal(isPublicAddress(outer), true, outer);
});

test('what others registered is fetched from public addresses only, by name and by number', async () => {
  const fetchOutside = createOutsideFetch({ allowLoopback: false });
  for (const address of ['https://localhost/', 'https://127.0.0.1/', 'https://[::1]/', 'http://8.8.8.8/'])
    await assert.rejects(fetchOutside(address), TypeError, address);
});
