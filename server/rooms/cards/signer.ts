import { createPublicKey, type KeyObject } from 'node:crypto';
import type { SigningKey } from '#kernel';
import { fromHex, type Signer } from '#libs/emrtd';
import { derFromConcat } from '#libs/httpsig';

/** AlgorithmIdentifier of ecdsa-with-SHA256 (RFC 5758, 3.2). */
const ECDSA_SHA256 = fromHex('300a06082a8648ce3d040302');

/** A key of the store as certificates and chips want it to sign. */
export const signerOf = (key: SigningKey): Signer => ({
  identifier: ECDSA_SHA256,
  digest: 'sha256',
  sign: (data) => new Uint8Array(derFromConcat(key.sign(data))!),
});

export const publicKeyOf = ({ publicJwk }: SigningKey): KeyObject => createPublicKey({ key: publicJwk, format: 'jwk' });
