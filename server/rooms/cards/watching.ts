import { addDays } from '#libs/country';
import { appendAct, ownContext } from './journal.ts';
import { stepCard } from './life.ts';
import type { Parts } from './parts.ts';

/** Of a transaction. */
const MOST = 200;

async function listDue({ kernel }: Parts, where: string, day: string): Promise<{ card: string; person: string }[]> {
  const { rows } = await kernel.database.pool.query<{ card: string; person: string }>(
    `SELECT card, person FROM cards.card WHERE state IN ('active', 'suspended', 'lost') AND ${where} ORDER BY card LIMIT ${MOST}`,
    [day],
  );
  return rows;
}

/** Cards whose last day has gone by. @returns nothing; what fails is found again tomorrow */
export async function endExpired(parts: Parts): Promise<void> {
  const { database, clock } = parts.kernel;
  const context = ownContext(parts, parts.offices.country.cards.renewal.legalBasis);
  for (;;) {
    const due = await listDue(parts, 'expires_on < $1', clock.today());
    if (due.length === 0) return;
    await database.transact(async (transaction) => {
      for (const { card } of due) await stepCard(parts, transaction, context, card, 'expired');
    });
  }
}

/** Tells the holders of cards that end soon, once. */
export async function proposeRenewals(parts: Parts): Promise<void> {
  const { database, clock } = parts.kernel;
  const { renewal } = parts.offices.country.cards;
  const context = ownContext(parts, renewal.legalBasis);
  for (;;) {
    const until = addDays(clock.today(), renewal.proposeDays);
    const due = await listDue(parts, 'proposed_at IS NULL AND expires_on <= $1', until);
    if (due.length === 0) return;
    await database.transact(async (transaction) => {
      for (const { card, person } of due) {
        const { rowCount } = await transaction.client.query(
          'UPDATE cards.card SET proposed_at = $2 WHERE card = $1 AND proposed_at IS NULL',
          [card, context.receivedAt],
        );
        if (rowCount === 1) appendAct(transaction, context, 'card-renewal-proposed', [person], { data: { card } });
      }
    });
  }
}

/** New revocation lists before the old ones grow old, new signers before the old ones’ time. */
export async function renewTrust({ kernel, pki }: Parts): Promise<void> {
  await pki.documentSigner();
  await kernel.database.transact((transaction) => pki.renewLists(transaction));
}
