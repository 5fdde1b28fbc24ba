import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { startPlatform } from './platform.samples.ts';

const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');
const examples = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code]) => code ?? '');

async function run(code: string, env: Record<string, string>): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module-typescript', '--eval', code], {
    cwd: new URL('.', import.meta.url),
    env: { ...process.env, ...env },
  });
  return stdout;
}

test('the examples in the README run as printed: a new key, and a question asked with it', async () => {
  assert.equal(examples.length, 2);
  const [asking = '', making = ''] = examples;
  const { publicJwk, privateJwk, keyId } = JSON.parse(await run(making, {}));
  const platform = await startPlatform({ publicJwk, keyId });
  try {
    platform.reply = () => ({ status: 200, body: '{"verificationCode":1,"verificationMessage":"match"}' });
    const output = await run(asking, { DANCU_URL: platform.baseUrl, DANCU_KEY: JSON.stringify(privateJwk) });
    assert.match(output, /^1 match \d{4}-/);
  } finally {
    await platform.close();
  }
});
