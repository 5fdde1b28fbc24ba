import type { Client, Kernel } from '#kernel';
import { type Expressions, MOST_BUFFERS, type Packet } from './osiaForms.ts';

type Queries = Pick<Client, 'query'>;
type Keys = Pick<Kernel['keys'], 'seal' | 'open'>;

export interface PacketRow {
  readonly packet: string;
  readonly organisation: string;
  readonly person: string;
  readonly status: 'IN_PROGRESS' | 'FINALIZED';
  readonly content: Packet;
  readonly card: string | null;
}

interface Stored extends Omit<PacketRow, 'content'> {
  readonly content: Buffer;
}

const aboutPacket = (packet: string) => `enrolment-packet:${packet}`;
const aboutBuffer = (packet: string, buffer: string) => `enrolment-buffer:${packet}:${buffer}`;
const sealPacket = (keys: Keys, packet: string, content: Packet) =>
  keys.seal(aboutPacket(packet), Buffer.from(JSON.stringify(content)));

/** @throws Error where the row was changed behind our back */
function openRow(keys: Keys, { content: sealed, ...row }: Stored): PacketRow {
  const content = keys.open(aboutPacket(row.packet), sealed);
  if (!content) throw new Error(`packet ${row.packet} does not open`);
  return { ...row, content: JSON.parse(content.toString('utf8')) as Packet };
}

/** @returns false where there is one of this id, whoever began it */
export async function insertPacket(
  client: Queries,
  keys: Keys,
  { packet, organisation, content, at }: { packet: string; organisation: string; content: Packet; at: string },
): Promise<boolean> {
  const { rowCount } = await client.query(
    `INSERT INTO enrolment.packet (packet, organisation, person, status, content, begun_at, changed_at)
     VALUES ($1, $2, $3, 'IN_PROGRESS', $4, $5, $5) ON CONFLICT DO NOTHING`,
    [packet, organisation, content.requestData.personId, sealPacket(keys, packet, content), at],
  );
  return rowCount === 1;
}

export async function findPacket(
  client: Queries,
  keys: Keys,
  { packet, organisation }: { packet: string; organisation: string },
  lock = false,
): Promise<PacketRow | undefined> {
  const { rows } = await client.query<Stored>(
    `SELECT packet, organisation, person, status, content, card FROM enrolment.packet
     WHERE packet = $1 AND organisation = $2 ${lock ? 'FOR UPDATE' : ''}`,
    [packet, organisation],
  );
  return rows[0] && openRow(keys, rows[0]);
}

export async function changePacket(
  client: Queries,
  keys: Keys,
  packet: string,
  { content, card, at }: { content: Packet; card?: string; at: string },
): Promise<void> {
  await client.query(
    `UPDATE enrolment.packet SET content = $2, card = $3, changed_at = $4,
     status = CASE WHEN $3::uuid IS NULL THEN status ELSE 'FINALIZED' END WHERE packet = $1`,
    [packet, sealPacket(keys, packet, content), card ?? null, at],
  );
}

export async function deletePacket(client: Queries, packet: string): Promise<void> {
  await deleteBuffers(client, packet);
  await client.query('DELETE FROM enrolment.packet WHERE packet = $1', [packet]);
}

/** Those of an organisation, the newest first. */
export async function listPackets(
  client: Queries,
  keys: Keys,
  organisation: string,
  { expressions, offset, limit }: { expressions: Expressions; offset: number; limit: number },
): Promise<PacketRow[]> {
  const columns = { enrollmentId: 'packet::text', status: 'status', personId: 'person::text' } as const;
  const wanted = expressions.map(
    ({ attributeName, operator }, at) => `AND ${columns[attributeName]} ${operator === '=' ? '=' : '<>'} $${at + 4}`,
  );
  const { rows } = await client.query<Stored>(
    `SELECT packet, organisation, person, status, content, card FROM enrolment.packet
     WHERE organisation = $1 ${wanted.join(' ')} ORDER BY begun_at DESC, packet OFFSET $2 LIMIT $3`,
    [organisation, offset, limit, ...expressions.map(({ value }) => value)],
  );
  return rows.map((row) => openRow(keys, row));
}

/** Who writes holds the packet's row. @returns false where it has too many */
export async function insertBuffer(
  client: Queries,
  keys: Keys,
  { packet, buffer, type, bytes }: { packet: string; buffer: string; type: string; bytes: Buffer },
): Promise<boolean> {
  const { rowCount } = await client.query(
    `INSERT INTO enrolment.buffer (packet, buffer, type, size, content)
     SELECT $1, $2, $3, $4, $5 WHERE (SELECT count(*) FROM enrolment.buffer WHERE packet = $1) < ${MOST_BUFFERS}`,
    [packet, buffer, type, bytes.length, keys.seal(aboutBuffer(packet, buffer), bytes)],
  );
  return rowCount === 1;
}

export async function readBuffer(
  client: Queries,
  keys: Keys,
  packet: string,
  buffer: string,
): Promise<{ type: string; bytes: Buffer } | undefined> {
  const { rows } = await client.query<{ type: string; content: Buffer }>(
    'SELECT type, content FROM enrolment.buffer WHERE packet = $1 AND buffer = $2',
    [packet, buffer],
  );
  const bytes = rows[0] && keys.open(aboutBuffer(packet, buffer), rows[0].content);
  return bytes && { type: rows[0]!.type, bytes };
}

export async function deleteBuffers(client: Queries, packet: string): Promise<void> {
  await client.query('DELETE FROM enrolment.buffer WHERE packet = $1', [packet]);
}

/** What nobody went on with is erased. @returns how many */
export async function eraseOpenPackets(client: Queries, before: string): Promise<number> {
  const { rows } = await client.query<{ packet: string }>(
    "DELETE FROM enrolment.packet WHERE status = 'IN_PROGRESS' AND changed_at < $1 RETURNING packet",
    [before],
  );
  await client.query('DELETE FROM enrolment.buffer WHERE packet = ANY($1::uuid[])', [rows.map(({ packet }) => packet)]);
  return rows.length;
}
