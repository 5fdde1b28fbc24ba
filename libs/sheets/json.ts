const LONG_NUMBER = /\d{16}/;

type Reviver = (key: string, value: unknown, context: { source?: string }) => unknown;

/** A number of sixteen digits or more is taken as it is written: as a number it would lose its last digits. */
const keepDigits: Reviver = (_, value, { source }) =>
  typeof value === 'number' && source && LONG_NUMBER.test(source) ? source : value;

/** The values of an object by these keys, as text; undefined where the line is no object. Nested values stay JSON. */
export function readKeys(line: string, columns: readonly string[]): { cells: string[]; extra: boolean } | undefined {
  const value = parseObject(line);
  if (!value) return undefined;
  try {
    const cells = columns.map((column) => (Object.hasOwn(value, column) ? writeCell(value[column]) : ''));
    return { cells, extra: Object.keys(value).some((key) => !columns.includes(key)) };
  } catch {
    // Values that are nested more deeply than they can be written.
    return undefined;
  }
}

/** The object that a line holds; undefined where it holds none. */
export function parseObject(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = LONG_NUMBER.test(line)
      ? JSON.parse(line, keepDigits as (key: string, value: unknown) => unknown)
      : JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    return undefined;
  }
}

function writeCell(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
