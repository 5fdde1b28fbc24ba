import { hash } from 'node:crypto';
import { HttpSigError } from './error.ts';
import { FieldReader } from './field-reader.ts';
import type { Body } from './message.ts';

export type DigestAlgorithm = 'sha-256' | 'sha-512';

/** The value of a `Content-Digest` header for these exact bytes (RFC 9530 section 2). */
export function makeContentDigest(body: Body, algorithm: DigestAlgorithm = 'sha-256'): string {
  return `${algorithm}=:${digestBody(body, algorithm)}:`;
}

/**
 * Compares a `Content-Digest` header with the exact bytes of the body. Every sha-256 and sha-512 member must fit, and one
 * must be there; members of other algorithms are passed over (RFC 9530 section 2).
 * @throws HttpSigError `digest-mismatch`, `digest-unsupported`, `malformed-content-digest`
 */
export function verifyContentDigest(header: string, body: Body): void {
  const reader = new FieldReader(header, 'malformed-content-digest', 'Content-Digest');
  const seen: string[] = [];
  let known = 0;
  do {
    const algorithm = reader.readKey();
    if (seen.includes(algorithm)) reader.fail(`${algorithm} is given twice`);
    seen.push(algorithm);
    reader.expect('=');
    const given = reader.readBytes();
    if (algorithm !== 'sha-256' && algorithm !== 'sha-512') continue;
    known++;
    if (given !== digestBody(body, algorithm)) {
      throw new HttpSigError(
        'digest-mismatch',
        `The body does not have the ${algorithm} digest given in Content-Digest; compute it over the exact bytes sent.`,
        'content-digest',
      );
    }
  } while (reader.nextMember());
  if (known === 0) {
    throw new HttpSigError('digest-unsupported', 'Give Content-Digest with sha-256 or sha-512.', 'content-digest');
  }
}

function digestBody(body: Body, algorithm: DigestAlgorithm): string {
  return hash(algorithm === 'sha-256' ? 'sha256' : 'sha512', body ?? '', 'base64');
}
