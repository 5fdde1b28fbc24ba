const COLUMNS = ['number', 'documentNumber', 'issuedOn', 'expiresOn', 'standing'] as const;
export type OlderRow = Record<(typeof COLUMNS)[number], string>;

/** What a chosen file holds: rows, or the column that its first row does not name. */
export type OlderFile = { readonly rows: readonly OlderRow[] } | { readonly missing: string };

export const olderColumns: readonly string[] = COLUMNS;

/** Longer than any value: what is cut is refused by the server all the same. */
const LONGEST = 100;

/** Numbers, days and single words: no separator stands in any of them. */
const split = (line: string, separator: string): string[] =>
  line.split(separator).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));

/** Reads the rows of an older card system. Separated by what separates the names of the columns; blank lines are no rows. */
export function readOlderRows(text: string): OlderFile {
  const [head = '', ...lines] = text.replace(/^\ufeff/, '').split(/\r?\n|\r/);
  const separator = [';', '\t', ','].find((one) => head.includes(one)) ?? ',';
  const names = split(head, separator);
  const missing = COLUMNS.find((name) => !names.includes(name));
  if (missing) return { missing };
  const places = COLUMNS.map((name) => names.indexOf(name));
  const rows = lines
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const cells = split(line, separator);
      const values = COLUMNS.map((name, at) => [name, (cells[places[at]!] ?? '').slice(0, LONGEST)]);
      return Object.fromEntries(values) as OlderRow;
    });
  return { rows };
}
