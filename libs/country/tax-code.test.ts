import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { checkDigit, parseTaxCode } from './tax-code.ts';

const nine = fc.stringMatching(/^[0-9]{9}$/).filter((digits) => checkDigit(digits) < 10);
const code = nine.map((digits) => `${digits}${checkDigit(digits)}`);
const unit = fc.integer({ min: 1, max: 999 }).map((number) => String(number).padStart(3, '0'));
const reasonOf = (text: string) => {
  const read = parseTaxCode(text);
  return read.ok ? 'ok' : read.reason;
};

describe('tax codes', () => {
  test('codes that companies and ministries print are read', () => {
    for (const known of ['0100109106', '0100686209', '0100150619']) assert.equal(reasonOf(known), 'ok', known);
    assert.deepEqual(parseTaxCode('0100109106001'), {
      ok: true,
      code: '0100109106-001',
      head: '0100109106',
      dependent: true,
    });
  });

  test('every code with its check digit is read, with a unit too, and written one way', () => {
    fc.assert(
      fc.property(code, unit, fc.boolean(), (head, three, hyphen) => {
        assert.deepEqual(parseTaxCode(` ${head} `), { ok: true, code: head, head, dependent: false });
        const read = parseTaxCode(`${head}${hyphen ? '-' : ''}${three}`);
        assert.deepEqual(read, { ok: true, code: `${head}-${three}`, head, dependent: true });
        assert.deepEqual(read.ok && parseTaxCode(read.code), read);
      }),
    );
  });

  test('one wrong digit is found', () => {
    fc.assert(
      fc.property(code, fc.nat(9), fc.integer({ min: 1, max: 9 }), (right, at, by) => {
        const wrong = `${right.slice(0, at)}${(Number(right[at]) + by) % 10}${right.slice(at + 1)}`;
        assert.equal(reasonOf(wrong), 'check-digit');
      }),
    );
  });

  test('two neighbours that changed places are found', () => {
    fc.assert(
      fc.property(code, fc.nat(8), (right, at) => {
        fc.pre(right[at] !== right[at + 1]);
        const wrong = `${right.slice(0, at)}${right[at + 1]}${right[at]}${right.slice(at + 2)}`;
        assert.equal(reasonOf(wrong), 'check-digit');
      }),
    );
  });

  test('nine digits whose check digit would be ten begin no code', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{9}$/), fc.nat(9), (digits, last) => {
        fc.pre(checkDigit(digits) === 10);
        assert.equal(reasonOf(`${digits}${last}`), 'check-digit');
      }),
    );
  });

  test('twelve digits are a personal number and no organisation’s code', () => {
    fc.assert(fc.property(fc.stringMatching(/^[0-9]{12}$/), (text) => assert.equal(reasonOf(text), 'personal')));
  });

  test('anything else is malformed, and nothing makes it throw', () => {
    for (const text of [
      '',
      '010010910',
      '0100109106-000',
      '0100109106-01',
      '0100109106--001',
      '０１００１０９１０６',
      '01 00109106',
    ])
      assert.equal(reasonOf(text), 'malformed', text);
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!/^\s*([0-9]{10}|[0-9]{12}|[0-9]{10}-?[0-9]{3})\s*$/.test(text));
        assert.equal(reasonOf(text), 'malformed');
      }),
    );
  });
});
