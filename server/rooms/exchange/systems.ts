import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { type Context, describeEntry, newId, type Transaction, thumbprint } from '#kernel';
import type { Stage } from './model.ts';
import { problems } from './problems.ts';

export interface NewSystem {
  organisation: string;
  name: string;
  publicJwk: Record<string, unknown>;
  scopes?: readonly string[];
  /** Absent: in simulation. */
  stage?: Stage;
}

/** A key signs for so long; the console warns of its end. */
const KEY_YEARS = 2;

/** Keys printed in RFCs 7515, 7517, 8037 and 9421 with their private halves: everybody can sign with them. */
const PUBLISHED: ReadonlySet<string> = new Set([
  'oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U', // RFC 7515 A.3
  'cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s', // RFC 7517 A.1
  'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k', // RFC 8037 A.1
  'poqkLGiymh_W0uP6PZFw-dvez3QJT5SolqXBCW38r0U', // RFC 9421 B.1.4
  'ydQXMtvbsOsZyFir-Y7A8t7fKEM1gbKPvyFkdpu4fvI', // RFC 9421 B.1.3
]);

/** Ed25519 points of small order, little-endian: a signature of zeros fits any message under them. */
const SMALL_ORDER: ReadonlySet<string> = new Set(
  [
    '0100000000000000000000000000000000000000000000000000000000000000',
    'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    '0000000000000000000000000000000000000000000000000000000000000000',
    '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
    'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
    'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  ].flatMap((hex) => [
    hex,
    hex.slice(0, 62) + (Number.parseInt(hex.slice(62), 16) ^ 0x80).toString(16).padStart(2, '0'),
  ]),
);

export interface CheckedKey {
  kid: string;
  algorithm: 'ES256' | 'Ed25519';
  /** The required members only. */
  jwk: Record<string, string>;
}

/**
 * Takes a public key on P-256 or Ed25519, and no other.
 * @throws Problem exchange/key-private, key-unsupported, key-malformed, key-weak
 */
export function checkPublicJwk(jwk: Readonly<Record<string, unknown>>): CheckedKey {
  const pointer = '/publicJwk';
  if (['d', 'p', 'q', 'dp', 'dq', 'qi', 'k', 'oth'].some((member) => member in jwk))
    throw problems['key-private']({ pointer });
  const algorithm =
    jwk.kty === 'EC' && jwk.crv === 'P-256'
      ? 'ES256'
      : jwk.kty === 'OKP' && jwk.crv === 'Ed25519'
        ? 'Ed25519'
        : undefined;
  if (!algorithm) throw problems['key-unsupported']({ pointer });
  const key = importKey(jwk as JsonWebKey);
  if (!key) throw problems['key-malformed']({ pointer });
  const { kty, crv, x, y } = key.export({ format: 'jwk' }) as Record<string, string>;
  const kid = thumbprint({ kty, crv, x, y } as JsonWebKey);
  const weak =
    PUBLISHED.has(kid) || (algorithm === 'Ed25519' && SMALL_ORDER.has(Buffer.from(x!, 'base64url').toString('hex')));
  if (weak) throw problems['key-weak']({ pointer });
  return { kid, algorithm, jwk: { kty: kty!, crv: crv!, x: x!, ...(y ? { y } : {}) } };
}

function importKey(jwk: JsonWebKey): KeyObject | undefined {
  try {
    return createPublicKey({ key: jwk, format: 'jwk' });
  } catch {
    return undefined;
  }
}

/** Registers a system of an organisation with its first key. @throws Problem as checkPublicJwk, and exchange/key-registered */
export async function createSystem(
  transaction: Transaction,
  context: Context,
  given: NewSystem,
  ownKids: ReadonlySet<string>,
): Promise<{ id: string; kid: string }> {
  const key = checkPublicJwk(given.publicJwk);
  const id = newId<'system'>();
  await transaction.client.query(
    'INSERT INTO exchange.system (system, organisation, name, state, stage, scopes, created_by) VALUES ($1, $2, $3, $4, $5, $6, $7)',
    [id, given.organisation, given.name, 'active', given.stage ?? 'simulation', given.scopes ?? [], context.caller.id],
  );
  await insertKey(transaction, context, id, key, ownKids);
  await note(transaction, context, 'system-registered', { system: id, kid: key.kid });
  return { id, kid: key.kid };
}

/** Adds a key to a system: the old one goes on until it is revoked. */
export async function addKey(
  transaction: Transaction,
  context: Context,
  system: string,
  publicJwk: Record<string, unknown>,
  ownKids: ReadonlySet<string>,
): Promise<{ id: string; kid: string }> {
  await requireOwnSystem(transaction, context, system);
  const key = checkPublicJwk(publicJwk);
  await insertKey(transaction, context, system, key, ownKids);
  await note(transaction, context, 'key-added', { system, kid: key.kid });
  return { id: system, kid: key.kid };
}

/** Revokes a key for good; revoking it again changes nothing. */
export async function revokeKey(
  transaction: Transaction,
  context: Context,
  system: string,
  kid: string,
): Promise<{ id: string; kid: string }> {
  await requireOwnSystem(transaction, context, system);
  const revoked = await transaction.client.query(
    'UPDATE exchange.key SET revoked_at = now(), revoked_by = $3 WHERE kid = $1 AND system = $2 AND revoked_at IS NULL',
    [kid, system, context.caller.id],
  );
  if (revoked.rowCount === 0) {
    const known = await transaction.client.query('SELECT 1 FROM exchange.key WHERE kid = $1 AND system = $2', [
      kid,
      system,
    ]);
    if (known.rowCount === 0) throw problems['key-not-found']();
    return { id: system, kid };
  }
  await note(transaction, context, 'key-revoked', { system, kid });
  return { id: system, kid };
}

/** Suspends a system, or lets it ask again. */
export async function setSystemState(
  transaction: Transaction,
  context: Context,
  system: string,
  state: 'active' | 'suspended',
): Promise<void> {
  const changed = await transaction.client.query(
    'UPDATE exchange.system SET state = $2 WHERE system = $1 AND state <> $2',
    [system, state],
  );
  if (changed.rowCount === 1) await note(transaction, context, `system-${state}`, { system });
}

/** Lets a system ask about real persons, or sends it back to the synthetic ones. */
export async function setSystemStage(
  transaction: Transaction,
  context: Context,
  system: string,
  stage: Stage,
): Promise<void> {
  const changed = await transaction.client.query(
    'UPDATE exchange.system SET stage = $2 WHERE system = $1 AND stage <> $2',
    [system, stage],
  );
  if (changed.rowCount === 1) await note(transaction, context, `system-to-${stage}`, { system });
}

/** Another organisation's system does not exist for the caller. */
async function requireOwnSystem(transaction: Transaction, context: Context, system: string): Promise<void> {
  const { rowCount } = await transaction.client.query(
    'SELECT 1 FROM exchange.system WHERE system = $1 AND organisation = $2 FOR UPDATE',
    [system, context.caller.organisation],
  );
  if (rowCount === 0) throw problems['system-unknown']();
}

async function insertKey(
  transaction: Transaction,
  context: Context,
  system: string,
  key: CheckedKey,
  ownKids: ReadonlySet<string>,
): Promise<void> {
  // Our own key under another's name would let answers pass as questions.
  if (ownKids.has(key.kid)) throw problems['key-registered']({ pointer: '/publicJwk' });
  const { rowCount } = await transaction.client.query(
    `INSERT INTO exchange.key (kid, system, algorithm, jwk, created_by, expires_at)
     VALUES ($1, $2, $3, $4, $5, now() + make_interval(years => $6)) ON CONFLICT DO NOTHING`,
    [key.kid, system, key.algorithm, JSON.stringify(key.jwk), context.caller.id, KEY_YEARS],
  );
  if (rowCount === 0) throw problems['key-registered']({ pointer: '/publicJwk' });
}

/** Every change says so in the journal, and tells all processes to load again. */
export async function note(
  transaction: Transaction,
  context: Context,
  type: string,
  data: Record<string, unknown>,
): Promise<void> {
  transaction.append(describeEntry(context, { kind: 'note', room: 'exchange', type, subjects: [], data }));
  await transaction.client.query('UPDATE exchange.epoch SET value = value + 1');
}
