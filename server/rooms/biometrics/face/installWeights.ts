import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FaceDescription } from './faceEngine.ts';
import { FaceError } from './faceError.ts';
import { readTarball } from './tarball.ts';
import { checkFile, DESCRIPTION, describeWeights, parseWeights } from './weights.ts';

/** Where the weights of demonstrations are, and the only bytes that are taken for them. */
export const demonstrationWeights = {
  package: 'faceplugin-face-recognition-js@0.0.1',
  integrity: 'sha512-shriXjd4zJHEwhK1jHK+bWo8Vv6Vu9B/w6RRsd4AFtNM/jaI2vhuOamOSMl9qQmLd8WlQ7dgqN+3C2iOi5pXWw==',
} as const;

const MOST_UNPACKED = 128 * 1024 * 1024;
const MODELS = 'package/model/';

/** Below the platform’s home. */
export function weightsFolder(home: string): string {
  return join(home, 'biometrics', 'face');
}

/**
 * Puts the weights of demonstrations into a folder, out of the packed npm package. The description comes last: a folder with one is whole.
 * @throws FaceError weights-wrong where the package is another one, or other weights are in the folder
 */
export async function installDemonstrationWeights(packed: Uint8Array, folder: string): Promise<FaceDescription> {
  const found = `sha512-${createHash('sha512').update(packed).digest('base64')}`;
  if (found !== demonstrationWeights.integrity)
    throw new FaceError('weights-wrong', `this is not ${demonstrationWeights.package}: ${found}`);
  const text = await readFile(new URL('./faceplugin.json', import.meta.url), 'utf8');
  const weights = parseWeights(text);
  await refuseOthers(folder, weights.id);
  const files = readTarball(packed, MOST_UNPACKED);
  await mkdir(folder, { recursive: true });
  for (const { file, sha256 } of Object.values(weights.networks)) {
    const bytes = files.get(`${MODELS}${file}`);
    if (!bytes) throw new FaceError('weights-wrong', `the package has no ${file}`);
    checkFile(file, bytes, sha256);
    await writeWhole(join(folder, file), bytes);
  }
  await writeWhole(join(folder, DESCRIPTION), Buffer.from(text));
  return describeWeights(weights);
}

/** Embeddings of other weights are worth nothing with these: nobody loses theirs to a demonstration. */
async function refuseOthers(folder: string, id: string): Promise<void> {
  const text = await readFile(join(folder, DESCRIPTION), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  const there = text === undefined ? id : parseWeights(text).id;
  if (there !== id) throw new FaceError('weights-wrong', `${folder} has the weights ${there} already`);
}

async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  await writeFile(`${path}.new`, bytes);
  await rename(`${path}.new`, path);
}
