import type { AdapterPayload } from 'oidc-provider';
import { type Database, gather } from '#kernel';

export type Pool = Pick<Database['pool'], 'query'>;

/** Names a row. */
export interface Place {
  readonly model: string;
  readonly id: Buffer;
}

export interface Artifact extends Place {
  readonly uid: string | null;
  readonly payload: AdapterPayload;
  /** Seconds since it was. */
  readonly consumed: number | null;
}

export interface NewArtifact extends Place {
  /** JSON */
  readonly payload: string;
  readonly grant: string | null;
  readonly uid: string | null;
  readonly userCode: string | null;
  readonly account: string | null;
  readonly client: string | null;
  /** Seconds since 1970. */
  readonly until: number;
}

/** The rows behind the library's models. What many requests ask at once goes to the database together. */
export interface Artifacts {
  find(place: Place): Promise<Artifact | undefined>;
  findByUid(uid: string): Promise<readonly Artifact[]>;
  /** Writes the row, or over the one that is there. */
  write(row: NewArtifact): Promise<void>;
  /** Each of these is one conditional statement. @returns whether this one did it */
  submit(row: Place & Pick<NewArtifact, 'payload'>): Promise<boolean>;
  consume(place: Place): Promise<boolean>;
  destroy(place: Place): Promise<boolean>;
}

type Query = { place: Place } | { uid: string };

const COLUMNS = 'model, id, uid, payload, extract(epoch FROM now() - consumed_at)::float8 AS consumed';
// The first two lead to the index whatever the planner thinks of the table's size, the third is exact.
const ASKED = `model = ANY($1::text[]) AND id = ANY($2::bytea[])
  AND (model, id) IN (SELECT * FROM unnest($1::text[], $2::bytea[]))`;

export const placeKey = ({ model, id }: Place): string => `${model} ${id.toString('latin1')}`;

const known = new WeakMap<Pool, Artifacts>();

/** One for each pool: every instance of the library over it shares its statements. */
export function artifactsOf(pool: Pool): Artifacts {
  const made = known.get(pool) ?? createArtifacts(pool);
  known.set(pool, made);
  return made;
}

function createArtifacts(pool: Pool): Artifacts {
  const read = gather<Query, readonly Artifact[]>(
    async (queries) => {
      const places = queries.flatMap((query) => ('place' in query ? [query.place] : []));
      const uids = queries.flatMap((query) => ('uid' in query ? [query.uid] : []));
      const { rows } = await pool.query<Artifact>({
        name: 'provider-find',
        text: `SELECT ${COLUMNS} FROM provider.artifact WHERE model = ANY($1::text[]) AND id = ANY($2::bytea[])
          UNION ALL SELECT ${COLUMNS} FROM provider.artifact WHERE uid = ANY($3::text[]) AND model = 'Session'`,
        values: [[...new Set(places.map(({ model }) => model))], places.map(({ id }) => id), uids],
      });
      const found = Map.groupBy(rows, placeKey);
      const named = uids.length > 0 ? Map.groupBy(rows, ({ uid }) => uid) : undefined;
      return queries.map((query) => {
        // A session that was asked for both ways stands there twice.
        if ('place' in query) return found.get(placeKey(query.place))?.slice(0, 1) ?? [];
        const own = new Map((named?.get(query.uid) ?? []).map((row) => [placeKey(row), row]));
        return [...own.values()];
      });
    },
    { keyOf: (query) => ('place' in query ? placeKey(query.place) : query.uid) },
  );
  const write = gather<NewArtifact, undefined>(
    async (rows) => {
      await pool.query({ name: 'provider-write', text: `${insertSql} ${overwriteSql}`, values: columnsOf(rows) });
      return rows.map(() => undefined);
    },
    { keyOf: placeKey },
  );
  /** @param text a statement that returns the places where it did something */
  const change = <Row extends Place>(name: string, text: string, valuesOf: (rows: readonly Row[]) => unknown[]) =>
    gather<Row, boolean>(
      async (rows) => {
        const done = await pool.query<Place>({ name, text, values: valuesOf(rows) });
        const places = new Set(done.rows.map(placeKey));
        return rows.map((row) => places.has(placeKey(row)));
      },
      { keyOf: placeKey },
    );
  const placesOf = (rows: readonly Place[]) => [rows.map(({ model }) => model), rows.map(({ id }) => id)];
  return {
    find: async (place) => (await read({ place }))[0],
    findByUid: (uid) => read({ uid }),
    write,
    // An interaction that was resumed is over: its result must not bring it back.
    submit: change(
      'provider-submit',
      `UPDATE provider.artifact AS held SET payload = given.payload
        FROM unnest($1::text[], $2::bytea[], $3::jsonb[]) AS given (model, id, payload)
        WHERE held.model = ANY($1::text[]) AND held.id = ANY($2::bytea[]) AND held.model = given.model AND held.id = given.id
        RETURNING held.model, held.id`,
      (rows) => [...placesOf(rows), rows.map(({ payload }) => payload)],
    ),
    consume: change(
      'provider-consume',
      `UPDATE provider.artifact SET consumed_at = now() WHERE ${ASKED} AND consumed_at IS NULL RETURNING model, id`,
      placesOf,
    ),
    destroy: change('provider-destroy', `DELETE FROM provider.artifact WHERE ${ASKED} RETURNING model, id`, placesOf),
  };
}

const insertSql = `INSERT INTO provider.artifact AS held (model, id, payload, grant_id, uid, user_code, account, client, expires_at)
  SELECT model, id, payload, grant_id, uid, user_code, account, client, to_timestamp(until)
  FROM unnest($1::text[], $2::bytea[], $3::jsonb[], $4::text[], $5::text[], $6::text[], $7::uuid[], $8::text[], $9::float8[])
    AS given (model, id, payload, grant_id, uid, user_code, account, client, until) ON CONFLICT (model, id) DO`;
const overwriteSql =
  'UPDATE SET payload = excluded.payload, grant_id = excluded.grant_id, account = excluded.account, expires_at = excluded.expires_at';

function columnsOf(rows: readonly NewArtifact[]): unknown[][] {
  const column = (name: keyof NewArtifact) => rows.map((row) => row[name]);
  return (['model', 'id', 'payload', 'grant', 'uid', 'userCode', 'account', 'client', 'until'] as const).map(column);
}

/** A successor is the same for everybody who is given it; the first one's row stands, consumed or not. */
export async function keepArtifact(pool: Pool, row: NewArtifact): Promise<void> {
  await pool.query({ name: 'provider-keep', text: `${insertSql} NOTHING`, values: columnsOf([row]) });
}

/** What one answers who comes second changes nothing. @returns whether this was the first answer */
export async function answerArtifact(pool: Pool, row: NewArtifact): Promise<boolean> {
  const { rowCount } = await pool.query({
    name: 'provider-answer',
    text: `${insertSql} ${overwriteSql} WHERE held.grant_id IS NULL AND NOT held.payload ? 'error'
      AND (NOT held.payload ? 'inFlight' OR excluded.grant_id IS NOT NULL OR excluded.payload ? 'error')`,
    values: columnsOf([row]),
  });
  return rowCount === 1;
}
