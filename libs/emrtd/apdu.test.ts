import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodeCommand, encodeCommand } from './apdu.ts';
import {
  CardApplication,
  type CardFiles,
  Channel,
  connectInProcess,
  EmrtdError,
  fromHex,
  hex,
  readChip,
  type Transport,
} from './index.ts';
import { openWithPace, selectApplication } from './openChip.ts';
import { can, makeWholeCard, now } from './samples.ts';

const { chip, trust } = makeWholeCard({ pace: { cipher: 'AES-128', domain: 13, mapping: 'chip' } });
const exchange = (card: CardApplication, ...commands: string[]) =>
  commands.map((command) => hex(card.transmit(fromHex(command)))).at(-1)!;
const select = '00A4040C07A0000002471001';

/** A card that has been opened, and the terminal's end of its session. */
async function openCard(): Promise<{ card: CardApplication; channel: Channel }> {
  const card = new CardApplication(chip);
  const channel = new Channel(connectInProcess(card));
  await openWithPace(channel, chip.files.CardAccess!, { kind: 'can', can });
  await selectApplication(channel);
  return { card, channel };
}

/** ISO 7816-4, 5.6: what a first byte of a status may be; 6F says that something went wrong inside, and nothing may. */
const STATUSES = [0x61, 0x62, 0x63, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x90];
const instruction = fc.constantFrom(0xa4, 0xb0, 0xb1, 0x84, 0x82, 0x22, 0x86, 0x88, 0x2a, 0xca, 0xc0);
const command = fc.record(
  {
    cla: fc.constantFrom(0x00, 0x10, 0x80, 0x01),
    ins: instruction,
    p1: fc.oneof(fc.constantFrom(0x00, 0x02, 0x04, 0x41, 0x81, 0xc1, 0x9e), fc.nat(255)),
    p2: fc.oneof(fc.constantFrom(0x00, 0x0c, 0xa4, 0xa6, 0xb6, 0xbe), fc.nat(255)),
    data: fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 60 }),
      fc
        .tuple(fc.constantFrom(0x7c, 0x80, 0x83, 0x84, 0x91, 0x54, 0x7f, 0x5f), fc.uint8Array({ maxLength: 70 }))
        .map(([tag, value]) => Uint8Array.of(tag, value.length, ...value)),
    ),
    expected: fc.constantFrom(1, 8, 223, 256, 65536),
  },
  { requiredKeys: ['cla', 'ins', 'p1', 'p2'], noNullPrototype: true },
);

test('a card answers any bytes at all with a status, whatever came before', () => {
  const card = new CardApplication(chip);
  const anything = fc.oneof(fc.uint8Array({ maxLength: 40 }), command.map(encodeCommand));
  fc.assert(
    fc.property(anything, (bytes) => {
      const answer = card.transmit(bytes);
      assert.ok(answer.length >= 2 && STATUSES.includes(answer.at(-2)!), hex(answer));
    }),
    { numRuns: 1500 },
  );
});

test('so it does inside a session: every answer is protected until the session ends', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 1, maxLength: 25 }), async (commands) => {
      const { channel } = await openCard();
      for (const one of commands) {
        const answer = await channel.ask({ ...one, cla: one.cla & 0x80 });
        assert.ok(STATUSES.includes(answer.status >> 8), answer.status.toString(16));
        // A right key agreement would go on under keys that only its caller has.
        if (one.ins === 0x86 && answer.status === 0x9000) return;
      }
    }),
    { numRuns: 12 },
  );
});

test('every command of the seven cases is read as it was written', () => {
  const full = command.filter(({ data, expected }) => data !== undefined || expected !== undefined);
  fc.assert(fc.property(full, (one) => assert.deepEqual(decodeCommand(encodeCommand(one)), one)));
});

test('commands of other channels, chains and half protections are told apart from wrong ones', () => {
  const card = new CardApplication(chip);
  for (const [sent, status] of [
    ['01B0000000', '6881'],
    ['04B0000000', '6882'],
    ['10A4040C07A0000002471001', '6884'],
    ['80B0000000', '6E00'],
    ['00CA010000', '6D00'],
    ['00A404FF07A0000002471001', '6A86'],
    ['00A4040C07A0000002471002', '6A82'],
    ['00B0000000', '6986'],
    ['00A4020C0301', '6700'],
    ['00A4', '6700'],
  ] as const)
    assert.equal(exchange(card, sent), status, sent);
});

test('a challenge has eight bytes: other lengths are told so', () => {
  const card = new CardApplication(chip);
  assert.equal(exchange(card, '00840000'), '6700');
  assert.equal(exchange(card, '0084000004'), '6C08');
  for (const ok of ['0084000008', '0084000000']) assert.match(exchange(card, ok), /^[0-9A-F]{16}9000$/);
});

test('SELECT tells of the application and of files what P2 asks for', () => {
  const card = new CardApplication(chip);
  const size = chip.files.CardAccess!.length.toString(16).padStart(4, '0').toUpperCase();
  assert.equal(exchange(card, '00A4020C02011C'), '9000');
  assert.equal(exchange(card, '00A4020402011C00'), `620E8002${size}8201018302011C8801E09000`);
  assert.equal(exchange(card, '00A4020002011C00'), `6F0E8002${size}8201018302011C8801E09000`);
  assert.equal(exchange(card, '00A4040007A000000247100100'), '6F098407A00000024710019000');
});

test('EF.ATR/INFO and EF.DIR are open, by their number and by their short number', () => {
  const card = new CardApplication(chip);
  const dir = '61094F07A00000024710019000';
  assert.equal(exchange(card, '00A4020C022F00', '00B0000000'), dir);
  assert.equal(exchange(card, '00B09E0000'), dir);
  assert.equal(exchange(card, '00A4020C022F01', '00B0000000'), '4301B847039401607F660802027F0002027F009000');
  assert.equal(exchange(card, '00B0810003'), '4301B89000');
  assert.equal(exchange(card, select, '00A4020C022F01'), '6982');
});

test('READ BINARY: ends of files, short numbers, and the odd instruction', async () => {
  const { channel } = await openCard();
  const read = async (ins: number, p1: number, p2: number, expected?: number, data?: string) => {
    const answer = await channel.ask({
      cla: 0,
      ins,
      p1,
      p2,
      ...(data ? { data: fromHex(data) } : {}),
      ...(expected ? { expected } : {}),
    });
    return `${hex(answer.data)} ${answer.status.toString(16)}`;
  };
  const file = hex(chip.files.COM!);
  const size = file.length / 2;
  assert.equal(await read(0xb0, 0x9e, 0, 256), `${file} 9000`);
  assert.equal(await read(0xb0, 0, 0, 256), `${file} 9000`);
  assert.equal(await read(0xb0, 0, size - 2, 2), `${file.slice(-4)} 9000`);
  assert.equal(await read(0xb0, 0, size - 2, 3), `${file.slice(-4)} 6282`);
  assert.equal(await read(0xb0, 0, size, 1), ' 6b00');
  assert.equal(await read(0xb0, 0, 0), ' 6700');
  assert.equal(await read(0xb0, 0xc1, 0, 1), ' 6a86');
  assert.equal(await read(0xb1, 0, 0, 256, '540100'), `53${size.toString(16).toUpperCase()}${file} 9000`);
  assert.equal(await read(0xb1, 0, 0x1e, 6, '540101'), `5302${file.slice(2, 6)} 9000`);
  assert.equal(await read(0xb1, 0, 0, 256, '54037FFFFF'), ' 6b00');
  assert.equal(await read(0xb1, 0, 0, 256), ' 6a80');
});

test('a session that ends leaves the application selected, and closed', async () => {
  const { card } = await openCard();
  assert.equal(exchange(card, '0CB09E000D9701048E08000000000000000000'), '6988');
  assert.equal(exchange(card, '0CB09E000D9701048E08000000000000000000'), '6987');
  assert.equal(exchange(card, '00A4020C02011E'), '6982');
  assert.match(exchange(card, '0084000008'), /9000$/);
  assert.equal(exchange(card, '008200002800'.padEnd(90, '0')), '6300');
});

test('our reader reads cards that hand out their answers in parts, and that want to hear the exact length', async () => {
  for (const part of [1, 40, 200]) {
    const card = connectInProcess(new CardApplication(chip));
    let rest = new Uint8Array();
    const hand = (): Uint8Array => {
      const [data, left] = [rest.subarray(0, -2), rest.length - 2 - part];
      if (left <= 0) return rest;
      rest = rest.slice(part);
      return Uint8Array.of(...data.subarray(0, part), 0x61, Math.min(left, 255));
    };
    const transport: Transport = {
      transmit: async (sent) => {
        if (sent[1] === 0xc0) return hand();
        if (sent[1] === 0x84 && sent.at(-1) === 0) return fromHex('6C08');
        rest = Uint8Array.from(await card.transmit(sent));
        return hand();
      },
    };
    const files: CardFiles = (await readChip(transport, { trust, at: now, can })).files;
    assert.deepEqual(
      Object.keys(files).toSorted(),
      Object.keys(chip.files)
        .filter((name) => !['ATR', 'DIR'].includes(name))
        .toSorted(),
    );
  }
});

test('a card that hands out parts for ever is given up', async () => {
  const channel = new Channel({ transmit: async () => fromHex(`${'00'.repeat(200)}6180`) });
  await assert.rejects(channel.demand({ cla: 0, ins: 0xb0, p1: 0, p2: 0, expected: 256 }), EmrtdError);
});
