import type { Listener } from '#kernel';

/** Counts looks of organisations by day and field; at whom is not written down here. */
export const followUse: Listener = {
  name: 'quality-use',
  async hear(lines, { client }) {
    const looks = lines.flatMap(({ kind, organisation, fields, receivedAt }) =>
      kind === 'look' && organisation !== undefined
        ? (fields ?? []).map((field) => ({ day: receivedAt.slice(0, 10), organisation, field }))
        : [],
    );
    if (looks.length === 0) return;
    await client.query({
      name: 'quality-use',
      text: `INSERT INTO quality.use AS known (day, organisation, field, looks)
             SELECT day, organisation, field, count(*) FROM unnest($1::date[], $2::text[], $3::text[]) AS n (day, organisation, field) GROUP BY 1, 2, 3
             ON CONFLICT (day, organisation, field) DO UPDATE SET looks = known.looks + excluded.looks`,
      values: [looks.map(({ day }) => day), looks.map((one) => one.organisation), looks.map(({ field }) => field)],
    });
  },
};

/** A file of persons was entered or taken back: its sender and its province want to see what that changed. */
export function followRuns(recount: () => Promise<void>): Listener {
  return {
    name: 'quality-runs',
    async hear(lines) {
      if (!lines.some(({ room, type }) => room === 'collection' && (type === 'done' || type === 'undone'))) return;
      // Where it cannot be asked for now, the nightly count comes all the same.
      await recount().catch(() => {});
    },
  };
}
