import type { KeyStore, SigningKey } from '#kernel';
import { type Algorithm, completeSigning, type HttpRequest, makeContentDigest, prepareSigning } from '#libs/httpsig';

/** An answer as it leaves: its body, and headers that the signature covers. */
export interface SignedAnswer {
  status: number;
  headers: Record<string, string>;
  body: string | Buffer;
}

type Arguments = [request: HttpRequest, status: number, headers: Record<string, string>, body: Buffer | string];

/** Adds the headers of the signature. @returns the signature base: what was signed */
export type AnswerSigner = (...answer: Arguments) => string;

const algorithms: Readonly<Record<string, Algorithm>> = { ES256: 'ecdsa-p256-sha256', Ed25519: 'ed25519' };
const always = ['@status', 'content-digest'];
/** Headers that say something of the answer itself, covered where they are sent: what has no body has no type. */
const said = ['content-type', 'dancu-journal', 'dancu-stage', 'dancu-person', 'dancu-life', 'dancu-identifier'];
const toSigned = ['signature;req;key="sig1"'];
/** A request without a usable signature is bound by what it asked for. */
const toUnsigned = ['@method;req', '@target-uri;req'];

/**
 * Signs answers, each bound to its question: an answer cannot be shown as that to another. At once: to hand a signature of
 * 30 µs to another thread and to take it back costs as much again.
 */
export function createAnswerSigner(keys: KeyStore): AnswerSigner {
  return (request, status, headers, body) => {
    const key = keys.current('exchange-answer');
    const prepared = prepareAnswer(key, request, status, headers, body);
    const signed = completeSigning(prepared, key.sign(Buffer.from(prepared.base, 'latin1')));
    headers['signature-input'] = signed['signature-input'];
    headers.signature = signed.signature;
    return prepared.base;
  };
}

type Prepared = ReturnType<typeof prepareSigning>;

function prepareAnswer(
  key: SigningKey,
  request: HttpRequest,
  status: number,
  headers: Record<string, string>,
  body: Buffer | string,
): Prepared {
  headers['content-digest'] ??= makeContentDigest(body);
  const covered = [...always, ...said.filter((name) => headers[name] !== undefined)];
  const alg = algorithms[key.algorithm]!;
  const params = { created: Math.floor(Date.now() / 1000), keyid: key.kid, alg, tag: 'dancu-answer' };
  const message = { status, headers, body, request };
  try {
    return prepareSigning(message, { label: 'sig1', components: [...covered, ...toSigned], params });
  } catch {
    return prepareSigning(message, { label: 'sig1', components: [...covered, ...toUnsigned], params });
  }
}
