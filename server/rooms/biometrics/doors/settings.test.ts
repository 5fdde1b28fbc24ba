import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { makeReference } from '../engine/engine.samples.ts';
import { createReceiver, createShare, openForeignMatcher, readDoorSettings } from './index.ts';
import { listen } from './stand.samples.ts';

const home = mkdtempSync(join(tmpdir(), 'dancu-abis-settings-'));
after(() => rmSync(home, { recursive: true, force: true }));
mkdirSync(join(home, 'biometrics'));
const write = (name: string, content: string) => {
  const path = join(home, 'biometrics', name);
  writeFileSync(path, content);
  return path;
};
const parts = { share: createShare('http://localhost'), receiver: createReceiver('http://localhost') };

test('without a file all is closed, and a file that is wrong is named with its place', () => {
  assert.deepEqual(readDoorSettings(home), { shares: [] });
  const wrong: [object, RegExp][] = [
    [{ callbacks: ['https://a.example'] }, /callbacks/],
    [{ callbacks: ['ftp://a.example/'] }, /callbacks/],
    [{ shares: [{ prefix: 'https://user@a.example/' }] }, /shares/],
    [{ engine: { standard: 'osia-abis-1.5', url: 'https://a.example' } }, /engine/],
    [{ engines: {} }, /abis\.json is wrong/],
  ];
  for (const [given, told] of wrong) {
    write('abis.json', JSON.stringify(given));
    assert.throws(() => readDoorSettings(home), told, JSON.stringify(given));
  }
});

test('a key is read from its file, and a token anew for each request', async () => {
  const vendor = await listen();
  vendor.answer = () => ({ status: 200, body: '[]' });
  const bearerFile = write('token', 'first\n');
  const privateKeyFile = write('key.pem', 'a key');
  const engine = { standard: 'osia-abis-1.6', url: vendor.url, bearerFile, tries: 1 };
  const prefix = 'https://mosip.example/share/';
  write('abis.json', JSON.stringify({ engine, shares: [{ prefix, privateKeyFile }] }));
  const settings = readDoorSettings(home);
  assert.deepEqual(settings.shares, [{ prefix, privateKey: 'a key' }]);
  const matcher = openForeignMatcher(settings.engine, parts);
  await matcher.count();
  write('token', 'second');
  await matcher.count();
  assert.deepEqual(
    vendor.got.map(({ authorization }) => authorization),
    ['Bearer first', 'Bearer second'],
  );
  await assert.rejects(matcher.enrol(makeReference(), { face: Float32Array.of(1) }), { code: 'probe-empty' });
  await vendor.close();
  assert.throws(() => openForeignMatcher({ standard: 'osia-abis-1.6' }, parts), /described wrongly/);
});
