import type { Client, Context } from '#kernel';
import type { Offices } from '#rooms/offices';
import { type Agreement, agreedFields, type Law, type Stage } from './model.ts';
import { problems } from './problems.ts';
import { hasSimulatedConsent, type Simulation } from './simulation.ts';
import { readUsed } from './store.ts';

type Queries = Pick<Client, 'query'>;
type Say = (key: string) => string;

/** @throws Problem exchange/organisation-missing for callers who belong to none */
export function requireOrganisation(context: Context): string {
  if (!context.caller.organisation) throw problems['organisation-missing']();
  return context.caller.organisation;
}

export async function viewSystems(client: Queries, organisation: string) {
  const systems = await client.query<{ system: string; name: string; state: string; stage: string }>(
    'SELECT system, name, state, stage FROM exchange.system WHERE organisation = $1 ORDER BY system',
    [organisation],
  );
  const keys = await client.query<{
    kid: string;
    system: string;
    algorithm: string;
    created_at: Date;
    revoked_at: Date | null;
    expires_at: Date;
  }>(
    'SELECT kid, system, algorithm, created_at, revoked_at, expires_at FROM exchange.key WHERE system = ANY($1::uuid[]) ORDER BY created_at',
    [systems.rows.map((row) => row.system)],
  );
  return {
    systems: systems.rows.map(({ system, name, state, stage }) => ({
      id: system,
      name,
      state,
      stage,
      keys: keys.rows
        .filter((key) => key.system === system)
        .map((key) => ({
          kid: key.kid,
          algorithm: key.algorithm,
          createdAt: key.created_at.toISOString(),
          expiresAt: key.expires_at.toISOString(),
          state: key.revoked_at ? 'revoked' : stateOf(key.expires_at, Date.now()),
        })),
    })),
  };
}

/** A system with its keys, for the rooms that let it come further. */
export interface KnownSystem {
  system: string;
  organisation: string;
  name: string;
  state: 'active' | 'suspended';
  stage: Stage;
  createdAt: string;
  keys: { kid: string; algorithm: string; createdAt: string; expiresAt: string; revoked: boolean }[];
}

interface SystemRow extends Omit<KnownSystem, 'createdAt' | 'keys'> {
  created_at: Date;
  keys: KnownSystem['keys'];
}

/** Systems of an organisation, one of them, whose key it is, or all. */
export async function readSystems(
  client: Queries,
  which: { organisation?: string; system?: string; kid?: string } = {},
): Promise<KnownSystem[]> {
  const { rows } = await client.query<SystemRow>(
    `SELECT s.system, s.organisation, s.name, s.state, s.stage, s.created_at,
            coalesce((SELECT json_agg(json_build_object('kid', kid, 'algorithm', algorithm, 'createdAt', created_at, 'expiresAt', expires_at, 'revoked', revoked_at IS NOT NULL) ORDER BY created_at)
                      FROM exchange.key k WHERE k.system = s.system), '[]') AS keys
     FROM exchange.system s
     WHERE ($1::text IS NULL OR organisation = $1) AND ($2::uuid IS NULL OR system = $2)
       AND ($3::text IS NULL OR system = (SELECT system FROM exchange.key WHERE kid = $3)) ORDER BY system`,
    [which.organisation ?? null, which.system ?? null, which.kid ?? null],
  );
  return rows.map(({ created_at, keys, ...row }) => ({
    ...row,
    createdAt: created_at.toISOString(),
    keys: keys.map((key) => ({
      ...key,
      createdAt: new Date(key.createdAt).toISOString(),
      expiresAt: new Date(key.expiresAt).toISOString(),
    })),
  }));
}

/** Days before its end from which on a key's console warns. */
const WARN_DAYS = 60;

function stateOf(expires: Date, now: number): 'active' | 'expiring' | 'expired' {
  const left = expires.getTime() - now;
  return left <= 0 ? 'expired' : left < WARN_DAYS * 86_400_000 ? 'expiring' : 'active';
}

/** Persons of the simulation, to ask about. */
export function viewExamples(simulation: Simulation) {
  return simulation.examples().map(({ identifier, holder: { person, status, life, record } }) => ({
    identifier,
    name: record.name,
    birthDate: record.birthDate,
    life,
    status,
    consents: hasSimulatedConsent(person),
  }));
}

export async function viewAgreements(
  client: Queries,
  agreements: readonly Agreement[],
  offices: Offices,
  parts: { language: string; today: string; say: Say },
) {
  const { language, today, say } = parts;
  const used = await readUsed(
    client,
    [...new Set(agreements.map((one) => one.organisation))],
    today,
    agreements.map((one) => one.id),
  );
  return {
    agreements: agreements.map((one) => ({
      id: one.id,
      state:
        one.state === 'suspended'
          ? 'suspended'
          : one.validFrom > today
            ? 'future'
            : one.validTo <= today
              ? 'ended'
              : 'active',
      purposes: one.purposes.map((id) => ({
        id,
        sentence: offices.purposeSentence(id, language),
        legalBases: (offices.findPurpose(id)?.legalBases ?? []).map((basis) => ({
          id: basis,
          title: offices.legalBasisTitle(basis, language),
        })),
      })),
      fields: [...agreedFields(one, offices as Law)].map((id) => ({ id, name: say(`field.${id}`) })),
      mode: [...one.modes],
      hours: one.hours,
      quotaPerDay: one.quotaPerDay,
      usedToday: used.get(one.id) ?? 0,
      validFrom: one.validFrom,
      validTo: one.validTo,
      version: one.version,
    })),
  };
}

const answered: ReadonlySet<string> = new Set(['yes', 'no', 'close', 'not-held', 'given']);

/** Figures of an organisation's own questions, from the daily counters and the last lines of the log. */
export async function viewFigures(
  client: Queries,
  organisation: string,
  days: number,
  parts: { today: string; sentenceOf: (purpose: string) => string },
) {
  const first = addDays(parts.today, 1 - days);
  const counts = await client.query<{ day: string; purpose: string; outcome: string; count: string }>(
    'SELECT day, purpose, outcome, sum(count) AS count FROM exchange.usage WHERE organisation = $1 AND day >= $2 AND day <= $3 GROUP BY day, purpose, outcome',
    [organisation, first, parts.today],
  );
  const rows = counts.rows.map((row) => ({ ...row, count: Number(row.count) }));
  const sum = (fits: (row: (typeof rows)[number]) => boolean) =>
    rows.reduce((total, row) => (fits(row) ? total + row.count : total), 0);
  const isToday = (day: string) => day === parts.today;
  const byName = (name: 'outcome' | 'purpose') =>
    [...new Set(rows.map((row) => row[name]))]
      .map((value) => ({ value, count: sum((row) => row[name] === value) }))
      .sort((a, b) => b.count - a.count);
  const latest = await client.query<{
    at: Date;
    system: string;
    type: string;
    purpose: string;
    outcome: string;
    reference: string;
  }>(
    'SELECT at, system, type, purpose, outcome, reference FROM exchange.latest WHERE organisation = $1 ORDER BY number DESC LIMIT 20',
    [organisation],
  );
  return {
    today: {
      requests: sum((row) => isToday(row.day)),
      yes: sum((row) => isToday(row.day) && row.outcome === 'yes'),
      no: sum((row) => isToday(row.day) && row.outcome === 'no'),
      close: sum((row) => isToday(row.day) && row.outcome === 'close'),
      problems: sum((row) => isToday(row.day) && !answered.has(row.outcome)),
    },
    days: Array.from({ length: days }, (_, index) => addDays(first, index)).map((day) => ({
      day,
      requests: sum((row) => row.day === day),
      problems: sum((row) => row.day === day && !answered.has(row.outcome)),
    })),
    outcomes: byName('outcome').map(({ value, count }) => ({ outcome: value, count })),
    byPurpose: byName('purpose').map(({ value, count }) => ({
      purpose: value,
      sentence: parts.sentenceOf(value),
      count,
    })),
    latest: latest.rows.map(({ at, ...line }) => ({ at: at.toISOString(), ...line })),
  };
}

function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
