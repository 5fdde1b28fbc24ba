import assert from 'node:assert/strict';
import {
  constants,
  createECDH,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  privateEncrypt,
} from 'node:crypto';
import { test } from 'node:test';
import { answerChallenge, isAnswerRight, plainSignature } from './activeAuthentication.ts';
import { hash } from './algorithm.ts';
import { concat } from './bytes.ts';
import { agreeAsChip, agreeAsTerminal } from './chipAuthentication.ts';
import { DOMAIN_IDS, domainOf, encodePoint, makeDomainKey, readSpki, writeSpki } from './domain.ts';
import { fromHex, hex, readSecurityInfos, SecureMessaging } from './index.ts';
import { decryptNonce, makePasswordKey, PaceExchange, paceProtocol } from './pace.ts';
import { assertSecured, makeKeys } from './samples.ts';

/** Doc 9303-11, appendix G.1: PACE-ECDH-GM-AES-CBC-CMAC-128 on brainpoolP256r1, byte for byte. */
const access = { documentNumber: 'T22000129', birthDate: '640812', expiryDate: '101031' };
const terminalScalars = [
  '7F4EF07B9EA82FD78AD689B38D0BC78CF21F249D953BC46F4C6E19259C010F99',
  'A73FB703AC1436A18E0CFA5ABB3F7BEC7A070E7A6788486BEE230C4A22762595',
];
const chipScalars = [
  '498FF49756F2DC1587840041839A85982BE7761D14715FB091EFA7BCE9058560',
  '107CF58696EF6155053340FD633392BA81909DF7B9706F226F32086C7AFF974A',
];
const drawing = (scalars: string[]) => {
  const left = [...scalars];
  return () => BigInt(`0x${left.shift()}`);
};

test('appendix G.1: EF.CardAccess names the protocol and the curve', () => {
  assert.deepEqual(readSecurityInfos(fromHex('31143012060A04007F0007020204020202010202010D')), [
    { kind: 'pace', protocol: '0.4.0.127.0.7.2.2.4.2.2', parameters: 13 },
  ]);
  assert.equal(paceProtocol('AES-128'), '0.4.0.127.0.7.2.2.4.2.2');
});

test('appendix G.1: the nonce under the key of the zone', () => {
  const key = makePasswordKey('AES-128', { kind: 'mrz', access });
  assert.equal(hex(key), '89DED1B26624EC1E634C1989302849DD');
  const nonce = decryptNonce('AES-128', key, fromHex('95A3A016522EE98D01E76CB6B98B42C3'));
  assert.equal(hex(nonce), '3F00C4D39D153F2B2A214A078D899B22');
});

test('appendix G.1: mapping, agreement, keys and tokens on both sides', () => {
  const protocol = paceProtocol('AES-128');
  const terminal = new PaceExchange(protocol, domainOf(13), drawing(terminalScalars));
  const chip = new PaceExchange(protocol, domainOf(13), drawing(chipScalars));
  assert.equal(
    hex(terminal.mappingKey),
    '047ACF3EFC982EC45565A4B155129EFBC74650DCBFA6362D896FC70262E0C2CC5E' +
      '544552DCB6725218799115B55C9BAA6D9F6BC3A9618E70C25AF71777A9C4922D',
  );
  assert.equal(
    hex(chip.mappingKey),
    '04824FBA91C9CBE26BEF53A0EBE7342A3BF178CEA9F45DE0B70AA601651FBA3F57' +
      '30D8C879AAA9C9F73991E61B58F4D52EB87A0A0C709A49DC63719363CCD13C54',
  );
  const nonce = fromHex('3F00C4D39D153F2B2A214A078D899B22');
  terminal.map(nonce, chip.mappingKey);
  chip.map(nonce, terminal.mappingKey);
  const mapped =
    '048CED63C91426D4F0EB1435E7CB1D74A46723A0AF21C89634F65A9AE87A9265E2' +
    '8C879506743F8611AC33645C5B985C80B5F09A0B83407C1B6A4D857AE76FE522';
  assert.deepEqual([hex(terminal.generator), hex(chip.generator)], [mapped, mapped]);
  assert.equal(
    hex(terminal.agreementKey),
    '042DB7A64C0355044EC9DF190514C625CBA2CEA48754887122F3A5EF0D5EDD301C' +
      '3556F3B3B186DF10B857B58F6A7EB80F20BA5DC7BE1D43D9BF850149FBB36462',
  );
  assert.equal(
    hex(chip.agreementKey),
    '049E880F842905B8B3181F7AF7CAA9F0EFB743847F44A306D2D28C1D9EC65DF6DB' +
      '7764B22277A2EDDC3C265A9F018F9CB852E111B768B326904B59A0193776F094',
  );
  terminal.agree(chip.agreementKey);
  chip.agree(terminal.agreementKey);
  for (const { session } of [terminal, chip]) {
    assert.equal(hex(session.encryption), 'F5F0E35C0D7161EE6724EE513A0D9A7F');
    assert.equal(hex(session.mac), 'FE251C7858B356B24514B3BD5F4297D1');
    assert.equal(hex(session.counter), '00'.repeat(16));
  }
  assert.deepEqual([hex(terminal.token), hex(chip.token)], ['C2B0BD78D94BA866', '3ABB9674BCE93C08']);
  assert.ok(terminal.isTokenRight(chip.token) && chip.isTokenRight(terminal.token));
  assert.equal(terminal.isTokenRight(terminal.token), false);
});

test('secure messaging with the keys of G.1 is what OpenSSL’s AES-CBC and CMAC make of Doc 9303-11, section 9.8', () => {
  const keys = {
    cipher: 'AES-128' as const,
    encryption: fromHex('F5F0E35C0D7161EE6724EE513A0D9A7F'),
    mac: fromHex('FE251C7858B356B24514B3BD5F4297D1'),
    counter: new Uint8Array(16),
  };
  const [terminal, card] = [new SecureMessaging(keys), new SecureMessaging(keys)];
  const steps: Parameters<typeof assertSecured>[2] = [
    [
      '00A4020C02011E',
      '0CA4020C1D871101EE0E4724F4465C1BE9C2F73ABDD73A3D8E08835D1B54575C955F00',
      '',
      '990290008E08BEA7B381C494A079',
    ],
    [
      '00B0000004',
      '0CB000000D9701048E08AA6BA54F44DF836400',
      '60145F01',
      '871101645C0B1F998A088278D07942BBE94B60990290008E0894A33C6AA2D8CCC8',
    ],
  ];
  assertSecured(terminal, card, steps);
});

for (const id of DOMAIN_IDS) {
  const domain = domainOf(id);
  test(`domain parameters ${id}, ${domain.name}: OpenSSL makes the same keys and agrees`, () => {
    const key = makeDomainKey(id);
    const theirs = createECDH(domain.name);
    const bytes = domain.Point.Fn.toBytes(key.secret);
    theirs.setPrivateKey(bytes);
    assert.equal(hex(encodePoint(key.publicPoint)), theirs.getPublicKey('hex').toUpperCase());
    const spki = writeSpki(domain, key.publicPoint);
    const openssl = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
    assert.equal(openssl.asymmetricKeyType, 'ec');
    assert.equal(readSpki(spki).domain.id, id);
  });
}

test('keys with explicit and with named curves are read, and a forged generator is not', () => {
  for (const paramEncoding of ['named', 'explicit'] as const) {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'brainpoolP384r1', paramEncoding });
    assert.equal(readSpki(publicKey.export({ type: 'spki', format: 'der' })).domain.id, 16);
  }
  const spki = writeSpki(domainOf(12), makeDomainKey(12).publicPoint);
  const base = encodePoint(domainOf(12).Point.BASE);
  const forged = Buffer.from(spki);
  forged.set(publicPointBytes(12), forged.indexOf(base));
  assert.throws(() => readSpki(forged), { code: 'algorithm-unsupported' });
});

const publicPointBytes = (id: number) => encodePoint(makeDomainKey(id).publicPoint);

test('points off the curve, infinity and reflected keys are refused', () => {
  const one = new PaceExchange(paceProtocol('AES-256'), domainOf(12));
  const off = Uint8Array.from(publicPointBytes(12));
  off[64]! ^= 1;
  for (const point of [
    off,
    Uint8Array.of(0),
    publicPointBytes(13),
    publicPointBytes(12).subarray(0, 33),
    one.mappingKey,
  ])
    assert.throws(() => one.map(new Uint8Array(16).fill(1), point), { code: 'point-invalid' });
});

test('chip authentication: both sides come to the same session only with the key of DG14', () => {
  const chip = makeDomainKey(13);
  const terminal = makeDomainKey(13);
  const ours = agreeAsTerminal('AES-256', terminal, chip.publicPoint);
  const theirs = agreeAsChip('AES-256', chip, encodePoint(terminal.publicPoint));
  assert.deepEqual(ours, theirs);
  const clone = agreeAsChip('AES-256', makeDomainKey(13), encodePoint(terminal.publicPoint));
  assert.notEqual(hex(clone.mac), hex(ours.mac));
});

test('active authentication with ECDSA: only the key of DG15 answers, and only this challenge', () => {
  const { publicKey, privateKey } = makeKeys('brainpoolP256r1');
  const spki = new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }));
  const infos = [{ kind: 'active-authentication' as const, signature: plainSignature('sha256') }];
  const challenge = fromHex('0102030405060708');
  const answer = answerChallenge(privateKey, challenge);
  assert.equal(isAnswerRight(spki, infos, challenge, answer), true);
  assert.equal(isAnswerRight(spki, infos, fromHex('0102030405060709'), answer), false);
  const other = answerChallenge(makeKeys('brainpoolP256r1').privateKey, challenge);
  assert.equal(isAnswerRight(spki, infos, challenge, other), false);
});

for (const [digest, trailer] of [
  ['sha1', 'BC'],
  ['sha256', '34CC'],
] as const) {
  test(`active authentication with RSA of other cards: message recovery with ${digest}`, () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const spki = new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }));
    const challenge = fromHex('A1A2A3A4A5A6A7A8');
    const end = fromHex(trailer);
    const key = createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' }));
    const sign = (filler: number): Uint8Array => {
      const nonce = new Uint8Array(128 - 1 - end.length - hash(digest, end).length).fill(0x5a);
      new DataView(nonce.buffer).setUint32(0, filler);
      const message = concat(Uint8Array.of(0x6a), nonce, hash(digest, concat(nonce, challenge)), end);
      return new Uint8Array(privateEncrypt({ key, padding: constants.RSA_NO_PADDING }, message));
    };
    // One that begins with zero: shortened by it, it is the same number, and yet not the same answer.
    let answer = sign(0);
    for (let filler = 1; answer[0] !== 0; filler++) answer = sign(filler);
    assert.equal(isAnswerRight(spki, [], challenge, answer), true);
    assert.equal(isAnswerRight(spki, [], fromHex('00'.repeat(8)), answer), false);
    assert.equal(isAnswerRight(spki, [], challenge, answer.subarray(1)), false);
  });
}
