import type { Client, Context, Entry } from '#kernel';
import type { Batches, BulkProof } from '#rooms/batches';

type Queries = Pick<Client, 'query'>;

/** Whether a line is about a person: by name, or by the blind index of a batch. */
export async function concerns(
  client: Queries,
  batches: Batches,
  line: Pick<Entry, 'room' | 'subjects' | 'data'>,
  person: string,
): Promise<boolean> {
  return line.subjects.includes(person) || (await batches.proveBulkLook(client, line, person)) !== undefined;
}

/** Whether a line concerns the caller, and may be known by now. */
export async function isOwn(
  client: Queries,
  batches: Batches,
  line: Pick<Entry, 'room' | 'subjects' | 'data' | 'hiddenUntil'>,
  { caller, clock }: Context,
): Promise<boolean> {
  const { person } = caller;
  if (person === undefined || (line.hiddenUntil ?? '').slice(0, 10) > clock.today()) return false;
  return concerns(client, batches, line, person);
}

/** A line of a batch names nobody: this page, under the root that the line gives, holds the person's blinded key. */
export function renderBulk({ page, entries, path }: BulkProof, person: string) {
  return { person, page, entries: entries.toString('hex'), path: path.map((hash) => hash.toString('hex')) };
}
