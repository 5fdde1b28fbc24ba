/** Every stable code of this library. A caller may switch on them; the messages may be reworded. */
export type HttpSigErrorCode =
  | 'alg-not-allowed'
  | 'component-missing'
  | 'component-unsupported'
  | 'created-in-future'
  | 'created-too-old'
  | 'digest-mismatch'
  | 'digest-unsupported'
  | 'expired'
  | 'key-unknown'
  | 'malformed-component'
  | 'malformed-content-digest'
  | 'malformed-message'
  | 'malformed-signature'
  | 'malformed-signature-input'
  | 'nonce-missing'
  | 'parameter-missing'
  | 'parameter-unsupported'
  | 'signature-ambiguous'
  | 'signature-missing'
  | 'signature-wrong';

/** Thrown for every refusal; `message` tells the sender what to do, `component` names the culprit where there is one. */
export class HttpSigError extends Error {
  readonly code: HttpSigErrorCode;
  readonly component: string | undefined;

  constructor(code: HttpSigErrorCode, message: string, component?: string) {
    super(message);
    this.name = 'HttpSigError';
    this.code = code;
    this.component = component;
  }
}
