import type { Client } from '#kernel';
import type { OfficeHours } from '#libs/country';
import type { OfficialState, Post } from './model.ts';

export interface Official {
  official: string;
  account: string;
  name: string;
  organisation: string | undefined;
  state: OfficialState;
  madeAt: string;
  lastSeenAt: string | undefined;
}

interface OfficialRow {
  official: string;
  account: string;
  name: string;
  organisation: string | null;
  state: OfficialState;
  made_at: Date;
  last_seen_at: Date | null;
}

interface PostRow {
  official: string;
  post: string;
  role: string;
  area: string | null;
  organisation: string | null;
  hours: OfficeHours | null;
  valid_from: string;
  valid_to: string | null;
  given_by: string;
  given_at: Date;
  reviewed_at: Date;
  reviewed_by: string | null;
  ended_at: Date | null;
  ended_by: string | null;
  ended_why: string | null;
}

type Reader = Pick<Client, 'query'>;

function openOfficialRow(row: OfficialRow): Official {
  return {
    official: row.official,
    account: row.account,
    name: row.name,
    organisation: row.organisation ?? undefined,
    state: row.state,
    madeAt: row.made_at.toISOString(),
    lastSeenAt: row.last_seen_at?.toISOString(),
  };
}

function openPostRow(row: PostRow): Post {
  return {
    official: row.official,
    post: row.post,
    role: row.role,
    area: row.area ?? undefined,
    organisation: row.organisation ?? undefined,
    hours: row.hours ?? undefined,
    validFrom: row.valid_from,
    validTo: row.valid_to ?? undefined,
    givenBy: row.given_by,
    givenAt: row.given_at.toISOString(),
    reviewedAt: row.reviewed_at.toISOString(),
    reviewedBy: row.reviewed_by ?? undefined,
    endedAt: row.ended_at?.toISOString(),
    endedBy: row.ended_by ?? undefined,
    endedWhy: row.ended_why ?? undefined,
  };
}

/** @param hold keeps the row until the transaction ends */
export async function readOfficial(reader: Reader, official: string, hold = false): Promise<Official | undefined> {
  const { rows } = await reader.query<OfficialRow>(
    `SELECT * FROM officials.official WHERE official = $1${hold ? ' FOR UPDATE' : ''}`,
    [official],
  );
  return rows[0] && openOfficialRow(rows[0]);
}

/** By number or the beginning of a name; all where nothing is asked. */
export async function findOfficials(
  reader: Reader,
  asked: { text: string; after: string; limit: number },
): Promise<Official[]> {
  const { rows } = await reader.query<OfficialRow>(
    `SELECT * FROM officials.official
     WHERE official > $2 AND ($1 = '' OR official = $1 OR strpos(lower(name), lower($1)) > 0)
     ORDER BY official LIMIT $3`,
    [asked.text, asked.after, asked.limit],
  );
  return rows.map(openOfficialRow);
}

export async function readNames(reader: Reader, officials: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await reader.query<{ official: string; name: string }>(
    'SELECT official, name FROM officials.official WHERE official = ANY($1)',
    [officials],
  );
  return new Map(rows.map((row) => [row.official, row.name]));
}

/** Newest first; without those that ended unless asked for. */
export async function readPosts(reader: Reader, officials: readonly string[], ended = false): Promise<Post[]> {
  const { rows } = await reader.query<PostRow>(
    `SELECT * FROM officials.post WHERE official = ANY($1)${ended ? '' : ' AND ended_at IS NULL'} ORDER BY official, given_at DESC, post DESC`,
    [officials],
  );
  return rows.map(openPostRow);
}

/** Posts with an organisation that did not end. */
export async function readPostsOfOrganisation(reader: Reader, organisation: string): Promise<Post[]> {
  const { rows } = await reader.query<PostRow>(
    'SELECT * FROM officials.post WHERE organisation = $1 AND ended_at IS NULL ORDER BY role, official, post LIMIT 500',
    [organisation],
  );
  return rows.map(openPostRow);
}

/** Living posts that somebody has last looked at before an instant, the longest unseen first. */
export async function readPostsReviewedBefore(reader: Reader, instant: string, limit: number): Promise<Post[]> {
  const { rows } = await reader.query<PostRow>(
    `SELECT * FROM officials.post WHERE ended_at IS NULL AND reviewed_at < $1 ORDER BY reviewed_at, official, post LIMIT $2`,
    [instant, limit],
  );
  return rows.map(openPostRow);
}

export async function insertPost(client: Client, post: Post): Promise<void> {
  await client.query(
    `INSERT INTO officials.post (official, post, role, area, organisation, hours, valid_from, valid_to, given_by, given_at, reviewed_at, reviewed_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      post.official,
      post.post,
      post.role,
      post.area ?? null,
      post.organisation ?? null,
      post.hours ? JSON.stringify(post.hours) : null,
      post.validFrom,
      post.validTo ?? null,
      post.givenBy,
      post.givenAt,
      post.reviewedAt,
      post.reviewedBy ?? null,
    ],
  );
}

/** @returns false: another had the number first */
export async function insertOfficial(client: Client, given: Official): Promise<boolean> {
  const { rowCount } = await client.query(
    `INSERT INTO officials.official (official, account, name, organisation, state, made_at, last_seen_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`,
    [
      given.official,
      given.account,
      given.name,
      given.organisation ?? null,
      given.state,
      given.madeAt,
      given.lastSeenAt ?? null,
    ],
  );
  return rowCount === 1;
}

export async function setOfficialState(
  client: Client,
  official: string,
  state: OfficialState,
  seenAt: string | undefined,
): Promise<void> {
  await client.query(
    'UPDATE officials.official SET state = $2, last_seen_at = COALESCE($3, last_seen_at) WHERE official = $1',
    [official, state, seenAt ?? null],
  );
}

/** Notes that the official was here; at most once an hour is enough to count days. */
export async function touchOfficial(reader: Reader, official: string, now: Date): Promise<void> {
  await reader.query(
    `UPDATE officials.official SET last_seen_at = $2
     WHERE official = $1 AND (last_seen_at IS NULL OR last_seen_at < $2::timestamptz - interval '1 hour')`,
    [official, now],
  );
}
