import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodeHeaderText, encodeHeaderText } from './index.ts';

test('header text is printable ASCII without blanks at its ends, and comes back as it was', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.string()), (text) => {
      const value = encodeHeaderText(text);
      assert.match(value, /^([!-~]([ -~]*[!-~])?)?$/);
      assert.equal(decodeHeaderText(value), text);
    }),
  );
  assert.equal(encodeHeaderText('law-26-2023 art. 11(2)'), 'law-26-2023 art. 11(2)');
});
