import { type Context, isId, type Transaction } from '#kernel';
import { ageOn, readPersons, readRelations, type StoredPerson } from '#rooms/people';
import { kindOf } from './activation.ts';
import type { AccountState } from './door.ts';
import { recordEvent } from './events.ts';
import type { Life } from './life.ts';
import { problems } from './problems.ts';
import { readAccountOf } from './store.ts';

/** Why an account is locked that a guardian does not want any more: nobody but a guardian opens it again. */
export const WITHDRAWN = 'guardian-withdrawn';

export interface WardView {
  person: string;
  name: string;
  birthDate: string;
  age: number;
  /** Needs the guardian's consent to have an account. */
  consentNeeded: boolean;
  account?: { state: AccountState };
}

/**
 * Children under age and wards of a person, as both records say: the parent's list alone may be older than the child's
 * record (adoption, a court's decision).
 */
async function findWards(life: Life, transaction: Transaction, guardian: string): Promise<StoredPerson[]> {
  const relations = await readRelations(transaction, guardian);
  const persons = await readPersons(
    transaction,
    relations.map(({ other }) => other),
  );
  const { adult } = life.offices.country.facts.ages;
  return [...persons.values()].filter(({ record, mergedInto }) => {
    if (mergedInto || record.death) return false;
    if (record.legalRepresentative?.person) return record.legalRepresentative.person === guardian;
    const parents = [record.father?.person, record.mother?.person];
    return parents.includes(guardian) && ageOn(record, life.kernel.clock.today()) < adult;
  });
}

export async function readWards(life: Life, transaction: Transaction, guardian: string): Promise<WardView[]> {
  const { guardianConsentBelow } = life.offices.country.facts.ages;
  const views: WardView[] = [];
  for (const { person, record } of await findWards(life, transaction, guardian)) {
    const account = await readAccountOf(transaction.client, person);
    const age = ageOn(record, life.kernel.clock.today());
    views.push({
      person,
      name: record.name,
      birthDate: record.birthDate,
      age,
      consentNeeded: age < guardianConsentBelow,
      ...(account ? { account: { state: account.state } } : {}),
    });
  }
  return views.sort((a, b) => b.age - a.age);
}

/**
 * Consents to an account of a child under 14, or withdraws (Decree 69/2024/NĐ-CP: under 14 with the guardian's consent, given
 * in the guardian's own account; Law 91/2025/QH15: from 7 on the child joins in, by activating it).
 * @throws Problem accounts/ward-unknown, accounts/ward-of-age, accounts/account-exists
 */
export async function decideForWard(
  life: Life,
  transaction: Transaction,
  context: Context,
  guardian: string,
  person: string,
  decision: 'consent' | 'withdraw',
): Promise<void> {
  const ward = isId(person)
    ? (await findWards(life, transaction, guardian)).find((one) => one.person === person)
    : undefined;
  if (!ward) throw problems['ward-unknown']();
  const { guardianConsentBelow } = life.offices.country.facts.ages;
  if (ageOn(ward.record, life.kernel.clock.today()) >= guardianConsentBelow)
    throw problems['ward-of-age']({ values: { age: guardianConsentBelow } });
  const known = await readAccountOf(transaction.client, person);
  if (decision === 'withdraw') {
    if (!known) throw problems['ward-unknown']();
    await life.accounts.setAccountState(transaction, context, known.account, 'locked', WITHDRAWN);
    // Also where the child had locked it: otherwise a counter would give back what the guardian took.
    await transaction.client.query(
      "UPDATE accounts.account SET locked_why = $2 WHERE account = $1 AND state = 'locked'",
      [known.account, WITHDRAWN],
    );
    await tellGuardian(transaction, context, guardian, 'ward-withdrawn', person);
    return;
  }
  const account = known?.account ?? (await openForWard(life, transaction, context, guardian, ward)).account;
  if (known && !(await consentAgain(transaction, account, guardian))) throw problems['account-exists']();
  await recordEvent(transaction, context, account, 'guardian-consented', {}, { guardian });
  await tellGuardian(transaction, context, guardian, 'ward-consented', person);
}

/** The child may have no contact yet: whoever misuses a guardian's session is seen by the guardian. */
async function tellGuardian(
  transaction: Transaction,
  context: Context,
  guardian: string,
  event: 'ward-consented' | 'ward-withdrawn',
  ward: string,
): Promise<void> {
  const own = await readAccountOf(transaction.client, guardian);
  if (own) await recordEvent(transaction, context, own.account, event, { ward });
}

function openForWard(life: Life, transaction: Transaction, context: Context, guardian: string, ward: StoredPerson) {
  return life.accounts.createAccount(transaction, context, {
    kind: kindOf(ward.record),
    actor: ward.person,
    person: ward.person,
    name: ward.record.name,
    language: context.language,
    level: 0,
    state: 'pending',
    guardian,
  });
}

/** After a withdrawal: as it was before, used already or not. @returns false where no withdrawal is to be undone */
async function consentAgain({ client }: Transaction, account: string, guardian: string): Promise<boolean> {
  const { rowCount } = await client.query(
    `UPDATE accounts.account SET state = CASE WHEN activated_at IS NULL THEN 'pending' ELSE 'active' END,
       guardian = $2, locked_why = NULL WHERE account = $1 AND state = 'locked' AND locked_why = $3`,
    [account, guardian, WITHDRAWN],
  );
  return rowCount === 1;
}
