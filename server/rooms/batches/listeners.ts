import type { Listener } from '#kernel';

/** Gives each piece the number of its line once it is sealed, and notices that the register changed. */
export const followLog: Listener = {
  name: 'batches-follow',
  async hear(lines, { client }) {
    const pieces = lines.filter((line) => line.room === 'batches' && typeof line.data?.piece === 'number');
    if (pieces.length > 0)
      await client.query({
        name: 'batches-number',
        text: `UPDATE batches.chunk c SET number = n.number
               FROM unnest($1::uuid[], $2::int[], $3::bigint[]) AS n (batch, chunk, number)
               WHERE c.batch = n.batch AND c.chunk = n.chunk AND c.number IS NULL`,
        values: [
          pieces.map((line) => line.data!.batch),
          pieces.map((line) => line.data!.piece),
          pieces.map((line) => line.number),
        ],
      });
    const act = lines.findLast((line) => line.room === 'people' && line.kind === 'act');
    if (act)
      await client.query({
        name: 'batches-register',
        text: 'UPDATE batches.register SET act = $1 WHERE one = 1 AND act < $1',
        values: [act.number],
      });
  },
};
