import type { Queryable } from '#kernel';
import type { PublicJwk, Statement } from '#libs/evidence';
import { type Exchanged, readExchanged, type Unsigned, unpackExchanged } from './exchanged.ts';

/** What both sides signed at a reference of the journal (`stream:seq:index`). @returns undefined where nothing was kept */
export async function findExchanged(client: Queryable, reference: string): Promise<Exchanged | Unsigned | undefined> {
  const [stream, seq, index] = reference.split(':');
  const { rows } = await client.query<{ packed: Buffer | null; messages: string | null }>(
    'SELECT packed, messages FROM exchange.exchanged WHERE stream = $1 AND seq = $2',
    [stream, seq],
  );
  if (!rows[0]) return undefined;
  const { packed, messages } = rows[0];
  return readExchanged(packed ? unpackExchanged(packed) : messages!, Number(index));
}

/** A key of a system with its history. @param named whether to say which officials registered and revoked it */
export async function readKeyHistory(
  client: Queryable,
  kid: string,
  named: boolean,
): Promise<Required<Pick<Statement, 'system' | 'requestKey'>> | undefined> {
  const { rows } = await client.query<{
    id: string;
    name: string;
    organisation: string;
    jwk: PublicJwk;
    created_at: Date;
    created_by: string;
    expires_at: Date;
    revoked_at: Date | null;
    revoked_by: string | null;
  }>(
    `SELECT s.system AS id, s.name, s.organisation, k.jwk, k.created_at, k.created_by, k.expires_at, k.revoked_at, k.revoked_by
     FROM exchange.key k JOIN exchange.system s USING (system) WHERE k.kid = $1`,
    [kid],
  );
  const [row] = rows;
  if (!row) return undefined;
  const { id, name, organisation, jwk } = row;
  return {
    system: { id, name, organisation },
    requestKey: {
      jwk,
      registeredAt: row.created_at.toISOString(),
      ...(named ? { registeredBy: row.created_by } : {}),
      expiresAt: row.expires_at.toISOString(),
      ...(row.revoked_at ? { revokedAt: row.revoked_at.toISOString() } : {}),
      ...(named && row.revoked_by ? { revokedBy: row.revoked_by } : {}),
    },
  };
}

/** A version of an agreement, as it was when it was recorded. */
export async function readAgreementVersion(
  client: Queryable,
  id: string,
  version: number,
): Promise<Statement['agreement']> {
  const { rows } = await client.query<{
    recorded_at: Date;
    modes: string[];
    purposes: string[];
    legal_bases: string[];
    fields: string[];
    valid_from: string;
    valid_to: string;
  }>(
    `SELECT recorded_at, modes, purposes, legal_bases, fields, valid_from, valid_to
     FROM exchange.agreement WHERE agreement = $1 AND version = $2`,
    [id, version],
  );
  const [row] = rows;
  return (
    row && {
      id,
      version,
      recordedAt: row.recorded_at.toISOString(),
      ways: row.modes,
      purposes: row.purposes,
      legalBases: row.legal_bases,
      fields: row.fields,
      validFrom: row.valid_from,
      validTo: row.valid_to,
    }
  );
}
