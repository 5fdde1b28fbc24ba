/** A row that a form or a file gave, cut at commas, semicolons or tabs. Empty lines and a first line of names are left out. */
export function readRows(text: string, least: number): string[][] {
  const rows = text
    .split(/\r?\n/)
    .map((line) => line.split(/[,;\t]/).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1')))
    .filter((cells) => cells.some((cell) => cell !== ''));
  const [first] = rows;
  // Numbers begin with a digit, names of columns do not.
  const body = first && !/^[0-9]/.test(first[0] ?? '') ? rows.slice(1) : rows;
  return body.every((cells) => cells.length >= least) ? body : [];
}
