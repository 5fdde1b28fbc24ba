/**
 * Age in whole years, as the server counts it: of whom only the year or month of birth is known, the highest that it can be.
 *
 * @param born `YYYY`, `YYYY-MM` or `YYYY-MM-DD`
 * @param on `YYYY-MM-DD`
 */
export function ageOn(born: string, on: string): number {
  const first = `${born}-01-01`.slice(0, 10);
  const years = Number(on.slice(0, 4)) - Number(first.slice(0, 4));
  return on.slice(5) < first.slice(5) ? years - 1 : years;
}
