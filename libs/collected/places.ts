import { type Country, renderUnitName, unitPath } from '#libs/country';
import type { SourcePlace } from './persons.ts';
import { type Clumsy, dropMarks } from './slips.ts';

export interface PlaceNames {
  /** The smallest first: commune, (district,) province; full names and bare ones. */
  readonly full: readonly string[];
  readonly bare: readonly string[];
  readonly short: readonly string[];
  readonly codes: readonly string[];
}

/** Names of units as of the day on which an address was written, each looked up once. */
export function createPlaceNames(country: Country): (place: SourcePlace) => PlaceNames {
  const known = new Map<string, PlaceNames>();
  const bounds = [...new Set([...country.units.byCode.values()].flat().flatMap((unit) => unit.validFrom ?? []))].sort();
  const language = country.facts.languages[0]!;
  const abbreviations = new Map<string, string>();
  for (const { level, words } of country.intake.unitWords) {
    for (const word of words) {
      const initials = dropMarks(word)
        .split(' ')
        .map((part) => part[0])
        .join('');
      const short = words.find((one) => one === `${initials}.`);
      if (short) abbreviations.set(`${level}/${word}`, short);
    }
  }
  return (place) => {
    // A name changes on few days; the days on which addresses were written are many.
    const key = `${place.unit}/${bounds.findLast((day) => day <= (place.on ?? '')) ?? ''}`;
    let names = known.get(key);
    if (!names) {
      const path = place.unit && place.on ? unitPath(country, place.unit, place.on) : [];
      const full = path.map((unit) => renderUnitName(country.facts, unit, language));
      const short = path.map((unit, at) => {
        const word = full[at]!.slice(0, full[at]!.length - unit.name.length).trim();
        const abbreviated = abbreviations.get(`${unit.level}/${word.toLowerCase()}`);
        return abbreviated ? `${abbreviated.toUpperCase()} ${unit.name}` : full[at]!;
      });
      names = { full, short, bare: path.map((unit) => unit.name), codes: path.map((unit) => unit.code) };
      known.set(key, names);
    }
    return names;
  };
}

/** An address in one line. */
export function typeAddress(
  place: SourcePlace | undefined,
  namesOf: (place: SourcePlace) => PlaceNames,
  clumsy: Clumsy,
  field: string,
): string {
  if (!place || clumsy.slip(`${field}.missing`, 0.03)) return '';
  const names = namesOf(place);
  let parts = names.full;
  if (clumsy.slip(`${field}.abbreviated`, 0.15)) parts = names.short;
  else if (clumsy.slip(`${field}.bare`, 0.05)) parts = names.bare;
  if (parts.length > 2 && clumsy.slip(`${field}.no-district`, 0.03)) parts = [parts[0]!, parts.at(-1)!];
  const separator = clumsy.slip(`${field}.dashes`, 0.05) ? ' - ' : ', ';
  const line = place.text ? [place.text, ...parts].join(separator) : parts.join(separator);
  return clumsy.slip(`${field}.marks`, 0.03) ? dropMarks(line) : line;
}
