import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

test('the example in the README runs as printed', () => {
  const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');
  const example = /```ts\n([\s\S]*?)```/.exec(readme)?.[1];
  assert.ok(example);
  const output = execFileSync(process.execPath, ['--input-type=module-typescript', '--eval', example], {
    cwd: new URL('.', import.meta.url),
    encoding: 'utf8',
  });
  assert.equal(output, 'agency-1 C8vXcYq2o1mZk0Jw\n');
});
