import { HttpSigError } from './error.ts';

/** Header fields under lower-case names, as `node:http` gives them; an array holds one entry a field line. */
export type HeaderFields = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The exact bytes of the content (a string stands for its UTF-8), or `null` when the message has none. */
export type Body = string | Uint8Array | null;

export interface HttpRequest {
  readonly method: string;
  /** Absolute URI as the client sent it. Behind a proxy: the public origin followed by the raw request target. */
  readonly targetUri: string;
  readonly headers: HeaderFields;
  readonly body: Body;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: HeaderFields;
  readonly body: Body;
  /** The request that is answered; needed for components with `;req` (RFC 9421 section 2.4). */
  readonly request?: HttpRequest;
}

export type HttpMessage = HttpRequest | HttpResponse;

/**
 * The canonical value of a header field (RFC 9421 section 2.1): each line trimmed, obs-fold replaced by one space, lines
 * joined by ", "; `undefined` when the message has no such field.
 * @throws HttpSigError `malformed-component` when a value has control or non-ASCII characters
 */
export function readField(headers: HeaderFields, name: string): string | undefined {
  const value = headers[name];
  if (typeof value === 'string') return canonicaliseLine(value, name);
  if (!Array.isArray(value) || value.length === 0) return undefined;
  return (value as readonly string[]).map((line) => canonicaliseLine(line, name)).join(', ');
}

function canonicaliseLine(line: string, name: string): string {
  let clean = true;
  for (let i = 0; i < line.length; i++) {
    const c = line.charCodeAt(i);
    if (c < 0x20 || c > 0x7e) {
      clean = c === 0x09;
      if (!clean) break;
    }
  }
  return trimBlanks(clean ? line : unfoldLine(line, name));
}

function unfoldLine(line: string, name: string): string {
  const unfolded = trimBlanks(line).replace(/[ \t]*\r?\n[ \t]+/g, ' ');
  for (let i = 0; i < unfolded.length; i++) {
    const c = unfolded.charCodeAt(i);
    // A line break that survived could forge a further line of the signature base.
    if ((c < 0x20 && c !== 0x09) || c > 0x7e) {
      throw new HttpSigError(
        'malformed-component',
        `Header ${name} has a character outside printable ASCII at position ${i}; percent-encode it.`,
        name,
      );
    }
  }
  return unfolded;
}

function trimBlanks(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text.charCodeAt(start))) start++;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  return start === 0 && end === text.length ? text : text.slice(start, end);
}

function isBlank(c: number): boolean {
  return c === 0x20 || c === 0x09 || c === 0x0d || c === 0x0a;
}
