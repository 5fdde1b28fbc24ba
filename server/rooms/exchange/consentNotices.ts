import type { Context, Transaction } from '#kernel';
import type { SecurityEvent } from '#rooms/accounts';
import type { Consent } from './consents.ts';
import type { Representation } from './representatives.ts';

type Told = Extract<
  SecurityEvent,
  | 'data-consent-asked'
  | 'data-consent-answered'
  | 'data-consent-ended'
  | 'represented-consented'
  | 'represented-withdrew'
>;

/** What becomes of a consent is told to whoever did not do it: in their account's list, and to their own contacts. */
export interface ConsentNotices {
  given(transaction: Transaction, context: Context, consent: Consent): Promise<void>;
  /** By the second of two, either way. */
  answered(transaction: Transaction, context: Context, consent: Consent): Promise<void>;
  withdrawn(transaction: Transaction, context: Context, consent: Consent): Promise<void>;
}

/** @param representation absent: nobody is represented, and everybody has done it themselves */
export function createConsentNotices(representation: Representation | undefined): ConsentNotices {
  async function tell(
    transaction: Transaction,
    context: Context,
    persons: readonly string[],
    event: Told,
    { consent, organisation }: Consent,
  ): Promise<void> {
    if (!representation) return;
    for (const person of persons) {
      const account = await representation.accounts.findAccountOf(person, transaction.client);
      if (!account || account.state === 'closed') continue;
      const data = { consent, organisation };
      await representation.accounts.recordEvent(transaction, context, account.account, event, data);
    }
  }
  return {
    async given(transaction, context, one) {
      const { person, giver, awaits } = one;
      if (awaits === 'guardian') {
        const guardians = (await representation?.mandates.guardiansOf(transaction, person)) ?? [];
        return tell(transaction, context, guardians, 'data-consent-asked', one);
      }
      if (awaits === 'child') return tell(transaction, context, [person], 'data-consent-asked', one);
      if (giver) await tell(transaction, context, [person], 'represented-consented', one);
    },
    async answered(transaction, context, one) {
      // Who was first: the child where a representative waits to be asked or has just joined.
      const { person, giver, awaits } = one;
      const first = awaits === 'guardian' ? person : giver?.person;
      if (first) await tell(transaction, context, [first], 'data-consent-answered', one);
    },
    async withdrawn(transaction, context, one) {
      const by = context.caller.person;
      if (by !== one.person) await tell(transaction, context, [one.person], 'represented-withdrew', one);
      else if (one.giver) await tell(transaction, context, [one.giver.person], 'data-consent-ended', one);
    },
  };
}
