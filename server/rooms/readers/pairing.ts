import {
  type Caller,
  type Client,
  type Context,
  describeEntry,
  type Kernel,
  newId,
  requireScope,
  type Transaction,
} from '#kernel';
import { digestCode, digestOf, drawCode, drawToken } from './codes.ts';
import { DOOR_ADDRESS, makeDoor } from './doors.ts';
import { problems } from './problems.ts';

const CODE_MINUTES = 5;
/** A shift. Afterwards the reader is paired anew by whoever sits there. */
const PAIRED_HOURS = 12;

type Queries = Pick<Client, 'query'>;

export interface ReaderRow {
  reader: string;
  official: string;
  name: string;
  paired_at: Date;
  ends_at: Date;
  seen_at: Date;
  captures: boolean;
  door: Buffer | null;
}

function note(transaction: Transaction, context: Context, type: string, data: Record<string, unknown>): void {
  transaction.append(describeEntry(context, { kind: 'note', room: 'readers', type, subjects: [], data }));
}

/** A code for the page to show; an earlier one of the same officer no longer counts. */
export async function makePairing({ client }: Transaction, { caller, receivedAt }: Context) {
  requireScope(caller, 'readers.use');
  const code = drawCode();
  const expiresAt = new Date(Date.parse(receivedAt) + CODE_MINUTES * 60_000);
  await client.query('DELETE FROM readers.pairing WHERE official = $1 OR expires_at < $2', [caller.id, receivedAt]);
  await client.query('INSERT INTO readers.pairing (code_digest, official, expires_at) VALUES ($1, $2, $3)', [
    digestCode(code),
    caller.id,
    expiresAt,
  ]);
  return { code, expiresAt: expiresAt.toISOString() };
}

/** The agent shows the code and gets its token; the officer's reader of before is let go. @throws Problem readers/code-wrong */
export async function pair(
  { keys }: Pick<Kernel, 'keys'>,
  transaction: Transaction,
  context: Context,
  given: { code: string; name: string; captures?: boolean; opensDoor?: boolean },
) {
  const { client } = transaction;
  const at = context.receivedAt;
  // Whoever deletes the row has the code; a second comes too late.
  const { rows } = await client.query<{ official: string }>(
    'DELETE FROM readers.pairing WHERE code_digest = $1 AND expires_at > $2 RETURNING official',
    [digestCode(given.code), at],
  );
  const official = rows[0]?.official;
  if (official === undefined) throw problems['code-wrong']({ pointer: '/code' });
  const [reader, token] = [newId(), drawToken()];
  const door = given.opensDoor ? makeDoor(keys, reader) : undefined;
  const endsAt = new Date(Date.parse(at) + PAIRED_HOURS * 3_600_000);
  await client.query('UPDATE readers.reader SET ended_at = $2 WHERE official = $1 AND ended_at IS NULL', [
    official,
    at,
  ]);
  await client.query(
    `INSERT INTO readers.reader (reader, official, token_digest, name, paired_at, ends_at, seen_at, captures, door)
     VALUES ($1, $2, $3, $4, $5, $6, $5, $7, $8)`,
    [reader, official, digestOf(token), given.name, at, endsAt, given.captures ?? false, door?.sealed ?? null],
  );
  const caller: Caller = { kind: 'official', id: official, scopes: new Set() };
  note(transaction, { ...context, caller }, 'reader-paired', { reader, name: given.name });
  return {
    reader,
    token,
    endsAt: endsAt.toISOString(),
    ...(door ? { door: { address: DOOR_ADDRESS, secret: door.secret } } : {}),
  };
}

/** The officer's, while it lasts. */
export async function findOwn(client: Queries, { caller, receivedAt }: Context) {
  requireScope(caller, 'readers.use');
  const { rows } = await client.query<ReaderRow>(
    `SELECT reader, official, name, paired_at, ends_at, seen_at, captures, door FROM readers.reader
     WHERE official = $1 AND ended_at IS NULL AND ends_at > $2`,
    [caller.id, receivedAt],
  );
  return rows[0];
}

/** @throws Problem readers/reader-missing */
export async function requireOwn(client: Queries, context: Context): Promise<ReaderRow> {
  const row = await findOwn(client, context);
  if (!row) throw problems['reader-missing']();
  return row;
}

/** Lets the reader go; its token opens nothing any more. @throws Problem readers/reader-missing */
export async function unpair(transaction: Transaction, context: Context): Promise<string> {
  const { reader } = await requireOwn(transaction.client, context);
  await transaction.client.query('UPDATE readers.reader SET ended_at = $2 WHERE reader = $1 AND ended_at IS NULL', [
    reader,
    context.receivedAt,
  ]);
  note(transaction, context, 'reader-unpaired', { reader });
  return reader;
}

const SCHEME = /^Reader ([A-Za-z0-9_-]{43})$/;

/** Which reader an agent's request comes from; that it came is kept. @throws Problem readers/token-wrong */
export async function requireAgent(client: Queries, authorization: unknown, at: string) {
  const [, token] = SCHEME.exec(String(authorization ?? '')) ?? [];
  const { rows } = token
    ? await client.query<{ reader: string }>(
        `UPDATE readers.reader SET seen_at = $2 WHERE token_digest = $1 AND ended_at IS NULL AND ends_at > $2
         RETURNING reader`,
        [digestOf(token), at],
      )
    : { rows: [] };
  if (!rows[0]) throw problems['token-wrong']();
  return rows[0].reader;
}
