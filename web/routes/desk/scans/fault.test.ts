import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LARGEST_SCAN, recogniseScan } from '#kernel';
import { faultOf, mediaOf } from './fault.ts';

const of = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'));

test('a scan that is to wait is held against what the server takes: the same kinds, the same size, none twice', () => {
  for (const hex of ['ffd8ffe0', '89504e470d0a1a0a00', '255044462d312e37', '3c737667', '', 'ffd8'])
    assert.equal(mediaOf(of(hex)), recogniseScan(of(hex)), hex);
  const jpeg = of('ffd8ffe0');
  assert.equal(faultOf({ bytes: jpeg, digest: 'a' }, ['b']), undefined);
  assert.equal(faultOf({ bytes: jpeg, digest: 'a' }, ['b', 'a']), 'known');
  assert.equal(faultOf({ bytes: of('3c737667'), digest: 'a' }, []), 'kind');
  const largest = new Uint8Array(LARGEST_SCAN);
  largest.set(jpeg);
  assert.equal(faultOf({ bytes: largest, digest: 'a' }, []), undefined);
  assert.equal(faultOf({ bytes: new Uint8Array(LARGEST_SCAN + 1), digest: 'a' }, []), 'size');
});
