import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { openTestHouse, type TestHouse } from '#test';
import { connectSystem } from '../rooms/exchange/evidence.samples.ts';
import { openDoors, putMember } from '../rooms/memberships/stand.samples.ts';
import { freePort } from '../rooms/provider/stage.samples.ts';
import { openOwner } from '../rooms/quality/stand.samples.ts';

const cli = fileURLToPath(new URL('../cli.ts', import.meta.url));
let house: TestHouse;
let owner: pg.Client;
let programme: string;
let common: string[];
before(async () => {
  const port = await freePort();
  house = await openTestHouse({ port });
  await house.app.listen({ port, host: '127.0.0.1' });
  owner = await openOwner(house);
  programme = await openDoors(house).begin('CLI');
  const { privateKey } = await connectSystem(house, 'general-confederation-of-labour', {
    scopes: ['memberships.manage'],
  });
  const key = join(house.home, 'union.jwk');
  writeFileSync(key, JSON.stringify(privateKey), { mode: 0o600 });
  common = ['--server', house.kernel.config.origin, '--key', key, '--json'];
});
after(async () => {
  await owner?.end();
  await house?.close();
});

function members(...args: string[]): Promise<{ code: number; said: Record<string, unknown>[] }> {
  const { PATH, NODE_COMPILE_CACHE } = process.env;
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [cli, 'members', ...args, ...common],
      { env: { PATH, NODE_COMPILE_CACHE } },
      (failure, out, error) => {
        const lines = out.split('\n').filter(Boolean);
        assert.ok(
          lines.every((line) => line.startsWith('{') || line.startsWith('[')),
          out + error,
        );
        resolve({ code: failure ? Number(failure.code) : 0, said: lines.flatMap((line) => JSON.parse(line)) });
      },
    );
  });
}

test('a system sends a list from the command line, reads what the register says, and orders cards', async () => {
  const [one, other] = [await putMember(owner), await putMember(owner)];
  const file = join(house.home, 'list.csv');
  const write = (head: string) =>
    writeFileSync(
      file,
      [head, ...[one, other].map(({ row }) => `${row.number},${row.pin},"${row.name}",${row.birthDate}`)].join('\n'),
    );
  write('number,pin,name,born');
  const refused = await members('send', file, '--programme', programme);
  assert.deepEqual([refused.code, refused.said[0]!.code], [2, 'header-missing']);
  assert.match(String(refused.said[0]!.message), /birthDate/);
  const sent = await members('send', file, '--programme', programme, '--column', 'birthDate=born');
  assert.deepEqual([sent.code, sent.said], [0, [{ added: 2, changed: 0, unchanged: 0, left: [] }]]);
  await house.memberships.verify();
  const listed = await members('list', '--programme', programme, '--verdict', 'matched');
  assert.deepEqual(
    listed.said.map(({ number }) => number),
    [one.row.number, other.row.number],
  );
  assert.deepEqual((await members('order', '--programme', programme, '--limit', '5')).said, [{ cards: 2 }]);
  const [known] = (await members('programmes')).said;
  assert.deepEqual([known!.programme, known!.cards], [programme, { requested: 2 }]);
  const again = await members('order', '--programme', programme, '--limit', '5');
  assert.deepEqual([again.code, again.said[0]!.code], [3, 'memberships/nothing-to-order']);
});
