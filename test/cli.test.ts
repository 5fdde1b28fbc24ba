import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { openDatabase } from '#kernel';
import { createVerifierKey, formatVerifierKey } from '#libs/translog';
import { cloneDatabase, stopTestServer } from '#test';

const cli = fileURLToPath(new URL('../server/cli.ts', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'dancu-cli-'));
const copy = join(home, 'copy');
let clone: { url: string; drop(): Promise<void> };
let owner: pg.Client;

interface Ran {
  code: number;
  out: string;
  error: string;
}

function dancu(args: string[], more: Record<string, string> = {}): Promise<Ran> {
  // Half of a short command is compiling; the first run does it for all.
  const compiled = { NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(home, 'compiled') };
  const env = { PATH: process.env.PATH, ...compiled, DANCU_HOME: home, DATABASE_URL: clone.url, ...more };
  return new Promise((resolve) => {
    execFile(process.execPath, [cli, ...args], { env }, (failure, out, error) =>
      resolve({ code: failure ? Number(failure.code) : 0, out, error }),
    );
  });
}
const ok = async (args: string[]) => {
  const ran = await dancu(args);
  assert.equal(ran.code, 0, ran.error + ran.out);
  return ran.out;
};

before(async () => {
  clone = await cloneDatabase();
  owner = new pg.Client({ connectionString: clone.url });
  await owner.connect();
  await write(300);
  await ok(['log', 'seal']);
});
after(async () => {
  await owner.end();
  await clone.drop();
  await stopTestServer();
  rmSync(home, { recursive: true, force: true });
});

async function write(lines: number): Promise<void> {
  const database = openDatabase(clone.url, undefined, { max: 1 });
  for (let block = 0; block < lines / 3; block++) {
    await database.transact(async (transaction) => {
      for (let index = 0; index < 3; index++)
        transaction.append({
          kind: 'note',
          room: 'test',
          type: 'said',
          subjects: [],
          actor: `${block}/${index}`,
          actedAt: '',
          receivedAt: '',
        });
    });
  }
  await database.close();
}

/** An intruder's change, undone after the command. */
async function runAfter(change: string, back: string, args: string[]): Promise<Ran> {
  await owner.query(change);
  try {
    return await dancu(args);
  } finally {
    await owner.query(back);
  }
}

test('--help tells every command, and every command knows its own', async () => {
  const help = await ok(['--help']);
  for (const command of ['serve', 'prepare', 'migrate', 'population', 'person', 'official', 'call', 'agency', 'log'])
    assert.match(help, new RegExp(`^  ${command}\\b`, 'm'));
  assert.match(await ok(['log', 'verify', '--help']), /--copy <folder>/);
});

test('wrong usage and wrong configuration end with 2 and say what is wrong', async () => {
  const cases: [string[], Record<string, string>, RegExp][] = [
    [['lgo'], {}, /unknown command 'lgo'/],
    [['log', 'verify', '--jsn'], {}, /unknown option '--jsn'/],
    [['log', 'export'], {}, /--out/],
    [['population', '--persons', 'many'], {}, /--persons/],
    [['log', 'checkpoint'], { DANCU_SEEED: '1' }, /unknown variable DANCU_SEEED/],
  ];
  await Promise.all(
    cases.map(async ([args, env, message]) => {
      const { code, error } = await dancu(args, env);
      assert.equal(code, 2, `${args.join(' ')}: ${error}`);
      assert.match(error, message);
    }),
  );
});

test('a database that cannot be reached ends with 3', async () => {
  const { code, out } = await dancu(['log', 'verify', '--json'], {
    DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none',
  });
  assert.equal(code, 3);
  assert.equal(out, '');
});

test('log verify says that all is whole, for people and for machines', async () => {
  assert.deepEqual(JSON.parse(await ok(['log', 'verify', '--json'])), { ok: true, size: 300, unsealedBlocks: 0 });
  assert.match(await ok(['log', 'verify']), /^whole: 300 lines/);
});

test('log verify names the very line in which a byte was changed, and ends with 1', async () => {
  const { rows } = await owner.query<{ stream: string; seq: number }>(
    'SELECT stream, seq FROM kernel.log_block WHERE first_number = 123',
  );
  const { stream, seq } = rows[0]!;
  const swap = (from: string, to: string) =>
    `UPDATE kernel.journal_block SET lines = replace(lines, '${from}', '${to}') WHERE stream = '${stream}' AND seq = ${seq}`;
  const found = await runAfter(swap('41/1', '41/9'), swap('41/9', '41/1'), ['log', 'verify', '--json']);
  assert.equal(found.code, 1);
  const { ok: whole, first } = JSON.parse(found.out);
  assert.deepEqual(
    [whole, first.number, first.reference, first.code],
    [false, 124, `${stream}:${seq}:1`, 'entry_differs'],
  );
  const told = await runAfter(swap('41/1', '41/9'), swap('41/9', '41/1'), ['log', 'verify']);
  assert.ok(told.out.startsWith(`NOT WHOLE: line 124 (${stream}:${seq}:1) `), told.out);
});

test('log verify trusts no key but the one it is told', async () => {
  const x = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }).x!;
  const stranger = formatVerifierKey(createVerifierKey('dancu.vn/journal', 'ed25519', Buffer.from(x, 'base64url')));
  const { code, out } = await dancu(['log', 'verify', '--json', '--key', stranger]);
  assert.equal(code, 1);
  assert.equal(JSON.parse(out).first.code, 'signature_missing');
  const own = (await ok(['log', 'keys'])).trim();
  await ok(['log', 'verify', '--key', own]);
});

test('a checkpoint kept elsewhere shows that the end was cut off, which the log alone cannot', async () => {
  const kept = join(home, 'kept');
  writeFileSync(kept, await ok(['log', 'checkpoint']));
  assert.deepEqual(JSON.parse(await ok(['log', 'verify', '--json', '--kept', kept])).ok, true);
  const early = join(home, 'early');
  writeFileSync(early, readFileSync(kept));
  await write(30);
  await ok(['log', 'seal']);
  await ok(['log', 'verify', '--kept', early]);
  writeFileSync(kept, await ok(['log', 'checkpoint']));
  await owner.query('BEGIN');
  await owner.query(
    'DELETE FROM kernel.journal_block USING kernel.log_block o WHERE (o.stream, o.seq) = (journal_block.stream, journal_block.seq) AND o.first_number >= 300',
  );
  await owner.query('DELETE FROM kernel.log_block WHERE first_number >= 300');
  await owner.query('DELETE FROM kernel.log_checkpoint WHERE size > 300');
  await owner.query('UPDATE kernel.log_head SET size = 300');
  await owner.query('COMMIT');
  await ok(['log', 'verify']);
  const { code, out } = await dancu(['log', 'verify', '--json', '--kept', kept]);
  assert.equal(code, 1);
  assert.deepEqual([JSON.parse(out).first.number, JSON.parse(out).first.code], [300, 'entry_missing']);
});

test('an exported copy is verified with nothing but its files, and a changed byte in it is found and named', async () => {
  const exported = JSON.parse(await ok(['log', 'export', '--out', copy, '--json']));
  assert.deepEqual([exported.size, exported.files], [300, 5]);
  assert.deepEqual(readdirSync(copy).sort(), ['checkpoint', 'keys', 'tile']);
  const nowhere = { DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' };
  assert.deepEqual(JSON.parse((await dancu(['log', 'verify', '--copy', copy, '--json'], nowhere)).out), {
    ok: true,
    size: 300,
  });

  const spoil = async (file: string, change: (path: string) => void) => {
    const spoilt = mkdtempSync(join(home, 'spoilt-'));
    cpSync(copy, spoilt, { recursive: true });
    change(join(spoilt, file));
    const { code, out } = await dancu(['log', 'verify', '--copy', spoilt, '--json'], nowhere);
    assert.equal(code, 1, out);
    const { index, code: fault } = JSON.parse(out);
    return [index, fault];
  };
  const flip = (at: number) => (path: string) => {
    const bytes = readFileSync(path);
    bytes[at]! ^= 1;
    writeFileSync(path, bytes);
  };
  const found = await Promise.all([
    spoil('tile/entries/000', flip(34 * 77 + 5)),
    spoil('tile/0/001.p/44', flip(32 * 3)),
    spoil('tile/entries/001.p/44', (path) => rmSync(path)),
    spoil('tile/entries/000', (path) => writeFileSync(path, 'short')),
    spoil('checkpoint', (path) => writeFileSync(path, readFileSync(path, 'utf8').replace('\n300\n', '\n299\n'))),
  ]);
  assert.deepEqual(found, [
    [77, 'entry_differs'],
    [259, 'tile_differs'],
    [null, 'file_missing'],
    [null, 'bundle_malformed'],
    [null, 'signature_invalid'],
  ]);
});

test('a population is written as files, the same for the same seed', async () => {
  const write = async (name: string, seed: string) => {
    const out = join(home, name);
    const made = JSON.parse(
      await ok(['population', '--persons', '200', '--seed', seed, '--today', '2026-09-01', '--out', out, '--json']),
    );
    assert.ok(made);
    return readdirSync(out)
      .sort()
      .map((file) => ({ file, bytes: readFileSync(join(out, file), 'utf8') }));
  };
  const [first, same, other] = await Promise.all([write('one', '5'), write('two', '5'), write('three', '6')]);
  assert.ok(first.length > 0);
  const persons = first.find((one) => one.file.includes('person'))!;
  assert.equal(persons.bytes.trim().split('\n').length, 201, 'a line a person under one of names');
  assert.deepEqual(same, first);
  assert.notDeepEqual(other, first);
});

test('agency new-key makes a key once and never over an existing one', async () => {
  const name = join(home, 'bank');
  const { keyId } = JSON.parse(await ok(['agency', 'new-key', '--out', name, '--json']));
  const secret = readFileSync(`${name}.jwk`, 'utf8');
  assert.equal(JSON.parse(secret).kid, keyId);
  assert.equal(statSync(`${name}.jwk`).mode & 0o777, 0o600);
  assert.ok(!('d' in JSON.parse(readFileSync(`${name}.pub.jwk`, 'utf8'))));
  assert.equal((await dancu(['agency', 'new-key', '--out', name])).code, 3);
  assert.equal(readFileSync(`${name}.jwk`, 'utf8'), secret);
  const registered = JSON.parse(
    await ok(['agency', 'register', '--organisation', 'bidv', '--name', 'core', '--key', `${name}.pub.jwk`, '--json']),
  );
  assert.equal(registered.kid, keyId);
  assert.equal(
    (await dancu(['agency', 'register', '--organisation', 'none', '--name', 'core', '--key', `${name}.pub.jwk`])).code,
    3,
  );
  assert.ok(existsSync(`${name}.pub.jwk`));
});

test('official install makes the first two administrators, each with a code, and a third only for a reason', async () => {
  const install = (number: string, ...more: string[]) =>
    dancu(['official', 'install', '--number', number, '--name', 'Ngô Thị Lan', ...more]);
  const [first, second] = await Promise.all([install('A1', '--json'), install('A2')]);
  const made = JSON.parse(first.out);
  assert.equal(made.official, 'A1');
  assert.match(made.code, /^[0-9A-Z]{4}(-[0-9A-Z]{4}){2}$/);
  assert.ok(Date.parse(made.codeExpiresAt) > Date.now());
  assert.match(made.page, /\/enrol$/);
  assert.equal(second.code, 0, second.error);
  assert.match(second.out, /^A2 Ngô Thị Lan \(administrator\)\nenrolment code: [0-9A-Z-]{14}, good until /);

  const [third, emergency, nameless] = await Promise.all([
    install('A3'),
    install('A4', '--emergency', 'both lost their devices', '--json'),
    dancu(['official', 'install', '--number', 'A5']),
  ]);
  assert.deepEqual([third.code, third.out], [3, '']);
  assert.match(third.error, /officials\/already-installed: /);
  assert.equal(JSON.parse(emergency.out).official, 'A4');
  assert.equal(nameless.code, 2);
  assert.match(nameless.error, /--name/);
  const { rows } = await owner.query<{ lines: string }>('SELECT lines FROM kernel.journal_block');
  const lines = rows.flatMap(({ lines: block }) => block.split('\n').map((line) => JSON.parse(line)));
  const installs = lines.filter(({ room, type }) => room === 'officials' && type === 'install');
  assert.deepEqual(installs.map(({ data }) => data.emergency ?? null).sort(), ['both lost their devices', null, null]);
  assert.ok(installs.every(({ actor }) => actor.startsWith('cli:')));
});
