import { type Country, parsePin, renderUnitName, resolveUnit, unitAt, unitPath } from '#libs/country';

/** A unit's code with the day on which it was in force, as the register stores it. */
export interface DatedPlace {
  unit?: string | undefined;
  on?: string | undefined;
  text?: string | undefined;
  country?: string | undefined;
}

/** Province and commune in force today; '' where old boundaries leave it open. */
export interface Area {
  province: string;
  commune: string;
}

const NOWHERE: Area = Object.freeze({ province: '', commune: '' });

/** A code without a day is read by the newest units that have it: forms fill it with today's codes. */
function dayOf(country: Country, place: DatedPlace, today: string): string {
  if (place.on) return place.on;
  if (place.unit && unitAt(country, place.unit, today)) return today;
  return country.units.byCode.get(place.unit ?? '')?.[0]?.validTo ? lastDayOf(country, place.unit!) : today;
}

function lastDayOf(country: Country, unit: string): string {
  const end = country.units.byCode.get(unit)!.at(-1)!.validTo!;
  return new Date(Date.parse(`${end}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

/** Answers about places; keeps what it worked out, for a country has few units and many addresses. */
export function createPlaces(country: Country, todayOf: () => string) {
  const areas = new Map<string, Area>();
  let areasOf = '';

  function areaOf(place: DatedPlace | undefined): Area {
    if (!place?.unit) return NOWHERE;
    const today = todayOf();
    if (areasOf !== today) {
      areas.clear();
      areasOf = today;
    }
    const day = dayOf(country, place, today);
    const era = country.units.reforms.filter((reform) => reform.date <= day).length;
    const key = `${place.unit} ${era}`;
    const known = areas.get(key);
    if (known) return known;
    const found = workOut(place.unit, day > today ? today : day, today);
    areas.set(key, found);
    return found;
  }

  function workOut(unit: string, day: string, today: string): Area {
    const resolution = resolveUnit(country, { code: unit, asOf: day }, today);
    const candidates =
      resolution.outcome === 'ambiguous' ? resolution.candidates : 'unit' in resolution ? [resolution.unit] : [];
    const provinces = new Set(candidates.map((one) => one.province ?? (one.level === 'province' ? one.code : '')));
    const province = provinces.size === 1 ? [...provinces][0]! : '';
    const commune = candidates.length === 1 && candidates[0]!.level === 'commune' ? candidates[0]!.code : '';
    return { province, commune };
  }

  function unitExists(unit: string, on: string | undefined): boolean {
    return unitAt(country, unit, dayOf(country, { unit, on }, todayOf())) !== undefined;
  }

  /** As it was written, in the words of its own time: "12 Lê Lợi, Phường Phúc Xá, Quận Ba Đình, Thành phố Hà Nội". */
  function placeText(place: DatedPlace, language: string): string {
    const units = place.unit ? unitPath(country, place.unit, dayOf(country, place, todayOf())) : [];
    const nation = place.country ? country.nationalities.get(place.country)?.name[language] : undefined;
    const parts = [place.text, ...units.map((unit) => renderUnitName(country.facts, unit, language)), nation];
    return parts.filter((part) => part).join(', ') || (place.unit ?? '');
  }

  /** What the place is called today; undefined where that is what was written, or where old boundaries leave it open. */
  function resolvedText(place: DatedPlace, language: string): string | undefined {
    const today = todayOf();
    if (!place.unit) return undefined;
    const resolution = resolveUnit(country, { code: place.unit, asOf: dayOf(country, place, today) }, today);
    if (resolution.outcome !== 'successor') return undefined;
    return unitPath(country, resolution.unit.code, today)
      .map((unit) => renderUnitName(country.facts, unit, language))
      .join(', ');
  }

  /** Codes from the country inwards for the guard. */
  function pathOf(place: DatedPlace | undefined, _day: string): string[] {
    const { province, commune } = areaOf(place);
    return [province, commune].filter((code) => code !== '');
  }

  /** The number scheme's code of a place of birth registration: old provinces went on in it after the merger. */
  function pinPlaceOf(place: DatedPlace | undefined): string | undefined {
    if (!place) return undefined;
    const entries = [...country.pin.places.values()];
    if (place.country) return entries.find((entry) => entry.country === place.country)?.code;
    if (!place.unit) return undefined;
    const [smallest, ...holders] = unitPath(country, place.unit, dayOf(country, place, todayOf()));
    if (!smallest) return undefined;
    const province = holders.at(-1) ?? smallest;
    const own = province.system === country.facts.number.placeSystem ? province.code : oldProvinceOf(smallest.code);
    return entries.find((entry) => entry.province === own)?.code;
  }

  const oldProvinces = new Map<string, string | undefined>();

  /** The province of before the reform in which most of a new unit's ground lay. */
  function oldProvinceOf(code: string): string | undefined {
    if (!oldProvinces.has(code)) oldProvinces.set(code, workOutOldProvince(code));
    return oldProvinces.get(code);
  }

  function workOutOldProvince(code: string): string | undefined {
    const counts = new Map<string, number>();
    for (const reform of country.units.reforms) {
      for (const [old, successors] of reform.successors) {
        if (!successors.includes(code)) continue;
        const before = country.units.byCode.get(old)?.[0];
        const province = before?.province ?? (before?.level === 'province' ? before.code : undefined);
        if (province) counts.set(province, (counts.get(province) ?? 0) + 1);
      }
    }
    return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
  }

  return {
    /** The day by whose units a place is to be read. */
    dayOf: (place: DatedPlace) => dayOf(country, place, todayOf()),
    areaOf,
    unitExists,
    placeText,
    resolvedText,
    pathOf,
    pinPlaceOf,
    readPin: (text: string) => parsePin(country.pin, text),
  };
}
