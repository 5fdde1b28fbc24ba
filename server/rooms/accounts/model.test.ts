import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Factor, METHODS, type Method } from './door.ts';
import { amrOf, assuranceOf, isAtLeast, usefulMethods, type Way } from './model.ts';

const factor = (method: Method, more: Partial<Factor> = {}): Factor => ({
  method,
  at: '2026-01-01T00:00:00Z',
  ...more,
});
const synced = factor('passkey', { userVerified: true, deviceBound: false });
const bound = factor('passkey', { userVerified: true, deviceBound: true });
const touched = factor('passkey', { userVerified: false, deviceBound: true });

const table: readonly [string, 0 | 1 | 2, readonly Factor[], string | undefined][] = [
  ['nothing', 2, [], undefined],
  ['an identity that was never proved', 0, [bound], undefined],
  ['level 1, whatever was proved', 1, [bound, factor('totp')], 'low'],
  ['level 1, a persona', 1, [factor('persona')], 'low'],
  ['one code', 2, [factor('code')], 'low'],
  ['the same way twice', 2, [factor('code'), factor('code')], 'low'],
  ['two different codes', 2, [factor('code'), factor('totp')], 'substantial'],
  ['an approval and a recovery code', 2, [factor('approval'), factor('recovery-code')], 'substantial'],
  ['a passkey with a finger', 2, [synced], 'substantial'],
  ['a passkey without', 2, [touched], 'low'],
  ['a passkey that cannot leave its device', 2, [bound], 'high'],
  ['a passkey and another', 2, [synced, factor('totp')], 'high'],
  ['a passkey without a finger and another', 2, [touched, factor('totp')], 'substantial'],
  ['the way back', 2, [factor('recovery')], 'low'],
  ['the way back counts for nothing beside another', 2, [factor('recovery'), factor('code')], 'low'],
  ['a persona', 2, [factor('persona')], 'high'],
];
for (const [name, level, factors, assurance] of table)
  test(`${name} is worth ${assurance ?? 'nothing'}`, () => assert.equal(assuranceOf(level, factors), assurance));

const anyFactor = fc.record({
  method: fc.constantFrom(...METHODS),
  at: fc.constant('2026-01-01T00:00:00Z'),
  userVerified: fc.boolean(),
  deviceBound: fc.boolean(),
});
const anyLevel = fc.constantFrom(0, 1, 2);
const anyWays = fc.uniqueArray(
  fc.record({
    method: fc.constantFrom<Method>('passkey', 'approval', 'totp', 'code', 'recovery-code', 'recovery'),
    deviceBound: fc.boolean(),
  }),
  { selector: ({ method }) => method },
);

test('another proof never makes a sign-in weaker', () => {
  fc.assert(
    fc.property(anyLevel, fc.array(anyFactor, { maxLength: 4 }), anyFactor, (level, factors, more) => {
      const before = assuranceOf(level, factors);
      assert.ok(before === undefined || isAtLeast(assuranceOf(level, [...factors, more]), before));
    }),
  );
});

test('every way that is offered leads there with others, and all of them together do', () => {
  const gone = (ways: readonly Way[]): Factor[] =>
    ways.map(({ method, deviceBound = false }) => factor(method, { userVerified: true, deviceBound }));
  fc.assert(
    fc.property(
      fc.constantFrom('low', 'substantial', 'high'),
      anyLevel,
      anyWays,
      fc.array(anyFactor, { maxLength: 2 }),
      (wanted, level, ways, factors) => {
        const useful = usefulMethods(wanted, level, ways, factors);
        const reached = isAtLeast(assuranceOf(level, factors), wanted);
        const reachable = isAtLeast(assuranceOf(level, [...factors, ...gone(ways)]), wanted);
        assert.equal(useful.length > 0, !reached && reachable);
        const chosen = ways.filter(({ method }) => useful.includes(method));
        if (useful.length > 0) assert.ok(isAtLeast(assuranceOf(level, [...factors, ...gone(chosen)]), wanted));
      },
    ),
  );
});

test('for substantial a passkey is enough and two others are', () => {
  const ways: Way[] = [{ method: 'passkey' }, { method: 'totp' }, { method: 'code' }, { method: 'recovery' }];
  assert.deepEqual(usefulMethods('substantial', 2, ways, []), ['passkey', 'totp', 'code']);
  assert.deepEqual(usefulMethods('substantial', 2, ways, [factor('code')]), ['passkey', 'totp']);
  assert.deepEqual(usefulMethods('high', 2, ways, [factor('code')]), ['passkey']);
  assert.deepEqual(usefulMethods('high', 2, ways.slice(1), []), []);
  assert.deepEqual(usefulMethods('substantial', 1, ways, []), []);
});

test('amr speaks RFC 8176', () => {
  assert.deepEqual(amrOf([bound]), ['hwk', 'user', 'mfa']);
  assert.deepEqual(amrOf([synced]), ['swk', 'user', 'mfa']);
  assert.deepEqual(amrOf([factor('code', { channel: 'email' })]), ['otp']);
  assert.deepEqual(amrOf([factor('code', { channel: 'sms' })]), ['otp', 'sms']);
  assert.deepEqual(amrOf([factor('approval')]), ['mca']);
  assert.deepEqual(amrOf([factor('code'), factor('totp')]), ['otp', 'mfa']);
  assert.deepEqual(amrOf([factor('recovery')]), []);
});
