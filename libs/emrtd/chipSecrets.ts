import { createPrivateKey } from 'node:crypto';
import { fromHex, hex } from './bytes.ts';
import type { Chip } from './chip.ts';
import { makeDomainKey } from './domain.ts';
import type { CardFiles } from './files.ts';

/** The secrets of a virtual card, as text: what a chip never shows. */
export interface ChipSecrets {
  version: 1;
  access: Chip['access'];
  can?: string;
  hasBac: boolean;
  chipKey?: { domain: number; secret: string };
  /** PKCS #8, PEM. */
  activeKey?: string;
  terminalAuthority?: string;
}

export function packSecrets(chip: Chip): ChipSecrets {
  const { access, can, hasBac, chipKey, activeKey, terminalAuthority } = chip;
  return {
    version: 1,
    access,
    hasBac,
    ...(can ? { can } : {}),
    ...(chipKey ? { chipKey: { domain: chipKey.domain.id, secret: chipKey.secret.toString(16) } } : {}),
    ...(activeKey ? { activeKey: activeKey.export({ type: 'pkcs8', format: 'pem' }) as string } : {}),
    ...(terminalAuthority ? { terminalAuthority: hex(terminalAuthority) } : {}),
  };
}

/** The chip that has these files and secrets. @throws Error for another version */
export function unpackSecrets(secrets: ChipSecrets, files: CardFiles): Chip {
  if (secrets.version !== 1) throw new Error(`a card of version ${secrets.version} is not known`);
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
