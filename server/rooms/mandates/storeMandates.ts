import type { Client } from '#kernel';
import type { ActingLimits } from '#rooms/accounts';
import type { Ending, Mandate, MandateKind, MandateState } from './record.ts';

type Reader = Pick<Client, 'query'>;

interface Row {
  principal: string;
  mandate: string;
  kind: MandateKind;
  holder: string | null;
  name: string;
  scopes: string[];
  limits: ActingLimits | null;
  legal_basis: string;
  state: MandateState;
  valid_from: string;
  valid_to: string | null;
  lapses_on: string | null;
  confirm_by: string | null;
  due_on: string | null;
  given_by: string;
  given_at: Date;
  accepted_at: Date | null;
  ended_at: Date | null;
  ended_why: Ending | null;
}

const columns =
  'm.principal, m.mandate, m.kind, m.holder, m.name, m.scopes, m.limits, m.legal_basis, m.state, m.valid_from, m.valid_to, m.lapses_on, m.confirm_by, m.due_on, m.given_by, m.given_at, m.accepted_at, m.ended_at, m.ended_why';

function toMandate(row: Row): Mandate {
  return {
    principal: row.principal,
    mandate: row.mandate,
    kind: row.kind,
    holder: row.holder ?? undefined,
    name: row.name,
    scopes: row.scopes,
    limits: row.limits ?? undefined,
    legalBasis: row.legal_basis,
    state: row.state,
    from: row.valid_from,
    to: row.valid_to ?? undefined,
    lapsesOn: row.lapses_on ?? undefined,
    confirmBy: row.confirm_by ?? undefined,
    dueOn: row.due_on ?? undefined,
    givenBy: row.given_by,
    givenAt: row.given_at.toISOString(),
    acceptedAt: row.accepted_at?.toISOString(),
    endedAt: row.ended_at?.toISOString(),
    endedWhy: row.ended_why ?? undefined,
  };
}

export interface NewMandate {
  principal: string;
  mandate: string;
  kind: MandateKind;
  holder?: string | undefined;
  name: string;
  addressed?: { identifier: string; birthDate: string };
  scopes: readonly string[];
  limits?: ActingLimits | undefined;
  legalBasis: string;
  evidence?: unknown;
  state: 'offered' | 'active';
  from: string;
  to?: string | undefined;
  lapsesOn?: string;
  givenBy: string;
  givenAt: Date;
}

/** @returns false where the same guardian of the same ward is there already */
export async function insertMandate(client: Reader, given: NewMandate): Promise<boolean> {
  const inserted = await client.query(
    `INSERT INTO mandates.mandate (principal, mandate, kind, holder, name, addressed, scopes, limits, legal_basis, evidence, state,
       valid_from, valid_to, lapses_on, given_by, given_at, accepted_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, CASE WHEN $11 = 'active' THEN $16::timestamptz END)
     ON CONFLICT DO NOTHING`,
    [
      given.principal,
      given.mandate,
      given.kind,
      given.holder ?? null,
      given.name,
      given.addressed ? JSON.stringify(given.addressed) : null,
      JSON.stringify(given.scopes),
      given.limits ? JSON.stringify(given.limits) : null,
      given.legalBasis,
      given.evidence ? JSON.stringify(given.evidence) : null,
      given.state,
      given.from,
      given.to ?? null,
      given.lapsesOn ?? null,
      given.givenBy,
      given.givenAt,
    ],
  );
  if (inserted.rowCount === 0) return false;
  if (given.holder) await insertHeld(client, given.holder, given);
  return true;
}

export async function insertHeld(
  client: Reader,
  holder: string,
  { principal, mandate }: { principal: string; mandate: string },
): Promise<void> {
  await client.query(
    'INSERT INTO mandates.held (holder, principal, mandate) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    [holder, principal, mandate],
  );
}

/** @param lock holds the row until the transaction ends: `share` keeps it from ending meanwhile */
export async function readMandate(
  client: Reader,
  principal: string,
  mandate: string,
  lock?: 'share',
): Promise<Mandate | undefined> {
  const { rows } = await client.query<Row>(
    `SELECT ${columns} FROM mandates.mandate m WHERE principal = $1 AND mandate = $2${lock ? ' FOR SHARE' : ''}`,
    [principal, mandate],
  );
  return rows[0] && toMandate(rows[0]);
}

/** Those with these keys, whatever became of them. */
export async function readMandates(
  client: Reader,
  keys: readonly { person: string; mandate: string }[],
): Promise<Mandate[]> {
  const { rows } = await client.query<Row>(
    `SELECT ${columns} FROM unnest($1::uuid[], $2::uuid[]) AS asked (principal, mandate) JOIN mandates.mandate m USING (principal, mandate)`,
    [keys.map(({ person }) => person), keys.map(({ mandate }) => mandate)],
  );
  return rows.map(toMandate);
}

/** What a principal has given, the newest first. */
export async function readGiven(client: Reader, principal: string): Promise<Mandate[]> {
  const { rows } = await client.query<Row>(
    `SELECT ${columns} FROM mandates.mandate m WHERE principal = $1 ORDER BY given_at DESC, mandate DESC LIMIT 500`,
    [principal],
  );
  return rows.map(toMandate);
}

/** What a person holds or is offered, the newest first. @param state only such */
export async function readHeld(client: Reader, holder: string, state?: MandateState): Promise<Mandate[]> {
  const { rows } = await client.query<Row>(
    `SELECT ${columns} FROM mandates.held h JOIN mandates.mandate m USING (principal, mandate)
     WHERE h.holder = $1 AND ($2::text IS NULL OR m.state = $2) ORDER BY m.given_at DESC, m.mandate DESC LIMIT 500`,
    [holder, state ?? null],
  );
  return rows.map(toMandate);
}

/** The one with this key among those of a holder. */
export async function findHeld(client: Reader, holder: string, mandate: string): Promise<Mandate | undefined> {
  const { rows } = await client.query<Row>(
    `SELECT ${columns} FROM mandates.held h JOIN mandates.mandate m USING (principal, mandate) WHERE h.holder = $1 AND h.mandate = $2`,
    [holder, mandate],
  );
  return rows[0] && toMandate(rows[0]);
}

/** @returns undefined where it was accepted, ended or had lapsed: of many at once one comes through */
export async function writeAccepted(
  client: Reader,
  {
    principal,
    mandate,
    name,
    today,
    now,
  }: { principal: string; mandate: string; name: string; today: string; now: Date },
): Promise<Mandate | undefined> {
  const { rows } = await client.query<Row>(
    `UPDATE mandates.mandate m SET state = 'active', name = $3, accepted_at = $4
     WHERE principal = $1 AND mandate = $2 AND state = 'offered' AND due_on >= $5::date RETURNING ${columns}`,
    [principal, mandate, name, now, today],
  );
  return rows[0] && toMandate(rows[0]);
}

/** @param mandates only these; absent: all of the principal's. @returns those that this very statement ended */
export async function writeEnded(
  client: Reader,
  which: { principal: string; mandates?: readonly string[]; kind?: MandateKind; holder?: string },
  end: { by: string; why: Ending; now: Date },
): Promise<Mandate[]> {
  const { rows } = await client.query<Row>(
    `UPDATE mandates.mandate m SET state = 'ended', addressed = NULL, ended_at = $2, ended_by = $3, ended_why = $4
     WHERE principal = $1 AND state <> 'ended' AND ($5::uuid[] IS NULL OR mandate = ANY($5)) AND ($6::text IS NULL OR kind = $6)
       AND ($7::uuid IS NULL OR holder = $7) RETURNING ${columns}`,
    [which.principal, end.now, end.by, end.why, which.mandates ?? null, which.kind ?? null, which.holder ?? null],
  );
  return rows.map(toMandate);
}

/** The legal representative's request is granted. */
export async function writeActive(
  client: Reader,
  principal: string,
  holder: string,
  now: Date,
): Promise<Mandate | undefined> {
  const { rows } = await client.query<Row>(
    `UPDATE mandates.mandate m SET state = 'active', accepted_at = $3
     WHERE principal = $1 AND kind = 'representative' AND holder = $2 AND state = 'offered' RETURNING ${columns}`,
    [principal, holder, now],
  );
  return rows[0] && toMandate(rows[0]);
}

/** What members were given goes on until this day unless it is confirmed. */
export async function writeConfirmBy(client: Reader, principal: string, day: string): Promise<void> {
  await client.query(
    "UPDATE mandates.mandate SET confirm_by = $2 WHERE principal = $1 AND kind = 'member' AND state <> 'ended'",
    [principal, day],
  );
}

export async function writeConfirmed(client: Reader, principal: string, mandate: string): Promise<Mandate | undefined> {
  const { rows } = await client.query<Row>(
    `UPDATE mandates.mandate m SET confirm_by = NULL
     WHERE principal = $1 AND mandate = $2 AND kind = 'member' AND state <> 'ended' AND confirm_by IS NOT NULL RETURNING ${columns}`,
    [principal, mandate],
  );
  return rows[0] && toMandate(rows[0]);
}

/** Whatever concerns these persons and has not ended, whether they give or hold. */
export async function readConcerned(client: Reader, persons: readonly string[]): Promise<Mandate[]> {
  const { rows } = await client.query<Row>(
    `SELECT ${columns} FROM mandates.mandate m WHERE principal = ANY($1::uuid[]) AND state <> 'ended'
     UNION ALL
     SELECT ${columns} FROM mandates.held h JOIN mandates.mandate m USING (principal, mandate)
     WHERE h.holder = ANY($1::uuid[]) AND m.state <> 'ended' AND m.principal <> ALL($1::uuid[])`,
    [persons],
  );
  return rows.map(toMandate);
}

/** Whose last day is past. */
export async function readOverdue(client: Reader, today: string, limit: number): Promise<Mandate[]> {
  const { rows } = await client.query<Row>(
    `SELECT ${columns} FROM mandates.mandate m WHERE state <> 'ended' AND due_on < $1::date ORDER BY due_on LIMIT $2`,
    [today, limit],
  );
  return rows.map(toMandate);
}

export async function readEndedSince(client: Reader, since: Date): Promise<Mandate[]> {
  const { rows } = await client.query<Row>(
    `SELECT ${columns} FROM mandates.mandate m WHERE state = 'ended' AND ended_at >= $1 AND holder IS NOT NULL LIMIT 5000`,
    [since],
  );
  return rows.map(toMandate);
}

/** Takes the address of an offer, once. @returns undefined where it was taken, or the offer is over */
export async function takeAddress(
  client: Reader,
  principal: string,
  mandate: string,
): Promise<(Mandate & { identifier: string; birthDate: string }) | undefined> {
  const { rows } = await client.query<Row & { addressed: { identifier: string; birthDate: string } }>(
    `SELECT ${columns}, m.addressed FROM mandates.mandate m
     WHERE principal = $1 AND mandate = $2 AND state = 'offered' AND addressed IS NOT NULL FOR UPDATE`,
    [principal, mandate],
  );
  if (!rows[0]) return undefined;
  await client.query('UPDATE mandates.mandate SET addressed = NULL WHERE principal = $1 AND mandate = $2', [
    principal,
    mandate,
  ]);
  return { ...toMandate(rows[0]), ...rows[0].addressed };
}

export async function writeHolder(client: Reader, mandate: Mandate, holder: string): Promise<void> {
  await client.query('UPDATE mandates.mandate SET holder = $3 WHERE principal = $1 AND mandate = $2', [
    mandate.principal,
    mandate.mandate,
    holder,
  ]);
  await insertHeld(client, holder, mandate);
}
