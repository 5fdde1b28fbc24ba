import { execFileSync } from 'node:child_process';
import { createPrivateKey, type KeyObject } from 'node:crypto';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface BenchSystem {
  system: string;
  kid: string;
  privateKey: KeyObject;
  purpose: string;
  legalBasis: string;
}

/** Registers an agency's system as its engineer would, over the command line: a telecom that checks its subscribers. */
export function registerSystem(home: string): BenchSystem {
  const folder = mkdtempSync(join(tmpdir(), 'dancu-bench-'));
  const key = join(folder, 'bench');
  const cli = (...args: string[]) =>
    execFileSync(process.execPath, [fileURLToPath(new URL('../server/cli.ts', import.meta.url)), ...args, '--json'], {
      env: { ...process.env, DANCU_HOME: home },
      encoding: 'utf8',
    });
  cli('agency', 'new-key', '--out', key);
  const { id, kid } = JSON.parse(
    cli('agency', 'register', '--organisation', 'viettel', '--name', 'bench', '--key', `${key}.pub.jwk`),
  ) as { id: string; kid: string };
  const privateKey = createPrivateKey({ key: JSON.parse(readFileSync(`${key}.jwk`, 'utf8')), format: 'jwk' });
  return { system: id, kid, privateKey, purpose: 'subscriber-check', legalBasis: 'telecom-law' };
}
