import { type Adapter, type AdapterPayload, errors } from 'oidc-provider';
import {
  type Artifact,
  type Artifacts,
  answerArtifact,
  artifactsOf,
  keepArtifact,
  type NewArtifact,
  type Pool,
} from './artifacts.ts';
import type { Handles } from './handles.ts';
import { deferWrite, dropPending, findPending, settleWrites } from './pendingWrites.ts';
import { claimOnce } from './replay.ts';

/** Seconds in which a refresh token that was just rotated gives the same successor again: two tabs, a lost answer. */
const GRACE = 10;

/** Finished by one: who comes second changes nothing. */
const ANSWERED_ONCE: ReadonlySet<string> = new Set(['DeviceCode', 'BackchannelAuthenticationRequest']);

/**
 * The provider's storage. What may happen once is decided by one conditional statement each, never by a look before a
 * write: with those of the library's own interface eight parallel redemptions of one code all succeed.
 * @throws errors of OAuth where another was first
 */
export class ArtifactAdapter implements Adapter {
  readonly #model: string;
  readonly #pool: Pool;
  readonly #artifacts: Artifacts;
  readonly #handles: Handles;

  constructor(model: string, pool: Pool, handles: Handles) {
    this.#model = model;
    this.#pool = pool;
    this.#artifacts = artifactsOf(pool);
    this.#handles = handles;
  }

  async upsert(id: string, payload: AdapterPayload, expiresIn?: number): Promise<void> {
    const until = payload.exp ?? Math.floor(Date.now() / 1000) + (expiresIn ?? 0);
    if (this.#model === 'ReplayDetection') {
      if (await claimOnce(this.#pool, this.#handles.hashOf(id), until)) return;
      throw new errors.InvalidGrant('used before');
    }
    const text = JSON.stringify(this.#conceal(payload));
    // PostgreSQL keeps neither in JSON; both come from a request, and are the requester's fault.
    if (/\\u0000|\\ud[89a-f]/i.test(text))
      throw new errors.InvalidRequest('a parameter holds characters that are no text');
    const row = { ...this.#placeOf(id), payload: text, ...ownerOf(this.#model, id, payload), until };
    if (this.#model === 'RefreshToken') return keepArtifact(this.#pool, row);
    if (ANSWERED_ONCE.has(this.#model)) {
      if (!(await answerArtifact(this.#pool, row))) throw new errors.InvalidRequest('the request was answered before');
    } else if (this.#model === 'Interaction' && payload.result) {
      if (!(await this.#artifacts.submit(row))) throw new errors.SessionNotFound('interaction session not found');
    } else if (!deferWrite(row)) await this.#artifacts.write(row);
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    const place = this.#placeOf(id);
    const pending = findPending(place);
    const row = pending ? madeNow(pending) : await this.#artifacts.find(place);
    return row && this.#reveal(row, id);
  }

  /** Parallel tabs write their session side by side: what each added to it belongs together. */
  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    await settleWrites(this.#artifacts);
    const found = await this.#artifacts.findByUid(uid);
    const rows = [...found].sort(({ payload: a }, { payload: b }) => a.iat! - b.iat! || a.exp! - b.exp!);
    const newest = rows.at(-1);
    if (!newest) return undefined;
    const authorizations = Object.assign({}, ...rows.map((row) => row.payload.authorizations ?? {}));
    return { ...this.#reveal(newest), authorizations };
  }

  async findByUserCode(userCode: string): Promise<AdapterPayload | undefined> {
    await settleWrites(this.#artifacts);
    const { rows } = await this.#pool.query<Artifact>({
      name: 'provider-find-code',
      text: `SELECT model, id, uid, payload, extract(epoch FROM now() - consumed_at)::float8 AS consumed FROM provider.artifact
        WHERE model = $1 AND user_code = $2 ORDER BY expires_at DESC LIMIT 1`,
      values: [this.#model, userCode],
    });
    return rows[0] && this.#reveal(rows[0]);
  }

  /** One wins. The others learn of the theft of a code or token as its owner does: the grant is gone (RFC 6749, 4.1.2). */
  async consume(id: string): Promise<void> {
    const place = this.#placeOf(id);
    if (findPending(place)) await settleWrites(this.#artifacts);
    if (await this.#artifacts.consume(place)) return;
    const { rows } = await this.#pool.query<{ grant_id: string | null; age: number }>({
      name: 'provider-consumed',
      text: `SELECT grant_id, extract(epoch FROM now() - consumed_at)::float8 AS age FROM provider.artifact
        WHERE model = $1 AND id = $2`,
      values: [place.model, place.id],
    });
    if (this.#model === 'RefreshToken' && rows[0] && rows[0].age < GRACE) return;
    if (rows[0]?.grant_id) {
      await settleWrites(this.#artifacts);
      await revokeGrant(this.#pool, rows[0].grant_id);
    }
    if (this.#model === 'PushedAuthorizationRequest')
      throw new errors.InvalidRequestUri('request_uri is invalid, expired, or was already used');
    throw new errors.InvalidGrant('already used');
  }

  async destroy(id: string): Promise<void> {
    if (this.#model === 'Grant') {
      await settleWrites(this.#artifacts);
      return revokeGrant(this.#pool, id);
    }
    const place = this.#placeOf(id);
    dropPending(place);
    const destroyed = await this.#artifacts.destroy(place);
    // Two that come back from the same interaction would both be given a code.
    if (this.#model === 'Interaction' && !destroyed)
      throw new errors.SessionNotFound('authorization request has expired');
  }

  async revokeByGrantId(grant: string): Promise<void> {
    await settleWrites(this.#artifacts);
    await this.#pool.query({
      name: 'provider-revoke-model',
      text: 'DELETE FROM provider.artifact WHERE model = $1 AND grant_id = $2',
      values: [this.#model, grant],
    });
  }

  #placeOf(id: string) {
    return { model: this.#model, id: this.#handles.hashOf(id) };
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

  #reveal({ id, payload, consumed }: Artifact, value = this.#handles.handleOf(id)): AdapterPayload {
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

const madeNow = (row: NewArtifact): Artifact => ({ ...row, payload: JSON.parse(row.payload), consumed: null });

function ownerOf(model: string, id: string, payload: AdapterPayload) {
  const { grantId, uid, userCode, accountId, clientId } = payload;
  return {
    grant: (model === 'Grant' ? id : model === 'Interaction' ? null : grantId) ?? null,
    uid: (model === 'Session' ? uid : null) ?? null,
    userCode: userCode ?? null,
    account: accountId ?? null,
    client: clientId ?? null,
  };
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
