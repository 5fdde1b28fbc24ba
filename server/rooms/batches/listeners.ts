import type { Listener } from '#kernel';

/** Gives each piece the number of its line once it is sealed, counts objections to it, and notices that the register changed. */
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
    const objections = lines.filter((line) => line.room === 'oversight' && typeof line.data?.objection === 'string');
    if (objections.length > 0)
      // How many, not who: the agency that reads this knows which rows it sent.
      await client.query({
        name: 'batches-objections',
        text: `UPDATE batches.chunk c SET objections = c.objections + n.opened, upheld = c.upheld + n.upheld
               FROM (SELECT number, count(*) FILTER (WHERE type = 'open-objection')::int AS opened, count(*) FILTER (WHERE finding = 'upheld')::int AS upheld
                     FROM unnest($1::bigint[], $2::text[], $3::text[]) AS o (number, type, finding) GROUP BY number) n
               WHERE c.number = n.number`,
        values: [
          objections.map((line) => line.data!.number),
          objections.map((line) => line.type),
          objections.map((line) => line.data!.finding ?? null),
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
