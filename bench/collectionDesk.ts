import { setTimeout } from 'node:timers/promises';
import type pg from 'pg';
import { printRow, quantile } from './measure.ts';

/** An officer's questions beside whatever else the server does: each at its time, whether or not the one before has been answered. */
export interface Desk {
  /** Asks until `over` ends, and prints how long the answers took, counted from the time at which each question was due. */
  ask(title: string, over: Promise<unknown>): Promise<void>;
}

const PURPOSE = { 'dancu-purpose': 'residence-registration', 'dancu-legal-basis': 'residence-law-20' };
/** Of each kind. */
const PER_SECOND = 10;

/** Persons to ask about, from all over the register, read before anything else runs. */
export async function openDesk(origin: string, cookie: string, owner: pg.Client): Promise<Desk> {
  const { rows: persons } = await owner.query<{ person: string; name: string; birth: string }>(
    `SELECT person, record->>'name' AS name, record->>'birthDate' AS birth FROM people.person
     WHERE life = 'a' AND length(record->>'birthDate') = 10 ORDER BY md5(person::text) LIMIT 2000`,
  );
  const kinds = {
    'search by name and birth date': ({ name, birth }: (typeof persons)[number]) =>
      `/api/people/search?${new URLSearchParams({ name, birth, limit: '10' })}`,
    'read of a record, journalled': ({ person }: (typeof persons)[number]) => `/api/people/${person}`,
  };
  async function measure(path: string, due: number): Promise<number> {
    const answer = await fetch(origin + path, { headers: { cookie, ...PURPOSE } });
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
    await answer.arrayBuffer();
    return performance.now() - due;
  }
  let turn = 0;
  return {
    async ask(title, over) {
      const ended = over.then(
        () => true,
        () => true,
      );
      const times = Object.keys(kinds).map((): Promise<number>[] => []);
      const begun = performance.now();
      for (let at = 0; ; at++) {
        const due = begun + (at * 1000) / PER_SECOND;
        const wait = setTimeout(Math.max(0, due - performance.now())).then(() => false);
        if ((await Promise.race([ended, wait])) === true) break;
        for (const [kind, pathOf] of Object.values(kinds).entries()) {
          turn += 1;
          times[kind]!.push(measure(pathOf(persons[turn % persons.length]!), due));
        }
      }
      for (const [kind, name] of Object.keys(kinds).entries()) {
        const sorted = (await Promise.all(times[kind]!)).sort((a, b) => a - b);
        printRow(`${title}: ${name}`, {
          asked: sorted.length,
          'p50 ms': quantile(sorted, 0.5),
          'p99 ms': quantile(sorted, 0.99),
        });
      }
    },
  };
}
