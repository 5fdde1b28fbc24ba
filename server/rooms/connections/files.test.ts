import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { recogniseFile, tidyName } from './files.ts';

const text = (value: string) => Buffer.from(value);

test('a file is what its bytes are, not what it is called', () => {
  assert.equal(recogniseFile(text('%PDF-1.7 …')), 'application/pdf');
  assert.equal(recogniseFile(Buffer.from('89504e470d0a1a0a00', 'hex')), 'image/png');
  assert.equal(recogniseFile(Buffer.from('ffd8ffe000', 'hex')), 'image/jpeg');
  assert.equal(recogniseFile(text('Quyết định số 12\nngày 3')), 'text/plain; charset=utf-8');
});

test('pages, programs, archives and broken text are not taken', () => {
  for (const bytes of [
    text('<!doctype html><script>'),
    text('  <svg onload=…>'),
    Buffer.from('7f454c46020101', 'hex'),
    Buffer.from('504b0304', 'hex'),
    Buffer.from('c3', 'hex'),
    Buffer.alloc(0),
  ])
    assert.equal(recogniseFile(bytes), undefined, bytes.toString('hex'));
});

test('a name is one part of a path that shows as it is', () => {
  assert.equal(tidyName('../../etc/passwd'), 'passwd');
  assert.equal(tidyName('C:\\x\\báo cáo.pdf'), 'báo cáo.pdf');
  assert.equal(tidyName('\u202egpj.exe'), 'gpj.exe');
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (name) => {
      const tidy = tidyName(name);
      assert.ok(tidy.length > 0 && tidy.length <= 120);
      assert.doesNotMatch(tidy, /[/\\"]|^\./);
    }),
  );
});
