import { type Context, describeEntry, newId, performAct, requireScope, type Transaction } from '#kernel';
import { hiddenUntil } from '#rooms/exchange';
import { findHolders } from '#rooms/people';
import type { ListingBody } from './contracts.ts';
import { requireOrganisation } from './desks.ts';
import { judgeListing } from './model.ts';
import type { Parts } from './parts.ts';
import { problems } from './problems.ts';
import type { ListingRow, Queries } from './store.ts';

/** Whose number it is; a cancelled one is nobody’s. @throws Problem checkpoints/number-unknown */
export async function requirePersons(
  client: Transaction['client'],
  numbers: readonly string[],
  pointerOf: (index: number) => string,
): Promise<string[]> {
  const found = await findHolders(client, numbers);
  return numbers.map((number, index) => {
    const holder = found.get(number)?.find(({ status, record }) => status === 'active' && !record.mergedInto);
    if (!holder) throw problems['number-unknown']({ pointer: pointerOf(index) });
    return holder.person;
  });
}

/** Nobody learns from the log what a criminal procedure still keeps: the entry is told when the look is. */
function appendListing(
  { offices }: Parts,
  transaction: Transaction,
  context: Context,
  type: string,
  row: Pick<ListingRow, 'listing' | 'kind' | 'ground' | 'person' | 'decision'>,
): void {
  const rule = offices.country.listings.find(({ kind }) => kind === row.kind)!;
  const later = rule.laterNotice;
  const hidden = later && hiddenUntil(offices.findPurpose(later.purpose), later.legalBasis, context.clock.now());
  const { listing, kind, ground, decision } = row;
  transaction.append(
    describeEntry(context, {
      ...{ kind: 'act', room: 'checkpoints', type, subjects: row.person ? [row.person] : [] },
      legalBasis: rule.legalBasis,
      ...(hidden ? { hiddenUntil: hidden } : {}),
      data: { listing, listingKind: kind, ground, decision },
    }),
  );
}

/**
 * Puts a decision before a second officer; until then no desk reads it.
 * @throws Problem checkpoints/ground-unknown, issuer-wrong, subject-wrong, end-wrong, number-unknown
 */
export function proposeListing(parts: Parts, context: Context, given: ListingBody) {
  requireScope(context.caller, 'checkpoints.list');
  const organisation = requireOrganisation(context);
  const rule = parts.offices.country.listings.find(({ kind }) => kind === given.kind);
  if ((given.number === undefined) === (given.documentNumber === undefined))
    throw problems['subject-wrong']({ pointer: '/number' });
  const of = given.number === undefined ? 'document' : 'person';
  const judged = judgeListing(rule, { ...given, of }, context.clock.today());
  if (judged) throw problems[judged.defect]({ pointer: judged.pointer });
  if (!rule!.issuers.includes(organisation)) throw problems['issuer-wrong']({ pointer: '/issuer' });
  return performAct(parts.kernel.database, context, async (transaction) => {
    const { client } = transaction;
    const persons = given.number ? await requirePersons(client, [given.number], () => '/number') : [];
    const row = { listing: newId(), ...given, person: persons[0] ?? null };
    await client.query(
      `INSERT INTO checkpoints.listing
         (listing, kind, ground, person, document_number, decision, issuer, decided_on, ends_on, organisation, proposed_by, proposed_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        ...[row.listing, row.kind, row.ground, row.person, given.documentNumber ?? null, row.decision, row.issuer],
        ...[row.decidedOn, row.endsOn, organisation, context.caller.id, context.receivedAt],
      ],
    );
    appendListing(parts, transaction, context, 'listing-proposed', row);
    return { id: row.listing };
  });
}

async function holdListing(client: Queries, context: Context, listing: string): Promise<ListingRow> {
  const { rows } = await client.query<ListingRow>(
    'SELECT * FROM checkpoints.listing WHERE listing = $1 AND organisation = $2 FOR UPDATE',
    [listing, requireOrganisation(context)],
  );
  if (!rows[0]) throw problems['listing-unknown']();
  return rows[0];
}

/**
 * A second officer puts it in force; either ends it before its day.
 * @throws Problem checkpoints/listing-unknown, listing-decided, four-eyes
 */
export function decideListing(parts: Parts, context: Context, listing: string, act: 'approve' | 'end') {
  requireScope(context.caller, 'checkpoints.list');
  return performAct(parts.kernel.database, context, async (transaction) => {
    const { client } = transaction;
    const row = await holdListing(client, context, listing);
    if (row.ended_at || (act === 'approve' && row.approved_by)) throw problems['listing-decided']();
    if (act === 'approve' && row.proposed_by === context.caller.id) throw problems['four-eyes']();
    if (act === 'approve')
      await client.query('UPDATE checkpoints.listing SET approved_by = $2, approved_at = $3 WHERE listing = $1', [
        ...[listing, context.caller.id, context.receivedAt],
      ]);
    else
      await client.query('UPDATE checkpoints.listing SET ended_at = $2 WHERE listing = $1', [
        listing,
        context.receivedAt,
      ]);
    appendListing(parts, transaction, context, act === 'approve' ? 'listing-approved' : 'listing-ended', row);
    return {};
  });
}

/** What the organisation has entered, the newest first: decisions, and nobody’s name. */
export async function viewListings({ kernel, offices }: Parts, context: Context) {
  requireScope(context.caller, 'checkpoints.list');
  const organisation = requireOrganisation(context);
  const { language } = context;
  const { rows } = await kernel.database.pool.query<ListingRow>(
    'SELECT * FROM checkpoints.listing WHERE organisation = $1 ORDER BY proposed_at DESC LIMIT 200',
    [organisation],
  );
  const rules = offices.country.listings.filter(({ issuers }) => issuers.includes(organisation));
  const named = (id: string, name: Readonly<Record<string, string>>) => ({ id, name: name[language]! });
  return {
    kinds: rules.map(({ kind, name, of, issuers, grounds }) => ({
      ...named(kind, name),
      of,
      issuers: issuers.map((id) => ({ id, name: offices.organisationName(id, language) })),
      grounds: grounds.map((one) => named(one.id, one.name)),
    })),
    listings: rows.map((row) => {
      const rule = rules.find(({ kind }) => kind === row.kind);
      const isOver = row.ended_at !== null || row.ends_on <= context.clock.today();
      return {
        ...{ id: row.listing, kindName: rule?.name[language] ?? row.kind, decision: row.decision },
        groundName: rule?.grounds.find(({ id }) => id === row.ground)?.name[language] ?? row.ground,
        issuerName: offices.organisationName(row.issuer, language),
        ...{ decidedOn: row.decided_on, endsOn: row.ends_on },
        state: isOver ? ('ended' as const) : row.approved_by ? ('in-force' as const) : ('proposed' as const),
        mine: row.proposed_by === context.caller.id,
      };
    }),
  };
}
