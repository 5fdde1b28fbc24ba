import { type Client, type Context, isId, newId, type Transaction } from '#kernel';
import { changeAgreement, readAgreementVersions, readSystems, setSystemState } from '#rooms/exchange';
import { note, requireOrganisation, requireOurs, sideOf } from './callers.ts';
import { nextSuspensionState, type Side, type SuspensionState, type SuspensionStep } from './model.ts';
import { problems } from './problems.ts';

type Queries = Pick<Client, 'query'>;

export interface SuspensionRow {
  readonly suspension: string;
  readonly kind: 'agreement' | 'system';
  readonly target: string;
  readonly organisation: string;
  readonly side: Side;
  readonly state: SuspensionState;
  readonly why: string;
  readonly madeBy: string;
  readonly madeAt: Date;
  readonly askedBy: string | null;
  readonly askedAt: Date | null;
  readonly askedWhy: string | null;
  readonly liftedBy: string | null;
  readonly liftedAt: Date | null;
}

const selected = `suspension, kind, target, organisation, side, state, why, made_by AS "madeBy", made_at AS "madeAt",
  asked_by AS "askedBy", asked_at AS "askedAt", asked_why AS "askedWhy", lifted_by AS "liftedBy", lifted_at AS "liftedAt"`;

/** Of an organisation, or of all: what is stopped first, then what was, newest first. */
export async function readSuspensions(client: Queries, organisation?: string): Promise<SuspensionRow[]> {
  const { rows } = await client.query<SuspensionRow>(
    `SELECT ${selected} FROM connections.suspension WHERE $1::text IS NULL OR organisation = $1
     ORDER BY state = 'lifted', made_at DESC LIMIT 200`,
    [organisation ?? null],
  );
  return rows;
}

export interface SuspensionMade {
  suspension: string;
  state: SuspensionState;
  journal: string;
}

/**
 * Stops an agreement or a system at once: one official with a reason, or the organisation itself. Its next question is refused.
 * @throws Problem connections/target-unknown, suspended-already
 */
export async function suspend(
  transaction: Transaction,
  context: Context,
  given: { kind: 'agreement' | 'system'; target: string; why: string },
): Promise<SuspensionMade> {
  const side = sideOf(context);
  if (side === 'holder') requireOurs(context, 'connections.decide');
  const { client } = transaction;
  const organisation = await findOwner(client, given);
  if (!organisation || (side === 'agency' && organisation !== requireOrganisation(context)))
    throw problems['target-unknown']({ pointer: '/target' });
  const suspension = newId<'suspension'>();
  const { kind, target, why } = given;
  await lockTarget(client, target);
  const { rowCount } = await client.query(
    `INSERT INTO connections.suspension (suspension, kind, target, organisation, side, state, why, made_by, made_at)
     VALUES ($1, $2, $3, $4, $5, 'active', $6, $7, $8) ON CONFLICT DO NOTHING`,
    [suspension, kind, target, organisation, side, why, context.caller.id, context.clock.now()],
  );
  if (rowCount !== 1) throw problems['suspended-already']();
  await setState(transaction, context, given, 'suspended');
  const journal = note(transaction, context, `${kind}-suspended`, { organisation, suspension, target, side, why });
  return { suspension, state: 'active', journal };
}

/**
 * Lets it go on: one asks, another of the same side agrees (`lift`) or not (`keep`). Where the other side has stopped it too,
 * it stays stopped.
 * @throws Problem connections/suspension-unknown, suspension-state, four-eyes
 */
export async function moveSuspension(
  transaction: Transaction,
  context: Context,
  id: string,
  step: SuspensionStep,
  why: string,
): Promise<SuspensionMade> {
  const side = sideOf(context);
  if (side === 'holder') requireOurs(context, 'connections.decide');
  const { client } = transaction;
  const row = isId(id) ? await holdSuspension(client, id) : undefined;
  const own = row?.side === side && (side === 'holder' || row.organisation === requireOrganisation(context));
  if (!row || !own) throw problems['suspension-unknown']();
  const state = nextSuspensionState(row.state, step);
  if (!state) throw problems['suspension-state']({ values: { state: row.state } });
  const { id: caller } = context.caller;
  if (step !== 'ask-lift' && row.askedBy === caller) throw problems['four-eyes']();
  const now = context.clock.now();
  if (step === 'ask-lift')
    await client.query(
      'UPDATE connections.suspension SET state = $2, asked_by = $3, asked_at = $4, asked_why = $5 WHERE suspension = $1',
      [id, state, caller, now, why],
    );
  else
    await client.query(
      `UPDATE connections.suspension SET state = $2, lifted_by = CASE WHEN $2 = 'lifted' THEN $3 END, lifted_at = CASE WHEN $2 = 'lifted' THEN $4::timestamptz END
       WHERE suspension = $1`,
      [id, state, caller, now],
    );
  const { kind, target, organisation } = row;
  const journal = note(transaction, context, `suspension-${step}`, { organisation, suspension: id, kind, target, why });
  if (step === 'lift' && !(await isStopped(client, row))) await setState(transaction, context, row, 'active');
  return { suspension: id, state, journal };
}

async function holdSuspension(client: Queries, id: string): Promise<SuspensionRow | undefined> {
  const { rows } = await client.query<SuspensionRow>(
    `SELECT ${selected} FROM connections.suspension WHERE suspension = $1 FOR UPDATE`,
    [id],
  );
  const [row] = rows;
  if (row) await lockTarget(client, row.target);
  return row;
}

/** Both sides' suspensions of one target move one after the other: the last lift must see the other side's. */
async function lockTarget(client: Queries, target: string): Promise<void> {
  await client.query("SELECT pg_advisory_xact_lock(hashtextextended('connections.suspension:' || $1, 0))", [target]);
}

async function isStopped(client: Queries, { kind, target }: SuspensionRow): Promise<boolean> {
  const { rows } = await client.query(
    "SELECT 1 FROM connections.suspension WHERE kind = $1 AND target = $2 AND state <> 'lifted' LIMIT 1",
    [kind, target],
  );
  return rows.length > 0;
}

async function findOwner(
  client: Queries,
  { kind, target }: { kind: string; target: string },
): Promise<string | undefined> {
  if (kind === 'agreement') return (await readAgreementVersions(client, target))[0]?.organisation;
  if (!isId(target)) return undefined;
  return (await readSystems(client, { system: target }))[0]?.organisation;
}

async function setState(
  transaction: Transaction,
  context: Context,
  { kind, target }: { kind: 'agreement' | 'system'; target: string },
  state: 'active' | 'suspended',
): Promise<void> {
  if (kind === 'system') return setSystemState(transaction, context, target, state);
  const [newest] = await readAgreementVersions(transaction.client, target);
  if (newest?.state !== state) await changeAgreement(transaction, context, target, { state });
}
