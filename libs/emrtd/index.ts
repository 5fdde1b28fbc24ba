export { createSigner, type DigestName, type Signer } from './algorithm.ts';
export { makeDg2, makeDg3, readDg2, readDg3 } from './biometricGroup.ts';
export { fromHex, hex } from './bytes.ts';
export { ANSWER_TO_RESET, CardApplication } from './cardApplication.ts';
export { type CardSecurity, makeCardSecurity, readCardSecurity } from './cardSecurity.ts';
export { type Certificate, isSignedBy, readCertificate } from './certificate.ts';
export type { Chip } from './chip.ts';
export { type ChipSecrets, packSecrets, unpackSecrets } from './chipSecrets.ts';
export type { CipherName } from './cipher.ts';
export { type CommonData, makeCommonData, readCommonData } from './commonData.ts';
export { makeRevocationList, type RevocationList, readRevocationList } from './crl.ts';
export {
  type CvCertificate,
  type CvRight,
  type CvRole,
  makeCvCertificate,
  readCvCertificate,
} from './cvCertificate.ts';
export { CvChain } from './cvChain.ts';
export { toPem } from './der.ts';
export { makeDg1, readDg1 } from './dg1.ts';
export { type Dg11, makeDg11, readDg11 } from './dg11.ts';
export { type Dg12, makeDg12, readDg12 } from './dg12.ts';
export { type Dg13, type Dg13Field, makeDg13, readDg13 } from './dg13.ts';
export { DOMAIN_IDS, type DomainKey, domainOf, makeDomainKey } from './domain.ts';
export { EmrtdError, type EmrtdErrorCode } from './errors.ts';
export type { FaceImage, ImageFormat } from './face19794.ts';
export { type CardFiles, FILES, type FileName, fileOf, type GroupName } from './files.ts';
export { type FingerImage, makeFingerRecord, readFingerRecord } from './finger19794.ts';
export { measureJpeg } from './jpegSize.ts';
export { type CardRequest, makeCard } from './makeCard.ts';
export {
  type CertificateKind,
  type CertificateName,
  type CertificateRequest,
  makeCertificate,
} from './makeCertificate.ts';
export { type MasterList, makeMasterList, readMasterList } from './masterList.ts';
export { type Mrz, type MrzFormat, makeMrz, readMrz } from './mrz.ts';
export { formatAccessKey, type MrzAccess, makeCheckDigit } from './mrzCheck.ts';
export { openTrust } from './openTrust.ts';
export { type PassiveProblem, type PassiveVerdict, verifyPassive } from './passive.ts';
export { makePrintedCode, type PrintedCode, type PrintedIdentity, readPrintedCode } from './printedCode.ts';
export type { TerminalCredentials } from './proveChip.ts';
export { type ChipReading, type Proof, type ReadOptions, readChip } from './readChip.ts';
export { SecureMessaging, type SessionKeys } from './secureMessaging.ts';
export { makeCardAccess, makeDg14, makeDg15, readDg15, readSecurityInfos, type SecurityInfo } from './securityInfos.ts';
export { type ChipShown, type ChipWanted, refusalOfChip, showChip, showProven } from './showChip.ts';
export { type CodeSigner, createCodeSigner } from './sign1.ts';
export { groupsOf, makeSecurityObject, readSecurityObject, type SecurityObject } from './sod.ts';
export { measureTlv, readTlv, readTlvs, readTlvTree, type Tlv, TlvCursor, type TlvNode, writeTlv } from './tlv.ts';
export { Channel, connectInProcess, formatStatus, type Transport } from './transport.ts';
export { TrustList, type TrustProblem, type TrustVerdict } from './trust.ts';
export { verifyActive } from './verifyActive.ts';
export { readVietnameseQr, type VietnameseQr } from './vietnameseQr.ts';
