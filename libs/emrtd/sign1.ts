import { type KeyObject, sign, verify } from 'node:crypto';
import { type Cbor, type CborMap, decodeCbor, encodeCbor } from './cbor.ts';
import { EmrtdError } from './errors.ts';

const SIGN1 = 18;
const HEADER = { algorithm: 1, keyId: 4 } as const;
const ES256 = -7;

/** What is signed (RFC 9052, 4.4): context, protected header, no external data, payload. */
const toBeSigned = (header: Uint8Array, payload: Uint8Array) =>
  encodeCbor(['Signature1', header, new Uint8Array(), payload]);

/** Signs with ES256; for a key in a hardware module give the function. */
export type CodeSigner = (data: Uint8Array) => Uint8Array;

export const createCodeSigner =
  (privateKey: KeyObject): CodeSigner =>
  (data) =>
    new Uint8Array(sign('sha256', data, { key: privateKey, dsaEncoding: 'ieee-p1363' }));

/** COSE_Sign1 with ES256, the key named in the protected header. */
export function makeSign1(payload: Uint8Array, keyId: Uint8Array, signer: CodeSigner): Uint8Array {
  const header = encodeCbor(
    new Map<number, Cbor>([
      [HEADER.algorithm, ES256],
      [HEADER.keyId, keyId],
    ]),
  );
  return encodeCbor({
    tag: SIGN1,
    value: [header, new Map(), payload, signer(toBeSigned(header, payload))],
  });
}

/**
 * The payload, if the key that `find` gives for the message's key id signed it.
 *
 * @throws {EmrtdError} code-malformed, code-untrusted, algorithm-unsupported
 */
export function openSign1(message: Uint8Array, find: (keyId: Uint8Array) => KeyObject | undefined): Uint8Array {
  const refuse = () => new EmrtdError('code-malformed', 'no COSE_Sign1');
  const item = decodeCbor(message);
  const parts = isTag(item) && item.tag === SIGN1 ? item.value : item;
  if (!Array.isArray(parts) || parts.length !== 4) throw refuse();
  const [header, outer, payload, signature] = parts;
  if (!(header instanceof Uint8Array) || !(payload instanceof Uint8Array) || !(signature instanceof Uint8Array))
    throw refuse();
  const inner = decodeCbor(header);
  if (!(inner instanceof Map) || !(outer instanceof Map)) throw refuse();
  // An algorithm outside the signature could be exchanged.
  if (inner.get(HEADER.algorithm) !== ES256) throw new EmrtdError('algorithm-unsupported', 'only ES256 is verified');
  const key = find(keyIdOf(inner, outer));
  if (!key) throw new EmrtdError('code-untrusted', 'the code is signed with a key that is not known');
  if (key.asymmetricKeyDetails?.namedCurve !== 'prime256v1')
    throw new EmrtdError('algorithm-unsupported', 'ES256 needs a key on P-256');
  if (!verify('sha256', toBeSigned(header, payload), { key, dsaEncoding: 'ieee-p1363' }, signature))
    throw new EmrtdError('code-untrusted', 'the code was altered, or its signature is another key’s');
  return payload;
}

const isTag = (item: Cbor): item is { tag: number; value: Cbor } =>
  typeof item === 'object' && item !== null && 'tag' in item;

function keyIdOf(inner: CborMap, outer: CborMap): Uint8Array {
  const keyId = inner.get(HEADER.keyId) ?? outer.get(HEADER.keyId);
  return keyId instanceof Uint8Array ? keyId : new Uint8Array();
}
