export {
  type Answer,
  type AskOptions,
  type AttributeSet,
  type Client,
  type ClientOptions,
  createClient,
  type OutputAttributeSet,
  type VerifyResult,
} from './client.ts';
export { type Evidence, verifyEvidence } from './evidence.ts';
export { decodeHeaderText, encodeHeaderText } from './header-text.ts';
export { computeThumbprint, type GeneratedKey, generateKey } from './key.ts';
export { AnswerError, DancuProblem, UnreachableError } from './problem.ts';
export type { JsonWebKeySet } from './server-keys.ts';
