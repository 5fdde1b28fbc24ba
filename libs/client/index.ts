export { type BatchClient, type BatchGiven, type BatchView, createBatchClient, readManifest } from './batches.ts';
export {
  type Answer,
  type AskOptions,
  type AttributeSet,
  type Client,
  createClient,
  type OutputAttributeSet,
  type VerifyResult,
} from './client.ts';
export { type ConformanceReport, type ConformanceStep, runConformance } from './conformance.ts';
export { askForData, type ConsentView, type PersonData, readReceipt } from './consents.ts';
export {
  type CreditApplication,
  type CreditCheck,
  type CreditClient,
  createCreditClient,
} from './credit.ts';
export type { DocumentWanted } from './document.ts';
export { type Evidence, verifyEvidence } from './evidence.ts';
export { decodeHeaderText, encodeHeaderText } from './header-text.ts';
export { computeThumbprint, type GeneratedKey, generateKey } from './key.ts';
export type { ClientOptions } from './line.ts';
export {
  createMembersClient,
  type MembersClient,
  type MembersTaken,
  type MemberTold,
  type ProgrammeView,
} from './members.ts';
export { AnswerError, DancuProblem, UnreachableError } from './problem.ts';
export { createReportClient, type PersonReport, type ReportTaken } from './reports.ts';
export type { JsonWebKeySet } from './server-keys.ts';
