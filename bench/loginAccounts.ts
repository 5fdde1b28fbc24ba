import { createHash, createPrivateKey, generateKeyPairSync, type JsonWebKey, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type pg from 'pg';

/** One that signs in: a person of the register with an account at level 2, a passkey and a telephone. */
export interface Holder {
  account: string;
  pin: string;
  phone: string;
  credential: string;
}

interface Ledger {
  key: JsonWebKey;
  /** Accounts loaded so far, batch by batch. */
  batches: { from: number; to: number }[];
}

/** Holders in a batch: every so-many-th account belongs to a person of the register, the rest to nobody. */
export const HOLDERS = 1000;

/**
 * Fills the tables of accounts up to `total` synthetic ones; what is there stays. All passkeys have one key: what is
 * measured costs the same, and making ten million keys would take an hour.
 * @returns the holders among the newest batch, spread over all that is in the tables
 */
export async function loadAccounts(
  owner: pg.Client,
  home: string,
  total: number,
): Promise<{ holders: Holder[]; key: KeyObject; seconds: number; accounts: number }> {
  const file = `${home}/bench-login.json`;
  const ledger: Ledger = existsSync(file)
    ? JSON.parse(readFileSync(file, 'utf8'))
    : { key: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }), batches: [] };
  const key = createPrivateKey({ key: ledger.key, format: 'jwk' });
  const begun = performance.now();
  const loaded = ledger.batches.at(-1)?.to ?? 0;
  if (loaded < total) {
    await insertBatch(owner, ledger, { from: loaded, to: total });
    writeFileSync(file, JSON.stringify(ledger), { mode: 0o600 });
  }
  const batch = ledger.batches.at(-1)!;
  return {
    holders: await readHolders(owner, batch),
    key,
    seconds: (performance.now() - begun) / 1000,
    accounts: batch.to,
  };
}

const step = ({ from, to }: { from: number; to: number }) => Math.max(1, Math.floor((to - from) / HOLDERS));
const credentialOf = (n: number) => createHash('sha256').update(`bench credential ${n}`).digest('base64url');

/** A COSE key (RFC 9053) for ES256. */
export function coseKey({ x, y }: JsonWebKey): string {
  const part = (text?: string) => Buffer.concat([Buffer.from([0x58, 32]), Buffer.from(text!, 'base64url')]);
  const head = Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]);
  return Buffer.concat([head, part(x), Buffer.from([0x22]), part(y)]).toString('base64url');
}

async function insertBatch(owner: pg.Client, ledger: Ledger, batch: { from: number; to: number }): Promise<void> {
  const passkey = {
    publicKey: coseKey(ledger.key),
    transports: ['internal'],
    backedUp: false,
    deviceBound: true,
    aaguid: '64616e63-752d-7669-7274-75616c2d3100',
    attestation: 'none',
  };
  const digest = (text: string) => `translate(rtrim(encode(sha256((${text})::bytea), 'base64'), '='), '+/', '-_')`;
  await owner.query('BEGIN');
  // Account keys fall all over the index, as they do where accounts are read in no order.
  await owner.query(
    `CREATE TEMPORARY TABLE made ON COMMIT DROP AS
     SELECT n, overlay(md5('bench account ' || n) placing '7' from 13 for 1)::uuid AS account,
       overlay(md5('bench authenticator ' || n) placing '7' from 13 for 1)::uuid AS authenticator,
       coalesce(p.person, md5('bench person ' || n)::uuid) AS person, coalesce(p.name, 'Nguyễn Văn An') AS name,
       ${digest(`'bench credential ' || n`)} AS credential
     FROM generate_series($1::int, $2::int - 1) n
     LEFT JOIN (
       SELECT row_number() OVER (ORDER BY person) - 1 AS k, person, record->>'name' AS name FROM (
         SELECT person, record FROM people.person p
         WHERE life = 'a' AND birth_to < '2000-01-01' AND merged_into IS NULL
           AND NOT EXISTS (SELECT FROM accounts.actor_account WHERE actor = p.person::text)
         ORDER BY person LIMIT ${HOLDERS}) found) p ON (n - $1) % $3 = 0 AND p.k = (n - $1) / $3`,
    [batch.from, batch.to, step(batch)],
  );
  await owner.query('INSERT INTO accounts.actor_account (actor, account) SELECT person::text, account FROM made');
  await owner.query(
    `INSERT INTO accounts.account (account, kind, actor, person, name, language, level, state, created_at, activated_at, level_at)
     SELECT account, 'citizen', person::text, person, name, 'vi', 2, 'active', now(), now(), now() FROM made`,
  );
  await owner.query(
    `INSERT INTO accounts.contact (account, contact, kind, value, added_at, proved_at)
     SELECT account, authenticator, 'phone', '+84' || (900000000 + n), now(), now() FROM made`,
  );
  await owner.query(
    `INSERT INTO accounts.authenticator (account, authenticator, kind, label, secret, added_at, confirmed_at, accepted)
     SELECT account, authenticator, 'passkey', 'bench', $1::jsonb || jsonb_build_object('credential', credential), now(), now(), 0 FROM made`,
    [JSON.stringify(passkey)],
  );
  await owner.query(
    'INSERT INTO accounts.credential (credential, account, authenticator) SELECT credential, account, authenticator FROM made',
  );
  await owner.query('COMMIT');
  for (const table of ['account', 'actor_account', 'contact', 'authenticator', 'credential'])
    await owner.query(`VACUUM ANALYZE accounts.${table}`);
  ledger.batches.push(batch);
}

async function readHolders(owner: pg.Client, batch: { from: number; to: number }): Promise<Holder[]> {
  const credentials = Array.from({ length: HOLDERS }, (_, k) => credentialOf(batch.from + k * step(batch)));
  const { rows } = await owner.query<Holder>(
    `SELECT c.account, c.credential, i.value AS pin, k.value AS phone
     FROM accounts.credential c JOIN accounts.account a USING (account) JOIN accounts.contact k USING (account)
     JOIN people.identifier i ON i.person = a.person AND i.kind = 'pin' AND i.status = 'active'
     WHERE c.credential = ANY($1) ORDER BY c.credential`,
    [credentials],
  );
  if (rows.length < HOLDERS / 2) throw new Error('the register holds too few persons for this benchmark');
  return rows;
}

/** Limits and what other runs left would be measured as refusals. */
export async function clearLimits(owner: pg.Client): Promise<void> {
  await owner.query('TRUNCATE accounts.allowance');
}
