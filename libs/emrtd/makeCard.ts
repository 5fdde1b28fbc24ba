import { createPublicKey, type KeyObject } from 'node:crypto';
import { plainSignature } from './activeAuthentication.ts';
import type { Signer } from './algorithm.ts';
import { makeDg2, makeDg3 } from './biometricGroup.ts';
import { makeCardSecurity } from './cardSecurity.ts';
import type { Certificate } from './certificate.ts';
import type { Chip } from './chip.ts';
import { CHIP_KEY_PROTOCOL, chipProtocol } from './chipAuthentication.ts';
import type { CipherName } from './cipher.ts';
import { makeCommonData } from './commonData.ts';
import { makeTrustPoint, readCvCertificate } from './cvCertificate.ts';
import { makeDg1 } from './dg1.ts';
import { type Dg11, makeDg11 } from './dg11.ts';
import { type Dg12, makeDg12 } from './dg12.ts';
import { type Dg13, makeDg13 } from './dg13.ts';
import { type DomainKey, writeSpki } from './domain.ts';
import { EmrtdError } from './errors.ts';
import type { FaceImage } from './face19794.ts';
import type { CardFiles } from './files.ts';
import { describeCard, listApplications } from './masterFile.ts';
import { type Mrz, makeMrz } from './mrz.ts';
import { isChipMapping, type PaceMapping, paceProtocol } from './pace.ts';
import { makeCardAccess, makeDg14, makeDg15, type SecurityInfo } from './securityInfos.ts';
import { groupsOf, makeSecurityObject } from './sod.ts';

/** What personalisation knows of a card. Left out means that the chip does not have it. */
export interface CardRequest {
  mrz: Mrz;
  /** Left out only where the law wants none, as of infants: Doc 9303 wants DG2 on every passport. */
  face?: FaceImage;
  faceStandard?: '19794-5' | '39794-5';
  /** The Vietnamese data. */
  national?: Dg13['fields'];
  /** CBEFF subtype of the finger (9 right index, 10 left index) and its record. */
  fingers?: readonly { position: number; record: Uint8Array }[];
  /** More of the holder and of the document, for readers abroad. */
  holder?: Dg11;
  document?: Dg12;
  can?: string;
  hasBac?: boolean;
  /**
   * PACE: a cipher and standardised domain parameters, 13 (brainpoolP256r1) unless given. Chip mapping is offered beside the
   * generic one; it wants AES, and a key of chip authentication on the same parameters.
   */
  pace?: { cipher: CipherName; domain: number; mapping?: PaceMapping };
  chipAuthentication?: { cipher: CipherName; key: DomainKey };
  /** The private key of active authentication, ECDSA or RSA. */
  activeKey?: KeyObject;
  terminalAuthority?: Uint8Array;
  /** The document signer. */
  by: { certificate: Certificate; signer: Signer; signingTime?: Date };
}

function describeChip(request: CardRequest): { pace: SecurityInfo[]; chipKey: SecurityInfo[]; all: SecurityInfo[] } {
  const { chipAuthentication, activeKey } = request;
  const { cipher, domain, mapping } = request.pace ?? { cipher: 'AES-128', domain: 13 };
  const offer = (kind: PaceMapping): SecurityInfo => ({
    kind: 'pace',
    protocol: paceProtocol(cipher, kind),
    parameters: domain,
  });
  const pace = [offer('generic')];
  if (mapping === 'chip') {
    if (!isChipMapping(paceProtocol(cipher, 'chip')) || chipAuthentication?.key.domain.id !== domain)
      throw new EmrtdError('algorithm-unsupported', 'chip mapping wants AES and a chip key on the same parameters');
    pace.push(offer('chip'));
  }
  const chipKey: SecurityInfo[] = [];
  const all = [...pace];
  if (chipAuthentication) {
    const { cipher, key } = chipAuthentication;
    const spki = writeSpki(key.domain, key.publicPoint);
    all.push({ kind: 'chip-authentication', protocol: chipProtocol(cipher), keyId: undefined });
    chipKey.push({ kind: 'chip-key', protocol: CHIP_KEY_PROTOCOL, spki, keyId: undefined });
    all.push(...chipKey);
  }
  if (activeKey?.asymmetricKeyType === 'ec')
    all.push({ kind: 'active-authentication', signature: plainSignature('sha256') });
  if (request.terminalAuthority) all.push({ kind: 'terminal-authentication' });
  return { pace, chipKey, all };
}

/** A whole chip: its files, signed, and its secrets. @throws {EmrtdError} mrz-field, algorithm-unsupported */
export function makeCard(request: CardRequest): Chip {
  const { mrz, activeKey, terminalAuthority } = request;
  const infos = describeChip(request);
  const groups: CardFiles = {
    DG1: makeDg1(makeMrz(mrz)),
    ...(request.face ? { DG2: makeDg2(request.face, request.faceStandard) } : {}),
    ...(request.fingers ? { DG3: makeDg3(request.fingers) } : {}),
    ...(request.holder ? { DG11: makeDg11(request.holder) } : {}),
    ...(request.document ? { DG12: makeDg12(request.document) } : {}),
    ...(request.national ? { DG13: makeDg13(request.national) } : {}),
    DG14: makeDg14(infos.all),
    ...(activeKey
      ? { DG15: makeDg15(new Uint8Array(createPublicKey(activeKey).export({ type: 'spki', format: 'der' }))) }
      : {}),
  };
  const files: CardFiles = {
    ...groups,
    COM: makeCommonData(groupsOf(groups)),
    SOD: makeSecurityObject(groups, request.by),
    CardAccess: makeCardAccess(infos.pace),
    ...(request.pace?.mapping === 'chip'
      ? { CardSecurity: makeCardSecurity([...infos.pace, ...infos.chipKey], request.by) }
      : {}),
    ATR: describeCard(),
    DIR: listApplications(),
    ...(terminalAuthority ? { CVCA: makeTrustPoint(readCvCertificate(terminalAuthority).holderReference) } : {}),
  };
  const { documentNumber, birthDate, expiryDate } = mrz;
  return {
    files,
    access: { documentNumber, birthDate, expiryDate },
    hasBac: request.hasBac ?? true,
    ...(request.can ? { can: request.can } : {}),
    ...(request.chipAuthentication ? { chipKey: request.chipAuthentication.key } : {}),
    ...(activeKey ? { activeKey } : {}),
    ...(terminalAuthority ? { terminalAuthority } : {}),
  };
}
