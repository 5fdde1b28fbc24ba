/** A text as SQL writes it. Only the country's own data and days come here; what a request says is a parameter. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A list of texts, as a constant that PostgreSQL looks up by hashing. */
export function literals(texts: Iterable<string>): string {
  return `ARRAY[${[...texts].map(literal).join(', ')}]::text[]`;
}
