/**
 * Jaro-Winkler similarity, 0 to 1, as DuckDB computes `jaro_winkler_similarity`: over UTF-8 bytes, the common beginning
 * counts (0.1 a byte, at most 4) when the Jaro similarity exceeds 0.7.
 */
export function jaroWinkler(a: string, b: string): number {
  // Levels ask for the same two values with one threshold after the other.
  if (a !== lastA || b !== lastB) {
    lastA = a;
    lastB = b;
    last = measure(a, b);
  }
  return last;
}

let lastA = '';
let lastB = '';
let last = 0;

function measure(a: string, b: string): number {
  const one = bytesOf(a);
  const other = bytesOf(b);
  const similarity = jaro(one, other);
  if (similarity <= 0.7) return similarity;
  const limit = Math.min(4, one.length, other.length);
  let prefix = 0;
  while (prefix < limit && one.charCodeAt(prefix) === other.charCodeAt(prefix)) prefix++;
  return similarity + prefix * 0.1 * (1 - similarity);
}

const encoder = new TextEncoder();

/** One code unit a byte of UTF-8, as DuckDB counts; ASCII, the usual case, is returned as it is. */
export function bytesOf(text: string): string {
  for (let at = 0; at < text.length; at++) {
    if (text.charCodeAt(at) > 0x7f)
      return Array.from(encoder.encode(text), (byte) => String.fromCharCode(byte)).join('');
  }
  return text;
}

let taken = new Uint8Array(128);
let matched = new Uint16Array(128);

function jaro(a: string, b: string): number {
  if (a === b) return a.length > 0 ? 1 : 0;
  if (a.length > b.length) return jaro(b, a);
  if (a.length === 0) return 0;
  if (b.length > taken.length) {
    taken = new Uint8Array(b.length * 2);
    matched = new Uint16Array(b.length * 2);
  }
  taken.fill(0, 0, b.length);
  const reach = Math.max(0, (b.length >> 1) - 1);
  let common = 0;
  for (let at = 0; at < a.length; at++) {
    const unit = a.charCodeAt(at);
    const end = Math.min(b.length - 1, at + reach);
    for (let other = Math.max(0, at - reach); other <= end; other++) {
      if (taken[other] === 0 && b.charCodeAt(other) === unit) {
        taken[other] = 1;
        matched[common++] = unit;
        break;
      }
    }
  }
  if (common === 0) return 0;
  let moved = 0;
  for (let other = 0, at = 0; other < b.length; other++) {
    if (taken[other] === 1 && b.charCodeAt(other) !== matched[at++]) moved++;
  }
  return (common / a.length + common / b.length + (common - (moved >> 1)) / common) / 3;
}
