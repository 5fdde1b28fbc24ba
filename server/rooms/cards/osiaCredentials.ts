import type { Context, Transaction } from '#kernel';
import { appendLook } from './journal.ts';
import { stepCard } from './life.ts';
import type { CardState } from './model.ts';
import type { Credential, Expressions } from './osiaForms.ts';
import { inTheStandardsWords, requireOne } from './osiaRequests.ts';
import type { Parts } from './parts.ts';
import { problems } from './problems.ts';
import type { CardRow } from './store.ts';

const MOST = 100;
/** The standard's status and what it does to a card; LOST is ours, for it says more than SUSPENDED. */
const LEADS_TO = { ACTIVE: 'active', SUSPENDED: 'suspended', REVOKED: 'revoked', LOST: 'lost' } as const;
const STATUS_OF: Partial<Record<CardState, Credential['status']>> = {
  ...{ active: 'ACTIVE', suspended: 'SUSPENDED', revoked: 'REVOKED' },
  ...{ personalised: 'NEW', checked: 'NEW', shipped: 'NEW', received: 'NEW' },
};

/** Whether a card is one yet: with a number that stands on it. */
const isMade = ({ document_number, state }: CardRow): boolean => document_number !== null && state !== 'approved';

function present({ offices }: Parts, { language }: Context, row: CardRow): Credential {
  const status = STATUS_OF[row.state];
  return {
    ...{ credentialId: row.card, personId: row.person, credentialProfileId: row.kind },
    credentialProfileSubtype: row.template,
    ...(status ? { status } : { status: 'OTHER', statusOther: row.state }),
    credentialNumber: row.document_number!,
    ...(row.issued_on ? { issuedDate: `${row.issued_on}T00:00:00Z` } : {}),
    ...(row.expires_on ? { expiryDate: `${row.expires_on}T00:00:00Z` } : {}),
    ...{ issuingAuthority: offices.areaName('', language), issuingPlace: offices.areaName(row.office, language) },
  };
}

/** A look at whose card it is. @throws Problem cards/card-unknown */
export async function readCredential(parts: Parts, transaction: Transaction, context: Context, id: string) {
  const row = await requireOne(transaction, id);
  if (!isMade(row)) throw problems['card-unknown']();
  appendLook(transaction, context, 'card', [row.person], { fields: ['documents'], data: { card: id } });
  return present(parts, context, row);
}

/**
 * Cards of one person, or by the number on one: there is no list of everybody's. Each is a look at its holder.
 *
 * @throws Problem cards/osia-wrong
 */
export async function findCredentials(
  parts: Parts,
  transaction: Transaction,
  context: Context,
  expressions: Expressions,
): Promise<Credential[]> {
  const asked = new Map(expressions.map(({ attributeName, value }) => [attributeName, String(value)]));
  const wrong = expressions.findIndex(
    ({ attributeName, operator }) =>
      operator !== '=' || !['personId', 'credentialNumber', 'credentialProfileId', 'status'].includes(attributeName),
  );
  if (wrong >= 0) throw problems['osia-wrong']({ pointer: `/${wrong}`, values: { because: 'attributeName' } });
  if (!asked.has('personId') && !asked.has('credentialNumber'))
    throw problems['osia-wrong']({ values: { because: 'personId, credentialNumber' } });
  const { rows } = await transaction.client.query<CardRow>(
    `SELECT * FROM cards.card WHERE document_number IS NOT NULL AND state <> 'approved'
       AND ($1::text IS NULL OR person::text = lower($1)) AND ($2::text IS NULL OR document_number = $2)
     ORDER BY card DESC LIMIT $3`,
    [asked.get('personId') ?? null, asked.get('credentialNumber') ?? null, MOST],
  );
  const found = rows
    .map((row) => present(parts, context, row))
    .filter((one) => (asked.get('credentialProfileId') ?? one.credentialProfileId) === one.credentialProfileId)
    .filter((one) => (asked.get('status') ?? one.status) === one.status);
  const persons = [...new Set(found.map(({ personId }) => personId))];
  if (persons.length > 0) appendLook(transaction, context, 'card', persons, { fields: ['documents'] });
  return found;
}

/**
 * Suspends, lifts, revokes. What is not handed over yet is not made active here: that wants its holder at a counter.
 *
 * @throws Problem cards/card-unknown, osia-wrong, osia-not-allowed
 */
export async function setStatus(
  parts: Parts,
  transaction: Transaction,
  context: Context,
  id: string,
  { status, reason }: { status: string; reason?: string | undefined },
): Promise<void> {
  const row = await requireOne(transaction, id, true);
  if (!isMade(row)) throw problems['card-unknown']();
  const to = Object.entries(LEADS_TO).find(([name]) => name === status)?.[1];
  if (!to) throw problems['osia-wrong']({ pointer: '/status', values: { because: Object.keys(LEADS_TO).join(', ') } });
  const { reasons } = parts.offices.country.cards.revocation;
  if (to === 'revoked' && !reasons.includes(reason ?? ''))
    throw problems['osia-wrong']({ pointer: '/reason', values: { because: reasons.join(', ') } });
  if (to === 'active' && row.state === 'received')
    throw problems['osia-not-allowed']({ values: { because: 'cards/proof-missing' } });
  await inTheStandardsWords(stepCard(parts, transaction, context, id, to, reason ? { reason } : undefined));
}
