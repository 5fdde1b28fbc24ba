import type { Context, Transaction } from '#kernel';
import { canManage, findAuthority } from './authority.ts';
import { noteAct, type Parts, sidesOf, tell } from './journal.ts';
import { problems } from './problems.ts';
import type { Ending, Mandate, MandateKind } from './record.ts';
import { readMandate, writeEnded } from './storeMandates.ts';

/**
 * Ends mandates of one principal, with the sessions that act under them. What had ended before stays as it is.
 * @returns those that ended now
 */
export async function endMandates(
  parts: Pick<Parts, 'accounts'>,
  transaction: Transaction,
  context: Context,
  which: { principal: string; mandates?: readonly string[]; kind?: MandateKind; holder?: string },
  why: Ending,
): Promise<Mandate[]> {
  const ended = await writeEnded(transaction.client, which, { by: context.caller.id, why, now: context.clock.now() });
  for (const mandate of ended) {
    noteAct(transaction, context, 'mandate-ended', [mandate.principal, mandate.holder], {
      mandate: mandate.mandate,
      kind: mandate.kind,
      why,
    });
    await tell(parts, transaction, context, sidesOf(mandate), 'mandate-ended', mandate, { why });
    await endSessionsUnder(parts, transaction, context, mandate);
  }
  return ended;
}

/** Ends what acts under a mandate now; the mandate itself stays as it is. */
export async function endSessionsUnder(
  { accounts }: Pick<Parts, 'accounts'>,
  transaction: Transaction,
  context: Context,
  { holder, mandate }: Mandate,
): Promise<void> {
  const account = holder && (await accounts.findAccountOf(holder, transaction.client));
  if (account) await accounts.endSessions(transaction, context, account.account, { mandate }, 'mandate-ended');
}

/**
 * Either side ends a mandate, at once and without a reason (Civil Code 2015, article 140, 3 d): who gave it or who manages
 * for the organisation withdraws it, who holds it refuses it or gives it back.
 * @throws Problem mandates/mandate-unknown, mandate-over, mandate-by-officer, mandate-by-register
 */
export async function endOwnMandate(
  parts: Parts,
  transaction: Transaction,
  context: Context,
  given: { principal: string; mandate: string },
): Promise<{ state: 'ended' }> {
  const person = context.caller.person!;
  const { client } = transaction;
  const mandate = await readMandate(client, given.principal, given.mandate);
  if (!mandate) throw problems['mandate-unknown']();
  const why = await wayToEnd(mandate, person, () =>
    findAuthority(client, person, mandate.principal, context.clock.today()),
  );
  if (!why) throw problems['mandate-unknown']();
  if (mandate.kind === 'representative') throw problems['mandate-by-officer']();
  if (mandate.kind === 'guardian') throw problems['mandate-by-register']();
  const ended = await endMandates(
    parts,
    transaction,
    context,
    { principal: mandate.principal, mandates: [mandate.mandate] },
    why,
  );
  if (ended.length === 0) throw problems['mandate-over']();
  return { state: 'ended' };
}

async function wayToEnd(
  mandate: Mandate,
  person: string,
  authority: () => ReturnType<typeof findAuthority>,
): Promise<Ending | undefined> {
  if (mandate.holder === person) return mandate.state === 'offered' ? 'refused' : 'given-back';
  if (mandate.principal === person) return 'withdrawn';
  const own = await authority();
  return own && canManage(own, mandate) ? 'withdrawn' : undefined;
}
