import type { HttpSigErrorCode } from '#libs/httpsig';
import type { Evidence } from './evidence.ts';

/** A refusal by the platform, with a verified signature: the fields of RFC 9457, or OSIA's `code` and `message`. */
export class DancuProblem extends Error {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string | undefined;
  readonly instance: string | undefined;
  /** The platform's stable code. */
  readonly code: string | undefined;
  /** The whole body, with extension members. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly evidence: Evidence;

  constructor(body: Readonly<Record<string, unknown>>, evidence: Evidence) {
    const status = evidence.response.status;
    const title = textOf(body.title) ?? textOf(body.message) ?? `Status ${status}`;
    const detail = textOf(body.detail);
    super(detail === undefined ? title : `${title}: ${detail}`);
    this.name = 'DancuProblem';
    this.type = textOf(body.type) ?? 'about:blank';
    this.title = title;
    this.status = status;
    this.detail = detail;
    this.instance = textOf(body.instance);
    this.code = textOf(body.code) ?? (typeof body.code === 'number' ? String(body.code) : undefined);
    this.body = body;
    this.evidence = evidence;
  }
}

/** An answer that must not be believed: `code` is that of the signature check, or `answer-unreadable`. */
export class AnswerError extends Error {
  readonly code: HttpSigErrorCode | 'answer-unreadable';
  readonly evidence: Evidence;

  constructor(code: AnswerError['code'], message: string, evidence: Evidence, cause?: unknown) {
    super(message, { cause });
    this.name = 'AnswerError';
    this.code = code;
    this.evidence = evidence;
  }
}

/** No answer came, after the allowed retries. */
export class UnreachableError extends Error {
  readonly code: 'unreachable' | 'timed-out';

  constructor(code: UnreachableError['code'], message: string, cause: unknown) {
    super(message, { cause });
    this.name = 'UnreachableError';
    this.code = code;
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
