import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import fc from 'fast-check';
import {
  CardApplication,
  type ChipReading,
  connectInProcess,
  EmrtdError,
  fromHex,
  hex,
  makeDomainKey,
  readChip,
  readDg1,
  readDg2,
  SecureMessaging,
} from './index.ts';
import { access, can, makeKeys, makeWholeCard, now, portrait, zone } from './samples.ts';

const { chip, trust } = makeWholeCard();
const base = { trust, at: now };
const ways: [string, Parameters<typeof readChip>[1], 'pace' | 'bac'][] = [
  ['PACE with the card access number', { ...base, can }, 'pace'],
  ['PACE with the zone', { ...base, access }, 'pace'],
  ['basic access control', { ...base, access, preferBac: true }, 'bac'],
  ['long answers', { ...base, can, part: 4000 }, 'pace'],
];

for (const [way, options, openedBy] of ways) {
  test(`a card is read over ${way} and proven genuine`, async () => {
    const reading = await readChip(connectInProcess(new CardApplication(chip)), options);
    assert.deepEqual(reading.passive.problems, []);
    assert.deepEqual(
      [reading.openedBy, reading.isGenuine, reading.chipAuthentication, reading.activeAuthentication, reading.withheld],
      [openedBy, true, 'proven', 'proven', []],
    );
    assert.deepEqual(readDg1(reading.files.DG1!), zone);
    assert.equal(hex(readDg2(reading.files.DG2!).image), hex(portrait));
  });
}

for (const [cipher, domain] of [
  ['3DES', 12],
  ['AES-192', 12],
  ['AES-256', 16],
] as const) {
  test(`PACE and chip authentication with ${cipher} on domain parameters ${domain}`, async () => {
    const made = makeWholeCard({
      pace: { cipher, domain },
      chipAuthentication: { cipher, key: makeDomainKey(domain) },
      hasBac: false,
    });
    const card = connectInProcess(new CardApplication(made.chip));
    const reading = await readChip(card, { trust: made.trust, at: now, can });
    assert.deepEqual([reading.isGenuine, reading.chipAuthentication], [true, 'proven']);
  });
}

test('a large portrait is read past 32 KB', async () => {
  const image = new Uint8Array(70_000).fill(0x41);
  const made = makeWholeCard({ face: { format: 'jpeg', width: 1200, height: 1600, image } });
  for (const part of [223, 20_000]) {
    const card = connectInProcess(new CardApplication(made.chip));
    const reading = await readChip(card, { trust: made.trust, at: now, can, part });
    assert.equal(readDg2(reading.files.DG2!).image.length, image.length);
    assert.equal(reading.isGenuine, true);
  }
});

test('a chip that another program left inside its application is read all the same', async () => {
  const card = new CardApplication(chip);
  card.transmit(fromHex('00A4040C07A0000002471001'));
  assert.equal((await readChip(connectInProcess(card), { ...base, can })).openedBy, 'pace');
});

test('a wrong password is told from everything else, over PACE and BAC', async () => {
  const wrong = { ...access, birthDate: '990204' };
  for (const options of [
    { ...base, can: '000000' },
    { ...base, access: wrong },
    { ...base, access: wrong, preferBac: true },
  ])
    await assert.rejects(readChip(connectInProcess(new CardApplication(chip)), options), { code: 'password-wrong' });
});

test('a copied chip has the files and not the keys: it fails chip authentication, or is not genuine', async () => {
  const copy = new CardApplication({ ...chip, chipKey: makeDomainKey(13) });
  await assert.rejects(readChip(connectInProcess(copy), { ...base, can }), { code: 'authentication-failed' });
  const { chip: activeOnly, trust: own } = makeWholeCard({ activeKey: makeKeys('brainpoolP256r1').privateKey });
  const other = new CardApplication({ ...activeOnly, activeKey: makeKeys('brainpoolP256r1').privateKey });
  const reading = await readChip(connectInProcess(other), { trust: own, at: now, can });
  assert.deepEqual([reading.activeAuthentication, reading.isGenuine], ['failed', false]);
});

test('a forged card with right keys of its own is not genuine: nobody signed them', async () => {
  const forged = makeWholeCard();
  const reading = await readChip(connectInProcess(new CardApplication(forged.chip)), { ...base, can });
  assert.deepEqual(reading.passive.problems, [{ code: 'signer-foreign' }]);
  assert.deepEqual([reading.chipAuthentication, reading.isGenuine], ['proven', false]);
});

test('weaker PACE slipped into EF.CardAccess is named', async () => {
  const weak = makeWholeCard({ pace: { cipher: '3DES', domain: 8 } });
  const files = { ...chip.files, CardAccess: weak.chip.files.CardAccess! };
  const reading = await readChip(connectInProcess(new CardApplication({ ...chip, files })), { ...base, can });
  assert.deepEqual([reading.passive.problems, reading.isGenuine], [[{ code: 'card-access-differs' }], false]);
});

test('without a session the chip shows EF.CardAccess and nothing else, not even whether a file exists', () => {
  const card = new CardApplication(chip);
  const send = (command: string) => hex(card.transmit(fromHex(command))).slice(-4);
  assert.equal(send('00A4020C02011C'), '9000');
  assert.equal(hex(card.transmit(fromHex('00B0000008'))).slice(0, 2), '31');
  // By its short id, without selecting.
  assert.equal(hex(card.transmit(fromHex('00B09C0004'))).slice(0, 2), '31');
  assert.equal(send('00A4040C07A0000002471001'), '9000');
  for (const id of ['0101', '0102', '011E', '011D', '010B', '0777']) assert.equal(send(`00A4020C02${id}`), '6982', id);
  assert.equal(send('00B0810000'), '6982');
  assert.equal(send('0088000008010203040506070800'), '6982');
  assert.equal(send('00CA0000'), '6D00');
  assert.equal(send('80A4040C'), '6E00');
  assert.equal(send('0CB0000000'), '6987');
});

test('a command outside the session, or altered in it, ends it', async () => {
  for (const disturb of ['0084000008', '0CB000000D9701048E08000000000000000000']) {
    const card = new CardApplication(chip);
    let count = 0;
    const transport = {
      transmit: async (command: Uint8Array) => {
        if (++count === 12) card.transmit(fromHex(disturb));
        return card.transmit(command);
      },
    };
    await assert.rejects(readChip(transport, { ...base, can }), { code: 'status', status: 0x6987 });
  }
});

test('a card that lies in any of its answers is refused with an error of ours, or is not genuine', async () => {
  const plain = makeWholeCard();
  const { chipKey, ...rest } = plain.chip;
  assert.ok(chipKey);
  const { DG14, ...files } = rest.files;
  assert.ok(DG14);
  const lie = fc.record({
    at: fc.nat(30),
    byte: fc.nat(60),
    value: fc.nat(255),
    how: fc.constantFrom('change', 'cut'),
  });
  await fc.assert(
    fc.asyncProperty(lie, async ({ at, byte, value, how }) => {
      const card = new CardApplication({ ...rest, files });
      let count = 0;
      let isChanged = false;
      const transport = {
        transmit: async (command: Uint8Array) => {
          const answer = Uint8Array.from(card.transmit(command));
          if (count++ !== at) return answer;
          const place = byte % answer.length;
          isChanged = how === 'cut' || answer[place] !== value;
          if (how === 'cut') return answer.subarray(0, place);
          answer[place] = value;
          return answer;
        },
      };
      const options = { trust: plain.trust, at: now, access, preferBac: true };
      const outcome = await readChip(transport, options).catch((error: unknown) => error);
      if (outcome instanceof Error) assert.ok(outcome instanceof EmrtdError, outcome.stack);
      // The answers before the session are in the clear; which of them was changed may not matter.
      else if (isChanged && at > 8) assert.equal((outcome as ChipReading).isGenuine, false);
    }),
    { numRuns: 60 },
  );
});

test('a session shows its keys to nobody', () => {
  const key = fromHex('F5F0E35C0D7161EE6724EE513A0D9A7F');
  const session = new SecureMessaging({ cipher: 'AES-128', encryption: key, mac: key, counter: new Uint8Array(16) });
  assert.equal(inspect(session, { showHidden: true, depth: 9 }), 'SecureMessaging {}');
  assert.equal(JSON.stringify(session), '{}');
});
