import type { Unit } from './country.ts';
import type { CountryFacts } from './schema-country.ts';

/**
 * The unit's full name in a language: "Phường Ba Đình", "Ba Đình Ward", "quartier de Ba Đình".
 *
 * @param place `inside a sentence` writes the kind with a small letter where it comes first ("tỉnh Lào Cai")
 * @throws RangeError when the country does not speak the language
 */
export function renderUnitName(
  facts: CountryFacts,
  unit: Pick<Unit, 'type' | 'name'>,
  language: string,
  place?: 'inside a sentence',
): string {
  if (!facts.languages.includes(language)) throw new RangeError(`${facts.id} has no language ${language}`);
  const type = facts.unitTypes.find((candidate) => candidate.id === unit.type)!;
  const special = /^[0-9]+$/.test(unit.name)
    ? type.numbered?.[language]
    : startsWithVowel(unit.name)
      ? type.beforeVowel?.[language]
      : undefined;
  const pattern = special ?? (type as unknown as Record<string, string>)[language]!;
  const opened = place && !pattern.startsWith('{') ? pattern[0]!.toLowerCase() + pattern.slice(1) : pattern;
  return opened.replace('{name}', () => unit.name);
}

function startsWithVowel(name: string): boolean {
  return /^[aeiou]/i.test(name.normalize('NFD'));
}
