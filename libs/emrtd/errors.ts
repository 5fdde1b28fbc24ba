/** Every stable code of this library. A caller may switch on them; the messages may be reworded. */
export type EmrtdErrorCode =
  | 'access-denied'
  | 'algorithm-unsupported'
  | 'apdu-malformed'
  | 'authentication-failed'
  | 'certificate-malformed'
  | 'certificate-untrusted'
  | 'code-expired'
  | 'code-malformed'
  | 'code-too-long'
  | 'code-untrusted'
  | 'cv-certificate-malformed'
  | 'cv-certificate-refused'
  | 'file-malformed'
  | 'file-missing'
  | 'mac-wrong'
  | 'mrz-check-digit'
  | 'mrz-field'
  | 'mrz-shape'
  | 'password-wrong'
  | 'point-invalid'
  | 'qr-malformed'
  | 'secure-message-malformed'
  | 'sod-malformed'
  | 'sod-signature-wrong'
  | 'status'
  | 'tlv-depth'
  | 'tlv-indefinite'
  | 'tlv-length'
  | 'tlv-not-minimal'
  | 'tlv-tag'
  | 'tlv-trailing'
  | 'tlv-truncated';

/** Thrown for every refusal. No message ever holds a key, a password or what a data group says of a person. */
export class EmrtdError extends Error {
  readonly code: EmrtdErrorCode;
  /** The card's status word, where one was the cause. */
  readonly status: number | undefined;

  constructor(code: EmrtdErrorCode, message: string, status?: number) {
    super(message);
    this.name = 'EmrtdError';
    this.code = code;
    this.status = status;
  }
}
