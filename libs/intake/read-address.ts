import { type Country, resolveUnit, type Unit } from '#libs/country';
import type { PlaceClaim, Reading } from './claims.ts';
import { type Gazetteer, gazetteerOf, type UnitKeys, type UnitSystemIndex, unitKeys } from './gazetteer.ts';
import { wordKey, wordsOf } from './words.ts';

type Found = NonNullable<Reading['findings']>[number];

/** An address as columns give it; the whole in one text where there are no parts. */
export interface AddressParts {
  readonly house?: string;
  readonly commune?: string;
  readonly district?: string;
  readonly province?: string;
}

interface Match {
  readonly system: UnitSystemIndex;
  readonly units: readonly Unit[];
  /** How many of the segments name units. */
  readonly used: number;
}

/** Reads addresses of one country; what repeats is looked up once. */
export class AddressReader {
  readonly #country: Country;
  readonly #gazetteer: Gazetteer;
  readonly #today: string;
  readonly #writtenOn: string | undefined;
  readonly #keys = new Map<string, UnitKeys>();
  readonly #tails = new Map<string, Match | undefined>();
  readonly #threes = new Map<string, Match | null>();
  readonly #futures = new Map<string, { current?: string; candidates?: readonly string[]; finding?: Found }>();

  constructor(country: Country, { today, writtenOn }: { today: string; writtenOn?: string | undefined }) {
    this.#country = country;
    this.#gazetteer = gazetteerOf(country);
    this.#today = today;
    this.#writtenOn = writtenOn;
  }

  /** An address in one text, the smallest first, parts divided by commas, dashes or the words for kinds of units. */
  read(text: string): Reading<PlaceClaim> {
    const cut = thirdCommaFromEnd(text);
    if (cut >= 0) {
      // The three units at the end repeat from row to row, the house before them does not.
      const match = this.#findTail(text.slice(cut + 1));
      if (match) return this.#place(match, text.slice(0, cut).trim().slice(0, 300));
    }
    return this.#readSegments(this.#split(text));
  }

  #split(text: string): string[] {
    const whole = text.includes(' - ')
      ? text.replace(this.#gazetteer.dashed, (name) => name.replace(' - ', '-'))
      : text;
    const segments = whole.split(/[,;\n]| - | – /).filter((part) => part.trim() !== '');
    if (segments.length >= 3) return segments;
    return segments.flatMap((part) => part.replace(this.#gazetteer.inside, ',').split(','));
  }

  /** Where the last three parts are a commune, a district and a province, and nothing else could be meant. */
  #findTail(tail: string): Match | undefined {
    let match = this.#threes.get(tail);
    if (match === undefined) {
      const segments = this.#split(tail).map((part) => part.trim());
      const found = segments.length === 3 ? this.#find(segments) : undefined;
      match = found?.used === 3 ? found : null;
      if (this.#threes.size > 100_000) this.#threes.clear();
      this.#threes.set(tail, match);
    }
    return match ?? undefined;
  }

  readParts({ house, commune, district, province }: AddressParts): Reading<PlaceClaim> {
    const named = [commune, district, province].filter((part) => part !== undefined);
    return this.#readSegments([...(house ? [house] : []), ...named]);
  }

  #readSegments(given: string[]): Reading<PlaceClaim> {
    const segments = given.map((part) => part.trim().replace(/\.$/, '')).filter((part) => part !== '');
    const words = wordsOf(this.#country);
    const own = this.#country.facts.iso.alpha3;
    const last = segments.at(-1);
    if (last === undefined) return {};
    const abroad = words.nationality.get(wordKey(last));
    if (abroad === own && segments.length > 1) segments.pop();
    else if (abroad !== undefined && abroad !== own) {
      const text = segments.slice(0, -1).join(', ').slice(0, 300);
      return { value: { country: abroad, ...(text && { text }) } };
    }
    const match = this.#find(segments);
    if (!match) {
      return {
        value: { text: segments.join(', ').slice(0, 300) },
        findings: [{ rule: 'unit-unknown', severity: 'doubt' }],
      };
    }
    return this.#place(
      match,
      segments
        .slice(0, segments.length - match.used)
        .join(', ')
        .slice(0, 300),
    );
  }

  #place({ system, units }: Match, text: string): Reading<PlaceClaim> {
    const [unit, ...others] = units;
    if (others.length > 0) {
      const candidates = units.map(({ code }) => code);
      const claim: PlaceClaim = { candidates, on: system.on, ...(text && { text }) };
      // Without the unit the words are all there is.
      claim.text = [text, unit!.name].filter(Boolean).join(', ').slice(0, 300);
      return { value: claim, findings: [{ rule: 'unit-not-unique', severity: 'doubt', to: candidates.join(' ') }] };
    }
    const future = this.#futureOf(unit!, system);
    const claim: PlaceClaim = { unit: unit!.code, on: system.on };
    if (text) claim.text = text;
    if (future.current) claim.current = future.current;
    if (future.candidates) claim.candidates = future.candidates;
    const findings: Found[] = [];
    if (future.finding) findings.push(future.finding);
    if (unit!.level === 'province' && text) findings.push({ rule: 'province-only', severity: 'doubt', to: unit!.code });
    return findings.length > 0 ? { value: claim, findings } : { value: claim };
  }

  #futureOf(unit: Unit, system: UnitSystemIndex) {
    const key = `${system.id}/${unit.code}`;
    let future = this.#futures.get(key);
    if (!future) {
      future = this.#resolve(unit, system.on);
      this.#futures.set(key, future);
    }
    return future;
  }

  #resolve(unit: Unit, on: string): { current?: string; candidates?: readonly string[]; finding?: Found } {
    const resolution = resolveUnit(this.#country, { code: unit.code, asOf: on }, this.#today);
    if (resolution.outcome === 'current') return { current: resolution.unit.code };
    if (resolution.outcome === 'successor') {
      const { code: current, name } = resolution.unit;
      // The district is gone, the commune itself stays what it was: nothing to tell the sender.
      if (current === unit.code && name === unit.name) return { current };
      return { current, finding: { rule: 'unit-ended', severity: 'mended', to: current } };
    }
    if (resolution.outcome !== 'ambiguous') return { finding: { rule: 'unit-ended', severity: 'doubt' } };
    const candidates = resolution.candidates.map(({ code }) => code);
    // A district went to many communes: naming them all would help nobody.
    const to = candidates.slice(0, 8).join(' ');
    return { candidates, finding: { rule: 'unit-split', severity: 'doubt', to } };
  }

  /** The smallest unit that the last segments name, in the system where most of them do. */
  #find(segments: readonly string[]): Match | undefined {
    const tail = segments.slice(-3);
    const key = tail.join('|');
    if (this.#tails.has(key)) return this.#tails.get(key);
    let best: Match | undefined;
    for (const system of this.#gazetteer.systems) {
      if (this.#writtenOn !== undefined && this.#writtenOn < system.on && system.hasDistricts === false) continue;
      const match = this.#findIn(system, tail);
      if (match && (!best || isBetter(match, best))) best = match;
    }
    if (this.#tails.size > 100_000) this.#tails.clear();
    this.#tails.set(key, best);
    return best;
  }

  #findIn(system: UnitSystemIndex, segments: readonly string[]): Match | undefined {
    let at = segments.length - 1;
    const provinces = this.#look(system.provinces, segments[at]!);
    if (!provinces) return undefined;
    const [province] = provinces as [Unit, ...Unit[]];
    let units: readonly Unit[] = [province];
    let used = 1;
    at--;
    let holder = province.code;
    if (system.hasDistricts && at >= 0) {
      const districts = this.#look(system.districts.get(holder), segments[at]!);
      const commune =
        at > 0 && districts ? this.#look(system.communes.get(districts[0]!.code), segments[at - 1]!) : undefined;
      if (districts && (commune || !this.#look(system.communes.get(holder), segments[at]!))) {
        units = districts;
        used = 2;
        at--;
        holder = districts[0]!.code;
      }
    }
    const communes = at >= 0 ? this.#look(system.communes.get(holder), segments[at]!) : undefined;
    return communes ? { system, units: communes, used: used + 1 } : { system, units, used };
  }

  #look(index: ReadonlyMap<string, readonly Unit[]> | undefined, text: string): readonly Unit[] | undefined {
    if (!index) return undefined;
    let keys = this.#keys.get(text);
    if (!keys) {
      keys = unitKeys(this.#gazetteer, text);
      if (this.#keys.size > 100_000) this.#keys.clear();
      this.#keys.set(text, keys);
    }
    for (const key of keys.full) {
      const units = index.get(key);
      if (units) return units;
    }
    for (const key of keys.bare) {
      const units = index.get(key);
      if (units && keys.levels.has(units[0]!.level)) return units;
    }
    return undefined;
  }
}

function thirdCommaFromEnd(text: string): number {
  let at = text.length;
  for (let times = 0; times < 3 && at > 0; times++) at = text.lastIndexOf(',', at - 1);
  return at;
}

/** A smaller unit is better, then the one that explains more of the words, then the one that is alone. */
function isBetter(match: Match, best: Match): boolean {
  const depth = (one: Match) => ['province', 'district', 'commune'].indexOf(one.units[0]!.level);
  if (depth(match) !== depth(best)) return depth(match) > depth(best);
  if (match.used !== best.used) return match.used > best.used;
  return match.units.length < best.units.length;
}
