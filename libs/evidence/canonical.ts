/**
 * JSON in the one form of RFC 8785: members in the order of their names, no blanks, numbers and strings as ECMAScript writes
 * them. What is hashed of an object is then the same for every reader, in whatever order its members stand.
 */
export function canonicalise(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalise).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.entries(value).filter(([, one]) => one !== undefined);
  // Code units, not a language's order: what `<` compares.
  members.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${members.map(([name, one]) => `${JSON.stringify(name)}:${canonicalise(one)}`).join(',')}}`;
}
