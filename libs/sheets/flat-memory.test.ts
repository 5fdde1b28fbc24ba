import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

test('half a million rows, a line of half a gigabyte and a workbook pass through 48 MiB of heap', async () => {
  const script = fileURLToPath(new URL('flat-memory.samples.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, ['--max-old-space-size=48', script]);
  const { text, book, megabytes } = JSON.parse(stdout);
  assert.deepEqual(text, { good: 500_000, bad: 1 });
  assert.deepEqual(book, { good: 60_000, bad: 0 });
  assert.ok(megabytes < 128, `${megabytes} MiB`);
});
