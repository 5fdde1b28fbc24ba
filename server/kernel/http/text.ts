import { isUtf8 } from 'node:buffer';

/** @returns undefined where the bytes are not UTF-8: decoding would silently make another text than the one that was signed. */
export function decodeText(bytes: Buffer): string | undefined {
  return isUtf8(bytes) ? bytes.toString('utf8') : undefined;
}

/** PostgreSQL holds no NUL, and half a surrogate pair is no character: both come into JSON by escapes only. */
export function isStorable(json: string, value: unknown): boolean {
  if (!json.includes('\\u')) return true;
  const rest: unknown[] = [value];
  while (rest.length > 0) {
    const one = rest.pop();
    if (typeof one === 'string' && !isPlain(one)) return false;
    if (typeof one === 'object' && one !== null)
      for (const [name, child] of Object.entries(one)) rest.push(name, child);
  }
  return true;
}

export function isPlain(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}
