import assert from 'node:assert/strict';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createSigner } from './algorithm.ts';
import { decodeCommand, encodeCommand } from './apdu.ts';
import { makeDg2 } from './biometricGroup.ts';
import { fromHex, hex } from './bytes.ts';
import type { Certificate } from './certificate.ts';
import { makeCommonData } from './commonData.ts';
import { makeDg1 } from './dg1.ts';
import { makeDg13 } from './dg13.ts';
import { makeDomainKey } from './domain.ts';
import type { CardFiles } from './files.ts';
import { type CardRequest, makeCard } from './makeCard.ts';
import { type CertificateKind, makeCertificate } from './makeCertificate.ts';
import { type Mrz, makeMrz } from './mrz.ts';
import type { SecureMessaging } from './secureMessaging.ts';
import { groupsOf, makeSecurityObject } from './sod.ts';
import { TrustList } from './trust.ts';

export const now = new Date('2026-03-01T00:00:00Z');
const year = (offset: number) => new Date(Date.UTC(2026 + offset, 0, 1));

/** A key pair of a curve; explicit parameters, as Doc 9303-12 asks for. */
export const makeKeys = (namedCurve = 'prime256v1') =>
  generateKeyPairSync('ec', { namedCurve, paramEncoding: 'explicit' });

export interface Holder {
  certificate: Certificate;
  privateKey: KeyObject;
}

/** A certificate of a kind with its key; an authority issues itself. */
export function makeHolder(
  kind: CertificateKind,
  options: { issuer?: Holder; curve?: string; from?: Date; to?: Date; name?: string } = {},
): Holder {
  const { publicKey, privateKey } = makeKeys(options.curve);
  const certificate = makeCertificate({
    kind,
    subject: { country: 'UT', organisation: 'Synthetic', commonName: options.name ?? kind },
    publicKey,
    ...(options.issuer ? { issuer: options.issuer.certificate } : {}),
    signer: createSigner(options.issuer?.privateKey ?? privateKey),
    notBefore: options.from ?? year(-1),
    notAfter: options.to ?? year(10),
    keyUntil: year(1),
  });
  return { certificate, privateKey };
}

/** The card of Doc 9303's example of a Vietnamese card's zone. */
export const zone: Mrz = {
  format: 'TD1',
  documentCode: 'ID',
  issuer: 'VNM',
  documentNumber: '099000018',
  birthDate: '990203',
  sex: 'M',
  expiryDate: '390203',
  nationality: 'VNM',
  optional: '001099000018<<8',
  optional2: '',
  name: { primary: 'NGUYEN', secondary: 'VAN<MAU' },
};

/** The smallest thing that begins and ends as JPEG does. */
export const portrait = fromHex('FFD8FFE000104A46494600010100000100010000FFD9');

export function makeGroups(): CardFiles {
  const files: CardFiles = {
    DG1: makeDg1(makeMrz(zone)),
    DG2: makeDg2({ format: 'jpeg', width: 300, height: 400, image: portrait }),
    DG13: makeDg13({
      personalNumber: ['001099000018'],
      name: ['Nguyễn Văn Mẫu'],
      parents: ['Nguyễn Văn A', 'Trần Thị B'],
    }),
  };
  return files;
}

/** EF.COM and EF.SOD added to groups. */
export function signGroups(files: CardFiles, by: Holder): CardFiles {
  const signer = createSigner(by.privateKey);
  return {
    ...files,
    COM: makeCommonData(groupsOf(files)),
    SOD: makeSecurityObject(files, { certificate: by.certificate, signer, signingTime: now }),
  };
}

export const access = { documentNumber: zone.documentNumber, birthDate: zone.birthDate, expiryDate: zone.expiryDate };
export const can = '493817';
export const finger = fromHex('464D5200203230000000001A');

/** A card with everything that a chip of ours can have, by a fresh authority. */
export function makeWholeCard(options: Partial<CardRequest> = {}, root = makeHolder('csca')) {
  const signer = makeHolder('document-signer', { issuer: root });
  const chip = makeCard({
    mrz: zone,
    face: { format: 'jpeg', width: 300, height: 400, image: portrait },
    national: { personalNumber: ['001099000018'], name: ['Nguyễn Văn Mẫu'] },
    can,
    chipAuthentication: { cipher: 'AES-128', key: makeDomainKey(13) },
    activeKey: makeKeys('brainpoolP256r1').privateKey,
    by: { certificate: signer.certificate, signer: createSigner(signer.privateKey), signingTime: now },
    ...options,
  });
  return { chip, root, signer, trust: new TrustList().add(root.certificate) };
}

/** Commands and answers, plain and as they go over the air, byte for byte, made by one side and read by the other. */
export function assertSecured(
  terminal: SecureMessaging,
  card: SecureMessaging,
  steps: [plain: string, secured: string, data: string, answer: string][],
): void {
  for (const [plain, secured, data, answer] of steps) {
    const command = decodeCommand(fromHex(plain));
    const wrapped = terminal.wrapCommand(command);
    assert.equal(hex(encodeCommand(wrapped)), secured);
    assert.deepEqual(card.unwrapCommand(wrapped), command);
    const reply = card.wrapAnswer({ data: fromHex(data), status: 0x9000 }, command.ins);
    assert.equal(hex(reply.data), answer);
    assert.equal(hex(terminal.unwrapAnswer(reply, command.ins).data), data);
  }
}
