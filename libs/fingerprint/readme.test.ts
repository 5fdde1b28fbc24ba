import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

test('the example of the README runs and prints what it says', async (t) => {
  const readme = await readFile(new URL('./README.md', import.meta.url), 'utf8');
  const example = /```js\n(.*?)```/s.exec(readme)?.[1];
  assert.ok(example);
  const printed: unknown[][] = [];
  t.mock.method(console, 'log', (...values: unknown[]) => printed.push(values));
  const source = example.replace('#libs/fingerprint', new URL('./index.ts', import.meta.url).href);
  await import(`data:text/javascript,${encodeURIComponent(source)}`);
  const [measured, decided, written] = printed;
  assert.ok((measured![0] as number) > 60);
  assert.deepEqual(decided, [true, false]);
  assert.deepEqual(written, [measured![1]]);
});
