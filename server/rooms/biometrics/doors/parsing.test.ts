import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { Problem } from '#kernel';
import { makeFace, makeFinger } from '../engine/engine.samples.ts';
import { isListed } from './addresses.ts';
import { readBase64, writeBase64 } from './base64.ts';
import { type BiometricRecord, CbeffError, readCbeff } from './cbeff.ts';
import { readCbeffSamples, writeCbeffProbe } from './cbeffSamples.ts';
import { writeCbeff } from './cbeffWriting.ts';
import { readEmbedding, writeEmbedding } from './embedding.ts';
import { readFilter } from './filter.ts';
import { MosipRefusal, readMosipRequest } from './mosipForms.ts';
import type { BiometricData } from './osiaForms.ts';
import { readProbe, writeSamples } from './osiaSamples.ts';
import { createPace } from './pace.ts';
import { presentCsv } from './personList.ts';
import { createScale } from './scale.ts';

const bytes = fc.uint8Array({ maxLength: 300 });

test('base64 is read as it was written, and what is no base64 is not half read', () => {
  fc.assert(fc.property(bytes, (given) => assert.deepEqual(readBase64(writeBase64(given)), Buffer.from(given))));
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), (text) => {
      const read = readBase64(text);
      assert.ok(read === undefined || writeBase64(read) === text);
    }),
  );
  for (const text of ['A', 'AB', 'AAA', 'A===', 'AB==C', 'AA=A', 'AAA-', 'AA\nA', ' AAA', 'AB==', 'AAB='])
    assert.equal(readBase64(text), undefined, text);
});

test('an embedding is read as it was written; numbers that are none are refused', () => {
  const face = fc.float32Array({ minLength: 1, maxLength: 64, noNaN: true, noDefaultInfinity: true });
  fc.assert(fc.property(face, (given) => assert.deepEqual(readEmbedding(writeEmbedding(given)), given)));
  fc.assert(fc.property(bytes, (given) => assert.ok(readEmbedding(given)?.every(Number.isFinite) ?? true)));
  assert.equal(readEmbedding(Uint8Array.of(0, 0, 192, 127)), undefined);
  assert.equal(readEmbedding(new Uint8Array(4 * 4097)), undefined);
});

describe('CBEFF', () => {
  const word = fc
    .string({ unit: fc.constantFrom(...'Finger <&>"'.split(''), 'é', '指'), maxLength: 12 })
    .map((text) => text.trim());
  const record: fc.Arbitrary<BiometricRecord> = fc.record({
    ...{ type: word, subtype: word, organization: word, formatType: word, block: bytes },
  });

  test('is read as it was written, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.array(record, { maxLength: 8 }), (records) => {
        const read = readCbeff(Buffer.from(writeCbeff(records, '2026-01-01T00:00:00Z')));
        assert.deepEqual(
          read,
          records.map((one) => ({ ...one, block: Buffer.from(one.block) })),
        );
      }),
    );
  });

  test('that was cut or changed is refused or read, and nothing else', () => {
    const whole = Buffer.from(writeCbeff(writeCbeffProbe({ fingers: [makeFinger(1, 2)] }), '2026-01-01T00:00:00Z'));
    const harm = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 0, max: 255 })), { maxLength: 6 });
    fc.assert(
      fc.property(harm, fc.nat(whole.length), (changes, length) => {
        const file = Buffer.from(whole);
        for (const [at, value] of changes) file[at] = value;
        try {
          readProbe(readCbeffSamples(readCbeff(file.subarray(0, length))));
        } catch (error) {
          assert.ok(error instanceof CbeffError || error instanceof Problem, String(error));
        }
      }),
      { numRuns: 300 },
    );
    fc.assert(fc.property(bytes, (given) => assert.throws(() => readCbeff(given), CbeffError)));
  });

  const refused: Record<string, string> = {
    'a document type': '<!DOCTYPE BIR [<!ENTITY a "b">]><BIR><BIR><BDB>&a;</BDB></BIR></BIR>',
    'an entity of its own': '<BIR><BIR><BDB>&a;</BDB></BIR></BIR>',
    'another document': '<html/>',
    'a depth without end': '<BIR>'.repeat(5000),
    'too many records': `<BIR>${'<BIR><BDB>AAAA</BDB></BIR>'.repeat(61)}</BIR>`,
    'a block that is no base64': '<BIR><BIR><BDB>!</BDB></BIR></BIR>',
    'two documents': '<BIR/><BIR/>',
  };
  for (const [what, text] of Object.entries(refused))
    test(`with ${what} is refused`, () => assert.throws(() => readCbeff(Buffer.from(text)), CbeffError));

  test('in the alphabet of URLs, with prefixes and line breaks is read', () => {
    const file =
      '<?xml version="1.0"?><a:BIR xmlns:a="x"><a:BIR><a:BDBInfo><a:Type>Face</a:Type></a:BDBInfo><a:BDB>\n_-\n8</a:BDB></a:BIR></a:BIR>';
    assert.deepEqual(
      readCbeff(Buffer.from(file)).map(({ type, block }) => [type, [...block]]),
      [['Face', [0xff, 0xef]]],
    );
  });
});

test('samples mean the same through OSIA and through CBEFF', () => {
  const probe = { face: makeFace(3), fingers: [makeFinger(3, 1), makeFinger(3, 10)] };
  const read = {
    face: probe.face,
    fingers: probe.fingers.map((one) => ({ ...one, template: Buffer.from(one.template) })),
  };
  assert.deepEqual(readProbe(writeSamples(probe)), read);
  assert.deepEqual(readProbe(readCbeffSamples(writeCbeffProbe(probe))), read);
});

test('samples of any shape are read or refused by a problem', () => {
  const sample = fc.record(
    {
      biometricType: fc.constantFrom('FACE', 'FINGER', 'IRIS', 'UNKNOWN'),
      biometricSubType: fc.constantFrom('PORTRAIT', 'LEFT_THUMB', 'EYE_LEFT', 'NONSENSE'),
      template: fc.oneof(fc.base64String({ maxLength: 80 }), fc.string({ maxLength: 20 })),
      templateFormat: fc.constantFrom('ISO_19794_2', 'DANCU_EMBEDDING_F32', 'VENDOR'),
    },
    { requiredKeys: ['biometricType'] },
  );
  fc.assert(
    fc.property(fc.array(sample, { maxLength: 4 }), (samples) => {
      try {
        readProbe(samples as BiometricData[]);
      } catch (error) {
        assert.ok(error instanceof Problem && error.status === 400, String(error));
      }
    }),
  );
});

test('any message is read or refused with a reason', () => {
  const members = fc.record(
    {
      id: fc.constantFrom('mosip.abis.insert', 'mosip.abis.identify', 'mosip.abis.__proto__', 'x'),
      version: fc.constantFrom('1.1', '0.9', ''),
      requestId: fc.string(),
      requesttime: fc.constantFrom('2026-03-02T00:00:00.000Z', '2026-13-02T00:00:00Z', ''),
      referenceId: fc.oneof(fc.string(), fc.constant(null)),
      flags: fc.oneof(fc.constant(null), fc.dictionary(fc.string(), fc.anything())),
      gallery: fc.anything(),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.oneof(members, fc.anything()), (message) => {
      try {
        readMosipRequest(message);
      } catch (error) {
        assert.ok(error instanceof MosipRefusal, String(error));
      }
    }),
  );
});

test('an address is listed below its prefix, and nowhere beside it', () => {
  const listed = ['https://a.example/share/'];
  for (const address of ['https://a.example/share/1', 'https://a.example:443/share/1?x'])
    assert.equal(isListed(listed, address), true, address);
  for (const address of [
    ...[
      'https://a.example.evil.net/share/1',
      'https://a.example/shared',
      'https://a.example/share/../x',
      'http://a.example/share/1',
    ],
    ...[
      'https://a.example/share/%2e%2e/x',
      'https://a.example/share\\..\\..\\x',
      'https://x:y@a.example/share/1',
      'https://a.example:8443/share/1',
    ],
    ...['https://a.example/', '//a.example/share/1', 'file:///share/1', ''],
  ])
    assert.equal(isListed(listed, address), false, address);
});

test('a filter lets through what has the field, equal or within its span', () => {
  const passes = (filter: object, data: object) =>
    readFilter(filter as Record<string, unknown>).passes(data as Record<string, unknown>);
  assert.equal(passes({ ageMin: 18, ageMax: 20 }, { age: 19 }), true);
  assert.equal(passes({ ageMin: 18 }, { age: '19' }), false);
  assert.equal(passes({ childrenMax: 3 }, { childrenMax: 4, children: 1 }), false);
  assert.equal(passes({ toString: 'x' }, {}), false);
  assert.equal(passes({}, {}), true);
  assert.throws(() => readFilter({ a: {} }), Problem);
  assert.throws(() => readFilter({ biometricType: 'FACE' }), Problem);
  assert.deepEqual(readFilter({ biometricType: ['FINGER'] }).narrow({ face: makeFace(1) }), {});
});

test('a foreign scale keeps the order, and has its threshold at 50', () => {
  const read = createScale({ threshold: 40, top: 200 });
  assert.deepEqual([-1, 0, 20, 40, 120, 200, 9000].map(read), [0, 0, 25, 50, 75, 100, 100]);
  fc.assert(
    fc.property(
      fc.double({ noNaN: true }),
      fc.double({ noNaN: true }),
      (one, other) => one > other || read(one) <= read(other),
    ),
  );
  assert.throws(() => createScale({ threshold: 5, top: 5 }), RangeError);
});

test('a caller that asks too fast is told when to come back, and does not slow another', () => {
  let now = 0;
  const take = createPace({ perSecond: 2, burst: 3 }, () => now);
  for (let count = 0; count < 3; count += 1) take('one');
  assert.throws(
    () => take('one'),
    (error: Problem) => error.code === 'biometrics/abis-busy' && error.extra.retryAfter === 1,
  );
  take('other');
  now = 500;
  take('one');
  assert.throws(() => take('one'), Problem);
});

test('a list of names comes back as it was sent', () => {
  const name = fc.string({ minLength: 1, maxLength: 10 });
  fc.assert(
    fc.property(name, name, (personId, encounterId) => {
      const answer = presentCsv([{ personId, encounterId }], { headers: { accept: 'text/csv' } }) as { body: string };
      const cells = [
        ...answer.body.slice('PersonId,encounterId\r\n'.length).matchAll(/("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n)/g),
      ].map(([, cell]) => (cell!.startsWith('"') ? cell!.slice(1, -1).replaceAll('""', '"') : cell!));
      assert.deepEqual(cells, [personId, encounterId]);
    }),
  );
});
