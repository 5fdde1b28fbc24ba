/** One line of a delimited file (RFC 4180). */
export function writeLine(cells: readonly string[], separator = ','): string {
  return `${cells.map((cell) => quote(cell, separator)).join(separator)}\r\n`;
}

function quote(cell: string, separator: string): string {
  return cell.includes(separator) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
