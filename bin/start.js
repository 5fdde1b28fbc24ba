// `npm start`: does all its own set-up, then runs the demonstration country. Options: --persons N --port P --seed S
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buildWeb, compileCache, ensureDependencies, isWebStale, node, root, run, say } from './setup.js';

const args = process.argv.slice(2);
const env = {
  NODE_COMPILE_CACHE: compileCache,
  DANCU_DEMONSTRATION: '1',
  DANCU_LOG_LEVEL: 'warn',
  ...process.env,
  NODE_ENV: process.env.NODE_ENV ?? 'production',
};

try {
  await ensureDependencies();
  if (isWebStale()) {
    // The screens are built while the country is made: two cores, two jobs.
    await Promise.all([
      buildWeb(),
      run(node, [join(root, 'server', 'cli.ts'), 'prepare', ...args], { env, loud: true }),
    ]);
  }
} catch (error) {
  say(`could not start: ${error.message}`);
  process.exit(1);
}
const server = spawn(node, [join(root, 'server', 'main.ts'), ...args], { cwd: root, env, stdio: 'inherit' });
// Ctrl-C reaches the server by itself (same terminal); a signal sent to this process alone is passed on.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => server.kill('SIGTERM'));
server.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
