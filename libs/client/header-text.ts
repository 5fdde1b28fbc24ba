/**
 * Text for a header field: printable ASCII stays as it is; `%`, blanks at the ends and everything else travel
 * percent-encoded as UTF-8, because header fields and signature bases are ASCII.
 * @throws URIError when the text has half a surrogate pair
 */
export function encodeHeaderText(text: string): string {
  return text.replace(/[^ -~]+|%|^ +| +$/gu, (part) =>
    part.startsWith(' ') ? part.replaceAll(' ', '%20') : encodeURIComponent(part),
  );
}

/**
 * The text that a header field stands for.
 * @throws URIError when the value has a `%` that begins no UTF-8 escape
 */
export function decodeHeaderText(value: string): string {
  return decodeURIComponent(value);
}
