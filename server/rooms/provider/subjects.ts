import { createCipheriv, createDecipheriv } from 'node:crypto';

/** Names under which services know accounts, and persons and organisations that others act for. */
export interface Subjects {
  /** @param sector whoever may compare: all services of one organisation in one realm */
  nameFor(sector: string, account: string): string;
  /** @returns undefined for what is no name in this sector's form */
  accountBehind(sector: string, name: string): string | undefined;
}

/**
 * Pairwise identifiers (OpenID Connect Core 8.1). A key has 16 bytes, one block of AES: encrypted under the sector's own
 * key it is a name that no other sector can compare, and that this server alone reads back (`id_token_hint` without a browser).
 */
export function createSubjects(keyOf: (sector: string) => Buffer): Subjects {
  const keys = new Map<string, Buffer>();
  const find = (sector: string) => {
    const key = keys.get(sector) ?? keyOf(sector);
    keys.set(sector, key);
    return key;
  };
  return {
    nameFor(sector, account) {
      const cipher = createCipheriv('aes-256-ecb', find(sector), null).setAutoPadding(false);
      return cipher.update(Buffer.from(account.replaceAll('-', ''), 'hex')).toString('base64url');
    },
    accountBehind(sector, name) {
      const block = Buffer.from(name, 'base64url');
      if (block.length !== 16) return undefined;
      const decipher = createDecipheriv('aes-256-ecb', find(sector), null).setAutoPadding(false);
      return decipher
        .update(block)
        .toString('hex')
        .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    },
  };
}

export const sectorOf = ({ organisation, realm }: { organisation: string; realm: string }) =>
  `${realm} ${organisation}`;
