/** Evidence of an exchange: one JSON document that proves a signed question and its signed answer, without any server. */
export { canonicalise } from './canonical.ts';
export type { Verdict } from './key.ts';
export {
  type AnswerHead,
  answerFromBase,
  type RequestHead,
  readSignedHead,
  requestFromBase,
  type SignedHead,
} from './message.ts';
export {
  addBodies,
  type EvidencePackage,
  FORMAT,
  type ProvenLine,
  type PublicJwk,
  readPackage,
  type Statement,
} from './package.ts';
export { describeLine, type Way } from './unsigned.ts';
export {
  CHECKS,
  type Check,
  type CheckId,
  type EvidenceFacts,
  type EvidenceVerdict,
  type Trust,
  verifyEvidence,
} from './verify.ts';
