import { createClock, type MovableClock, readWords } from '#kernel';
import { type Offices, openOffices, readCountry } from '#rooms/offices';
import type { Job } from './job.ts';

/** The country and its calendar day, as the engine's process and its threads know them: without a database. */
export function openCountry(job: Pick<Job, 'country' | 'clockOffset'>): { offices: Offices; clock: MovableClock } {
  const country = readCountry(job.country);
  const { facts } = country;
  const words = readWords(new URL(`../../../../country/${job.country}/words/`, import.meta.url), facts.languages);
  const clock = createClock(facts.timeZone);
  clock.moveBy(job.clockOffset);
  return { offices: openOffices({ country, clock, words }), clock };
}
