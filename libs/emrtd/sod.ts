import { type DigestName, hash, readDigest, type Signer, writeDigest } from './algorithm.ts';
import type { Certificate } from './certificate.ts';
import { toDefinite } from './definite.ts';
import { integer, octets, printable, readOctets, readSmall, sequence, TAG } from './der.ts';
import { EmrtdError } from './errors.ts';
import { type CardFiles, FILES, type GroupName, groupName } from './files.ts';
import { makeSignedData, readSignedData } from './signedData.ts';
import { readTlv, TlvCursor, writeTlv } from './tlv.ts';

const LDS_SECURITY_OBJECT = '2.23.136.1.1.1';
/** Some issuers, China for one, sign the hashes as plain data. They are hashes all the same, or they cannot be read. */
const PLAIN_DATA = '1.2.840.113549.1.7.1';

/** EF.SOD as read: the hashes of the groups, signed by the document signer. */
export interface SecurityObject {
  digest: DigestName;
  hashes: ReadonlyMap<GroupName, Uint8Array>;
  ldsVersion: string | undefined;
  /** Inside; its signature over the hashes is right, its trust is not yet looked at. */
  signer: Certificate;
  certificates: Certificate[];
}

/** Every data group of a card, in the order of their numbers. */
export const groupsOf = (files: CardFiles): GroupName[] =>
  FILES.flatMap(({ name, group }) => (group !== undefined && files[name] ? [name as GroupName] : []));

/** EF.SOD over every data group of `files` (Doc 9303-10, 4.6.2). */
export function makeSecurityObject(
  files: CardFiles,
  by: { certificate: Certificate; signer: Signer; signingTime?: Date },
): Uint8Array {
  const digest = by.signer.digest;
  const hashes = groupsOf(files).map((name) =>
    sequence(integer(Number(name.slice(2))), octets(hash(digest, files[name]!))),
  );
  const content = sequence(
    integer(1),
    writeDigest(digest),
    sequence(...hashes),
    sequence(printable('0107'), printable('040000')),
  );
  return writeTlv(0x77, makeSignedData({ contentType: LDS_SECURITY_OBJECT, content, ...by }));
}

/** @throws {EmrtdError} sod-malformed, sod-signature-wrong, certificate-malformed, algorithm-unsupported, tlv-* */
export function readSecurityObject(file: Uint8Array): SecurityObject {
  const whole = readTlv(file);
  if (whole.tag !== 0x77) throw new EmrtdError('sod-malformed', 'EF.SOD does not have its tag');
  const { contentType, content, signer, certificates } = readSignedData(toDefinite(whole.value));
  if (contentType !== LDS_SECURITY_OBJECT && contentType !== PLAIN_DATA)
    throw new EmrtdError('sod-malformed', `signed content of type ${contentType}`);
  const cursor = new TlvCursor(content).enter(TAG.sequence);
  readSmall(cursor.next());
  const digest = readDigest(cursor.next(TAG.sequence).raw);
  const hashes = new Map<GroupName, Uint8Array>();
  for (const list = cursor.enter(TAG.sequence); !list.isDone; ) {
    const pair = list.enter(TAG.sequence);
    const number = readSmall(pair.next());
    if (number < 1 || number > 16) throw new EmrtdError('sod-malformed', `data group ${number}`);
    if (hashes.has(groupName(number))) throw new EmrtdError('sod-malformed', `data group ${number} is there twice`);
    hashes.set(groupName(number), readOctets(pair.next()));
  }
  const version = cursor.optional(TAG.sequence);
  const ldsVersion = version && Buffer.from(new TlvCursor(version.value).next().value).toString('latin1');
  return { digest, hashes, ldsVersion, signer, certificates };
}
