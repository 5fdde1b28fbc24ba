import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../cli.ts', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'dancu-linking-'));
/** Where the command makes its own folder. */
const work = join(home, 'work');
mkdirSync(work);
after(() => rmSync(home, { recursive: true, force: true }));

function link(...args: string[]): ChildProcess {
  const { PATH, NODE_COMPILE_CACHE } = process.env;
  const env = { PATH, NODE_COMPILE_CACHE, TMPDIR: work };
  return spawn(process.execPath, [cli, 'link', ...args, '--out', join(home, 'pairs.csv')], { env, stdio: 'ignore' });
}

/** At a file that never begins, with its database on the disk. */
async function beginEndless(): Promise<ChildProcess> {
  const pipe = join(home, 'endless.csv');
  rmSync(pipe, { force: true });
  execFileSync('mkfifo', [pipe]);
  const before = new Set(readdirSync(work));
  const child = link(pipe);
  const hasBegun = () =>
    readdirSync(work).some((name) => !before.has(name) && readdirSync(join(work, name)).length > 0);
  while (!hasBegun()) await sleep(20);
  return child;
}

const people = (names: readonly string[]) =>
  [
    'id,full_name,birth_date,email',
    ...names.map((name, at) => `${at},${name},1980-0${1 + (at % 9)}-11,p${at}@example.vn`),
  ].join('\n');

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  test(`${signal} leaves nothing of the persons on the disk`, async () => {
    const child = await beginEndless();
    child.kill(signal);
    const [, ended] = await once(child, 'exit');
    assert.equal(ended, signal);
    assert.deepEqual(readdirSync(work), []);
  });

test('what a killed one left goes with the next; what one that runs has stays', async () => {
  const killed = await beginEndless();
  const [left] = readdirSync(work);
  killed.kill('SIGKILL');
  await once(killed, 'exit');
  const running = await beginEndless();
  const [kept, ...others] = readdirSync(work);
  assert.notEqual(kept, left);
  assert.deepEqual(others, []);
  writeFileSync(join(home, 'one.csv'), people(['Nguyễn Văn An', 'Trần Thị Bích', 'Lê Hoàng Cường', 'Phạm Minh Đức']));
  writeFileSync(join(home, 'other.csv'), people(['Nguyễn Văn An', 'Trần Thị Bích', 'Lê Hoàng Cường', 'Phạm Minh Đức']));
  const [code] = await once(link(join(home, 'one.csv'), join(home, 'other.csv'), '--key', 'id'), 'exit');
  assert.equal(code, 0);
  assert.deepEqual(readdirSync(work), [kept]);
  assert.equal(readFileSync(join(home, 'pairs.csv'), 'utf8').trim().split('\n').length, 1 + 4);
  running.kill('SIGTERM');
  await once(running, 'exit');
});
