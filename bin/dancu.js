#!/usr/bin/env node
// `npx dancu …`: the command line, on the pinned Node.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { compileCache, ensureDependencies, node, root } from './setup.js';

await ensureDependencies();
const { status } = spawnSync(node, [join(root, 'server', 'cli.ts'), ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { NODE_COMPILE_CACHE: compileCache, ...process.env },
});
process.exit(status ?? 1);
