import assert from 'node:assert/strict';
import { createPrivateKey, sign } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  cosignNote,
  createVerifierKey,
  formatNote,
  formatVerifierKey,
  keyId,
  parseNote,
  parseVerifierKey,
  type Signer,
  signNote,
  TranslogError,
  verifyNote,
} from './index.ts';
import { sampleSigner } from './samples.ts';

const refuses = (code: string) => ({ name: 'TranslogError', code });

// The example of the C2SP signed-note specification.
const SPEC_KEY = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k';
const SPEC_NOTE =
  'This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n';

// The keys and note of the tests of golang.org/x/mod/sumdb/note.
const PETER = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const PETER_SEED = Buffer.from('AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz', 'base64').subarray(1);
const ENOCH = 'EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop';
const TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const PETER_LINE =
  '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';
const ENOCH_LINE =
  '— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n';

const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');
const peter: Signer = {
  name: 'PeterNeumann',
  publicKey: parseVerifierKey(PETER).publicKey,
  sign: (bytes) => {
    const der = Buffer.concat([PKCS8_ED25519, PETER_SEED]);
    return sign(null, bytes, createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }));
  },
};

test('the example of the specification verifies', () => {
  const [signature] = verifyNote(parseNote(SPEC_NOTE), [parseVerifierKey(SPEC_KEY)]);
  assert.equal(signature?.key.name, 'example.com/foo');
  assert.equal(parseNote(SPEC_NOTE).text, 'This is an example message.\n');
});

test('the note of the Go implementation is made byte for byte', async () => {
  assert.equal(await signNote(TEXT, [peter]), `${TEXT}\n${PETER_LINE}`);
});

test('several trusted keys are all reported, and unknown ones ignored', () => {
  const note = parseNote(`${TEXT}\n${PETER_LINE}${ENOCH_LINE}`);
  const names = (keys: string[]) => verifyNote(note, keys.map(parseVerifierKey)).map(({ key }) => key.name);
  assert.deepEqual(names([PETER, ENOCH]), ['PeterNeumann', 'EnochRoot']);
  assert.deepEqual(names([ENOCH]), ['EnochRoot']);
  assert.deepEqual(names([SPEC_KEY]), []);
});

test('a key that signed twice counts once', () => {
  assert.equal(verifyNote(parseNote(`${TEXT}\n${PETER_LINE}${PETER_LINE}`), [parseVerifierKey(PETER)]).length, 1);
});

test('a false signature of a trusted key refuses the note, whatever else is signed', () => {
  const false_ = PETER_LINE.replace('ZJku', 'ZJkv');
  const note = parseNote(`${TEXT}\n${ENOCH_LINE}${false_}`);
  assert.throws(() => verifyNote(note, [PETER, ENOCH].map(parseVerifierKey)), refuses('signature_invalid'));
  assert.equal(verifyNote(note, [parseVerifierKey(ENOCH)]).length, 1);
});

test('any changed character of a signed note is refused or leaves it unsigned', () => {
  const keys = [parseVerifierKey(PETER)];
  const whole = `${TEXT}\n${PETER_LINE}`;
  fc.assert(
    fc.property(
      fc.nat(whole.length - 1),
      fc.string({ minLength: 1, maxLength: 1, unit: 'binary' }),
      (at, character) => {
        fc.pre(whole[at] !== character);
        const changed = whole.slice(0, at) + character + whole.slice(at + 1);
        try {
          assert.deepEqual(verifyNote(parseNote(changed), keys), []);
        } catch (error) {
          assert.ok(error instanceof TranslogError, String(error));
          assert.match(error.code, /^(note_malformed|signature_invalid)$/);
        }
      },
    ),
    { numRuns: 1000 },
  );
});

test('any bytes are a note that can be written again as it was, or are refused by code', () => {
  const piece = fc.constantFrom(
    '\n',
    '\n\n',
    '— ',
    'name',
    ' ',
    'AAAAAAA=',
    'AAAAAAAA',
    '—',
    '+',
    '\r',
    '\t',
    '\ufeff',
    'ệ',
    '=',
  );
  const soup = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(''));
  const input = fc.oneof(
    soup,
    soup.map((text) => `text\n\n${text}`),
    fc.uint8Array({ maxLength: 60 }),
    fc.string(),
  );
  fc.assert(
    fc.property(input, (bytes) => {
      try {
        const note = parseNote(bytes);
        assert.deepEqual(Buffer.from(formatNote(note)), Buffer.from(bytes as string));
      } catch (error) {
        assert.ok(error instanceof TranslogError, String(error));
        assert.equal(error.code, 'note_malformed');
      }
    }),
    { numRuns: 3000 },
  );
});

for (const [why, note] of [
  ['empty', ''],
  ['without signatures', TEXT],
  ['without a blank line', TEXT + PETER_LINE],
  ['with an empty signature block', `${TEXT}\n`],
  ['without the last newline', `${TEXT}\n${PETER_LINE.slice(0, -1)}`],
  ['with a carriage return', `${TEXT}\n${PETER_LINE}`.replaceAll('\n', '\r\n')],
  ['with a control character', `a\u0007${TEXT}\n${PETER_LINE}`],
  ['with a hyphen for the dash', `${TEXT}\n${PETER_LINE.replace('—', '-')}`],
  ['with a name holding a plus', `${TEXT}\n${PETER_LINE.replace('Neumann', '+')}`],
  ['with a name holding a no-break space', `${TEXT}\n${PETER_LINE.replace('Neumann', '\u00a0')}`],
  ['with base64 lacking its padding', `${TEXT}\n${PETER_LINE.replace('=', '')}`],
  ['with base64 holding stray bits', `${TEXT}\n${PETER_LINE.replace('nAM=', 'nAN=')}`],
  ['with base64 of the URL alphabet', `${TEXT}\n${PETER_LINE.replaceAll('/', '_')}`],
  ['with a key ID alone', `${TEXT}\n— PeterNeumann x08gow==\n`],
  ['with text after the signatures', `${TEXT}\n${PETER_LINE}more\n`],
  ['with a lone surrogate', `\ud800${TEXT}\n${PETER_LINE}`],
  ['with 101 signatures', `${TEXT}\n${PETER_LINE.repeat(101)}`],
  ['of more than a megabyte', `${'x'.repeat(1_000_000)}\n\n${PETER_LINE}`],
] as const) {
  test(`a note ${why} is refused`, () => {
    assert.throws(() => parseNote(note), refuses('note_malformed'));
  });
}

test('a note that is not UTF-8 is refused', () => {
  const bytes = Buffer.concat([Buffer.of(0xc3, 0x28), Buffer.from(`${TEXT}\n${PETER_LINE}`)]);
  assert.throws(() => parseNote(bytes), refuses('note_malformed'));
});

test('blank lines belong to the text, up to the last', async () => {
  const note = parseNote(await signNote('one\n\ntwo\n', [peter]));
  assert.equal(note.text, 'one\n\ntwo\n');
  assert.equal(verifyNote(note, [parseVerifierKey(PETER)]).length, 1);
});

test('what cannot be read again is not signed', async () => {
  await assert.rejects(signNote('no newline', [peter]), refuses('note_malformed'));
  await assert.rejects(signNote('tab\t\n', [peter]), refuses('note_malformed'));
  await assert.rejects(signNote(TEXT, []), refuses('note_malformed'));
  await assert.rejects(signNote(TEXT, [{ ...peter, name: 'Peter Neumann' }]), refuses('key_name'));
});

test('a signer whose key store answers with another key is refused', async () => {
  const other = sampleSigner('PeterNeumann');
  await assert.rejects(signNote(TEXT, [{ ...peter, sign: other.sign }]), refuses('signer_mismatch'));
  await assert.rejects(signNote(TEXT, [{ ...peter, sign: () => Buffer.alloc(3) }]), refuses('signer_mismatch'));
  const note = await signNote(TEXT, [peter]);
  await assert.rejects(cosignNote(note, { ...peter, sign: other.sign }, 1), refuses('signer_mismatch'));
});

test('verifier keys read back as written, also where the base64 holds a plus sign', () => {
  const key = fc.uint8Array({ minLength: 32, maxLength: 32 });
  const type = fc.constantFrom('ed25519' as const, 'cosignature' as const);
  fc.assert(
    fc.property(key, type, (publicKey, kind) => {
      const made = createVerifierKey('log.example/a', kind, publicKey);
      const read = parseVerifierKey(formatVerifierKey(made));
      assert.deepEqual([read.name, read.type, read.id, read.publicKey], [made.name, kind, made.id, made.publicKey]);
    }),
  );
});

test('one key has different IDs as a log key and as a witness key', () => {
  const { name, publicKey } = parseVerifierKey(PETER);
  assert.equal(keyId(name, 'ed25519', publicKey), 0xc74f20a3);
  assert.notEqual(keyId(name, 'cosignature', publicKey), 0xc74f20a3);
});

test('a verifier key that is malformed or whose ID is of another key is refused', () => {
  for (const bad of [
    '',
    'PeterNeumann',
    PETER.replace('c74f20a3', 'c74f20a4'),
    PETER.replace('c74f20a3', 'C74F20A3'),
    PETER.replace('PeterNeumann', 'Peter'),
    PETER.replace('PeterNeumann', ''),
    `${PETER}=`,
    PETER.slice(0, -4),
    `${PETER}\n`,
    'x+00000000+',
  ]) {
    assert.throws(() => parseVerifierKey(bad), refuses('verifier_key'), bad);
  }
  assert.throws(() => parseVerifierKey(PETER.replace('PeterNeumann', 'Peter Neumann')), refuses('key_name'));
  assert.throws(() => parseVerifierKey(PETER.replace('ARpc', 'AhpC')), refuses('verifier_key_type'));
  assert.throws(() => createVerifierKey('x', 'ed25519', Buffer.alloc(31)), refuses('verifier_key'));
});
