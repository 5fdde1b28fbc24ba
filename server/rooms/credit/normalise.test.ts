import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { isNarrow, normaliseAddress, normaliseDocument, normaliseEmail, normalisePhone } from './normalise.ts';

const plan = { callingCode: '84', trunkPrefix: '0' };
const anything = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ unit: 'grapheme', maxLength: 60 }));
const digits = (length: number) => fc.stringMatching(new RegExp(`^[1-9][0-9]{${length - 1}}$`));

describe('one value, one writing', () => {
  for (const [name, normalise] of Object.entries({
    phone: (text: string) => normalisePhone(text, plan),
    email: normaliseEmail,
    address: normaliseAddress,
    document: normaliseDocument,
  }))
    test(`${name}: any text is read or refused, and what was normalised stays as it is`, () => {
      let read = 0;
      fc.assert(
        fc.property(fc.oneof(anything, digits(9), fc.emailAddress()), (text) => {
          const once = normalise(text);
          if (once === undefined) return;
          read += 1;
          assert.equal(normalise(once), once);
        }),
      );
      assert.ok(read > 5, `only ${read} texts were read`);
    });

  test('a telephone number is one however its country is written', () => {
    fc.assert(
      fc.property(digits(9), (number) => {
        const spaced = number.replace(/(...)(?=.)/g, '$1 ');
        for (const written of [
          `0${number}`,
          `+84${number}`,
          `0084 ${spaced}`,
          `+84 (0) ${spaced}`,
          `0${spaced.replaceAll(' ', '.')}`,
        ])
          assert.equal(normalisePhone(written, plan), `+84${number}`);
      }),
    );
  });

  test('two telephone numbers never become one', () => {
    fc.assert(
      fc.property(digits(9), digits(9), (one, other) => {
        fc.pre(one !== other);
        assert.notEqual(normalisePhone(`0${one}`, plan), normalisePhone(`0${other}`, plan));
      }),
    );
  });

  test('an e-mail address is one in small letters and in capitals', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (address) => {
        const one = normaliseEmail(address);
        if (one !== undefined) assert.equal(normaliseEmail(address.toUpperCase()), one);
      }),
    );
    assert.equal(normaliseEmail('An.Nguyen@Example.VN'), 'an.nguyen@example.vn');
  });

  test('an address is one whatever its case, blanks and punctuation, and not without its tone marks', () => {
    const one = normaliseAddress('12/3 ngõ 5, phố Hoà Mã, phường Phạm Đình Hổ');
    assert.equal(normaliseAddress(' 12/3 NGÕ 5 ; Phố Hòa  Mã - phường Phạm Đình Hổ.'.replace(' - ', ' ')), one);
    assert.equal(normaliseAddress('12/3 ngõ 5, phố Hoà Mã, phường Phạm Đình Hổ'.normalize('NFD')), one);
    assert.notEqual(normaliseAddress('12/3 ngo 5, pho Hoa Ma, phuong Pham Dinh Ho'), one);
    assert.notEqual(normaliseAddress('123 ngõ 5, phố Hoà Mã, phường Phạm Đình Hổ'), one);
  });

  test('an address that thousands have is too wide', () => {
    for (const wide of ['Hà Nội', 'thôn Đông xã Tân Lập', 'Phường 5', '12'])
      assert.equal(isNarrow(normaliseAddress(wide)!), false, wide);
    assert.equal(isNarrow(normaliseAddress('Số 12 phố Huế')!), true);
  });

  test('a number of a document is one with and without what separates it', () => {
    assert.equal(normaliseDocument('012 345 678'), '012345678');
    assert.equal(normaliseDocument('c-1234567'), 'C1234567');
    for (const none of ['', '12', 'số 5', '012345678; DROP']) assert.equal(normaliseDocument(none), undefined, none);
  });
});
