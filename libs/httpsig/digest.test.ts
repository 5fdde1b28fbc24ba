import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { HttpSigError, makeContentDigest, verifyContentDigest } from './index.ts';

const hello = '{"hello": "world"}\n';

test('the digests printed in RFC 9530 appendix B are made and verified', () => {
  assert.equal(makeContentDigest(hello), 'sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:');
  assert.equal(makeContentDigest(null), 'sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:');
  assert.equal(
    makeContentDigest('{"hello": "world"}', 'sha-512'),
    'sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:',
  );
  verifyContentDigest('sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:', Buffer.from(hello));
});

test('every known digest must fit, unknown ones are passed over, one known is needed', () => {
  const known = makeContentDigest(hello);
  verifyContentDigest(`md5=:AAAA:, ${known}`, hello);
  verifyContentDigest(`${known},${makeContentDigest(hello, 'sha-512')}`, hello);
  const codeOf = (header: string) => {
    try {
      verifyContentDigest(header, hello);
    } catch (error) {
      return error instanceof HttpSigError ? error.code : error;
    }
    return 'accepted';
  };
  assert.equal(codeOf(`${known}, ${makeContentDigest('other', 'sha-512')}`), 'digest-mismatch');
  assert.equal(codeOf('md5=:AAAA:'), 'digest-unsupported');
  for (const header of [
    '',
    known.slice(0, -1),
    `${known},`,
    `${known}, ${known}`,
    'sha-256=abc',
    'sha-256=:AAB=:',
    'SHA-256=:AAAA:',
  ]) {
    assert.equal(codeOf(header), 'malformed-content-digest', header);
  }
});

test('a digest fits its own bytes and no others', () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.uint8Array(), fc.constantFrom('sha-256', 'sha-512'), (body, other, algorithm) => {
      const header = makeContentDigest(body, algorithm);
      verifyContentDigest(header, body);
      if (Buffer.compare(body, other) !== 0) {
        assert.throws(() => verifyContentDigest(header, other), { code: 'digest-mismatch' });
      }
    }),
  );
});
