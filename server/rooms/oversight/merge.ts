import type { Transaction } from '#kernel';
import type { BulkLook } from '#rooms/batches';

/** Lines that name a person and lines of batches that concern the person, as one list, newest first. */
export function mergeLooks(
  traced: readonly number[],
  bulk: readonly BulkLook[],
  query: { before?: number | undefined; year?: number | undefined; organisation?: string | undefined; limit: number },
): { numbers: number[]; more: boolean } {
  const fitting = bulk.filter(
    (look) =>
      look.number < (query.before ?? Number.MAX_SAFE_INTEGER) &&
      (query.year === undefined || yearOf(look) === query.year) &&
      (query.organisation === undefined || look.organisation === query.organisation),
  );
  const all = [...traced, ...fitting.map((look) => look.number)].sort((a, b) => b - a);
  return { numbers: all.slice(0, query.limit), more: all.length > query.limit };
}

const yearOf = (look: BulkLook) => Number(look.at.slice(0, 4));

/** What is hidden must not show in the lists of years and organisations either. */
export async function readFacets(
  transaction: Transaction,
  person: string,
  today: string,
  bulk: readonly BulkLook[],
): Promise<{ years: number[]; organisations: string[] }> {
  const { rows } = await transaction.client.query<{ year: number; organisation: string }>({
    name: 'oversight-facets',
    text: 'SELECT DISTINCT extract(year FROM at)::int AS year, organisation FROM oversight.trace WHERE person = $1 AND (hidden_until IS NULL OR hidden_until <= $2::date) LIMIT 500',
    values: [person, today],
  });
  const years = [...new Set([...rows.map((row) => row.year), ...bulk.map(yearOf)])].sort((a, b) => b - a);
  return {
    years,
    organisations: [
      ...new Set([...rows.map((row) => row.organisation), ...bulk.map((look) => look.organisation)]),
    ].sort(),
  };
}
