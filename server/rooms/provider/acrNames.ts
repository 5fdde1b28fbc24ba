import type { CountryFacts } from '#libs/country';
import { ASSURANCES, type Assurance, acrOf, assuranceNamed, isAtLeast } from '#rooms/accounts';

/** Names of assurances on the wire: our own, and those of the country's law (country.yaml, assuranceLevels). */
export interface AcrNames {
  /** Every name that a session here can reach. */
  readonly supported: readonly string[];
  /** @returns undefined for a name that nobody knows, or that nothing here reaches */
  assuranceNamed(acr: string): Assurance | undefined;
  /**
   * What a service is told of a session: in the words in which it asked, ours where it asked in none.
   * @param essential only a name that it asked for, where one holds
   */
  tell(asked: readonly string[], essential: boolean, session: Assurance): string;
}

export function createAcrNames({ assuranceLevels }: Pick<CountryFacts, 'assuranceLevels'>): AcrNames {
  const own = ASSURANCES.map((assurance) => ({ acr: acrOf(assurance), assurance }));
  const lawful = assuranceLevels.authentication.flatMap(({ acr, assurance }) =>
    assurance ? [{ acr, assurance }] : [],
  );
  const named = new Map([...own, ...lawful].map(({ acr, assurance }) => [acr, assurance]));
  return {
    supported: [...named.keys()],
    assuranceNamed: (acr) => named.get(acr),
    tell(asked, essential, session) {
      const known = asked.filter((acr) => named.has(acr));
      const vocabulary = known[0] !== undefined && assuranceNamed(known[0]) === undefined ? lawful : own;
      const offered = essential && known.length > 0 ? vocabulary.filter(({ acr }) => known.includes(acr)) : vocabulary;
      return offered.findLast(({ assurance }) => isAtLeast(session, assurance))?.acr ?? acrOf(session);
    },
  };
}

/** How surely a person's identity was proved, by the level of their account. */
export function identityAssuranceOf(
  { assuranceLevels }: Pick<CountryFacts, 'assuranceLevels'>,
  level: number | undefined,
): Assurance {
  return assuranceLevels.account.find((one) => one.level === level)?.assurance ?? 'low';
}
