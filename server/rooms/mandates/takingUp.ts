import type { Context, Transaction } from '#kernel';
import type { Acting, Session } from '#rooms/accounts';
import type { MandateActing } from './actings.ts';
import { noteAct, type Parts, tell } from './journal.ts';
import { isInForce, MANAGE } from './model.ts';
import { problems } from './problems.ts';
import type { Mandate } from './record.ts';
import { findHeld, readGiven, readMandate } from './storeMandates.ts';
import { markTold } from './storeTold.ts';

/**
 * Keeps a mandate as it is until a session acts under it: one that ends meanwhile waits for this, and then ends the session too.
 * @throws Problem mandates/acting-unknown where it has ended
 */
export async function holdActing(
  { client }: Transaction,
  person: string | undefined,
  acting: MandateActing,
): Promise<Mandate> {
  const found = await findHeld(client, person ?? '', acting.mandate);
  const held = found && (await readMandate(client, found.principal, found.mandate, 'share'));
  if (held?.state !== 'active') throw problems['acting-unknown']({ pointer: '/mandate' });
  return held;
}

/**
 * Somebody begins to act for another, at the sign-in or later: the one who is represented, or whoever answers for the
 * organisation, reads it among what concerns them.
 * A person is told by a message too, to their own contacts.
 * @throws Problem mandates/acting-unknown
 */
export async function takeUp(
  parts: Pick<Parts, 'accounts'>,
  transaction: Transaction,
  context: Context,
  person: string | undefined,
  acting: MandateActing,
): Promise<void> {
  const held = await holdActing(transaction, person, acting);
  const answering =
    acting.kind === 'organisation'
      ? (await readGiven(transaction.client, held.principal)).filter(
          (one) => isInForce(one, context.clock.today()) && one.scopes.includes(MANAGE),
        )
      : [];
  noteAct(transaction, context, 'acting-chosen', [held.principal, ...answering.map(({ holder }) => holder), person], {
    mandate: held.mandate,
  });
  if (acting.kind === 'person' && (await markTold(transaction.client, held.mandate, context.clock.today())))
    await tell(parts, transaction, context, [acting.person], 'acted-for', held);
}

/**
 * Changes as whom a session acts.
 * @throws Problem mandates/acting-unknown, accounts/session-ended
 */
export async function changeActing(
  parts: Pick<Parts, 'accounts'>,
  transaction: Transaction,
  context: Context,
  session: Session,
  acting: Acting | undefined,
): Promise<Session> {
  if (acting && acting.kind !== 'post') await takeUp(parts, transaction, context, session.person, acting);
  return parts.accounts.setActing(transaction, context, session, acting);
}
