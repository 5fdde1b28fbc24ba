import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CardFiles, type Chip, type ChipSecrets, FILES, packSecrets, unpackSecrets } from '#libs/emrtd';

const SECRETS = 'chip.json';
/** Keys stand in these files. */
const PRIVATE = { mode: 0o600 };

/** One file for each of the chip, as its bytes, and the secrets beside them. */
export function saveCard(folder: string, chip: Chip): void {
  mkdirSync(folder, { recursive: true });
  saveFiles(folder, chip.files);
  writeFileSync(join(folder, SECRETS), `${JSON.stringify(packSecrets(chip), null, 2)}\n`, PRIVATE);
}

export function saveFiles(folder: string, files: CardFiles): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, `${name}.bin`), bytes);
}

/** @throws where the folder holds no card */
export function loadCard(folder: string): Chip {
  const secrets = JSON.parse(readText(folder)) as ChipSecrets;
  const files: CardFiles = {};
  for (const { name } of FILES) {
    const bytes = readBytes(join(folder, `${name}.bin`));
    if (bytes) files[name] = bytes;
  }
  return unpackSecrets(secrets, files);
}

function readText(folder: string): string {
  const bytes = readBytes(join(folder, SECRETS));
  if (!bytes) throw new Error(`${folder} holds no card: make one with \`dancu card make --out ${folder}\``);
  return Buffer.from(bytes).toString('utf8');
}

/** Undefined where the file is not there. */
export function readBytes(file: string): Uint8Array | undefined {
  try {
    return new Uint8Array(readFileSync(file));
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return undefined;
    throw error;
  }
}
