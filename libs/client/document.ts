import { bodyOf, type Evidence } from './evidence.ts';
import { AnswerError } from './problem.ts';

/** What the media type of such an answer begins with. */
export const MULTIPART = 'multipart/mixed';
const PDF = 'application/pdf';

/** Which extract of the register: about whom, of which event. */
export interface DocumentWanted {
  readonly type: 'birth' | 'marriage' | 'death';
  /** Number of a second person who must have the part: a parent, for a birth; the spouse, for a marriage. */
  readonly second?: string;
  /** Language of the page, such as `vi`; the country's first where absent. */
  readonly language?: string;
}

/**
 * The one part of an answer of OSIA Data Access `document`: RFC 2046 section 5.1, one part and nothing around it.
 * @throws AnswerError `answer-unreadable` for anything else: the platform signed it, but it is no document
 */
export function readDocument(evidence: Evidence): Uint8Array {
  const body = Buffer.from(bodyOf(evidence));
  const boundary = /^multipart\/mixed; *boundary="?([\w'()+,./:=?-]{1,70})"?$/.exec(
    evidence.response.headers['content-type'] ?? '',
  )?.[1];
  const opening = `--${boundary}\r\n`;
  const closing = `\r\n--${boundary}--`;
  const headEnd = body.indexOf('\r\n\r\n');
  const head = body.toString('latin1', 0, Math.max(0, headEnd));
  const end = body.lastIndexOf(closing);
  const whole =
    boundary !== undefined &&
    head.startsWith(opening) &&
    end >= headEnd + 4 &&
    /^\s*$/.test(body.toString('latin1', end + closing.length)) &&
    body.indexOf(`\r\n--${boundary}`, headEnd) === end;
  if (!whole) throw new AnswerError('answer-unreadable', 'The answer is no multipart body of one part.', evidence);
  if (!new RegExp(`^content-type: *${PDF} *$`, 'im').test(head.replaceAll('\r', '')))
    throw new AnswerError('answer-unreadable', 'The document is no PDF.', evidence);
  return new Uint8Array(body.subarray(headEnd + 4, end));
}
