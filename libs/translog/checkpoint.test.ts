import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  type Checkpoint,
  cosignNote,
  createVerifierKey,
  emptyRoot,
  formatCheckpoint,
  formatVerifierKey,
  leafHash,
  parseCheckpoint,
  parseNote,
  type Signer,
  signCheckpoint,
  signNote,
  TranslogError,
  verifyCheckpoint,
} from './index.ts';
import { sampleSigner } from './samples.ts';

const refuses = (code: string) => ({ name: 'TranslogError', code });
const logKey = ({ name, publicKey }: Signer) => formatVerifierKey(createVerifierKey(name, 'ed25519', publicKey));
const witnessKey = ({ name, publicKey }: Signer) =>
  formatVerifierKey(createVerifierKey(name, 'cosignature', publicKey));

const ORIGIN = 'log.example/journal';
const TIME = 1_679_315_147;
const log = sampleSigner(ORIGIN);
const [first, second] = [sampleSigner('witness.example/1'), sampleSigner('witness.example/2')];
const checkpoint: Checkpoint = { origin: ORIGIN, size: 1, root: leafHash(Buffer.from('entry')), extensions: [] };
const keys = [logKey(log)];
const witnesses = [witnessKey(first), witnessKey(second)];

// The example of the C2SP tlog-checkpoint and tlog-cosignature specifications.
const SPEC_TEXT = 'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n';
const SPEC_NOTE = `${SPEC_TEXT}
— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
`;

test('the example of the specification is read and written byte for byte', () => {
  const read = parseCheckpoint(SPEC_TEXT);
  assert.equal(read.origin, 'example.com/behind-the-sofa');
  assert.equal(read.size, 20_852_163);
  assert.equal(formatCheckpoint(read), SPEC_TEXT);
  const note = parseNote(SPEC_NOTE);
  assert.equal(note.text, SPEC_TEXT);
  assert.equal(note.signatures[1]?.signature.readBigUInt64BE(0), BigInt(TIME));
});

test('a signed checkpoint verifies, with its extension lines', async () => {
  const extended = { ...checkpoint, extensions: ['one', 'hai — ệ'] };
  const verified = verifyCheckpoint(await signCheckpoint(extended, [log]), { keys });
  assert.deepEqual(verified.checkpoint, extended);
  assert.deepEqual(
    verified.signatures.map(({ key }) => key.name),
    [ORIGIN],
  );
  assert.deepEqual(verified.cosignatures, []);
});

test('the checkpoint of an empty log is size 0 and the hash of nothing', () => {
  const text = formatCheckpoint({ origin: ORIGIN, size: 0, root: emptyRoot() });
  assert.equal(text, `${ORIGIN}\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n`);
});

test('what is written can be read, and what is read was written so', () => {
  const line = fc.string({ minLength: 1, unit: 'grapheme' }).filter((text) => !/\p{Cc}/u.test(text));
  const root = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes));
  const extensions = fc.array(line, { maxLength: 3 });
  fc.assert(
    fc.property(line, fc.maxSafeNat(), root, extensions, (origin, size, hash, more) => {
      const written = { origin, size, root: hash, extensions: more };
      assert.deepEqual(parseCheckpoint(formatCheckpoint(written)), written);
    }),
  );
  const pieces = fc.constantFrom(
    '\n',
    '\n\n',
    'log',
    '0',
    '1',
    '00',
    '-1',
    '1e3',
    ' ',
    '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 9 }), (soup) => {
      const text = soup.join('');
      try {
        assert.equal(formatCheckpoint(parseCheckpoint(text)), text);
      } catch (error) {
        assert.ok(error instanceof TranslogError, String(error));
        assert.equal(error.code, 'checkpoint_malformed');
      }
    }),
    { numRuns: 2000 },
  );
});

const ROOT = '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';
for (const text of [
  '',
  'log\n1\n',
  `\n1\n${ROOT}\n`,
  `log\n01\n${ROOT}\n`,
  `log\n-1\n${ROOT}\n`,
  `log\n+1\n${ROOT}\n`,
  `log\n1 \n${ROOT}\n`,
  `log\n0x1\n${ROOT}\n`,
  `log\n9007199254740992\n${ROOT}\n`,
  `log\n1\n${ROOT}`,
  `log\n1\n${ROOT}\n\n`,
  `log\n1\n${ROOT}\n\nmore\n`,
  `log\n1\n${ROOT.slice(0, -1)}\n`,
  `log\n1\n${ROOT}=\n`,
  'log\n1\nAAAA\n',
]) {
  test(`the checkpoint text ${JSON.stringify(text)} is refused`, async () => {
    assert.throws(() => parseCheckpoint(text), refuses('checkpoint_malformed'));
    if (text.endsWith('\n')) {
      const note = await signNote(text, [log]);
      assert.throws(() => verifyCheckpoint(note, { keys }), refuses('checkpoint_malformed'));
    }
  });
}

test('a checkpoint that could not be read again is not written', () => {
  for (const bad of [
    { origin: '' },
    { origin: 'a\nb' },
    { size: -1 },
    { size: 2 ** 53 },
    { root: Buffer.alloc(31) },
    { extensions: [''] },
  ]) {
    assert.throws(() => formatCheckpoint({ ...checkpoint, ...bad }), refuses('checkpoint_malformed'));
  }
});

test('a checkpoint without a signature of a trusted log key is refused', async () => {
  const stranger = sampleSigner(ORIGIN);
  const note = await signCheckpoint(checkpoint, [stranger]);
  assert.throws(() => verifyCheckpoint(note, { keys }), refuses('signature_missing'));
  const cosigned = await cosignNote(note, first, TIME);
  assert.throws(() => verifyCheckpoint(cosigned, { keys, witnesses }), refuses('signature_missing'));
});

test('while a key is replaced, either key alone is enough', async () => {
  const next = sampleSigner(ORIGIN);
  const both = { keys: [logKey(log), logKey(next)] };
  for (const signers of [[log], [next], [log, next]]) {
    assert.equal(verifyCheckpoint(await signCheckpoint(checkpoint, signers), both).signatures.length, signers.length);
  }
});

test('a trusted key does not vouch for another log', async () => {
  const note = await signCheckpoint({ ...checkpoint, origin: 'log.example/other' }, [log]);
  assert.throws(() => verifyCheckpoint(note, { keys }), refuses('origin_differs'));
  assert.throws(() => verifyCheckpoint(note, { keys, origin: ORIGIN }), refuses('origin_differs'));
  assert.equal(verifyCheckpoint(note, { keys, origin: 'log.example/other' }).checkpoint.size, 1);
});

test('witnesses are verified with the time they signed, and counted towards the quorum', async () => {
  const one = await cosignNote(await signCheckpoint(checkpoint, [log]), first, TIME);
  assert.throws(() => verifyCheckpoint(one, { keys, witnesses, quorum: 2 }), refuses('cosignatures_missing'));
  const two = await cosignNote(one, second, TIME + 1);
  const { cosignatures } = verifyCheckpoint(two, { keys, witnesses, quorum: 2 });
  assert.deepEqual(
    cosignatures.map(({ key, time }) => [key.name, time]),
    [
      [first.name, TIME],
      [second.name, TIME + 1],
    ],
  );
});

test('a cosignature over another text or another time refuses the checkpoint', async () => {
  const signed = await signCheckpoint(checkpoint, [log]);
  const lineOf = (note: string) => note.trimEnd().split('\n').at(-1)!;
  const elsewhere = await cosignNote(await signCheckpoint({ ...checkpoint, size: 2 }, [log]), first, TIME);
  const moved = `${signed}${lineOf(elsewhere)}\n`;
  assert.throws(() => verifyCheckpoint(moved, { keys, witnesses }), refuses('signature_invalid'));

  const [dash, name, encoded] = lineOf(await cosignNote(signed, first, TIME)).split(' ');
  const later = Buffer.from(encoded!, 'base64');
  later.writeBigUInt64BE(BigInt(TIME + 1), 4);
  const dated = `${signed}${dash} ${name} ${later.toString('base64')}\n`;
  assert.throws(() => verifyCheckpoint(dated, { keys, witnesses }), refuses('signature_invalid'));
});

test('a witness that cosigned twice counts once, with its last time', async () => {
  let note = await signCheckpoint(checkpoint, [log]);
  for (const time of [TIME, TIME + 60]) note = await cosignNote(note, first, time);
  const { cosignatures } = verifyCheckpoint(note, { keys, witnesses });
  assert.deepEqual(
    cosignatures.map(({ time }) => time),
    [TIME + 60],
  );
  assert.throws(() => verifyCheckpoint(note, { keys, witnesses, quorum: 2 }), refuses('cosignatures_missing'));
});

test('one witness under two names, or the log as its own witness, is not a quorum', async () => {
  const alias = { ...first, name: 'witness.example/alias' };
  let note = await signCheckpoint(checkpoint, [log]);
  for (const witness of [first, alias, log]) note = await cosignNote(note, witness, TIME);
  const trust = { keys, witnesses: [first, alias, log].map(witnessKey) };
  assert.equal(verifyCheckpoint(note, trust).cosignatures.length, 1);
  assert.throws(() => verifyCheckpoint(note, { ...trust, quorum: 2 }), refuses('cosignatures_missing'));
});

test('a witness key is no log key, and a log key no witness key', async () => {
  const note = await signCheckpoint(checkpoint, [log]);
  assert.throws(() => verifyCheckpoint(note, { keys: [witnessKey(log)] }), refuses('verifier_key_type'));
  assert.throws(() => verifyCheckpoint(note, { keys, witnesses: [logKey(first)] }), refuses('verifier_key_type'));
  assert.throws(() => verifyCheckpoint(note, { keys: ['nonsense'] }), refuses('verifier_key'));
});

test('a cosignature time that is no whole number of seconds is refused', async () => {
  const note = await signCheckpoint(checkpoint, [log]);
  for (const time of [-1, 0.5, Number.NaN, 2 ** 60]) {
    await assert.rejects(cosignNote(note, first, time), refuses('out_of_range'));
  }
});
