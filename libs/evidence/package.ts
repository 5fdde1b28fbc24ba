import { allow, atMost, count, exactly, type Infer, list, optional, record, shape, text } from './shape.ts';

/** The name of the form, and its version: a reader that does not know it refuses. */
export const FORMAT = 'dancu-evidence/1';

const headers = record(text(8192), 64);
/** A public key on P-256 or Ed25519, the required members of RFC 7517 only. */
const jwk = shape({ kty: text(8), crv: text(16), x: text(64), y: optional(text(64)) });
const hex = text(64);

/** A line of the journal and its way to the root of the log. */
const provenLine = shape({
  /** Its place in the log, from 0. */
  number: count,
  /** The text that was committed to, to the character. */
  line: text(65_536),
  /** 16 bytes, base64url. */
  salt: text(22),
  /** Hashes from the leaf's sibling up to below the root, hex. */
  path: list(hex, 64),
});

/** A key of the platform's. */
const ownKey = shape({ jwk, createdAt: text(40), replacedAt: optional(text(40)) });

/** What the platform says of the circumstances; its digest is in the log. */
const statement = shape({
  reference: text(80),
  /** RFC 3339, UTC, as all times here. */
  statedAt: text(40),
  /** The system that asked, and on whose behalf; absent where a person began it in the console. */
  system: optional(shape({ id: text(40), name: text(200), organisation: text(200) })),
  requestKey: optional(
    shape({
      jwk,
      registeredAt: text(40),
      registeredBy: optional(text(80)),
      expiresAt: text(40),
      revokedAt: optional(text(40)),
      revokedBy: optional(text(80)),
    }),
  ),
  /** Absent where the answer was not signed: its digest stands in the line. */
  answerKey: optional(ownKey),
  /** Where no signed answer names the line: SHA-256 of what it says, base64url (`describeLine`). */
  about: optional(text(43)),
  /** Of a file of rows: the key that its result is signed with. */
  manifestKey: optional(ownKey),
  /** The version under which the question was answered; absent for refusals and in simulation. */
  agreement: optional(
    shape({
      id: text(120),
      version: count,
      recordedAt: text(40),
      ways: list(text(40), 16),
      purposes: list(text(120), 200),
      /** None: whatever law the purposes rest on. */
      legalBases: list(text(120), 200),
      fields: list(text(120), 500),
      validFrom: text(10),
      /** The first day no longer in force. */
      validTo: text(10),
    }),
  ),
});

const evidence = shape({
  format: exactly(FORMAT),
  /** `stream:seq:index`, the name of the journal line that the answer gave. */
  reference: text(80),
  /** The question as it was signed: the covered headers and those of the signature; none of either where it was not. */
  request: shape({
    method: text(16),
    targetUri: text(4096),
    headers,
    /** Of a question with an access token: its DPoP proof (RFC 9449), a compact JWS. */
    proof: optional(text(4096)),
    body: optional(text(65_536)),
  }),
  /** The answer as it was signed; where it was not, what the line says of it. */
  answer: shape({ status: atMost(999), headers, body: optional(text(1_048_576)) }),
  statement,
  /** Of the start of a file of rows, once all of them are answered. */
  batch: optional(
    shape({
      /** The signature of the result: a compact JWS over its digest and what it is. */
      manifest: text(131_072),
      /** The line that says that it ended so. */
      done: provenLine,
      /** The lines of its pieces, each with the root of whom it looked at. */
      pieces: list(provenLine, 1000),
    }),
  ),
  log: shape({
    /** The log's signed note of its size and root (C2SP tlog-checkpoint). */
    checkpoint: text(65_536),
    /** The key that it is signed with (C2SP signed-note), by the platform's own word. */
    verifierKey: text(400),
    line: provenLine,
    statement: provenLine,
  }),
});

/** A question and its answer, both signed, and all that it takes to prove them: one JSON document. */
export type EvidencePackage = Infer<typeof evidence>;
export type Statement = Infer<typeof statement>;
export type PublicJwk = Infer<typeof jwk>;
export type ProvenLine = Infer<typeof provenLine>;

/** The package with the bodies of both messages, which only the two sides have. */
export function addBodies(pack: EvidencePackage, question: string | null, answer: string): EvidencePackage {
  return {
    ...pack,
    request: question === null ? pack.request : { ...pack.request, body: question },
    // Nothing is proven by its digest alone, and to HEAD another body's digest is told.
    answer: answer === '' ? pack.answer : { ...pack.answer, body: answer },
  };
}

/**
 * Reads a package from its text or from parsed JSON. Strict: a member that this version does not know could say something
 * that nothing proves.
 * @returns the package, or where and why it is none
 */
export function readPackage(given: unknown): EvidencePackage | { pointer: string; why: string } {
  let value = given;
  if (typeof given === 'string') {
    if (given.length > 4_194_304) return { pointer: '', why: 'longer than 4 MiB' };
    try {
      value = JSON.parse(given);
    } catch {
      return { pointer: '', why: 'no JSON' };
    }
  }
  const fault = evidence.check(value, '');
  return fault ?? allow<EvidencePackage>(value);
}
