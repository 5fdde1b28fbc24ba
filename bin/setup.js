// Plain JavaScript for whatever Node the machine has: brings dependencies, the pinned Node and the web application up to date.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');
export const node = join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
/** Compiled modules are kept: a start costs half of what it does without. */
export const compileCache = join(modules, '.cache', 'compile');
const begun = Date.now();

export function say(line) {
  process.stdout.write(`${((Date.now() - begun) / 1000).toFixed(1).padStart(6)} s  ${line}\n`);
}

/** Runs a command; its output is shown only when it fails. Rejects with its last lines. */
export function run(command, args, { loud = false, env = process.env } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, env, stdio: loud ? 'inherit' : ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk) => (output = (output + chunk).slice(-20000)));
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve(output) : reject(new Error(`${command} ${args.join(' ')} ended with ${code}\n${output}`)),
    );
  });
}

/** Installs what package-lock.json says, unless exactly that is installed already. */
export async function ensureDependencies() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const mark = join(modules, '.dancu');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted && existsSync(node)) return;
  say('installing dependencies (once)');
  // Not `npm ci`: it refuses a lock file from which a registry left out the binaries of another platform.
  await run(process.platform === 'win32' ? 'npm.cmd' : 'npm', [
    'install',
    '--no-save',
    '--no-audit',
    '--no-fund',
    '--prefer-offline',
  ]);
  if (!existsSync(node))
    await run(process.execPath, [join(modules, 'node', 'installArchSpecificPackage.js')], {
      env: { ...process.env, npm_config_global: '' },
    });
  const version = (await run(node, ['--version'])).trim();
  if (!/^v(2[4-9]|[3-9][0-9])\./.test(version))
    throw new Error(`the pinned Node is ${version}, 24 is needed: remove node_modules and start again`);
  writeFileSync(mark, wanted);
}

/** Whether the built web application is older than its sources. */
export function isWebStale() {
  const built = join(root, 'web', 'dist', 'index.html');
  if (!existsSync(built)) return true;
  const at = statSync(built).mtimeMs;
  return newest(join(root, 'web')) > at || statSync(join(root, 'package-lock.json')).mtimeMs > at;
}

function newest(folder) {
  let latest = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name.startsWith('dist') || entry.name === 'node_modules') continue;
    const path = join(folder, entry.name);
    latest = Math.max(latest, entry.isDirectory() ? newest(path) : statSync(path).mtimeMs);
  }
  return latest;
}

/** Beside the screens that are there, and then in their place: two builds at once, or one that fails, leave whole ones behind. */
export async function buildWeb() {
  say('building the screens');
  const built = join(root, 'web', 'dist');
  const [fresh, old] = ['fresh', 'old'].map((name) => join(root, 'web', `dist.${name}.${process.pid}`));
  try {
    await run(node, [
      join(modules, 'vite', 'bin', 'vite.js'),
      ...['build', '--config', 'web/vite.config.ts', '--logLevel', 'warn', '--outDir', fresh],
    ]);
    if (existsSync(built)) renameSync(built, old);
    try {
      renameSync(fresh, built);
    } catch (error) {
      // Another build has come in between: its screens are as new.
      if (!existsSync(built)) throw error;
    }
  } finally {
    for (const folder of [fresh, old]) rmSync(folder, { recursive: true, force: true });
  }
}
