import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

test('the example of the README runs and prints what it says', async (t) => {
  const readme = await readFile(new URL('./README.md', import.meta.url), 'utf8');
  const example = /```js\n(.*?)```/s.exec(readme)?.[1];
  assert.ok(example);
  const printed: unknown[] = [];
  t.mock.method(console, 'log', (value: unknown) => printed.push(value));
  const source = example.replace('#libs/translog', new URL('./index.ts', import.meta.url).href);
  await import(`data:text/javascript,${encodeURIComponent(source)}`);
  const why = 'Entry 1 differs from hash 1 of tile 0 on level 0.';
  assert.deepEqual(printed, [true, true, { ok: false, code: 'entry_differs', index: 1, why }]);
  assert.ok(example.includes(why));
});
