export { type Algorithm, createSigner, createVerifier, type Signer, type Verifier } from './algorithm.ts';
export { buildSignatureBase } from './base.ts';
export { type Component, readComponent } from './component.ts';
export { concatFromDer, derFromConcat } from './der.ts';
export { type DigestAlgorithm, makeContentDigest, verifyContentDigest } from './digest.ts';
export { HttpSigError, type HttpSigErrorCode } from './error.ts';
export {
  type Body,
  type HeaderFields,
  type HttpMessage,
  type HttpRequest,
  type HttpResponse,
  readField,
} from './message.ts';
export {
  completeSigning,
  type PreparedSigning,
  prepareSigning,
  type SignedHeaders,
  type SigningOptions,
  signMessage,
} from './sign.ts';
export {
  formatSignatureInput,
  type ParsedSignature,
  parseSignatureHeaders,
  type SignatureParams,
} from './signature-headers.ts';
export {
  checkSignature,
  checkSignatureLater,
  type LaterVerifier,
  type PreparedVerification,
  prepareVerification,
  type VerificationPolicy,
  verifyMessage,
} from './verify.ts';
