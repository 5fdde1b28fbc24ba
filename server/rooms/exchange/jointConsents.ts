import type { Context, Kernel, Transaction } from '#kernel';
import type { Offices } from '#rooms/offices';
import { ageOn, readPerson } from '#rooms/people';
import type { Beside, Giver } from '#rooms/provider';
import { type Besides, type Consent, describeStep } from './consents.ts';
import { problems } from './problems.ts';
import type { Representation } from './representatives.ts';

const DAY_MS = 86_400_000;

/** Where child and representative must both agree (Law 91/2025/QH15, art. 24; ages and days: `country.yaml`). */
export interface JointConsents {
  /** Whose yes is needed beside this one, by the register's word of now. */
  findBeside(transaction: Transaction, person: string, giver: Giver | undefined): Promise<Besides>;
}

export function createJointConsents(
  { clock }: Pick<Kernel, 'clock'>,
  { country }: Pick<Offices, 'country'>,
  representation: Representation | undefined,
): JointConsents {
  const { childConsent, ages } = country.facts;

  async function judge(
    transaction: Transaction,
    person: string,
    giver: Giver | undefined,
  ): Promise<Beside | undefined> {
    if (!representation) return undefined;
    const known = await readPerson(transaction, person);
    const age = known && ageOn(known.record, clock.today());
    if (age === undefined || age >= ages.adult) return undefined;
    const { accounts, mandates } = representation;
    if (!giver) {
      // Older, and represented by nobody: the platform lets them answer alone, as they may have an account alone.
      const alone = age >= ages.guardianConsentBelow && (await mandates.guardiansOf(transaction, person)).length === 0;
      return alone ? undefined : 'guardian';
    }
    if (giver.basis !== 'guardian' || age < childConsent.from) return undefined;
    const account = await accounts.findAccountOf(person, transaction.client);
    return account?.state === 'active' ? 'child' : 'heard';
  }

  return {
    async findBeside(transaction, person, giver) {
      const answerBy = new Date(clock.now().getTime() + childConsent.answerDays * DAY_MS);
      return { beside: await judge(transaction, person, giver), answerBy };
    },
  };
}

const WAITING = `person = $1 AND consent = $2 AND awaits IS NOT NULL AND withdrawn_at IS NULL AND refused_at IS NULL
  AND answer_by > $3::timestamptz AND until >= $4::date`;

/**
 * The second yes: from now on it is a consent. Said twice it is once.
 * @param giver who says it for the child, by what; undefined: the child
 * @throws Problem exchange/consent-not-waiting
 */
export async function joinConsent(
  transaction: Transaction,
  context: Context,
  known: Consent,
  giver: Giver | undefined,
): Promise<boolean> {
  const { clock, caller } = context;
  const by = caller.person ?? null;
  const { rowCount } = await transaction.client.query(
    `UPDATE exchange.consent SET awaits = NULL, joined_at = $3, joined_by = $5, given_by = coalesce($6, given_by),
       mandate = coalesce($7, mandate), basis = coalesce($8, basis) WHERE ${WAITING}`,
    [
      ...[known.person, known.consent, clock.now(), clock.today(), by],
      ...[giver?.person ?? null, giver?.mandate ?? null, giver?.basis ?? null],
    ],
  );
  if (rowCount === 0) {
    if (known.joinedBy === by) return false;
    throw problems['consent-not-waiting']();
  }
  const joined = { ...known, awaits: undefined, giver: giver ?? known.giver };
  transaction.append(describeStep(context, 'joined', joined));
  return true;
}

/** The other's no. It stands; who asks may ask anew. @throws Problem exchange/consent-not-waiting */
export async function refuseConsent(transaction: Transaction, context: Context, known: Consent): Promise<boolean> {
  const { clock, caller } = context;
  const { rowCount } = await transaction.client.query(
    `UPDATE exchange.consent SET refused_at = $3, refused_by = $5 WHERE ${WAITING}`,
    [known.person, known.consent, clock.now(), clock.today(), caller.person ?? null],
  );
  if (rowCount === 0) {
    if (known.refusedAt) return false;
    throw problems['consent-not-waiting']();
  }
  transaction.append(describeStep(context, 'refused', known));
  return true;
}
