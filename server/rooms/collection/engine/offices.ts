import { createClock, type MovableClock, readWords } from '#kernel';
import { type Offices, openOffices, readCountry } from '#rooms/offices';
import type { Job } from './job.ts';

/** Read once: an engine that takes one job after the other belongs to one server, and so to one country. */
let read: { id: string; country: ReturnType<typeof readCountry>; words: ReturnType<typeof readWords> } | undefined;

function readOnce(id: string) {
  if (read?.id !== id) {
    const country = readCountry(id);
    const words = readWords(new URL(`../../../../country/${id}/words/`, import.meta.url), country.facts.languages);
    read = { id, country, words };
  }
  return read;
}

/** The country and its calendar day, as the engine's process and its threads know them: without a database. */
export function openCountry(job: Pick<Job, 'country' | 'clockOffset'>): { offices: Offices; clock: MovableClock } {
  const { country, words } = readOnce(job.country);
  const clock = createClock(country.facts.timeZone);
  clock.moveBy(job.clockOffset);
  return { offices: openOffices({ country, clock, words }), clock };
}
