import { type Country, type PinReading, parsePin } from '#libs/country';
import type { Claims, Finding, PlaceClaim, RelativeClaim, Rule, Severity } from './claims.ts';
import { provinceToday } from './gazetteer.ts';
import type { Target } from './target.ts';

/** Youngest age of a parent and of a spouse that is not a slip. */
const YOUNGEST_PARENT = 12;
const OLDEST = 120;

/** What no cell shows alone: claims that contradict each other or the calendar. Claims that cannot be are taken away. */
export function checkTogether(country: Country, today: string, claims: Claims, findings: Finding[]): void {
  const add = (field: Target, rule: Rule, severity: Severity, from = '', to?: string) =>
    findings.push({ field, rule, severity, from, ...(to !== undefined && { to }) });
  const pin = claims.pin === undefined ? undefined : parsePin(country.pin, claims.pin);
  const reading = pin?.ok ? pin : undefined;
  settleCentury(claims, reading, findings);

  if (claims.birthDate !== undefined && isAfter(claims.birthDate, today)) {
    add('birthDate', 'date-future', 'refused', claims.birthDate);
    delete claims.birthDate;
  }
  if (claims.deathDate !== undefined && isAfter(claims.deathDate, today)) {
    add('deathDate', 'date-future', 'refused', claims.deathDate);
    delete claims.deathDate;
  }
  const { birthDate, deathDate } = claims;
  if (birthDate === undefined) {
    if (!findings.some((one) => one.field === 'birthDate' && one.severity === 'refused'))
      add('birthDate', 'birth-missing', 'refused');
  } else {
    if (deathDate !== undefined && isAfter(birthDate, deathDate)) {
      add('deathDate', 'death-before-birth', 'refused', deathDate);
      delete claims.deathDate;
    } else if (yearOf(deathDate ?? today) - yearOf(birthDate) > OLDEST)
      add('birthDate', 'age-over-120', 'doubt', birthDate);
    checkParent('fatherBirthDate', claims.father, birthDate, country, add);
    checkParent('motherBirthDate', claims.mother, birthDate, country, add);
    const married = claims.maritalStatus !== undefined && claims.maritalStatus !== 'single';
    if (married && yearOf(deathDate ?? today) - yearOf(birthDate) < YOUNGEST_PARENT + 1)
      add('maritalStatus', 'married-as-child', 'doubt', claims.maritalStatus);
  }
  if (reading) checkNumber(country, today, claims, reading, add);
}

type Add = (field: Target, rule: Rule, severity: Severity, from?: string, to?: string) => void;

/** "07/03/26" may be of either century; the personal number knows. */
function settleCentury(claims: Claims, pin: PinReading | undefined, findings: Finding[]): void {
  const at = findings.findIndex((one) => one.field === 'birthDate' && one.rule === 'date-two-digit-year');
  if (at < 0 || !pin || claims.birthDate === undefined) return;
  const year = yearOf(claims.birthDate);
  if (Math.abs(pin.birthYear - year) % 100 !== 0) return;
  claims.birthDate = pin.birthYear + claims.birthDate.slice(4);
  findings[at] = { ...findings[at]!, severity: 'mended', to: claims.birthDate };
}

function checkParent(
  field: Target,
  parent: RelativeClaim | undefined,
  birth: string,
  country: Country,
  add: Add,
): void {
  const pin = parent?.pin === undefined ? undefined : parsePin(country.pin, parent.pin);
  const known = parent?.birthDate ?? (pin?.ok ? String(pin.birthYear) : undefined);
  if (known !== undefined && yearOf(birth) - yearOf(known) < YOUNGEST_PARENT)
    add(field, 'parent-too-young', 'doubt', known);
}

/** A difference is a question for a person: sex may have been re-determined, years corrected, numbers made anew. */
function checkNumber(country: Country, today: string, claims: Claims, pin: PinReading, add: Add): void {
  if (claims.sex !== undefined && claims.sex !== 'undetermined' && claims.sex !== pin.sex)
    add('pin', 'pin-differs-sex', 'doubt', claims.pin, claims.sex);
  if (claims.birthDate !== undefined && yearOf(claims.birthDate) !== pin.birthYear)
    add('pin', 'pin-differs-year', 'doubt', claims.pin, claims.birthDate);
  const place = claims.birthRegistrationPlace;
  if (place && !holds(country, today, place, pin)) add('pin', 'pin-differs-place', 'doubt', claims.pin, place.unit);
}

const provinces = new WeakMap<Country, Map<string, readonly string[]>>();

function holds(country: Country, today: string, claim: PlaceClaim, pin: PinReading): boolean {
  const own = country.facts.iso.alpha3;
  if (pin.place.kind === 'country') return claim.country === undefined || claim.country === pin.place.country;
  if (claim.country !== undefined && claim.country !== own) return false;
  if (claim.unit === undefined || claim.on === undefined) return true;
  const system = country.facts.unitSystems.find(({ id }) => id === country.facts.number.placeSystem)!;
  const expected = currentProvinces(country, pin.place.province!, system.asOf, today);
  const claimed = currentProvinces(country, claim.unit, claim.on, today);
  return claimed.length === 0 || claimed.some((code) => expected.includes(code));
}

function currentProvinces(country: Country, code: string, on: string, today: string): readonly string[] {
  let known = provinces.get(country);
  if (!known) {
    known = new Map();
    provinces.set(country, known);
  }
  const key = `${code} ${on} ${today}`;
  let codes = known.get(key);
  if (!codes) {
    codes = provinceToday(country, code, on, today);
    if (known.size > 100_000) known.clear();
    known.set(key, codes);
  }
  return codes;
}

/** The whole of `date` lies after `day`; both as much of a date as is known. */
function isAfter(date: string, day: string): boolean {
  const length = Math.min(date.length, day.length);
  return date.slice(0, length) > day.slice(0, length);
}

function yearOf(date: string): number {
  return Number(date.slice(0, 4));
}
