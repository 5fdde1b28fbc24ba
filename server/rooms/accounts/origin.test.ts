import assert from 'node:assert/strict';
import { isIP } from 'node:net';
import { test } from 'node:test';
import fc from 'fast-check';
import { describeOrigin, networkOf } from './origin.ts';

test('a network is three bytes of IPv4 and six of IPv6', () => {
  assert.equal(networkOf('203.0.113.77'), '203.0.113');
  assert.equal(networkOf('::ffff:203.0.113.77'), '203.0.113');
  assert.equal(networkOf('2001:db8:12:3456::1'), '2001:db8:12');
  assert.equal(networkOf('2001:db8::1'), '2001:db8:0');
  assert.equal(networkOf('::1'), '0:0:0');
  assert.equal(networkOf('fe80::1%eth0'), 'fe80:0:0');
  assert.equal(networkOf('nonsense'), '');
});

test('of an address the rest never shows', () => {
  fc.assert(
    fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (address) => {
      const network = networkOf(address);
      assert.equal(network.split(isIP(address) === 4 || address.includes('.') ? /[.:]/ : ':').length, 3);
    }),
  );
});

test('a device is a browser on a system, in words that its owner recognises', () => {
  const told = (agent?: string) => describeOrigin({ headers: { 'user-agent': agent }, ip: '' }).device;
  assert.equal(told('Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0'), 'Firefox on Linux');
  assert.equal(
    told('Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0 Mobile Safari/537.36'),
    'Chromium on Android',
  );
  assert.equal(
    told(
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Mobile Safari/604.1',
    ),
    'Safari on iOS',
  );
  assert.equal(told('Mozilla/5.0 (Windows NT 10.0) Chrome/128.0 Safari/537.36 Edg/128.0'), 'Edge on Windows');
  assert.equal(told('curl/8'), '');
  assert.equal(told(undefined), '');
});
