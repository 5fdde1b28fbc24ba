import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseIdempotencyKey } from './idempotency.ts';
import { readIfMatch } from './precondition.ts';

const printable = fc.string({
  unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)),
  minLength: 1,
  maxLength: 90,
});
const write = (key: string) => `"${key.replaceAll(/["\\]/g, '\\$&')}"`;

test('any key written as a structured string is read as it was meant', () => {
  fc.assert(fc.property(printable, (key) => parseIdempotencyKey(write(key)) === key));
});

test('a key with and without quotation marks is the same key', () => {
  const id = '8e03978e-40d5-43dd-bc93-6894a57f9324';
  assert.equal(parseIdempotencyKey(`"${id}"`), id);
  assert.equal(parseIdempotencyKey(id), id);
});

test('two keys, a half key, a key that is too long or of other characters is none', () => {
  for (const header of ['', '""', '"a', 'a"', 'a, b', '"a", "b"', '"a";b=1', 'a b', '"\\a"', 'é', 'x'.repeat(201)])
    assert.equal(parseIdempotencyKey(header), undefined, header);
});

test('whatever is sent as a key, it is read or refused', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 300 }), (header) => {
      const key = parseIdempotencyKey(header);
      return key === undefined || (key.length > 0 && header.includes(key.slice(0, 1)));
    }),
  );
});

const read = (header?: string) => readIfMatch({ headers: header === undefined ? {} : { 'if-match': header } });

test('If-Match is a list of entity tags, of which weak ones stay apart', () => {
  assert.deepEqual(read('"a.1", "b.2"'), ['a.1', 'b.2']);
  assert.deepEqual(read('"a.1",W/"a.2"'), ['a.1', 'W/a.2']);
  assert.equal(read('*'), undefined);
  assert.equal(read(), undefined);
});

test('an If-Match that is no list of tags is refused', () => {
  for (const header of ['', 'a', '"a', '"a" "b"', '"a",', '"a\u0007"', `"${'x'.repeat(2000)}"`])
    assert.throws(() => read(header), { code: 'kernel/precondition-malformed' }, header);
});
