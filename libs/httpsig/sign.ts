import { buildSignatureBase } from './base.ts';
import { readComponent } from './component.ts';
import type { HttpMessage } from './message.ts';
import { checkLabel, formatSignatureInput, type SignatureParams } from './signature-headers.ts';

export interface SigningOptions {
  readonly label: string;
  /** Component keys in the order of the base, such as `@method` or `signature;req;key="sig1"`. */
  readonly components: readonly string[];
  readonly params: SignatureParams;
}

/** What is to be signed; for keys in a hardware module or another thread. */
export interface PreparedSigning {
  readonly label: string;
  readonly input: string;
  readonly base: string;
}

/** The two header fields to send, and the base that was signed. */
export interface SignedHeaders {
  readonly 'signature-input': string;
  readonly signature: string;
}

/**
 * Builds the signature base of a message without signing it.
 * @throws HttpSigError `component-missing`, `component-unsupported`, `malformed-…`
 */
export function prepareSigning(message: HttpMessage, options: SigningOptions): PreparedSigning {
  checkLabel(options.label);
  const components = options.components.map(readComponent);
  const input = formatSignatureInput(components, options.params);
  return { label: options.label, input, base: buildSignatureBase(message, components, input) };
}

/** The header fields for a prepared signing and its signature bytes. */
export function completeSigning(prepared: PreparedSigning, signature: Uint8Array): SignedHeaders {
  const base64 = Buffer.from(signature.buffer, signature.byteOffset, signature.byteLength).toString('base64');
  return {
    'signature-input': `${prepared.label}=${prepared.input}`,
    signature: `${prepared.label}=:${base64}:`,
  };
}

/**
 * Signs a message (RFC 9421 section 3.1) and gives the header fields to add. A covered `content-digest` must already be
 * among the headers: make it with `makeContentDigest`.
 * @throws HttpSigError `component-missing`, `component-unsupported`, `malformed-…`
 */
export function signMessage(
  message: HttpMessage,
  options: SigningOptions & { readonly sign: (base: string) => Uint8Array },
): SignedHeaders {
  const prepared = prepareSigning(message, options);
  return completeSigning(prepared, options.sign(prepared.base));
}
