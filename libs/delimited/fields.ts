/**
 * The values of one record. A quote opens a value only as its first letter; a doubled one stands for itself; what stands behind
 * a closing quote, and a quote inside a value, are taken as they stand.
 */
export function splitFields(record: string, separator: string): string[] {
  if (!record.includes('"')) return record.split(separator);
  const fields: string[] = [];
  for (let at = 0; ; ) {
    let value = '';
    if (record[at] === '"') {
      for (at += 1; ; ) {
        const quote = record.indexOf('"', at);
        if (quote < 0) return [...fields, value + record.slice(at)];
        value += record.slice(at, quote);
        at = quote + 1;
        if (record[at] !== '"') break;
        value += '"';
        at += 1;
      }
    }
    const end = record.indexOf(separator, at);
    if (end < 0) return [...fields, value + record.slice(at)];
    fields.push(value + record.slice(at, end));
    at = end + separator.length;
  }
}
