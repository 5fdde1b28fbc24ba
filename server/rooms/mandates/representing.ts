import type { Transaction } from '#kernel';
import type { MandateRules } from '#libs/country';
import { readPerson, readPersons, type StoredPerson } from '#rooms/people';
import type { MandateActing } from './actings.ts';
import { isCapable, isInForce, isThere, representsWard } from './model.ts';
import type { Mandate } from './record.ts';
import { readMandates } from './storeMandates.ts';

/** What a power of attorney has to hold so that its holder may agree to what is asked about the giver's data. */
export const CONSENT = 'data.consent';

type Rules = Pick<MandateRules, 'parentUntilAge'>;

export type PersonActing = Extract<MandateActing, { kind: 'person' }>;

/** May who acts so agree to what is asked about the other's data? Whom the register makes a representative may by law. */
export function mayConsent({ basis, scopes }: Pick<PersonActing, 'basis' | 'scopes'>): boolean {
  return basis === 'guardian' || scopes.includes(CONSENT);
}

/** What was done for somebody hangs on this. */
export interface Representation {
  /** Who is represented. */
  readonly person: string;
  readonly mandate: string;
}

/**
 * Of what was done under mandates, that which still has one behind it: in force today, the holder able to act, and the register,
 * where it is the register that says so, still saying it. Read anew each time, for what ended a moment ago has not been cleared up.
 * @returns the mandates
 */
export async function findInForce(
  { rules, today }: { rules: Rules; today: string },
  transaction: Transaction,
  asked: readonly Representation[],
): Promise<ReadonlySet<string>> {
  const held = (await readMandates(transaction.client, asked)).filter((one) => isInForce(one, today));
  const persons = await readPersons(transaction, [
    ...new Set(held.flatMap(({ principal, holder }) => [principal, holder ?? principal])),
  ]);
  const stands = ({ kind, principal, holder, scopes }: Mandate): boolean => {
    const [ward, other] = [persons.get(principal), persons.get(holder ?? '')];
    if (!ward || !other || !isThere(ward.record)) return false;
    if (kind === 'guardian') return isGuardian(other, ward);
    return kind === 'power-of-attorney' && isThere(other.record) && scopes.includes(CONSENT);
  };
  const isGuardian = isGuardianOn(rules, today);
  return new Set(held.filter(stands).map(({ mandate }) => mandate));
}

const isGuardianOn = (rules: Rules, today: string) => (holder: StoredPerson, ward: StoredPerson) =>
  isCapable(holder.record, today) && representsWard(holder.person, ward.record, rules, today) !== undefined;

/** Whom the register makes the representatives of a person today: parents of a child, an appointed guardian. */
export async function findGuardians(
  { rules, today }: { rules: Rules; today: string },
  transaction: Transaction,
  person: string,
): Promise<string[]> {
  const ward = await readPerson(transaction, person);
  if (!ward) return [];
  const { legalRepresentative, father, mother } = ward.record;
  const named = [legalRepresentative, father, mother].flatMap((one) => one?.person ?? []);
  const persons = await readPersons(transaction, [...new Set(named)]);
  const isGuardian = isGuardianOn(rules, today);
  return [...persons.values()].filter((one) => isGuardian(one, ward)).map((one) => one.person);
}
