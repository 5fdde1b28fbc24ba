/**
 * Takes a virtual card to strangers: OpenSSL, OpenPACE's cvc-print, and over a real PC/SC path opensc-tool, Debian's mrtdreader
 * and our own reader. Not part of `npm test`: it needs root (a network namespace: vpcd listens to everybody), and on Debian
 *   apt-get install openssl pcscd vsmartcard-vpcd opensc openpace mrtdreader libpcsclite-dev gcc
 *   npm install --no-save smartcard
 * Run: node test/cardJudges.ts. What is not installed is skipped, and said so; it ends with 1 if a judge refuses.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const cli = join(here, '..', 'server', 'cli.ts');
const can = '493817';
const zone = ['--document', 'A12B34C56', '--birth', '1999-02-03', '--expiry', '2039-02-03'];
let failures = 0;

interface Ran {
  code: number;
  out: string;
}

function run(program: string, args: string[], options: { env?: Record<string, string>; cwd?: string } = {}): Ran {
  const env = { ...process.env, ...options.env };
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', timeout: 60_000, ...options, env });
  return { code: status ?? 1, out: `${stdout ?? ''}${stderr ?? ''}` };
}

const card = (...args: string[]) => run(process.execPath, [cli, 'card', ...args]);
const has = (program: string) => run('sh', ['-c', `command -v ${program}`]).code === 0;

function judge(what: string, needs: string[], verdict: () => Ran, expected: RegExp): void {
  const missing = needs.filter((program) => !has(program));
  if (missing.length > 0) {
    skip(what, `${missing.join(', ')} is not installed`);
    return;
  }
  const { code, out } = verdict();
  const isRight = code === 0 && expected.test(out);
  process.stdout.write(`${isRight ? 'ok  ' : 'FAIL'} ${what}\n${isRight ? '' : `${out}\n`}`);
  if (!isRight) failures++;
}

function skip(what: string, reason: string): void {
  process.stdout.write(`skip ${what}: ${reason}\n`);
}

function makeCard(home: string): string {
  const folder = join(home, 'card');
  const record = join(home, 'finger.fmr');
  writeFileSync(record, Buffer.from('464D5200203230000000001A', 'hex'));
  const chosen = ['--can', can, '--document', 'A12B34C56', '--finger', `9:${record}`, '--mapping', 'chip'];
  const made = card('make', '--out', folder, ...chosen);
  if (made.code !== 0) throw new Error(made.out);
  return folder;
}

/** What needs no reader: signatures and certificates. */
function judgeFiles(home: string, folder: string): void {
  const authority = join(folder, 'authority');
  const root = join(authority, 'csca.pem');
  const object = join(home, 'sod.der');
  const file = readFileSync(join(folder, 'SOD.bin'));
  // Without the tag 77 and its length it is CMS.
  writeFileSync(object, file.subarray(2 + (file[1]! > 0x80 ? file[1]! & 0x7f : 0)));
  const cms = ['cms', '-verify', '-inform', 'DER', '-in', object, '-CAfile', root, '-purpose', 'any'];
  judge(
    'openssl cms: EF.SOD is signed by a document signer of the authority',
    ['openssl'],
    () => run('openssl', [...cms, '-econtent_type', '2.23.136.1.1.1', '-out', join(home, 'lds.der')]),
    /CMS Verification successful/,
  );
  const signer = join(authority, 'signer.pem');
  const lists = join(home, 'lists.pem');
  writeFileSync(
    lists,
    `${readFileSync(root, 'utf8')}${run('openssl', ['crl', '-inform', 'DER', '-in', join(authority, 'csca.crl')]).out}`,
  );
  judge(
    'openssl verify: document signer, strictly, with the revocation list',
    ['openssl'],
    () => run('openssl', ['verify', '-x509_strict', '-crl_check', '-CAfile', lists, signer]),
    /: OK/,
  );
  const trusted = join(home, 'cvc');
  run('mkdir', ['-p', trusted]);
  for (const [name, reference] of [
    ['cvca', 'VNTESTCV00001'],
    ['dv', 'VNTESTDV00001'],
  ] as const)
    writeFileSync(join(trusted, reference), readFileSync(join(authority, `${name}.cvcert`)));
  for (const name of ['cvca', 'dv', 'terminal'])
    judge(
      `cvc-print: ${name}.cvcert`,
      ['cvc-print'],
      () => run('cvc-print', ['-c', join(authority, `${name}.cvcert`), '--cvc-dir', trusted]),
      /Read fingerprint[\s\S]*certificate verified|certificate verified[\s\S]*Read fingerprint/,
    );
}

/** Inside the namespace: pcscd with its virtual reader, our card in it. */
async function judgeReaders(home: string, folder: string): Promise<void> {
  run('ip', ['link', 'set', 'lo', 'up']);
  // vpcd writes a message in two parts; without quick acknowledgements each costs 40 ms.
  for (const range of ['127.0.0.0/8', '127.0.0.1'])
    run('ip', ['route', 'change', 'local', range, 'dev', 'lo', 'table', 'local', 'quickack', '1']);
  const children: ChildProcess[] = [];
  try {
    children.push(spawn('pcscd', ['-f'], { stdio: 'ignore' }));
    await wait(1500);
    children.push(spawn(process.execPath, [cli, 'card', 'present', folder], { stdio: 'ignore' }));
    await wait(2500);
    judgeReading(home, folder);
  } finally {
    for (const child of children.reverse()) child.kill();
  }
}

function judgeReading(home: string, folder: string): void {
  const commands = ['00A4020C02011C', '00B0000016', '00A4040C07A0000002471001', '00A4020C020101'];
  judge(
    'opensc-tool: EF.CardAccess is open, DG1 is not',
    ['opensc-tool'],
    () => run('opensc-tool', ['-r', '0', ...commands.flatMap((command) => ['-s', command])]),
    /SW1=0x90, SW2=0x00\):\s+31 28 30 12[\s\S]*SW1=0x69, SW2=0x82/,
  );
  const library = join(home, 'nfcOverPcsc.so');
  const flags = run('pkg-config', ['--cflags', '--libs', 'libpcsclite']);
  const build = ['-shared', '-fPIC', '-o', library, join(here, 'nfcOverPcsc.c')];
  const built = flags.code === 0 && run('gcc', [...build, ...flags.out.trim().split(/\s+/)]).code === 0;
  const mrtd = ['-p', 'A12B34C56', '-b', '990203', '-e', '390203'];
  if (!built) skip('mrtdreader', 'gcc, pkg-config or libpcsclite-dev is not installed');
  else
    judge(
      'mrtdreader: basic access control, zone, portrait',
      ['mrtdreader'],
      () => {
        const ran = run('mrtdreader', mrtd, { cwd: home, env: { LD_PRELOAD: library } });
        const image = readdirSync(home).find((name) => /\.(jpe?g|jp2|bin)$/.test(name) && name !== 'finger.fmr');
        const bytes = image ? readFileSync(join(home, image)) : Buffer.alloc(0);
        const isPortrait = bytes.includes(readFileSync(join(here, '../server/commands/card-silhouette.jpg')));
        return { code: ran.code, out: `${ran.out}\nportrait: ${isPortrait ? 'same' : `${image} differs`}` };
      },
      /A12B34C56[\s\S]*portrait: same/,
    );
  if (!existsSync(join(here, '..', 'node_modules', 'smartcard'))) {
    skip('our own reader over PC/SC', 'the package smartcard is not installed');
    return;
  }
  const authority = join(folder, 'authority');
  const trust = ['--trust', join(authority, 'csca.pem')];
  judge(
    'our own reader over PC/SC: PACE with chip mapping',
    ['pcscd'],
    () => card('read', '--pcsc', '--can', can, ...trust),
    /^GENUINE\nopened by PACE[\s\S]*mapping: proven/,
  );
  const terminal = ['--terminal', join(authority, 'dv.cvcert'), join(authority, 'terminal.cvcert')];
  judge(
    'our own reader over PC/SC: basic access control, and fingers with terminal authentication',
    ['pcscd'],
    () =>
      card(
        'read',
        '--pcsc',
        '--bac',
        ...zone,
        ...trust,
        ...terminal,
        '--terminal-key',
        join(authority, 'terminal.key.pem'),
      ),
    /^GENUINE\nopened by BAC[\s\S]*DG3/,
  );
}

const [inside, home = mkdtempSync(join(tmpdir(), 'dancu-judges-'))] = process.argv.slice(2);
if (inside === '--inside') {
  await judgeReaders(home, join(home, 'card'));
  process.exitCode = failures > 0 ? 1 : 0;
} else {
  try {
    const folder = makeCard(home);
    judgeFiles(home, folder);
    const missing = ['pcscd', 'unshare', 'ip'].filter((program) => !has(program));
    if (missing.length > 0) skip('readers', `${missing.join(', ')} is not installed`);
    else if (!existsSync('/etc/reader.conf.d/vpcd')) skip('readers', 'vsmartcard-vpcd is not installed');
    else if (process.getuid?.() !== 0) skip('readers', 'a network namespace needs root');
    else {
      const again = ['-n', process.execPath, fileURLToPath(import.meta.url), '--inside', home];
      const { status } = spawnSync('unshare', again, { stdio: 'inherit' });
      if (status !== 0) failures++;
    }
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
  process.exitCode = failures > 0 ? 1 : 0;
}
