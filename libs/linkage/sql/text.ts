/** Pieces of SQL that DuckDB reads. */

/** A name as SQL writes it. */
export const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** A text as SQL writes it. */
export const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** A number as SQL writes it, to the last bit. */
export const number = (value: number) => `CAST(${value} AS DOUBLE)`;

export const choose = (cases: readonly (readonly [condition: string, result: string])[], otherwise: string) =>
  cases.length === 0
    ? otherwise
    : `CASE ${cases.map(([condition, result]) => `WHEN ${condition} THEN ${result}`).join(' ')} ELSE ${otherwise} END`;
