import { HeadError } from './dialect.ts';

const LINES = 100;

/** What the first lines of JSON say. */
export interface LinesHead {
  /** Keys, in the order in which they are met. */
  readonly columns: readonly string[];
  /** The lines that are objects. */
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

/**
 * Keys of the first hundred lines. A line that is cut or no JSON names no columns; as a row it gets its own answer.
 * @throws HeadError header-missing
 */
export function readLinesHead(head: Uint8Array): LinesHead {
  const rows: Record<string, unknown>[] = [];
  const columns = new Set<string>();
  for (const line of new TextDecoder().decode(head).split(/\r?\n/).slice(0, LINES)) {
    const value = parseObject(line);
    if (!value) continue;
    rows.push(value);
    for (const key of Object.keys(value)) columns.add(key);
  }
  if (columns.size === 0) throw new HeadError('header-missing');
  return { columns: [...columns], rows };
}

function parseObject(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
