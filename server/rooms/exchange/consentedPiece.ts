import type { Transaction } from '#kernel';
import type { ManyAsked } from './consentedMany.ts';
import { shareConsentsOf } from './consentLocks.ts';
import { readLiving } from './consents.ts';
import type { FindEnded } from './representatives.ts';

/**
 * Who of these persons has consented to what is asked about each of them. Nobody takes it back until the transaction ends: what
 * was answered under it stands before the withdrawal.
 */
export async function holdConsented(
  { client }: Pick<Transaction, 'client'>,
  findEnded: FindEnded,
  { organisation, purpose, legalBasis, fields }: Omit<ManyAsked, 'stage'>,
  persons: readonly string[],
  today: string,
): Promise<Set<string>> {
  const shared = await shareConsentsOf(client, persons);
  const living = await readLiving(client, shared, [organisation], today);
  const ended = await findEnded(living);
  return new Set(
    living
      .filter((one) => one.purpose === purpose && one.legalBasis === legalBasis && !ended.has(one.consent))
      .filter((one) => fields.every((field) => one.fields.includes(field)))
      .map(({ person }) => person),
  );
}
