import {
  type Context,
  describeEntry,
  isId,
  requireArea,
  requirePurpose,
  requireScope,
  type Transaction,
} from '#kernel';
import { ageOn, areaPath, readPerson, type StoredPerson } from '#rooms/people';
import { kindOf } from './activation.ts';
import { reopenAccount } from './closing.ts';
import { type Admitted, addContact, type ContactView, readContacts } from './contacts.ts';
import type { Account } from './door.ts';
import { recordEvent } from './events.ts';
import type { Life } from './life.ts';
import { unlockAccount } from './locks.ts';
import { problems } from './problems.ts';
import { issuePaper } from './recovery.ts';
import { readAccountOf } from './store.ts';

export type Check = 'card' | 'face' | 'finger';

/** What the officer saw: which document, and that its holder is the one who stands there. */
export interface CounterEvidence {
  document: string;
  checks: readonly Check[];
}

export interface Paper {
  code: string;
  expiresAt: string;
  level: 0 | 1 | 2;
}

/**
 * The person at the counter: known, alive, of the officer's area.
 * @throws Problem accounts/person-unknown, accounts/person-unfit, kernel/forbidden, kernel/out-of-area, offices/…
 */
async function meetPerson(
  life: Life,
  transaction: Transaction,
  context: Context,
  person: string,
): Promise<StoredPerson & { account: Account | undefined; age: number }> {
  requireScope(context.caller, 'accounts.prove');
  life.offices.checkReason(requirePurpose(context));
  const stored = isId(person) ? await readPerson(transaction, person, true) : undefined;
  if (!stored || stored.mergedInto) throw problems['person-unknown']();
  requireArea(context.caller, areaPath(stored));
  if (stored.record.death) throw problems['person-unfit']();
  const account = await readAccountOf(transaction.client, person);
  return { ...stored, account, age: ageOn(stored.record, life.kernel.clock.today()) };
}

/** @throws Problem accounts/face-not-recorded: level 2 is the card and the body of its holder (Decree 69/2024/NĐ-CP) */
function checkEvidence(life: Life, age: number, { checks }: CounterEvidence): 1 | 2 {
  // Of the youngest no picture is taken, so nothing ties the card to its holder.
  if (age < life.offices.country.facts.ages.levelTwoFrom) return 1;
  if (!checks.includes('card') || !(checks.includes('face') || checks.includes('finger')))
    throw problems['face-not-recorded']({ pointer: '/evidence/checks' });
  return 2;
}

/**
 * Proves a person's identity: opens the account or lifts it, and hands over the code that opens it. There is none for somebody
 * who is proved already: who needs another code has lost the ways in, and the way back tells every contact of it.
 * @throws Problem accounts/already-proved, accounts/guardian-needed, accounts/account-locked, accounts/face-not-recorded
 */
export async function proveAtCounter(
  life: Life,
  transaction: Transaction,
  context: Context,
  person: string,
  given: { evidence: CounterEvidence; contact?: Admitted | undefined },
): Promise<Paper> {
  const met = await meetPerson(life, transaction, context, person);
  const level = checkEvidence(life, met.age, given.evidence);
  if (met.age < life.offices.country.facts.ages.guardianConsentBelow && !met.account)
    throw problems['guardian-needed']();
  if (met.account?.state === 'closed' || met.account?.state === 'locked') throw problems['account-locked']();
  const account = met.account ?? (await openAccount(life, transaction, context, met, level));
  if (met.account) {
    const lifted = await transaction.client.query(
      'UPDATE accounts.account SET level = $2, level_at = $3 WHERE account = $1 AND level < $2',
      [account.account, level, context.clock.now()],
    );
    if (lifted.rowCount !== 1) throw problems['already-proved']();
  }
  const { document, checks } = given.evidence;
  await recordEvent(transaction, context, account.account, 'level-raised', { level, checks }, { document });
  if (given.contact) await addContact(life, transaction, context, account, given.contact);
  // In an account that is used already the code is a way back like any other: it must not open beside its owner unnoticed.
  const way = account.state === 'pending' ? 'activation' : 'counter';
  const paper = await issuePaper(life, transaction, account.account, way);
  return { ...paper, level };
}

function openAccount(
  life: Life,
  transaction: Transaction,
  context: Context,
  { person, record }: StoredPerson,
  level: 1 | 2,
) {
  return life.accounts.createAccount(transaction, context, {
    kind: kindOf(record),
    actor: person,
    person,
    name: record.name,
    language: life.kernel.words.languages[0]!,
    level,
    state: 'pending',
  });
}

/** Hands over a code for whoever lost every way in. @throws Problem accounts/account-unknown */
export async function recoverAtCounter(
  life: Life,
  transaction: Transaction,
  context: Context,
  person: string,
  { evidence }: { evidence: CounterEvidence },
): Promise<Paper> {
  const met = await meetPerson(life, transaction, context, person);
  checkEvidence(life, met.age, evidence);
  const account = requireUsable(met.account);
  // The paper of one that was never used got lost: there is nothing to lock yet.
  const way = account.state === 'pending' ? 'activation' : 'counter';
  const paper = await issuePaper(life, transaction, account.account, way);
  const { document, checks } = evidence;
  await recordEvent(transaction, context, account.account, 'recovery-begun', { way: 'counter', checks }, { document });
  return { ...paper, level: account.level };
}

/**
 * Unlocks an account whose owner stands there; one that the owner had closed, or the register by mistake, is opened again.
 * @throws Problem accounts/account-unknown, accounts/account-locked
 */
export async function unlockAtCounter(
  life: Life,
  transaction: Transaction,
  context: Context,
  person: string,
  { evidence }: { evidence: CounterEvidence },
): Promise<void> {
  const met = await meetPerson(life, transaction, context, person);
  checkEvidence(life, met.age, evidence);
  const known = met.account;
  const reopened = known?.state === 'closed' && (await reopenAccount(transaction, context, known, 'counter'));
  const account = reopened ? await readAccountOf(transaction.client, person) : known;
  // One that was never used waits for its first code, again.
  if (reopened && account?.state === 'pending') return;
  if (!account || account.state === 'closed' || account.state === 'pending') throw problems['account-unknown']();
  await unlockAccount(life, transaction, context, account.account, 'counter');
}

/** @throws Problem accounts/account-unknown: none, one that is closed, or one of which nothing is proved yet */
function requireUsable(account: Account | undefined): Account {
  if (!account || account.state === 'closed' || account.level === 0) throw problems['account-unknown']();
  return account;
}

export interface CounterView {
  person: string;
  name: string;
  birthDate: string;
  age: number;
  /** What this person may be given: level 2, level 1 only (too young for a face), or nothing without a guardian. */
  may: 'level-2' | 'level-1' | 'guardian-first';
  account?: { state: string; level: number; kind: string; contacts: ContactView[]; authenticators: number };
}

/** What the officer sees before acting; a look like any other. */
export async function viewAtCounter(
  life: Life,
  transaction: Transaction,
  context: Context,
  person: string,
): Promise<CounterView> {
  const { record, account, age } = await meetPerson(life, transaction, context, person);
  transaction.append(
    describeEntry(context, {
      kind: 'look',
      room: 'accounts',
      type: 'accounts.counter',
      subjects: [person],
      fields: ['name', 'birthDate', 'phone', 'email'],
    }),
  );
  const { guardianConsentBelow, levelTwoFrom } = life.offices.country.facts.ages;
  const may = age < guardianConsentBelow && !account ? 'guardian-first' : age < levelTwoFrom ? 'level-1' : 'level-2';
  const view = { person, name: record.name, birthDate: record.birthDate, age, may } as const;
  if (!account) return view;
  const { rows } = await transaction.client.query<{ count: number }>(
    'SELECT count(*) AS count FROM accounts.authenticator WHERE account = $1 AND removed_at IS NULL AND locked_at IS NULL',
    [account.account],
  );
  const { state, level, kind } = account;
  const contacts = await readContacts(transaction, account.account);
  return { ...view, account: { state, level, kind, contacts, authenticators: rows[0]!.count } };
}
