import { recogniseScan } from '#kernel';

/** A file that somebody shows as evidence, in bytes. */
export const LARGEST = 5 * 1024 * 1024;
/** Of one question. */
export const MOST_FILES = 10;

/** What a file is by its bytes, whatever it is called; undefined: none of those that are taken. */
export function recogniseFile(bytes: Uint8Array): string | undefined {
  return recogniseScan(bytes) ?? (bytes.length > 0 && isText(bytes) ? 'text/plain; charset=utf-8' : undefined);
}

/** UTF-8 without control characters but tab and line ends; and nothing that a browser could take for a page. */
function isText(bytes: Uint8Array): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    return !/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/.test(text) && !/^\s*</.test(text);
  } catch {
    return false;
  }
}

/** A name to save it under: no path, no control, no bidirectional override. */
export function tidyName(name: string): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken away
  const tidy = last.replace(/[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069"<>|:*?]/g, '').trim();
  return tidy.slice(0, 120).replace(/^\.+/, '') || 'evidence';
}
