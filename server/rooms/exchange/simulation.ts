import type { Country } from '#libs/country';
import { decodeRows, describePopulation, generateChunk } from '#libs/population';
import type { Act, Holder, PersonRecord } from '#rooms/people';
import type { Agreement } from './model.ts';

/** Persons of the synthetic country that systems in simulation ask about. */
const PERSONS = 1000;
/** With these there are dead and missing among them; agencies keep the numbers in their tests, so that they never change. */
const SEED = 4;
const DAY = '2026-01-01';
const QUOTA_PER_DAY = 20_000;

/** A person to ask about, under one number. */
export interface Example {
  identifier: string;
  holder: Holder;
}

/** The country in which a system asks before it may ask in earnest: the same code answers, of persons who do not exist. */
export interface Simulation {
  /** As `findHolders` of the register: whom do these identifiers name? */
  findHolders(identifiers: readonly string[]): Map<string, Holder[]>;
  /** What every organisation may ask here: all that its purposes allow, at all hours. */
  agreementsOf(organisation: string): readonly Agreement[];
  /** Each of its persons once. */
  all(): readonly Holder[];
  /** Whom each of its identifiers names. */
  holders(): ReadonlyMap<string, readonly Holder[]>;
  /** The acts of one of its persons, in the order of recording. */
  actsOf(person: string): readonly Act[];
  /** Some of its persons, so that a first question has somebody to be about: living, dead, missing, and with a number cancelled. */
  examples(): readonly Example[];
}

/** Every other one of its persons has agreed to everything, and never takes it back: both answers can be tried out. */
export const hasSimulatedConsent = (person: string): boolean => Number.parseInt(person.slice(-1), 16) % 2 === 0;

/** The country is the same in every process and after every start; it is made when it is first asked about. */
export function createSimulation(country: Country): Simulation {
  let made: ReadonlyMap<string, Holder[]> | undefined;
  const holders = () => (made ??= makeHolders(country));
  let acts: ReadonlyMap<string, Act[]> | undefined;
  const agreements = new Map<string, readonly Agreement[]>();
  return {
    findHolders(identifiers) {
      const known = holders();
      return new Map(
        identifiers.flatMap((value): [string, Holder[]][] => {
          const found = known.get(value);
          return found ? [[value, found]] : [];
        }),
      );
    },
    agreementsOf(organisation) {
      const held = agreements.get(organisation);
      if (held) return held;
      const purposes = country.organisations.get(organisation)?.purposes;
      if (!purposes) return [];
      const whole: Agreement = {
        id: `simulation:${organisation}`,
        version: 1,
        organisation,
        state: 'active',
        stage: 'simulation',
        modes: new Set(['verify', 'attributes', 'identify', 'bulk', 'events']),
        purposes,
        legalBases: [],
        fields: new Set(purposes.flatMap((id) => country.purposes.get(id)?.fields ?? [])),
        validFrom: '0001-01-01',
        validTo: '9999-12-31',
        quotaPerDay: QUOTA_PER_DAY,
        hours: 'always',
        candidates: 5,
      };
      agreements.set(organisation, [whole]);
      return [whole];
    },
    holders,
    actsOf(person) {
      acts ??= makeActs(country);
      return acts.get(person) ?? [];
    },
    all: () => [...new Map([...holders().values()].flat().map((holder) => [holder.person, holder])).values()],
    examples() {
      const all = [...holders()].flatMap(([identifier, found]) =>
        found.filter(({ kind }) => kind === 'pin').map((holder) => ({ identifier, holder })),
      );
      const some = (fits: (one: Holder) => boolean, count: number) =>
        all.filter(({ holder }) => fits(holder)).slice(0, count);
      return [
        ...some(({ life, status }) => life === 'alive' && status === 'active', 6),
        ...some(({ life }) => life === 'dead', 2),
        ...some(({ life }) => life === 'missing', 1),
        ...some(({ status }) => status === 'cancelled', 1),
      ];
    },
  };
}

const lives = { a: 'alive', d: 'dead', m: 'missing' } as const;

function generateAll(country: Country) {
  const plan = describePopulation({ country, persons: PERSONS, seed: SEED, today: DAY });
  return Array.from({ length: plan.chunks }, (_, index) => generateChunk(plan, index));
}

function makeActs(country: Country): Map<string, Act[]> {
  const acts = new Map<string, Act[]>();
  for (const { tables } of generateAll(country))
    for (const row of decodeRows('act', tables.act)) {
      const { person, act, kind, valid_from, recorded_at, retracts, legal_basis, office, officer, evidence, changes } =
        row as Record<string, string>;
      const made = {
        ...{ person, act, kind, validFrom: valid_from, recordedAt: recorded_at, retracts: retracts ?? undefined },
        ...{ legalBasis: legal_basis, office, officer, evidence: JSON.parse(evidence!), changes: JSON.parse(changes!) },
      } as Act;
      acts.set(made.person, [...(acts.get(made.person) ?? []), made]);
    }
  return acts;
}

function makeHolders(country: Country): Map<string, Holder[]> {
  const persons = new Map<string, { life: keyof typeof lives; record: PersonRecord }>();
  const found = new Map<string, Holder[]>();
  const chunks = generateAll(country);
  for (const { tables } of chunks)
    for (const row of decodeRows('person', tables.person))
      persons.set(String(row.person), {
        life: row.life as keyof typeof lives,
        record: JSON.parse(String(row.record)) as PersonRecord,
      });
  for (const { tables } of chunks)
    for (const { value, kind, person, status } of decodeRows('identifier', tables.identifier)) {
      const { life, record } = persons.get(String(person))!;
      const holder = { person, kind, status, life: lives[life], record } as Holder;
      found.set(String(value), [...(found.get(String(value)) ?? []), holder]);
    }
  cancelOne(found);
  return found;
}

/** The generator cancels no number: one person gets a former one. */
function cancelOne(found: Map<string, Holder[]>): void {
  for (const [value, [holder]] of found) {
    const former = `${value.slice(0, -1)}${(Number(value.at(-1)) + 1) % 10}`;
    if (holder?.kind !== 'pin' || holder.life !== 'alive' || found.has(former)) continue;
    found.set(former, [{ ...holder, status: 'cancelled' }]);
    return;
  }
}
