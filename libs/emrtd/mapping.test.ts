import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bits, integer, oid, sequence, setOf } from './der.ts';
import { domainOf, encodePoint, readSpki } from './domain.ts';
import {
  CardApplication,
  connectInProcess,
  createSigner,
  makeCardSecurity,
  makeDomainKey,
  readCardSecurity,
  readChip,
} from './index.ts';
import { PaceExchange, paceProtocol } from './pace.ts';
import { access, can, makeHolder, makeWholeCard, now, signGroups } from './samples.ts';
import { makeDg14, readSecurityInfos } from './securityInfos.ts';
import { writeTlv } from './tlv.ts';

const mapped = (cipher: 'AES-128' | 'AES-192' | 'AES-256', domain: number) => ({
  pace: { cipher, domain, mapping: 'chip' as const },
  chipAuthentication: { cipher, key: makeDomainKey(domain) },
});

for (const [cipher, domain] of [
  ['AES-128', 13],
  ['AES-192', 12],
  ['AES-256', 16],
] as const) {
  test(`PACE with chip mapping, ${cipher} on domain parameters ${domain}: opens the chip and proves it`, async () => {
    const made = makeWholeCard(mapped(cipher, domain));
    for (const way of [{ can }, { access }]) {
      const reading = await readChip(connectInProcess(new CardApplication(made.chip)), {
        trust: made.trust,
        at: now,
        ...way,
      });
      assert.deepEqual([reading.chipMapping, reading.isGenuine, reading.openedBy], ['proven', true, 'pace']);
    }
  });
}

const base = makeWholeCard(mapped('AES-128', 13));
const read = (chip: typeof base.chip) =>
  readChip(connectInProcess(new CardApplication(chip)), { trust: base.trust, at: now, can });

test('chip mapping alone proves a chip: no other proof is needed', async () => {
  const { DG1, DG2, CardAccess, CardSecurity } = base.chip.files;
  const signed = signGroups({ DG1: DG1!, DG2: DG2! }, base.signer);
  const files = { ...signed, CardAccess: CardAccess!, CardSecurity: CardSecurity! };
  const reading = await read({ ...base.chip, files });
  assert.deepEqual(
    [reading.chipMapping, reading.chipAuthentication, reading.activeAuthentication, reading.isGenuine],
    ['proven', 'not-offered', 'not-offered', true],
  );
});

test('a copy does not have the key of EF.CardSecurity, and a forged EF.CardSecurity is nobody’s', async () => {
  await assert.rejects(read({ ...base.chip, chipKey: makeDomainKey(13) }), { code: 'authentication-failed' });
  const stranger = makeHolder('document-signer', { issuer: makeHolder('csca') });
  const forged = makeCardSecurity(readCardSecurity(base.chip.files.CardSecurity!).infos, {
    certificate: stranger.certificate,
    signer: createSigner(stranger.privateKey),
  });
  const reading = await read({ ...base.chip, files: { ...base.chip.files, CardSecurity: forged } });
  assert.deepEqual([reading.chipMapping, reading.isGenuine], ['failed', false]);
  const { CardSecurity, ...without } = base.chip.files;
  assert.ok(CardSecurity);
  await assert.rejects(read({ ...base.chip, files: without }), { code: 'file-missing' });
});

test('chip mapping is refused to a card without its key, and with triple DES', () => {
  const pace = { cipher: 'AES-128', domain: 12, mapping: 'chip' } as const;
  assert.throws(() => makeWholeCard({ pace }), { code: 'algorithm-unsupported' });
  const key = makeDomainKey(13);
  assert.throws(
    () =>
      makeWholeCard({
        pace: { cipher: '3DES', domain: 13, mapping: 'chip' },
        chipAuthentication: { cipher: '3DES', key },
      }),
    { code: 'algorithm-unsupported' },
  );
});

test('the proof of one session is worth nothing in another', () => {
  const chipKey = makeDomainKey(12);
  const run = () => {
    const pair = [0, 1].map(() => new PaceExchange(paceProtocol('AES-128', 'chip'), domainOf(12))) as [
      PaceExchange,
      PaceExchange,
    ];
    const nonce = new Uint8Array(16).fill(7);
    pair[0].map(nonce, pair[1].mappingKey);
    pair[1].map(nonce, pair[0].mappingKey);
    pair[0].agree(pair[1].agreementKey);
    pair[1].agree(pair[0].agreementKey);
    return pair;
  };
  const [terminal, chip] = run();
  const proof = chip.proveStaticKey(chipKey);
  assert.equal(terminal.openProof(proof)(domainOf(12), chipKey.publicPoint), true);
  assert.equal(terminal.openProof(proof)(domainOf(12), makeDomainKey(12).publicPoint), false);
  assert.equal(terminal.openProof(proof)(domainOf(13), makeDomainKey(13).publicPoint), false);
  const [other] = run();
  assert.throws(() => other.openProof(proof)(domainOf(12), chipKey.publicPoint) || assert.fail('not proven'));
});

test('security infos of other makers: keys by the number of their curve, curves and protocols of version 2', () => {
  const key = makeDomainKey(13);
  const algorithm = sequence(oid('0.4.0.127.0.7.1.2'), integer(13));
  const spki = sequence(algorithm, bits(encodePoint(key.publicPoint)));
  assert.deepEqual([readSpki(spki).domain.id, readSpki(spki).point.equals(key.publicPoint)], [13, true]);
  const ecdh = '0.4.0.127.0.7.2.2.3.2';
  const file = setOf(
    sequence(oid(ecdh), algorithm, integer(72)),
    sequence(oid(`${ecdh}.2`), integer(2), integer(72)),
    sequence(oid('0.4.0.127.0.7.2.2.1.2'), spki, integer(72)),
  );
  const kinds = readSecurityInfos(file)
    .map(({ kind }) => kind)
    .toSorted();
  assert.deepEqual(kinds, ['chip-key', 'other', 'other']);
  assert.deepEqual(readSecurityInfos(writeTlv(0x6e, file)).length, 3);
});

test('a chip of the first years names its key alone: chip authentication with triple DES', async () => {
  const made = makeWholeCard({ chipAuthentication: { cipher: '3DES', key: makeDomainKey(12) } });
  const infos = readSecurityInfos(made.chip.files.DG14!).filter(({ kind }) => kind !== 'chip-authentication');
  const files = { ...made.chip.files, DG14: makeDg14(infos) };
  const reading = await readChip(connectInProcess(new CardApplication({ ...made.chip, files })), {
    trust: made.trust,
    at: now,
    can,
  });
  assert.equal(reading.chipAuthentication, 'proven');
});
