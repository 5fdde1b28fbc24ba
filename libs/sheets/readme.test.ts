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
  assert.deepEqual(output.trim().split('\n'), [
    '2 Họ tên | Ngày sinh | Quê',
    '3 good Nguyễn Văn An | 12/5/1987 | Huế',
    '4 columns Trần Thị Bình | 1990',
    'go on from 5 progress 1',
    '89 bytes',
  ]);
});
