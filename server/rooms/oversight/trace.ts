import type { Listener, NumberedEntry } from '#kernel';

/** Keeps the index of who is concerned by which line. Idempotent: the same lines told twice change nothing. */
export function traceListener(): Listener {
  return {
    name: 'oversight-trace',
    async hear(lines, { client }) {
      const columns: [string[], number[], string[], string[], string[], (string | null)[]] = [[], [], [], [], [], []];
      for (const line of lines) {
        if (line.kind === 'note') continue;
        for (const person of new Set(line.subjects)) {
          columns[0].push(person);
          columns[1].push(line.number);
          columns[2].push(line.receivedAt);
          columns[3].push(kindOf(line, person));
          columns[4].push(line.organisation ?? '');
          columns[5].push(line.hiddenUntil ?? null);
        }
      }
      if (columns[0].length === 0) return;
      await client.query({
        name: 'oversight-trace',
        text: `INSERT INTO oversight.trace (person, number, at, kind, organisation, hidden_until)
               SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::timestamptz[], $4::"char"[], $5::text[], $6::date[]) ON CONFLICT DO NOTHING`,
        values: columns,
      });
    },
  };
}

/** An act, a look, or what is the person's own doing: own looks and own sign-ins, which would hide the others. */
function kindOf({ kind, room, actor }: NumberedEntry, person: string): 'a' | 'l' | 'o' {
  if (actor === person && (kind === 'look' || room === 'accounts')) return 'o';
  return kind === 'act' ? 'a' : 'l';
}
