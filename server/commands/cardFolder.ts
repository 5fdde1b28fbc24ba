import { createPrivateKey } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CardFiles, type Chip, FILES, fromHex, hex, makeDomainKey } from '#libs/emrtd';

/** The secrets of a virtual card: what a chip never shows. */
interface Secrets {
  version: 1;
  access: Chip['access'];
  can?: string;
  hasBac: boolean;
  chipKey?: { domain: number; secret: string };
  activeKey?: string;
  terminalAuthority?: string;
}

const SECRETS = 'chip.json';
/** Keys stand in these files. */
const PRIVATE = { mode: 0o600 };

/** One file for each of the chip, as its bytes, and the secrets beside them. */
export function saveCard(folder: string, chip: Chip): void {
  mkdirSync(folder, { recursive: true });
  saveFiles(folder, chip.files);
  const { access, can, hasBac, chipKey, activeKey, terminalAuthority } = chip;
  const secrets: Secrets = {
    version: 1,
    access,
    hasBac,
    ...(can ? { can } : {}),
    ...(chipKey ? { chipKey: { domain: chipKey.domain.id, secret: chipKey.secret.toString(16) } } : {}),
    ...(activeKey ? { activeKey: activeKey.export({ type: 'pkcs8', format: 'pem' }) as string } : {}),
    ...(terminalAuthority ? { terminalAuthority: hex(terminalAuthority) } : {}),
  };
  writeFileSync(join(folder, SECRETS), `${JSON.stringify(secrets, null, 2)}\n`, PRIVATE);
}

export function saveFiles(folder: string, files: CardFiles): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, `${name}.bin`), bytes);
}

/** @throws where the folder holds no card */
export function loadCard(folder: string): Chip {
  const secrets = JSON.parse(readText(folder)) as Secrets;
  if (secrets.version !== 1) throw new Error(`${folder}: a card of version ${secrets.version} is not known`);
  const files: CardFiles = {};
  for (const { name } of FILES) {
    const bytes = readBytes(join(folder, `${name}.bin`));
    if (bytes) files[name] = bytes;
  }
  const { access, can, hasBac, chipKey, activeKey, terminalAuthority } = secrets;
  return {
    files,
    access,
    hasBac,
    ...(can ? { can } : {}),
    ...(chipKey ? { chipKey: makeDomainKey(chipKey.domain, BigInt(`0x${chipKey.secret}`)) } : {}),
    ...(activeKey ? { activeKey: createPrivateKey(activeKey) } : {}),
    ...(terminalAuthority ? { terminalAuthority: fromHex(terminalAuthority) } : {}),
  };
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
