import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import {
  EmrtdError,
  hex,
  readCardSecurity,
  readCertificate,
  readCommonData,
  readCvCertificate,
  readDg1,
  readDg2,
  readDg11,
  readDg12,
  readDg13,
  readMasterList,
  readMrz,
  readRevocationList,
  readSecurityInfos,
  readSecurityObject,
  readTlvTree,
  readVietnameseQr,
  type TlvNode,
} from '#libs/emrtd';
import { print } from './print.ts';

type Reader = (bytes: Uint8Array) => unknown;

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8');

/** Everything that a file of this subject can be; the first that reads it says what it is. */
const KINDS: readonly [string, Reader][] = [
  ['EF.COM', readCommonData],
  ['EF.SOD', describeObject],
  ['DG1', readDg1],
  ['DG2', (bytes) => ({ ...readDg2(bytes), image: undefined })],
  ['DG11', (bytes) => withoutImages(readDg11(bytes))],
  ['DG12', (bytes) => withoutImages(readDg12(bytes))],
  ['DG13', readDg13],
  ['EF.CardAccess or DG14', (bytes) => describeInfos(readSecurityInfos(bytes))],
  ['EF.CardSecurity', describeCardSecurity],
  ['certificate', (bytes) => describeCertificate(readCertificate(bytes))],
  ['revocation list', describeRevocations],
  ['master list', describeMasterList],
  ['card-verifiable certificate', describeCv],
  ['machine readable zone', (bytes) => readMrz(text(bytes))],
  ['QR code of the Vietnamese card', (bytes) => readVietnameseQr(text(bytes))],
];

/** card inspect: what a file is and holds; nothing is verified but signatures inside it. */
export function defineInspect(card: Command): void {
  card
    .command('inspect <file>')
    .description('what a file of a chip is and holds: data group, certificate, list, zone, text of a QR code')
    .option('--tree', 'every data object in it, by tag and length')
    .option('--json', 'machine-readable output')
    .action((file: string, { tree, json }: { tree?: boolean; json?: boolean }) => {
      const bytes = new Uint8Array(readFileSync(file));
      if (tree) {
        const nodes = readTlvTree(bytes);
        return print(json, nodes.map(shorten), nodes.flatMap((node) => draw(node, 0)).join('\n'));
      }
      const { kind, content } = recognise(bytes);
      print(json, { kind, content }, `${kind}\n${JSON.stringify(content, null, 2)}`);
    });
}

function recognise(bytes: Uint8Array): { kind: string; content: unknown } {
  for (const [kind, read] of KINDS) {
    try {
      return { kind, content: read(bytes) };
    } catch (error) {
      if (!(error instanceof EmrtdError)) throw error;
    }
  }
  throw new Error('the file is nothing that a chip, its authorities or its print hold; try --tree');
}

function describeObject(bytes: Uint8Array) {
  const { digest, hashes, ldsVersion, signer } = readSecurityObject(bytes);
  return {
    signature: 'right',
    digest,
    ldsVersion,
    hashes: Object.fromEntries([...hashes].map(([group, hash]) => [group, hex(hash)])),
    signer: describeCertificate(signer),
  };
}

function describeCertificate(certificate: ReturnType<typeof readCertificate>) {
  const { country, commonName, notBefore, notAfter, isAuthority, serial, publicKey } = certificate;
  return {
    country,
    commonName,
    isAuthority,
    serial: hex(serial),
    notBefore,
    notAfter,
    key: publicKey.asymmetricKeyDetails?.namedCurve ?? publicKey.asymmetricKeyType,
  };
}

/** An image is said by its length. */
const withoutImages = (details: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(details).map(([field, value]) => [
      field,
      value instanceof Uint8Array ? `${value.length} bytes` : value,
    ]),
  );

function describeCardSecurity(bytes: Uint8Array) {
  const { infos, signer } = readCardSecurity(bytes);
  return { signature: 'right', infos: describeInfos(infos), signer: describeCertificate(signer) };
}

function describeInfos(infos: ReturnType<typeof readSecurityInfos>) {
  return infos.map((info) => ({
    ...info,
    ...('spki' in info ? { spki: hex(info.spki) } : {}),
    ...('keyId' in info ? { keyId: info.keyId?.toString() } : {}),
  }));
}

function describeRevocations(bytes: Uint8Array) {
  const { thisUpdate, nextUpdate, revoked } = readRevocationList(bytes);
  return { thisUpdate, nextUpdate, revoked: Object.fromEntries(revoked) };
}

function describeMasterList(bytes: Uint8Array) {
  const { signer, authorities } = readMasterList(bytes);
  return { signature: 'right', signer: signer.commonName, authorities: authorities.map(describeCertificate) };
}

function describeCv(bytes: Uint8Array) {
  const { authorityReference, holderReference, role, rights, effective, expires } = readCvCertificate(bytes);
  return { authorityReference, holderReference, role, rights, effective, expires };
}

const tagOf = ({ tag }: TlvNode) => tag.toString(16).toUpperCase().padStart(2, '0');

const shorten = (node: TlvNode): unknown => ({
  tag: tagOf(node),
  length: node.value.length,
  ...(node.constructed ? { children: node.children.map(shorten) } : { value: hex(node.value) }),
});

function draw(node: TlvNode, depth: number): string[] {
  const start = `${'  '.repeat(depth)}${tagOf(node)} (${node.value.length})`;
  if (node.constructed) return [start, ...node.children.flatMap((child) => draw(child, depth + 1))];
  const value = hex(node.value);
  return [`${start} ${value.length > 64 ? `${value.slice(0, 64)}…` : value}`];
}
