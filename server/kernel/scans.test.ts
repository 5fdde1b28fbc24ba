import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LARGEST_SCAN, readScan, recogniseScan, SCAN_BODY_LIMIT } from './scans.ts';

const jpeg = Buffer.from('ffd8ffe000104a464946', 'hex');

test('a scan is what its bytes say: JPEG, PNG, PDF, and nothing else', () => {
  assert.equal(recogniseScan(jpeg), 'image/jpeg');
  assert.equal(recogniseScan(Buffer.from('89504e470d0a1a0a00', 'hex')), 'image/png');
  assert.equal(recogniseScan(Buffer.from('%PDF-1.7')), 'application/pdf');
  const others = ['', '%PDF', '\xff\xd8', '\x89PNG', '<svg onload="x">', '<html>%PDF-', 'GIF89a', 'MZ', 'PK\x03\x04'];
  for (const text of others) assert.equal(recogniseScan(Buffer.from(text, 'latin1')), undefined, text);
});

test('of the largest size one is taken, with a byte more it is not', () => {
  const of = (length: number) => {
    const bytes = Buffer.alloc(length);
    jpeg.copy(bytes);
    return bytes.toString('base64');
  };
  const largest = of(LARGEST_SCAN);
  const read = readScan(largest);
  assert.ok(typeof read === 'object' && read.bytes.length === LARGEST_SCAN && read.media === 'image/jpeg');
  assert.ok(largest.length < SCAN_BODY_LIMIT, 'and fits into a body');
  assert.equal(readScan(of(LARGEST_SCAN + 1)), 'size');
  assert.equal(readScan(Buffer.from('<svg/>').toString('base64')), 'kind');
});
