/** What both sides signed, and their signatures: one question that was journalled, and its answer. */
export interface Exchanged {
  /** The signature base of RFC 9421: every covered value, and the signature's parameters. */
  readonly requestBase: string;
  /** Base64. */
  readonly requestSignature: string;
  readonly answerBase: string;
  readonly answerSignature: string;
}

/**
 * Records as the table exchange.exchanged holds them: the lines of a signature base begin with a quotation mark and none is
 * empty, so a colon can begin the signature after each base, and an empty line part the records. It is text that one can
 * read, and costs nothing to escape.
 */
export function formatExchanged({ requestBase, requestSignature, answerBase, answerSignature }: Exchanged): string {
  return `${requestBase}\n:${requestSignature}\n${answerBase}\n:${answerSignature}`;
}

export const BETWEEN = '\n\n';

/** The record of one line of a block. @returns undefined where there is none */
export function readExchanged(messages: string, index: number): Exchanged | undefined {
  const [requestBase, requestSignature, answerBase, answerSignature] = (messages.split(BETWEEN)[index] ?? '').split(
    /\n:(\S+)(?:\n|$)/,
  );
  if (!requestBase || !requestSignature || !answerBase || !answerSignature) return undefined;
  return { requestBase, requestSignature, answerBase, answerSignature };
}
