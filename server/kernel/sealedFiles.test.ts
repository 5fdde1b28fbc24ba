import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { openDataKeys } from './dataKeys.ts';
import { newId } from './ids.ts';
import { openSealedFiles } from './sealedFiles.ts';

const bytes = Buffer.from('what stands on the paper');
let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'dancu-sealed-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

function open(matter = 'paper') {
  const home = join(directory, matter);
  return {
    home,
    files: openSealedFiles(home, matter, openDataKeys(directory, { value: 'correct horse battery', guessable: true })),
  };
}
const placeOf = (folder = newId(), file = newId()) => ({ folder, file });
const pathIn = (home: string, { folder, file }: { folder: string; file: string }) => join(home, folder, file);

test('a file opens again, also in another process, and lies on the disk sealed and for its user alone', async () => {
  const { home, files } = open();
  const place = placeOf();
  await files.write(place, bytes);
  assert.deepEqual(await files.read(place), bytes);
  assert.deepEqual(await open().files.read(place), bytes);
  assert.equal(readFileSync(pathIn(home, place)).indexOf(bytes), -1);
  const modes = [home, join(home, place.folder), pathIn(home, place)].map((path) => statSync(path).mode & 0o777);
  assert.deepEqual(modes, [0o700, 0o700, 0o600]);
});

test('what is gone, changed, or copied from another place or matter does not open', async () => {
  const { home, files } = open();
  const [one, other] = [placeOf(), placeOf()];
  for (const place of [one, other]) await files.write(place, bytes);
  cpSync(pathIn(home, one), pathIn(home, other));
  assert.equal(await files.read(other), undefined, 'another place’s');
  const elsewhere = open('letter');
  cpSync(home, elsewhere.home, { recursive: true });
  assert.equal(await elsewhere.files.read(one), undefined, 'another matter’s');
  const sealed = readFileSync(pathIn(home, one));
  sealed[40]! ^= 1;
  writeFileSync(pathIn(home, one), sealed);
  assert.equal(await files.read(one), undefined, 'changed');
  await files.remove(one);
  await files.remove(one);
  assert.equal(await files.read(one), undefined, 'gone');
  assert.deepEqual(readdirSync(join(home, one.folder)), []);
});

test('a file is written once', async () => {
  const { files } = open();
  const place = placeOf();
  await files.write(place, bytes);
  await assert.rejects(files.write(place, Buffer.from('something else')), { code: 'EEXIST' });
  assert.deepEqual(await files.read(place), bytes);
});

test('nothing but ids becomes a path', async () => {
  const { files } = open();
  for (const name of ['..', '../keys', '/etc/passwd', '', 'a\0b'])
    for (const place of [placeOf(newId(), name as never), placeOf(name as never)]) {
      await assert.rejects(files.write(place, bytes), /under ids/);
      await assert.rejects(files.read(place), /under ids/);
      await assert.rejects(files.remove(place), /under ids/);
    }
});
