import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { EmrtdErrorCode } from './index.ts';

const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');

test('the example in the README runs as printed', () => {
  const example = /```ts\n([\s\S]*?)```/.exec(readme)?.[1];
  assert.ok(example);
  const output = execFileSync(process.execPath, ['--input-type=module-typescript', '--eval', example], {
    cwd: new URL('.', import.meta.url),
    encoding: 'utf8',
  });
  assert.equal(output, 'true pace D23145890\n');
});

test('the README names every error code', () => {
  const source = readFileSync(new URL('errors.ts', import.meta.url), 'utf8');
  const codes = [...source.matchAll(/^ {2}\| '([a-z-]+)'/gm)].map((match) => match[1] as EmrtdErrorCode);
  assert.ok(codes.length > 20);
  for (const code of codes) assert.ok(readme.includes(`\`${code}\``), code);
});
