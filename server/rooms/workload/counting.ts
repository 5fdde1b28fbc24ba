import type { Client, Listener, NumberedEntry } from '#kernel';

interface Counted {
  office: string;
  day: string;
  officer: string;
  type: string;
  count: number;
}

/** Counts acts that officials recorded in an office; what they only looked at is no work to be counted. */
export function countActs(timeZone: string): Listener {
  const dayOf = new Intl.DateTimeFormat('en-CA', { timeZone });
  return {
    name: 'workload-count',
    async hear(lines, { client }) {
      const counted = new Map<string, Counted>();
      for (const line of lines) {
        if (!isWork(line)) continue;
        const one = {
          office: line.office!,
          day: dayOf.format(new Date(line.actedAt)),
          officer: line.actor,
          type: line.type,
        };
        const key = Object.values(one).join(' ');
        counted.set(key, { ...one, count: (counted.get(key)?.count ?? 0) + 1 });
      }
      if (counted.size > 0) await addCounts(client, [...counted.values()]);
    },
  };
}

/** The session and the account are an official's own affair. */
const isWork = ({ kind, room, office }: NumberedEntry) =>
  kind === 'act' && office !== undefined && room !== 'accounts' && room !== 'signin';

async function addCounts(client: Client, counted: readonly Counted[]): Promise<void> {
  await client.query({
    name: 'workload-count',
    text: `INSERT INTO workload.done AS known (office, day, officer, type, count)
      SELECT * FROM unnest($1::text[], $2::date[], $3::text[], $4::text[], $5::int[])
      ON CONFLICT (office, day, officer, type) DO UPDATE SET count = known.count + excluded.count`,
    values: [
      counted.map(({ office }) => office),
      counted.map(({ day }) => day),
      counted.map(({ officer }) => officer),
      counted.map(({ type }) => type),
      counted.map(({ count }) => count),
    ],
  });
}
