import { type Context, describeEntry, type Kernel, type Transaction } from '#kernel';
import { type Accounts, electronicIdentity, installationContext } from '#rooms/accounts';
import type { Offices } from '#rooms/offices';
import type { Mandate } from './record.ts';

/** What the acts of this room work with. */
export interface Parts {
  readonly kernel: Pick<Kernel, 'database' | 'clock'>;
  readonly offices: Offices;
  readonly accounts: Accounts;
}

/** An act's line. An officer's stated purpose stands in it, everybody else's is electronic identity. */
export function noteAct(
  transaction: Transaction,
  context: Context,
  type: string,
  subjects: readonly (string | undefined)[],
  data: Record<string, unknown>,
): void {
  const stated = context.caller.kind === 'official' && context.purpose !== undefined;
  transaction.append(
    describeEntry(context, {
      kind: 'act',
      room: 'mandates',
      type,
      subjects: [...new Set(subjects.filter((one) => one !== undefined))],
      data,
      ...(stated ? {} : electronicIdentity),
    }),
  );
}

/** A security event in the account of each of these persons who has one. */
export async function tell(
  { accounts }: Pick<Parts, 'accounts'>,
  transaction: Transaction,
  context: Context,
  persons: readonly (string | undefined)[],
  event: 'mandate-offered' | 'mandate-given' | 'mandate-ended' | 'guardianship-found' | 'acted-for',
  { principal, mandate, kind, state }: Pick<Mandate, 'principal' | 'mandate' | 'kind' | 'state'>,
  data: Record<string, unknown> = {},
): Promise<void> {
  for (const person of new Set(persons)) {
    const account = person && (await accounts.findAccountOf(person, transaction.client));
    if (!account || account.state === 'closed') continue;
    await accounts.recordEvent(transaction, context, account.account, event, {
      principal,
      mandate,
      kind,
      state,
      ...data,
    });
  }
}

/** The persons among the two sides: an organisation has no account of its own, who gave for it has. */
export function sidesOf({ kind, principal, holder, givenBy }: Mandate): (string | undefined)[] {
  const giver = kind === 'power-of-attorney' ? principal : kind === 'member' ? givenBy : undefined;
  return [giver, holder];
}

/** What the installation finds out by itself: from the register, from the calendar. */
export function ownContext(kernel: Pick<Kernel, 'clock'>, language: string): Context {
  return installationContext(kernel, 'mandates', language);
}
