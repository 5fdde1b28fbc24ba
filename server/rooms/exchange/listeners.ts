import { type Listener, type NumberedEntry, readLines } from '#kernel';

const KEPT = 20;

/** Keeps each organisation's last lines for its console. Lines that come twice are the same rows. */
export const latestLines: Listener = {
  name: 'exchange-latest',
  async hear(lines, { client }) {
    const byOrganisation = new Map<string, NumberedEntry[]>();
    for (const line of lines) {
      // What another room refused is noted here too, and is no question of the exchange.
      if (line.room !== 'exchange' || line.type === 'question-refused') continue;
      if (line.organisation === undefined || line.data?.transactionId === undefined) continue;
      const own = byOrganisation.get(line.organisation) ?? [];
      own.push(line);
      byOrganisation.set(line.organisation, own);
    }
    for (const [organisation, own] of byOrganisation) {
      const kept = await readLines(
        client,
        own.slice(-KEPT).map((line) => line.number),
      );
      const column = (read: (line: (typeof kept)[number]) => unknown) => kept.map(read);
      await client.query(
        `INSERT INTO exchange.latest (organisation, number, at, system, type, purpose, outcome, reference)
         SELECT $1, * FROM unnest($2::bigint[], $3::timestamptz[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[]) ON CONFLICT DO NOTHING`,
        [
          organisation,
          column((line) => line.number),
          column((line) => line.receivedAt),
          column((line) => line.actor),
          column((line) => line.type),
          column((line) => line.purpose ?? ''),
          column((line) => line.data?.outcome ?? ''),
          column((line) => line.reference),
        ],
      );
      await client.query(
        'DELETE FROM exchange.latest WHERE organisation = $1 AND number < (SELECT min(number) FROM (SELECT number FROM exchange.latest WHERE organisation = $1 ORDER BY number DESC LIMIT $2) newest)',
        [organisation, KEPT],
      );
    }
  },
};
