import { constants, createDecipheriv, createPrivateKey, type KeyObject, privateDecrypt } from 'node:crypto';
import { findListed } from './addresses.ts';
import { readLimited } from './limited.ts';
import { MosipRefusal } from './mosipForms.ts';

/** A data share whose addresses may be read. */
export interface DataShare {
  /** `https://host/path/`: what lies below it is read, nothing else. */
  readonly prefix: string;
  /** What reading needs: MOSIP wants its token as a cookie, `{ cookie: 'Authorization=…' }`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Of the certificate that MOSIP encrypts for, PEM; absent: files come plain. */
  readonly privateKey?: string;
}

/** Ten fingers as images, two irises, a face, in base64 within base64. */
const LONGEST = 16_777_216;
const TIMEOUT = 15_000;
const SPLITTER = Buffer.from('#KEY_SPLITTER#');

/**
 * Reads a file from a data share.
 * @throws MosipRefusal expired; fetch, also for an address that is not listed
 */
export async function readShare(shares: readonly DataShare[], address: string): Promise<Buffer> {
  const share = findListed(shares, address);
  if (!share) throw new MosipRefusal('fetch');
  const bytes = await download(address, share.headers ?? {});
  // MOSIP answers 200 with an error in JSON.
  if (bytes[0] === 0x7b) throw new MosipRefusal(/usage expired/i.test(bytes.toString('latin1')) ? 'expired' : 'fetch');
  return share.privateKey ? decryptShare(bytes, createPrivateKey(share.privateKey)) : bytes;
}

async function download(address: string, headers: Readonly<Record<string, string>>): Promise<Buffer> {
  try {
    const answer = await fetch(address, {
      headers,
      // What was allowed is this address and no other.
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT),
    });
    if (answer.status === 410) throw new MosipRefusal('expired');
    const bytes = answer.ok ? await readLimited(answer, LONGEST) : undefined;
    if (!bytes) throw new MosipRefusal('fetch');
    return bytes;
  } catch (error) {
    if (error instanceof MosipRefusal) throw error;
    throw new MosipRefusal('fetch');
  }
}

/**
 * Opens what MOSIP 1.2 shares: base64 of the URLs' alphabet over `VER_R2`, the certificate's SHA-256, an AES key under RSA-OAEP with
 * SHA-256, `#KEY_SPLITTER#`, 32 bytes of additional data whose first 12 are the nonce, and the text under AES-256-GCM.
 * @throws MosipRefusal fetch for what does not open
 */
function decryptShare(bytes: Buffer, key: KeyObject): Buffer {
  try {
    const packed = Buffer.from(bytes.toString('latin1').trim(), 'base64url');
    const split = packed.indexOf(SPLITTER);
    const head = packed.subarray(0, split);
    if (split < 0 || head.subarray(0, 6).toString('latin1') !== 'VER_R2') throw new Error('of another form');
    const secret = privateDecrypt(
      { key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' },
      head.subarray(6 + 32),
    );
    const rest = packed.subarray(split + SPLITTER.length);
    const decipher = createDecipheriv('aes-256-gcm', secret, rest.subarray(0, 12)).setAAD(rest.subarray(0, 32));
    decipher.setAuthTag(rest.subarray(-16));
    return Buffer.concat([decipher.update(rest.subarray(32, -16)), decipher.final()]);
  } catch {
    throw new MosipRefusal('fetch');
  }
}
