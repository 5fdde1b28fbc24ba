// `npm run portal`: the example of a ministry's portal, beside a running `npm start`.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { compileCache, ensureDependencies, node, root, say } from './setup.js';

try {
  await ensureDependencies();
} catch (error) {
  say(`could not start: ${error.message}`);
  process.exit(1);
}
const portal = spawn(node, [join(root, 'examples', 'portal', 'main.ts')], {
  cwd: root,
  env: { NODE_COMPILE_CACHE: compileCache, ...process.env },
  stdio: 'inherit',
});
process.on('SIGINT', () => {});
process.on('SIGTERM', () => portal.kill('SIGTERM'));
portal.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
