import { X509Certificate } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  convertCertBufferToPEM,
  decodeAttestationObject,
  validateCertificatePath,
} from '@simplewebauthn/server/helpers';
import type { Config } from '#kernel';
import type { CountryFacts } from '#libs/country';
import type { Attested } from '#rooms/accounts';
import { problems } from './problems.ts';

/** Which devices of officials are believed to keep their keys. */
export interface DeviceTrust {
  /** What an authenticator is asked to say of itself. */
  readonly conveyance: 'none' | 'direct';
  /** @throws Problem officials/device-unattested for one that nobody whom we trust vouches for */
  judge(attested: Attested): Promise<void>;
}

/** Their makers' roots come with the library, which has held the chain against them (WebAuthn Level 3, 8.4, 8.8). */
const ROOTED: ReadonlySet<string> = new Set(['android-key', 'apple']);
/** Their makers are many: the installation says which roots it takes (8.2, 8.3). */
const CHAINED: ReadonlySet<string> = new Set(['packed', 'tpm']);

/**
 * Reads the policy: the country's own, and none in a demonstration, whose officials are made up. Whoever puts roots into the
 * data directory (`attestation/*.pem`) wants them to count, in a demonstration too.
 * @throws Error for a file there that holds no certificate: a root that is not read would be missed by nobody
 */
export function readDeviceTrust(
  { home, demonstration }: Pick<Config, 'home' | 'demonstration'>,
  { officialDevices }: Pick<CountryFacts, 'officialDevices'>,
): DeviceTrust {
  const roots = readRoots(join(home, 'attestation'));
  const required = roots.length > 0 || (!demonstration && officialDevices.attestation === 'required');
  const models: ReadonlySet<string> = new Set(officialDevices.models);
  return {
    conveyance: required ? 'direct' : 'none',
    async judge({ format, aaguid, attestationObject }) {
      if (!required) return;
      const known = models.size === 0 || models.has(aaguid);
      const vouched = ROOTED.has(format) || (CHAINED.has(format) && (await isVouched(attestationObject, roots)));
      if (!known || !vouched) throw problems['device-unattested']();
    },
  };
}

function readRoots(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((name) => name.endsWith('.pem'));
  return files.flatMap((name) => {
    const text = readFileSync(join(folder, name), 'utf8');
    const found = text.match(/-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----/gs) ?? [];
    if (found.length === 0 || !found.every((pem) => new X509Certificate(pem).ca))
      throw new Error(`attestation/${name} holds no certificate of an authority`);
    return found;
  });
}

/** A statement signed by the credential's own key (`packed` without a chain) is nobody's word but its own. */
async function isVouched(attestationObject: Uint8Array<ArrayBuffer>, roots: readonly string[]): Promise<boolean> {
  const chain = decodeAttestationObject(attestationObject).get('attStmt').get('x5c');
  if (!chain || chain.length === 0 || chain.length > 8) return false;
  // The library's path is of names and signatures: that whoever signed may sign for others is asked here (RFC 5280, 4.2.1.9).
  if (!chain.slice(1).every((one) => new X509Certificate(one).ca)) return false;
  const pems = chain.map((one) => convertCertBufferToPEM(one));
  for (const root of roots) {
    const holds = await validateCertificatePath(pems, [root]).catch(() => false);
    if (holds) return true;
  }
  return false;
}
