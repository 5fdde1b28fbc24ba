/** What a journal line says, as far as evidence rests on it. Anything may be absent: the text is whatever was proven. */
export interface LineFacts {
  readonly kind?: unknown;
  readonly type?: unknown;
  readonly actor?: unknown;
  readonly organisation?: unknown;
  readonly purpose?: unknown;
  readonly legalBasis?: unknown;
  readonly caseNumber?: unknown;
  readonly fields?: unknown;
  readonly actedAt?: unknown;
  readonly receivedAt?: unknown;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Reads the text of a line. @returns undefined where it is no JSON object */
export function readLineFacts(line: string): LineFacts | undefined {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    const { data } = value as { data?: unknown };
    const known = typeof data === 'object' && data !== null && !Array.isArray(data);
    return { ...value, data: known ? (data as Record<string, unknown>) : {} };
  } catch {
    return undefined;
  }
}

/** Milliseconds since 1970; NaN for what is no time. A comparison with NaN is false: no time fits it. */
export function timeOf(value: unknown): number {
  return typeof value === 'string' ? Date.parse(value) : Number.NaN;
}
