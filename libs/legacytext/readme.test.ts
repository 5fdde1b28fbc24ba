import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

test('the example in the README runs as printed', () => {
  const example = /```ts\n([\s\S]*?)```/.exec(readFileSync(new URL('README.md', import.meta.url), 'utf8'))?.[1];
  const output = execFileSync(process.execPath, ['--input-type=module-typescript', '--eval', example!], {
    cwd: new URL('.', import.meta.url),
    encoding: 'utf8',
  });
  assert.equal(output, 'tcvn3 0.91 Nguyễn Văn An, Trần Thị Bình\nNguyễn Văn Lê Thị Hoàng\nLã Ló\n');
});
