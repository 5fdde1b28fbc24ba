import { HttpSigError, type HttpSigErrorCode } from './error.ts';

const maxFieldLength = 8192;

/**
 * Reads the parts of structured fields (RFC 9651) that signatures and digests use: dictionary keys, strings, integers,
 * byte sequences. Stricter than the standard in two things: base64 must be canonical, and a field has a greatest length.
 */
export class FieldReader {
  readonly text: string;
  readonly #code: HttpSigErrorCode;
  readonly #field: string;
  #pos = 0;

  constructor(text: string, code: HttpSigErrorCode, field: string) {
    this.text = text;
    this.#code = code;
    this.#field = field;
    if (text.length > maxFieldLength) this.fail(`it is longer than ${maxFieldLength} characters`);
    this.skipSpaces();
  }

  fail(reason: string): never {
    throw new HttpSigError(this.#code, `${this.#field} cannot be read at position ${this.#pos}: ${reason}.`);
  }

  peek(): string {
    return this.text.charAt(this.#pos);
  }

  /** Steps over the character if it is next. */
  take(character: string): boolean {
    if (this.text.charCodeAt(this.#pos) !== character.charCodeAt(0)) return false;
    this.#pos++;
    return true;
  }

  expect(character: string): void {
    if (!this.take(character)) this.fail(`expected ${character}`);
  }

  /** Steps over spaces and says whether there was one. */
  skipSpaces(): boolean {
    const start = this.#pos;
    while (this.text.charCodeAt(this.#pos) === 0x20) this.#pos++;
    return this.#pos > start;
  }

  /** Goes to the next dictionary member; false at the end of the field. */
  nextMember(): boolean {
    this.#skipBlanks();
    if (this.#pos === this.text.length) return false;
    this.expect(',');
    this.#skipBlanks();
    return true;
  }

  readKey(): string {
    const start = this.#pos;
    const first = this.text.charCodeAt(start);
    if (!isLowerLetter(first) && first !== 0x2a) this.fail('a key begins with a lower-case letter or *');
    this.#pos++;
    while (isKeyCharacter(this.text.charCodeAt(this.#pos))) this.#pos++;
    return this.text.slice(start, this.#pos);
  }

  /** Reads a string and gives its slice with the quotes; a valid slice is its own canonical form. */
  readQuoted(): string {
    const start = this.#pos;
    this.expect('"');
    for (;;) {
      const c = this.text.charCodeAt(this.#pos);
      if (c === 0x22) break;
      if (c === 0x5c) {
        this.#pos++;
        const escaped = this.text.charCodeAt(this.#pos);
        if (escaped !== 0x22 && escaped !== 0x5c) this.fail('only " and \\ are escaped in a string');
      } else if (!(c >= 0x20 && c <= 0x7e)) {
        this.fail('a string holds printable ASCII and ends with "');
      }
      this.#pos++;
    }
    this.#pos++;
    return this.text.slice(start, this.#pos);
  }

  /** Reads an integer of at most 15 digits that is not negative. */
  readInteger(): number {
    const start = this.#pos;
    let value = 0;
    for (;;) {
      const digit = this.text.charCodeAt(this.#pos) - 0x30;
      if (!(digit >= 0 && digit <= 9)) break;
      value = value * 10 + digit;
      this.#pos++;
    }
    const digits = this.#pos - start;
    if (digits === 0 || digits > 15) this.fail('expected a whole number of 1 to 15 digits');
    if (this.text.charCodeAt(this.#pos) === 0x2e) this.fail('decimals are not used here');
    return value;
  }

  /** Reads a byte sequence and gives its canonical base64, without the colons. */
  readBytes(): string {
    this.expect(':');
    const end = this.text.indexOf(':', this.#pos);
    if (end === -1) this.fail('a byte sequence ends with a colon');
    const base64 = this.text.slice(this.#pos, end);
    // Node decodes base64 leniently: without this two spellings would stand for one signature.
    if (Buffer.from(base64, 'base64').toString('base64') !== base64) this.fail('the base64 is not canonical');
    this.#pos = end + 1;
    return base64;
  }

  #skipBlanks(): void {
    for (;;) {
      const c = this.text.charCodeAt(this.#pos);
      if (c !== 0x20 && c !== 0x09) return;
      this.#pos++;
    }
  }
}

/** The text that a quoted string stands for. */
export function unquote(quoted: string): string {
  const inner = quoted.slice(1, -1);
  return inner.includes('\\') ? inner.replace(/\\(["\\])/g, '$1') : inner;
}

/**
 * The quoted string that stands for a text.
 * @throws HttpSigError `malformed-signature-input` when the text is not printable ASCII
 */
export function quote(text: string): string {
  let plain = true;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c < 0x20 || c > 0x7e) {
      throw new HttpSigError(
        'malformed-signature-input',
        `A parameter holds printable ASCII only, not ${JSON.stringify(text)}.`,
      );
    }
    if (c === 0x22 || c === 0x5c) plain = false;
  }
  return plain ? `"${text}"` : `"${text.replace(/["\\]/g, '\\$&')}"`;
}

export function isKey(text: string): boolean {
  const first = text.charCodeAt(0);
  if (!isLowerLetter(first) && first !== 0x2a) return false;
  for (let i = 1; i < text.length; i++) if (!isKeyCharacter(text.charCodeAt(i))) return false;
  return true;
}

function isLowerLetter(c: number): boolean {
  return c >= 0x61 && c <= 0x7a;
}

function isKeyCharacter(c: number): boolean {
  return isLowerLetter(c) || (c >= 0x30 && c <= 0x39) || c === 0x5f || c === 0x2d || c === 0x2e || c === 0x2a;
}
