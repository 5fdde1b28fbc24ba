import type { MandateRules } from '#libs/country';
import type { ActingLimits } from '#rooms/accounts';
import { ADULT, ageOn, type PersonRecord } from '#rooms/people';
import { problems } from './problems.ts';
import type { Mandate, OrganisationState } from './record.ts';

/** Who has it lets others in. */
export const MANAGE = 'account.manage';

export interface Terms {
  scopes: readonly string[];
  /** First day; absent: today. */
  from?: string | undefined;
  /** Last day; absent: until it is ended. */
  to?: string | undefined;
  limits?: ActingLimits | undefined;
}

export interface CheckedTerms {
  scopes: readonly string[];
  from: string;
  to: string | undefined;
  limits: ActingLimits | undefined;
}

export type PrincipalKind = 'organisation' | 'person';

/** `days` after a day. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Everything that can be given for such a principal. */
export function allScopes(rules: MandateRules, principal: PrincipalKind): string[] {
  return rules.scopes.filter((scope) => scope.for.includes(principal)).map(({ id }) => id);
}

/**
 * What is given, and for how long. A person's power of attorney has an end, at most `attorneyDays` away.
 * @throws Problem mandates/scope-unknown, term-impossible, term-missing, term-too-long, limit-unknown
 */
export function checkTerms(
  parts: { rules: MandateRules; hasOrganisation(id: string): boolean },
  principal: PrincipalKind,
  terms: Terms,
  today: string,
): CheckedTerms {
  const { rules } = parts;
  const known = allScopes(rules, principal);
  for (const [index, scope] of terms.scopes.entries())
    if (!known.includes(scope)) throw problems['scope-unknown']({ pointer: `/scopes/${index}` });
  const from = terms.from ?? today;
  if (from < today || from > addDays(today, rules.attorneyDays))
    throw problems['term-impossible']({ pointer: '/from' });
  if (terms.to !== undefined && terms.to < from) throw problems['term-impossible']({ pointer: '/to' });
  if (principal === 'person') {
    if (terms.to === undefined) throw problems['term-missing']({ pointer: '/to' });
    if (terms.to >= addDays(from, rules.attorneyDays))
      throw problems['term-too-long']({ pointer: '/to', values: { days: rules.attorneyDays } });
  }
  const unknown = terms.limits?.organisations?.findIndex((id) => !parts.hasOrganisation(id)) ?? -1;
  if (unknown >= 0) throw problems['limit-unknown']({ pointer: `/limits/organisations/${unknown}` });
  return { scopes: [...new Set(terms.scopes)], from, to: terms.to, limits: terms.limits };
}

/** By what somebody lets others act for an organisation. */
export type Authority = Pick<Mandate, 'kind' | 'scopes' | 'limits'>;

/**
 * Nobody gives more than they hold (Civil Code 2015, article 564: a sub-mandate stays within the first), and only the
 * legal representative makes managers: a chain of managers would be nobody's responsibility.
 * @throws Problem mandates/scope-not-yours, limits-wider
 */
export function checkAuthority(authority: Authority, terms: Pick<CheckedTerms, 'scopes' | 'limits'>): void {
  if (authority.kind === 'representative') return;
  const index = terms.scopes.findIndex((scope) => scope === MANAGE || !authority.scopes.includes(scope));
  if (index >= 0) throw problems['scope-not-yours']({ pointer: `/scopes/${index}` });
  if (!isNarrower(terms.limits, authority.limits)) throw problems['limits-wider']({ pointer: '/limits' });
}

/** Does the one limit at least as much as the other? Words cannot be compared: they go on as they stand. */
export function isNarrower(one: ActingLimits | undefined, other: ActingLimits | undefined): boolean {
  if (other?.words !== undefined && one?.words !== other.words) return false;
  if (!other?.organisations) return true;
  return one?.organisations?.every((id) => other.organisations!.includes(id)) ?? false;
}

/** May it be used on a day? */
export function isInForce(mandate: Pick<Mandate, 'state' | 'from' | 'dueOn'>, today: string): boolean {
  return mandate.state === 'active' && mandate.from <= today && (mandate.dueOn === undefined || mandate.dueOn >= today);
}

/** Is it usable before this organisation of the country? Asked about none, it is where it is not limited to some. */
export function reaches(limits: ActingLimits | undefined, organisation: string | undefined): boolean {
  return !limits?.organisations || (organisation !== undefined && limits.organisations.includes(organisation));
}

/** Which states of an organisation an officer's act leads from, and to. */
export const changes = {
  confirm: { from: ['asked'], to: 'active', type: 'organisation-opened' },
  refuse: { from: ['asked'], to: 'refused', type: 'organisation-refused' },
  suspend: { from: ['active'], to: 'suspended', type: 'organisation-suspended' },
  resume: { from: ['suspended'], to: 'active', type: 'organisation-resumed' },
  close: { from: ['active', 'suspended'], to: 'closed', type: 'organisation-closed' },
} as const satisfies Record<string, { from: readonly OrganisationState[]; to: OrganisationState; type: string }>;
export type Change = keyof typeof changes;

type Facts = Pick<PersonRecord, 'death' | 'missing' | 'mergedInto' | 'birthDate' | 'legalRepresentative'>;

/** Alive, not declared missing, and the record goes on: who does not stand so can neither act nor be acted for. */
export function isThere(record: Facts): boolean {
  return !record.death && !record.missing && !record.mergedInto;
}

/** Of full civil capacity (Civil Code 2015, articles 19 to 24), as far as the register knows. */
export function isCapable(record: Facts, today: string): boolean {
  return isThere(record) && ageOn(record, today) >= ADULT && !record.legalRepresentative;
}

/**
 * Does the register make `holder` the representative of this ward today? A registered guardian goes before the parents:
 * one is appointed where these cannot act (Civil Code 2015, article 47). Guardianship of a minor ends by law at 18
 * (article 62) unless a court appointed since.
 */
export function representsWard(
  holder: string,
  ward: Facts & Pick<PersonRecord, 'father' | 'mother'>,
  rules: Pick<MandateRules, 'parentUntilAge'>,
  today: string,
): 'guardian' | 'parent' | undefined {
  if (!isThere(ward)) return undefined;
  const guardian = ward.legalRepresentative;
  if (guardian) {
    if (guardian.person !== holder) return undefined;
    const grown = ageOn(ward, today) >= ADULT && guardian.since !== undefined && ageOn(ward, guardian.since) < ADULT;
    return grown ? undefined : 'guardian';
  }
  const parent = ward.father?.person === holder || ward.mother?.person === holder;
  return parent && ageOn(ward, today) < rules.parentUntilAge ? 'parent' : undefined;
}
