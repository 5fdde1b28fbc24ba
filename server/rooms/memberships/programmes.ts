import { type Context, newId, performAct, type Transaction } from '#kernel';
import { type OwnArtwork, requireArtwork } from './artwork.ts';
import { appendAct, reasonOf } from './journal.ts';
import { askedOf, type ProgrammeState, type Rules } from './model.ts';
import type { Parts } from './parts.ts';
import { problems } from './problems.ts';
import { findProgramme, type ProgrammeRow, type Queries, requireOrganisation, requireProgramme } from './store.ts';

export interface NewProgramme {
  readonly name: string;
  /** Two to four letters before its cards' numbers; no other programme has them. */
  readonly prefix: string;
  readonly legalBasis: string;
  readonly rules: Rules;
  /** Absent: the country's. */
  readonly artwork?: OwnArtwork;
}

/** The agreement under which its members may be looked at now. @throws Problem that says what is missing */
export const requireAgreed = (parts: Parts, row: Pick<ProgrammeRow, 'organisation' | 'legal_basis' | 'rules'>) =>
  parts.exchange.requireAgreement(row.organisation, 'production', {
    ...{ type: 'bulk', ...reasonOf(parts, row) },
    fields: askedOf(row.rules),
  });

/** @throws Problem memberships/province-unknown, ages-wrong, term-wrong, artwork-wrong, and those of the agreement */
async function requireSound(parts: Parts, organisation: string, given: NewProgramme): Promise<void> {
  const { units, cards } = parts.offices.country;
  const { rules, artwork, legalBasis } = given;
  for (const [at, province] of (rules.provinces ?? []).entries())
    if (province.length !== 2 || !units.byCode.has(province))
      throw problems['province-unknown']({ pointer: `/rules/provinces/${at}` });
  if (rules.ageFrom !== undefined && rules.ageTo !== undefined && rules.ageTo < rules.ageFrom)
    throw problems['ages-wrong']({ pointer: '/rules/ageTo' });
  if (rules.termYears > cards.programmes.mostYears)
    throw problems['term-wrong']({ pointer: '/rules/termYears', values: { most: cards.programmes.mostYears } });
  if (artwork) requireArtwork(artwork);
  await requireAgreed(parts, { organisation, legal_basis: legalBasis, rules });
}

const columnsOf = ({ name, prefix, legalBasis, rules, artwork }: NewProgramme) => [
  ...[name, prefix, legalBasis, JSON.stringify(rules), artwork?.front ?? null, artwork?.back ?? null],
];

/** @throws Problem memberships/prefix-taken: another programme's cards have it */
async function requireFree(client: Queries, prefix: string, programme: string): Promise<void> {
  // Held until the end: of two that want one prefix at once the second finds the first.
  await client.query("SELECT pg_advisory_xact_lock(hashtextextended('memberships.prefix:' || $1, 0))", [prefix]);
  const { rowCount } = await client.query('SELECT FROM memberships.programme WHERE prefix = $1 AND programme <> $2', [
    prefix,
    programme,
  ]);
  if (rowCount) throw problems['prefix-taken']({ pointer: '/prefix' });
}

/** @throws Problem memberships/province-unknown, ages-wrong, term-wrong, artwork-wrong, prefix-taken, and those of the agreement */
export async function makeProgramme(
  parts: Parts,
  context: Context,
  given: NewProgramme,
): Promise<{ programme: string }> {
  const organisation = requireOrganisation(context);
  await requireSound(parts, organisation, given);
  return performAct(parts.kernel.database, context, async (transaction) => {
    const programme = newId();
    await requireFree(transaction.client, given.prefix, programme);
    await transaction.client.query(
      `INSERT INTO memberships.programme (name, prefix, legal_basis, rules, front, back, programme, organisation, state, made_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'draft', $9)`,
      [...columnsOf(given), programme, organisation, context.receivedAt],
    );
    appendAct(transaction, context, 'programme-made', [], { data: { programme } });
    return { programme };
  });
}

export interface Step {
  readonly version: number;
}

/** Nobody has proposed it yet, or it was sent back. @throws Problem memberships/programme-not-draft, programme-changed, and as makeProgramme */
export async function changeProgramme(
  parts: Parts,
  context: Context,
  id: string,
  { version, ...given }: NewProgramme & Step,
) {
  await requireSound(parts, requireOrganisation(context), given);
  return performAct(parts.kernel.database, context, async (transaction) => {
    const row = await requireProgramme(transaction.client, context, id, 'FOR UPDATE');
    if (row.state !== 'draft') throw problems['programme-not-draft']();
    await requireFree(transaction.client, given.prefix, id);
    await transaction.client.query(
      'UPDATE memberships.programme SET name = $1, prefix = $2, legal_basis = $3, rules = $4, front = $5, back = $6 WHERE programme = $7',
      [...columnsOf(given), id],
    );
    return setState(transaction, context, row, { version }, 'draft', {});
  });
}

/** The organisation lays it before the platform. @throws Problem memberships/programme-not-draft, programme-changed, and those of the agreement */
export function proposeProgramme(parts: Parts, context: Context, id: string, step: Step) {
  return performAct(parts.kernel.database, context, async (transaction) => {
    const row = await requireProgramme(transaction.client, context, id, 'FOR UPDATE');
    if (row.state !== 'draft') throw problems['programme-not-draft']();
    await requireAgreed(parts, row);
    return setState(transaction, context, row, step, 'proposed', { proposed_by: context.caller.id, why: null });
  });
}

/**
 * Another person, of the platform, lets it begin, or sends it back with a reason.
 * @throws Problem memberships/programme-unknown, programme-not-proposed, programme-changed, four-eyes, and those of the agreement
 */
export function decideProgramme(
  parts: Parts,
  context: Context,
  id: string,
  { approve, why, ...step }: Step & { approve: boolean; why?: string },
) {
  return performAct(parts.kernel.database, context, async (transaction) => {
    const row = await findProgramme(transaction.client, id, 'FOR UPDATE');
    if (!row || row.state === 'draft') throw problems['programme-unknown']();
    if (row.state !== 'proposed') throw problems['programme-not-proposed']();
    if (row.proposed_by === context.caller.id) throw problems['four-eyes']();
    if (approve) await requireAgreed(parts, row);
    return setState(transaction, context, row, step, approve ? 'approved' : 'draft', {
      ...{ decided_by: context.caller.id, decided_name: context.caller.name ?? null },
      why: approve ? null : (why ?? null),
    });
  });
}

/** Nobody is collected any more and no card ordered; cards that are held go on. @throws Problem memberships/programme-changed */
export function closeProgramme(parts: Parts, context: Context, id: string, step: Step) {
  return performAct(parts.kernel.database, context, async (transaction) => {
    const row = await requireProgramme(transaction.client, context, id, 'FOR UPDATE');
    return setState(transaction, context, row, step, 'closed', {});
  });
}

async function setState(
  transaction: Transaction,
  context: Context,
  { programme, state, version }: ProgrammeRow,
  step: Step,
  to: ProgrammeState,
  more: Readonly<Record<string, string | null>>,
): Promise<{ state: ProgrammeState; version: number }> {
  if (version !== step.version) throw problems['programme-changed']();
  const columns = Object.keys(more);
  await transaction.client.query(
    `UPDATE memberships.programme SET state = $2, version = version + 1${columns.map((one, at) => `, ${one} = $${at + 3}`).join('')} WHERE programme = $1`,
    [programme, to, ...Object.values(more)],
  );
  const type = state === to ? 'programme-changed' : `programme-${to}`;
  appendAct(transaction, context, type, [], { data: { programme } });
  return { state: to, version: version + 1 };
}
