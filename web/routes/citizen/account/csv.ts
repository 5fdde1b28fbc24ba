/**
 * Rows as CSV (RFC 4180) with a byte order mark, so that spreadsheets read Vietnamese. A value that a spreadsheet would take
 * for a formula gets an apostrophe before it.
 */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return `\u{feff}${rows.map((row) => `${row.map(writeValue).join(',')}\r\n`).join('')}`;
}

function writeValue(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
