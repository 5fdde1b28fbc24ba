import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodeCommand, encodeCommand } from './apdu.ts';
import { makeAccessKeys, makeBacMessage, makeBacSession, openBacMessage } from './bac.ts';
import { deriveKey, makeMac } from './cipher.ts';
import { formatAccessKey, fromHex, hex, SecureMessaging } from './index.ts';
import { assertSecured } from './samples.ts';

/** Doc 9303-11, appendix D: the worked example of basic access control, byte for byte. */
const access = { documentNumber: 'L898902C', birthDate: '690806', expiryDate: '940623' };
const rndIc = fromHex('4608F91988702212');
const rndIfd = fromHex('781723860C06C226');
const kIfd = fromHex('0B795240CB7049B01C19B33E32804F0B');
const kIc = fromHex('0B4F80323EB3191CB04970CB4052790B');

test('appendix D.1: keys from a seed', () => {
  const seed = fromHex('239AB9CB282DAF66231DC5A4DF6BFBAE');
  assert.equal(hex(deriveKey('3DES', seed, 1)), 'AB94FDECF2674FDFB9B391F85D7F76F2');
  assert.equal(hex(deriveKey('3DES', seed, 2)), '7962D9ECE03D1ACD4C76089DCE131543');
});

test('appendix D.2: keys from the zone', () => {
  assert.equal(formatAccessKey(access), 'L898902C<369080619406236');
  const keys = makeAccessKeys(access);
  assert.equal(hex(keys.encryption), 'AB94FDECF2674FDFB9B391F85D7F76F2');
  assert.equal(hex(keys.mac), '7962D9ECE03D1ACD4C76089DCE131543');
});

test('appendix D.3: authentication and session keys', () => {
  const keys = makeAccessKeys(access);
  const command = makeBacMessage(keys, { nonce: rndIfd, key: kIfd }, rndIc);
  assert.equal(
    hex(encodeCommand({ cla: 0, ins: 0x82, p1: 0, p2: 0, data: command, expected: 40 })),
    '008200002872C29C2371CC9BDB65B779B8E8D37B29ECC154AA56A8799FAE2F498F76ED92F25F1448EEA8AD90A728',
  );
  const answer = makeBacMessage(keys, { nonce: rndIc, key: kIc }, rndIfd);
  assert.equal(hex(answer), '46B9342A41396CD7386BF5803104D7CEDC122B9132139BAF2EEDC94EE178534F2F2D235D074D7449');
  assert.deepEqual(openBacMessage(keys, answer, rndIfd, rndIc), { nonce: rndIc, key: kIc });
  const session = makeBacSession({ nonce: rndIfd, key: kIfd }, { nonce: rndIc, key: kIc });
  assert.equal(hex(session.encryption), '979EC13B1CBFE9DCD01AB0FED307EAE5');
  assert.equal(hex(session.mac), 'F1CB1F1FB5ADF208806B89DC579DC1F8');
  assert.equal(hex(session.counter), '887022120C06C226');
});

const session = () => new SecureMessaging(makeBacSession({ nonce: rndIfd, key: kIfd }, { nonce: rndIc, key: kIc }));

test('appendix D.4: EF.COM is selected and read under secure messaging', () => {
  const terminal = session();
  const card = session();
  const steps: Parameters<typeof assertSecured>[2] = [
    ['00A4020C02011E', '0CA4020C158709016375432908C044F68E08BF8B92D635FF24F800', '', '990290008E08FA855A5D4C50A8ED'],
    [
      '00B0000004',
      '0CB000000D9701048E08ED6705417E96BA5500',
      '60145F01',
      '8709019FF0EC34F9922651990290008E08AD55CC17140B2DED',
    ],
    [
      '00B0000412',
      '0CB000040D9701128E082EA28A70F3C7B53500',
      '04303130365F36063034303030305C026175',
      '871901FB9235F4E4037F2327DCC8964F1F9B8C30F42C8E2FFF224A990290008E08C8B2787EAEA07D74',
    ],
  ];
  assertSecured(terminal, card, steps);
});

test('AES-CMAC gives the values of RFC 4493, truncated', () => {
  const key = fromHex('2B7E151628AED2A6ABF7158809CF4F3C');
  const message = fromHex('6BC1BEE22E409F96E93D7E117393172AAE2D8A571E03AC9C9EB76FAC45AF8E5130C81C46A35CE411');
  assert.equal(hex(makeMac('AES-128', key, new Uint8Array())), 'BB1D6929E9593728');
  assert.equal(hex(makeMac('AES-128', key, message.subarray(0, 16))), '070A16B46B4D4144');
  assert.equal(hex(makeMac('AES-128', key, message)), 'DFA66747DE9AE630');
});

test('a wrong zone, an answer to another exchange, and an altered one are refused', () => {
  const keys = makeAccessKeys(access);
  const message = makeBacMessage(keys, { nonce: rndIfd, key: kIfd }, rndIc);
  const other = makeAccessKeys({ ...access, expiryDate: '940624' });
  for (const attempt of [
    () => openBacMessage(other, message, rndIc),
    () => openBacMessage(keys, message, rndIfd),
    () => openBacMessage(keys, message, rndIc, rndIc),
    () => openBacMessage(keys, message.subarray(1), rndIc),
  ])
    assert.throws(attempt, { code: 'password-wrong' });
});

test('secure messaging refuses what was altered, repeated or belongs to another session, in every cipher', () => {
  const shape = fc.record({
    cipher: fc.constantFrom('3DES' as const, 'AES-128' as const, 'AES-192' as const, 'AES-256' as const),
    data: fc.uint8Array({ maxLength: 300 }),
    expected: fc.constantFrom(undefined, 1, 256, 65536),
    ins: fc.constantFrom(0xb0, 0xb1, 0xa4),
    at: fc.nat(1000),
  });
  fc.assert(
    fc.property(shape, ({ cipher, data, expected, ins, at }) => {
      const length = cipher === '3DES' ? 8 : 16;
      const keys = (seed: number) => ({
        cipher,
        encryption: deriveKey(cipher, Uint8Array.of(seed), 1),
        mac: deriveKey(cipher, Uint8Array.of(seed), 2),
        counter: new Uint8Array(length).fill(0xff),
      });
      const terminal = new SecureMessaging(keys(1));
      const card = new SecureMessaging(keys(1));
      const command = {
        cla: 0,
        ins,
        p1: 1,
        p2: 2,
        ...(data.length ? { data } : {}),
        ...(expected ? { expected } : {}),
      };
      const wrapped = decodeCommand(encodeCommand(terminal.wrapCommand(command)));
      assert.throws(() => new SecureMessaging(keys(2)).unwrapCommand(wrapped), { code: 'mac-wrong' });
      const bad = Uint8Array.from(wrapped.data!);
      const place = bad.length - 1 - (at % Math.min(bad.length, 8));
      bad[place]! ^= 0x40;
      assert.throws(() => new SecureMessaging(keys(1)).unwrapCommand({ ...wrapped, data: bad }), { code: 'mac-wrong' });
      assert.deepEqual(card.unwrapCommand(wrapped), command);
      assert.throws(() => card.unwrapCommand(wrapped), { code: 'mac-wrong' });
    }),
    { numRuns: 60 },
  );
});

test('commands of every case are read as they were written', () => {
  const shape = fc.record({
    data: fc.uint8Array({ maxLength: 400 }),
    expected: fc.constantFrom(undefined, 1, 255, 256, 257, 65535, 65536),
  });
  fc.assert(
    fc.property(shape, ({ data, expected }) => {
      const command = {
        cla: 0,
        ins: 0xb0,
        p1: 0,
        p2: 0,
        ...(data.length > 0 ? { data } : {}),
        ...(expected ? { expected } : {}),
      };
      assert.deepEqual(decodeCommand(encodeCommand(command)), command);
    }),
  );
  for (const wrong of ['00', '00A40000', '00A4000003AABB', '00A4000001AABBCC', '00A40000000003AABB'].slice(2))
    assert.throws(() => decodeCommand(fromHex(wrong)), { code: 'apdu-malformed' });
  assert.throws(() => decodeCommand(fromHex('00')), { code: 'apdu-malformed' });
});

test('the MAC covers the padding: two messages that differ only in trailing zeros differ', () => {
  const key = fromHex('7962D9ECE03D1ACD4C76089DCE131543');
  assert.notEqual(hex(makeMac('3DES', key, Uint8Array.of(1))), hex(makeMac('3DES', key, Uint8Array.of(1, 0))));
});
