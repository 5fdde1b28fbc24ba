import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { maskContact, parseContact, parseEmail, parsePhone } from './contactValues.ts';

const plan = { callingCode: '84', trunkPrefix: '0' };

test('a number is the same however it is written', () => {
  const written = [
    '0912345678',
    '091 234 56 78',
    '0912-345-678',
    '+84912345678',
    '+84 (0) 912 345 678',
    '84 912 345 678',
    '0084912345678',
    '０９１２３４５６７８',
  ];
  for (const text of written) assert.equal(parsePhone(text, plan), '+84912345678', text);
});

test('what is no telephone number is none', () => {
  for (const text of [
    '',
    '12',
    '+',
    '+84',
    'abc',
    '0912345678x',
    '+84912345678901234',
    '091\n2345678',
    '++84912345678',
    '+012345678',
  ])
    assert.equal(parsePhone(text, plan), undefined, text);
});

test('a foreign number keeps its own country', () => {
  assert.equal(parsePhone('+33 1 23 45 67 89', plan), '+33123456789');
});

test('every accepted number is E.164, reads as itself, and blanks between its digits change nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'+0123456789 .-()') }), (text) => {
      const number = parsePhone(text, plan);
      if (number === undefined) return;
      assert.match(number, /^\+[1-9][0-9]{7,14}$/);
      assert.equal(parsePhone(number, plan), number);
      assert.equal(parsePhone([...number].join(' ').replace('+ ', '+'), plan), number);
    }),
  );
});

test('any text is a number or none, and never an error', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void [parsePhone(text, plan), parseEmail(text)]));
});

test('the domain of an address is ASCII and small, what stands before it is kept', () => {
  assert.equal(parseEmail(' Lan.Anh+gov@Example.VN '), 'Lan.Anh+gov@example.vn');
  assert.equal(parseEmail('lan@bücher.example'), 'lan@xn--bcher-kva.example');
});

test('what could smuggle a header, a second recipient or another host is no address', () => {
  const refused = [
    'lan',
    'lan@',
    '@example.vn',
    'lan@example',
    'lan@127.0.0.1',
    'lan@[127.0.0.1]',
    'a@b@example.vn',
    'lan@example.vn\r\nBcc: x@example.vn',
    'lan@example.vn, x@example.vn',
    '"lan anh"@example.vn',
    '<lan@example.vn>',
    'lan..anh@example.vn',
    '.lan@example.vn',
    'l\u202ean@example.vn',
    'lan@-example.vn',
    `${'a'.repeat(65)}@example.vn`,
    `a@${'b'.repeat(250)}.vn`,
  ];
  for (const text of refused) assert.equal(parseEmail(text), undefined, text);
});

test('every accepted address holds one @, no blank and no control, and reads as itself', () => {
  fc.assert(
    fc.property(fc.oneof(fc.emailAddress(), fc.string({ unit: 'binary' })), (text) => {
      const address = parseEmail(text);
      if (address === undefined) return;
      assert.match(address, /^[\x21-\x3f\x41-\x7e]+@[a-z0-9.-]+$/);
      assert.equal(parseEmail(address), address);
    }),
  );
});

test('a mask tells neither number nor address', () => {
  assert.equal(maskContact('phone', '+84912345678'), '+84 ••• 678');
  assert.equal(maskContact('email', 'lan.anh@example.vn'), 'l•••@example.vn');
  assert.equal(parseContact('phone', 'l@example.vn', plan), undefined);
});
