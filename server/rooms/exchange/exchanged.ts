import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import type { SignedMessage } from './authenticate.ts';

/** What both sides signed, and their signatures: one question that was journalled, and its answer. */
export interface Exchanged {
  /** The signature base of RFC 9421: every covered value, and the signature's parameters. */
  readonly requestBase: string;
  /** Base64. */
  readonly requestSignature: string;
  readonly answerBase: string;
  readonly answerSignature: string;
}

/** A question that nobody signed whole: the proof of its token (compact JWS), or what a person in the console asked (`POST https://…`). */
export type Unsigned = { readonly proof: string } | { readonly asked: string };

/**
 * Records as the table exchange.exchanged holds them: the lines of a signature base begin with a quotation mark and none is
 * empty, so a colon can begin the signature after each base, and an empty line part the records. It is text that one can
 * read, and costs nothing to escape. What was not signed is one line: a proof, which begins with `eyJ`, or method and address.
 */
function formatExchanged({ requestBase, requestSignature, answerBase, answerSignature }: Exchanged): string {
  return `${requestBase}\n:${requestSignature}\n${answerBase}\n:${answerSignature}`;
}

/** The record of a question and the answer that was signed for it. @param signature the answer's header of that name */
export function recordExchange(asked: SignedMessage, answerBase: string, signature: string): string {
  return formatExchanged({
    requestBase: asked.base,
    requestSignature: asked.signature.toString('base64'),
    answerBase,
    // sig1=:…:
    answerSignature: signature.slice(6, -1),
  });
}

const BETWEEN = '\n\n';

/**
 * The records of a block as its row holds them, record n that of line n. Four fifths of a record are the same from one to the
 * next: the lightest of compressions takes less time than to send what it saves, and than PostgreSQL's own.
 */
export function packExchanged(records: readonly string[]): Buffer {
  return brotliCompressSync(records.join(BETWEEN), LIGHTEST);
}

const LIGHTEST = { params: { [constants.BROTLI_PARAM_QUALITY]: 0 } };

export function unpackExchanged(packed: Buffer): string {
  return brotliDecompressSync(packed).toString();
}

/** The record of one line of a block. @returns undefined where there is none */
export function readExchanged(records: string, index: number): Exchanged | Unsigned | undefined {
  const record = records.split(BETWEEN)[index] ?? '';
  if (/^[^"\n]+$/.test(record)) return record.startsWith('eyJ') ? { proof: record } : { asked: record };
  const [requestBase, requestSignature, answerBase, answerSignature] = record.split(/\n:(\S+)(?:\n|$)/);
  if (!requestBase || !requestSignature || !answerBase || !answerSignature) return undefined;
  return { requestBase, requestSignature, answerBase, answerSignature };
}
