import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../server/cli.ts', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'dancu-card-'));
const folder = join(home, 'one');
const authority = join(home, 'authority');
const trust = ['--trust', join(authority, 'csca.pem')];
const can = '493817';

interface Ran {
  code: number;
  out: string;
  error: string;
}

// Half of a short command is compiling; the first run does it for all.
const env = {
  PATH: process.env.PATH,
  NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(home, 'compiled'),
};

function card(...args: string[]): Promise<Ran> {
  return new Promise((resolve) => {
    execFile(process.execPath, [cli, 'card', ...args], { env }, (failure, out, error) =>
      resolve({ code: failure ? Number(failure.code) : 0, out, error }),
    );
  });
}

before(async () => {
  const record = join(home, 'finger.fmr');
  writeFileSync(record, Buffer.from('464D5200203230000000001A', 'hex'));
  const person = ['--name', 'Trần Thị Mẫu', '--sex', 'F', '--birth', '2001-02-28', '--expiry', '2041-02-28'];
  const made = await card(
    ...['make', '--out', folder, '--authority', authority, '--can', can, '--document', 'A12B34C56', '--json'],
    ...['--finger', `9:${record}`, '--number', '001301000027', ...person],
  );
  assert.equal(made.code, 0, made.error);
  const told = JSON.parse(made.out);
  assert.deepEqual(told.mrz, [
    'IDVNMA12B34C560001301000027<<6',
    '0102281F4102289VNM<<<<<<<<<<<4',
    'TRAN<<THI<MAU<<<<<<<<<<<<<<<<<',
  ]);
});
after(() => rmSync(home, { recursive: true, force: true }));

test('a card that is made is read and proven, by the card access number and by the zone', async () => {
  const ran = await card('read', '--card', folder, '--can', can, ...trust, '--json');
  assert.equal(ran.code, 0, ran.error + ran.out);
  const told = JSON.parse(ran.out);
  assert.deepEqual(
    [told.isGenuine, told.openedBy, told.chipAuthentication, told.activeAuthentication, told.withheld],
    [true, 'pace', 'proven', 'proven', ['DG3']],
  );
  assert.deepEqual(told.national.fields.name, ['Trần Thị Mẫu']);
  const zone = ['--document', 'A12B34C56', '--birth', '2001-02-28', '--expiry', '2041-02-28'];
  const old = await card('read', '--card', folder, ...zone, '--bac', ...trust);
  assert.equal(old.code, 0, old.error);
  assert.match(old.out, /^GENUINE\nopened by BAC\n/);
});

test('fingers are shown to a terminal of the card’s authority, and the files are written', async () => {
  const out = join(home, 'read');
  const terminal = ['--terminal', join(authority, 'dv.cvcert'), join(authority, 'terminal.cvcert')];
  const key = ['--terminal-key', join(authority, 'terminal.key.pem')];
  const list = ['--revocations', join(authority, 'csca.crl')];
  const ran = await card('read', '--card', folder, '--can', can, ...trust, ...list, ...terminal, ...key, '--out', out);
  assert.equal(ran.code, 0, ran.error);
  assert.match(ran.out, /terminal: proven/);
  assert.deepEqual(readFileSync(join(out, 'DG3.bin')), readFileSync(join(folder, 'DG3.bin')));
});

test('a card is not genuine without its authority, and with a changed file; a wrong number cannot read it', async () => {
  const foreign = await card('read', '--card', folder, '--can', can);
  assert.equal(foreign.code, 1);
  assert.match(foreign.out, /^NOT GENUINE[\s\S]*signer-foreign/);
  const second = join(home, 'second');
  assert.equal((await card('make', '--out', second, '--authority', authority, '--can', can)).code, 0);
  writeFileSync(join(second, 'DG2.bin'), readFileSync(join(folder, 'DG2.bin')));
  writeFileSync(join(second, 'DG13.bin'), readFileSync(join(folder, 'DG13.bin')));
  const swapped = await card('read', '--card', second, '--can', can, ...trust);
  assert.equal(swapped.code, 1);
  assert.match(swapped.out, /group-tampered DG13/);
  const wrong = await card('read', '--card', folder, '--can', '000000', ...trust);
  assert.deepEqual([wrong.code, wrong.out], [3, '']);
  assert.match(wrong.error, /password/);
});

test('the keys of a card and its authority are readable by their owner alone', () => {
  for (const file of [join(folder, 'chip.json'), join(authority, 'csca.key.pem'), join(authority, 'terminal.key.pem')])
    assert.equal(statSync(file).mode & 0o077, 0, file);
});

test('a card is read over the protocol of the virtual reader', async () => {
  const port = await findPort();
  const reading = card('read', '--vpcd', String(port), '--can', can, ...trust, '--json');
  const presenting = await present(port);
  try {
    const ran = await reading;
    assert.equal(ran.code, 0, ran.error);
    assert.equal(JSON.parse(ran.out).isGenuine, true);
  } finally {
    presenting.kill();
  }
});

async function findPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

/** Puts the card in as soon as the reader is there: until then the command ends with 3. */
async function present(port: number): Promise<{ kill(): void }> {
  for (;;) {
    const child = spawn(process.execPath, [cli, 'card', 'present', folder, '--port', String(port)], { env });
    const isOver = once(child, 'exit');
    const isIn = once(child.stdout, 'data');
    const over = await Promise.race([isOver, isIn.then(() => undefined)]);
    if (!over) return { kill: () => child.kill() };
    assert.equal(over[0], 3);
  }
}

test('a file is told by what it holds', async () => {
  const zone = join(home, 'zone.txt');
  writeFileSync(zone, 'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10\n');
  const kinds: [string, string][] = [
    [join(folder, 'SOD.bin'), 'EF.SOD'],
    [join(folder, 'DG13.bin'), 'DG13'],
    [join(folder, 'CardAccess.bin'), 'EF.CardAccess or DG14'],
    [join(authority, 'signer.pem'), 'certificate'],
    [join(authority, 'csca.crl'), 'revocation list'],
    [join(authority, 'terminal.cvcert'), 'card-verifiable certificate'],
    [zone, 'machine readable zone'],
  ];
  for (const [file, kind] of kinds) {
    const ran = await card('inspect', file, '--json');
    assert.equal(ran.code, 0, ran.error);
    assert.equal(JSON.parse(ran.out).kind, kind);
  }
  const tree = await card('inspect', '--tree', join(folder, 'COM.bin'));
  assert.match(tree.out, /^60 \(\d+\)\n {2}5F01 \(4\) 30313037\n/);
  const nothing = await card('inspect', cli);
  assert.equal(nothing.code, 3);
});

test('wrong usage ends with 2', async () => {
  for (const args of [
    ['make'],
    ['make', '--out', home, '--birth', '2001-02-30'],
    ['make', '--out', home, '--domain', '3'],
    ['read', '--card', folder, '--jsn'],
  ]) {
    const ran = await card(...args);
    assert.equal(ran.code, 2, args.join(' '));
  }
});
