import { type Adapter, type AdapterPayload, errors } from 'oidc-provider';
import type { Database } from '#kernel';
import type { Handles } from './handles.ts';
import { claimOnce } from './replay.ts';

type Pool = Pick<Database['pool'], 'query'>;

interface Row {
  id: Buffer;
  payload: AdapterPayload;
  /** Seconds since it was. */
  consumed: number | null;
}

/** Seconds in which a refresh token that was just rotated gives the same successor again: two tabs, a lost answer. */
const GRACE = 10;

/** Finished by one: who comes second changes nothing. */
const ANSWERED_ONCE: ReadonlySet<string> = new Set(['DeviceCode', 'BackchannelAuthenticationRequest']);

const insert = `INSERT INTO provider.artifact AS held (model, id, payload, grant_id, uid, user_code, account, client, expires_at)
  VALUES ($1, $2, $3::jsonb, $4, $5, $6, $7, $8, to_timestamp($9::float8)) ON CONFLICT (model, id) DO `;
const update =
  'UPDATE SET payload = excluded.payload, grant_id = excluded.grant_id, account = excluded.account, expires_at = excluded.expires_at';
const statements = {
  write: `${insert}${update}`,
  // A successor is the same for everybody who is given it; the first one's row stands, consumed or not.
  keep: `${insert}NOTHING`,
  answer: `${insert}${update} WHERE held.grant_id IS NULL AND NOT held.payload ? 'error'
    AND (NOT held.payload ? 'inFlight' OR excluded.grant_id IS NOT NULL OR excluded.payload ? 'error')`,
  // An interaction that was resumed is over: its result must not bring it back.
  submit: 'UPDATE provider.artifact SET payload = $3::jsonb WHERE model = $1 AND id = $2',
} as const;

/**
 * The provider's storage. What may happen once is decided by one conditional statement each, never by a look before a
 * write: with those of the library's own interface eight parallel redemptions of one code all succeed.
 * @throws errors of OAuth where another was first
 */
export class ArtifactAdapter implements Adapter {
  readonly #model: string;
  readonly #pool: Pool;
  readonly #handles: Handles;

  constructor(model: string, pool: Pool, handles: Handles) {
    this.#model = model;
    this.#pool = pool;
    this.#handles = handles;
  }

  async upsert(id: string, payload: AdapterPayload, expiresIn?: number): Promise<void> {
    const until = payload.exp ?? Math.floor(Date.now() / 1000) + (expiresIn ?? 0);
    if (this.#model === 'ReplayDetection') {
      if (await claimOnce(this.#pool, this.#handles.hashOf(id), until)) return;
      throw new errors.InvalidGrant('used before');
    }
    const kind = this.#kindOf(payload);
    const text = JSON.stringify(this.#conceal(payload));
    // PostgreSQL keeps neither in JSON; both come from a request, and are the requester's fault.
    if (/\\u0000|\\ud[89a-f]/i.test(text))
      throw new errors.InvalidRequest('a parameter holds characters that are no text');
    const row = [this.#model, this.#handles.hashOf(id), text];
    const { rowCount } = await this.#pool.query({
      name: `provider-${kind}`,
      text: statements[kind],
      values: kind === 'submit' ? row : [...row, ...ownerOf(this.#model, id, payload), until],
    });
    if (rowCount === 1 || kind === 'keep') return;
    if (kind === 'submit') throw new errors.SessionNotFound('interaction session not found');
    throw new errors.InvalidRequest('the request was answered before');
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    const { rows } = await this.#pool.query<Row>({
      name: 'provider-find',
      text: `SELECT id, payload, extract(epoch FROM now() - consumed_at)::float8 AS consumed FROM provider.artifact
        WHERE model = $1 AND id = $2`,
      values: [this.#model, this.#handles.hashOf(id)],
    });
    return rows[0] && this.#reveal(rows[0], id);
  }

  /** Parallel tabs write their session side by side: what each added to it belongs together. */
  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    const { rows } = await this.#pool.query<Row>({
      name: 'provider-find-uid',
      text: `SELECT id, payload, NULL AS consumed FROM provider.artifact WHERE model = $1 AND uid = $2
        ORDER BY (payload->>'iat')::float8, expires_at`,
      values: [this.#model, uid],
    });
    const newest = rows.at(-1);
    if (!newest) return undefined;
    const authorizations = Object.assign({}, ...rows.map((row) => row.payload.authorizations ?? {}));
    return { ...this.#reveal(newest), authorizations };
  }

  async findByUserCode(userCode: string): Promise<AdapterPayload | undefined> {
    const { rows } = await this.#pool.query<Row>({
      name: 'provider-find-code',
      text: `SELECT id, payload, extract(epoch FROM now() - consumed_at)::float8 AS consumed FROM provider.artifact
        WHERE model = $1 AND user_code = $2 ORDER BY expires_at DESC LIMIT 1`,
      values: [this.#model, userCode],
    });
    return rows[0] && this.#reveal(rows[0]);
  }

  /** One wins. The others learn of the theft of a code or token as its owner does: the grant is gone (RFC 6749, 4.1.2). */
  async consume(id: string): Promise<void> {
    const values = [this.#model, this.#handles.hashOf(id)];
    const { rowCount } = await this.#pool.query({
      name: 'provider-consume',
      text: 'UPDATE provider.artifact SET consumed_at = now() WHERE model = $1 AND id = $2 AND consumed_at IS NULL',
      values,
    });
    if (rowCount === 1) return;
    const { rows } = await this.#pool.query<{ grant_id: string | null; age: number }>({
      name: 'provider-consumed',
      text: `SELECT grant_id, extract(epoch FROM now() - consumed_at)::float8 AS age FROM provider.artifact
        WHERE model = $1 AND id = $2`,
      values,
    });
    if (this.#model === 'RefreshToken' && rows[0] && rows[0].age < GRACE) return;
    if (rows[0]?.grant_id) await revokeGrant(this.#pool, rows[0].grant_id);
    if (this.#model === 'PushedAuthorizationRequest')
      throw new errors.InvalidRequestUri('request_uri is invalid, expired, or was already used');
    throw new errors.InvalidGrant('already used');
  }

  async destroy(id: string): Promise<void> {
    if (this.#model === 'Grant') return revokeGrant(this.#pool, id);
    const { rowCount } = await this.#pool.query({
      name: 'provider-destroy',
      text: 'DELETE FROM provider.artifact WHERE model = $1 AND id = $2',
      values: [this.#model, this.#handles.hashOf(id)],
    });
    // Two that come back from the same interaction would both be given a code.
    if (this.#model === 'Interaction' && rowCount === 0)
      throw new errors.SessionNotFound('authorization request has expired');
  }

  async revokeByGrantId(grant: string): Promise<void> {
    await this.#pool.query({
      name: 'provider-revoke-model',
      text: 'DELETE FROM provider.artifact WHERE model = $1 AND grant_id = $2',
      values: [this.#model, grant],
    });
  }

  #kindOf(payload: AdapterPayload): keyof typeof statements {
    if (this.#model === 'RefreshToken') return 'keep';
    if (this.#model === 'Interaction' && payload.result) return 'submit';
    return ANSWERED_ONCE.has(this.#model) ? 'answer' : 'write';
  }

  /** Takes out the values that would redeem something. */
  #conceal({ jti, session, deviceCode, parJti, ...payload }: AdapterPayload): object {
    const hash = (value: string) => this.#handles.hashOf(value).toString('base64url');
    return {
      ...payload,
      ...(session ? { session: { ...session, cookie: undefined } } : {}),
      ...(deviceCode ? { deviceCode: hash(deviceCode) } : {}),
      ...(parJti ? { parJti: hash(parJti) } : {}),
    };
  }

  #reveal({ id, payload, consumed }: Row, value = this.#handles.handleOf(id)): AdapterPayload {
    const { deviceCode, parJti, ...kept } = payload;
    const handle = (hash: string) => this.#handles.handleOf(Buffer.from(hash, 'base64url'));
    const graced = this.#model === 'RefreshToken' && consumed !== null && consumed < GRACE;
    return {
      ...kept,
      jti: value,
      ...(deviceCode ? { deviceCode: handle(deviceCode) } : {}),
      ...(parJti ? { parJti: handle(parJti) } : {}),
      ...(consumed !== null && !graced ? { consumed: true } : {}),
    };
  }
}

function ownerOf(model: string, id: string, payload: AdapterPayload): (string | null)[] {
  const { grantId, uid, userCode, accountId, clientId } = payload;
  return [
    (model === 'Grant' ? id : model === 'Interaction' ? null : grantId) ?? null,
    (model === 'Session' ? uid : null) ?? null,
    userCode ?? null,
    accountId ?? null,
    clientId ?? null,
  ];
}

/** Ends everything that hangs on a grant: what is issued later for it finds no grant either. */
export async function revokeGrant(database: Pool, grant: string): Promise<void> {
  await database.query({
    name: 'provider-revoke',
    text: `WITH released AS (DELETE FROM provider.permission WHERE grant_id = $1)
      DELETE FROM provider.artifact WHERE grant_id = $1`,
    values: [grant],
  });
}
