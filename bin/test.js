// `npm test`: does all its own set-up, then type check, lint, and every test: architecture, country, unit, PostgreSQL, browser.
// `npm test -- path …` runs only those files.
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildWeb, compileCache, ensureDependencies, isWebStale, node, root, run, say } from './setup.js';

const only = process.argv.slice(2);
const bin = (name) => join(root, 'node_modules', '.bin', name);

const debian = process.platform === 'linux' && existsSync('/usr/bin/apt-get');

/** Installs packages of Debian where we may. */
async function installPackages(...names) {
  const [command, ...rest] = process.getuid() === 0 ? ['apt-get'] : ['sudo', '-n', 'apt-get'];
  const apt = (...args) =>
    run(command, [...rest, ...args], { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  await apt('update', '-qq');
  await apt('install', '-y', '-qq', '--no-install-recommends', ...names);
}

/** Debian's Chromium for the browser tests; where there is one, the shell without windows, which starts and loads with less work. */
async function ensureChromium() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const shell = '/usr/bin/chromium-headless-shell';
  const find = () =>
    [shell, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
      existsSync(path),
    );
  if (find()) return find();
  if (!debian) throw new Error('the browser tests need Chromium: set CHROMIUM to its path');
  say('installing Chromium (once)');
  await installPackages('chromium-headless-shell').catch(() => installPackages('chromium'));
  return find();
}

/** Programs of others that sign in with us. Without them their tests are skipped, and say so. */
async function ensureOtherClients() {
  const packages = {
    'python3-authlib': '/usr/lib/python3/dist-packages/authlib',
    'python3-requests': '/usr/lib/python3/dist-packages/requests',
    // Not `apache2`: that one would begin to serve.
    'apache2-bin': '/usr/sbin/apache2',
    'libapache2-mod-auth-openidc': '/usr/lib/apache2/modules/mod_auth_openidc.so',
  };
  const missing = Object.keys(packages).filter((name) => !existsSync(packages[name]));
  if (!debian || missing.length === 0) return;
  say(`installing ${missing.join(', ')} (once)`);
  await installPackages(...missing).catch((error) => say(`not installed, their tests are skipped: ${error.message}`));
}

function findTests(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'node_modules' || entry.name === 'dist') return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? findTests(path) : entry.name.endsWith('.test.ts') ? [path] : [];
  });
}

/** Every test file; those of the whole house, in a browser or killed and started again, are the longest. */
function findAllTests() {
  return { long: findTests('test').sort(), short: ['server', 'libs', 'web'].flatMap(findTests).sort() };
}

const LONG_IN_A_LANE = 2;
const SHORT_IN_A_LANE = 10;

/**
 * Files that follow each other in one process load the server's modules and read the country once; of what a file costs that is
 * the half. Each file is a suite of its own, whose hooks are its own. The longest lanes come first, so that none is left over at
 * the end with the other processors idle; the runner takes them by name.
 *
 * @returns paths of the lanes
 */
function writeLanes({ long, short }, folder) {
  const cut = (files, size) =>
    Array.from({ length: Math.ceil(files.length / size) }, (_, at) => files.slice(at * size, (at + 1) * size));
  const lanes = [...cut(long, LONG_IN_A_LANE), ...cut(short, SHORT_IN_A_LANE)];
  return lanes.map((files, at) => {
    const path = join(folder, `lane-${String(at).padStart(3, '0')}.test.mjs`);
    const suites = files.map((file) => {
      const url = pathToFileURL(join(root, file)).href;
      return `describe(${JSON.stringify(file)}, async () => void (await import(${JSON.stringify(url)})));\n`;
    });
    writeFileSync(path, `import { describe } from 'node:test';\n${suites.join('')}`);
    return path;
  });
}

function runTests(files, env) {
  return new Promise((resolve) => {
    const child = spawn(node, ['--test', '--test-concurrency=4', '--test-timeout=600000', ...files], {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: 'inherit',
    });
    child.on('close', (code) => resolve(code === 0));
  });
}

async function step(name, work) {
  const begun = Date.now();
  say(name);
  await work();
  say(`${name}: ${((Date.now() - begun) / 1000).toFixed(0)} s`);
}

let passed = false;
let server;
const home = mkdtempSync(join(tmpdir(), 'dancu-tests-'));
// As root the database runs under another account: where that account may not pass, it moves elsewhere and would outlive this home.
chmodSync(home, 0o711);
try {
  await ensureDependencies();
  const chromium = await ensureChromium();
  await ensureOtherClients();
  if (only.length === 0) {
    // Each by itself leaves a processor idle.
    const types = (project) => run(node, [bin('tsc'), '-p', project]);
    const checkRest = async () => {
      await types('web/tsconfig.json');
      await run(node, [bin('biome'), 'ci', '--error-on-warnings', '.']);
    };
    await step('types, lint and format', () => Promise.all([types('tsconfig.json'), checkRest()]));
  }
  if (isWebStale()) await step('screens', buildWeb);
  server = await startTestServer(home);
  const env = { TEST_DATABASE_URL: server.url, CHROMIUM: chromium, NODE_COMPILE_CACHE: compileCache };
  passed = await runTests(only.length > 0 ? only : writeLanes(findAllTests(), home), env);
} catch (error) {
  say(error.message);
} finally {
  await server?.stop();
  rmSync(home, { recursive: true, force: true });
}
process.exit(passed ? 0 : 1);

/** The test server runs on the pinned Node; this file runs on whatever Node the machine has. */
function startTestServer(folder) {
  return new Promise((resolve, reject) => {
    const child = spawn(node, [join(root, 'test', 'harness', 'serve.ts'), folder], {
      cwd: root,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`the test database did not start (${code})`)));
    child.stdout.once('data', (chunk) => resolve({ url: String(chunk).trim(), stop: () => stopChild(child) }));
  });
}

function stopChild(child) {
  return new Promise((done) => {
    child.removeAllListeners('exit');
    child.on('exit', done);
    child.stdin.end();
  });
}
