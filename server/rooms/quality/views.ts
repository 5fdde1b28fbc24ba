import { type Context, type Kernel, requireScope } from '#kernel';
import type { Indicator } from '#libs/country';
import type { Offices } from '#rooms/offices';
import { PERSONS } from './measures.ts';
import { NONE, type Share, scoreCriterion } from './model.ts';
import { problems } from './problems.ts';
import { type FigureRow, readFigures, readLastRun, readParts, readSources } from './store.ts';
import { requireUnit } from './units.ts';

export interface Parts {
  kernel: Kernel;
  offices: Offices;
}

/** So many days that were counted make a trend. */
const TREND = 60;

const inDay = (rows: readonly FigureRow[]) => new Map<string, Share>(rows.map((row) => [row.indicator, row]));

function byDay(rows: readonly FigureRow[]): [string, Map<string, Share>][] {
  return [...Map.groupBy(rows, ({ day }) => day)].map(([day, own]) => [day, inDay(own)]);
}

export function nameUnit({ kernel, offices }: Parts, language: string, unit: string): string {
  return unit.endsWith(NONE) ? kernel.words.say(language, 'quality.none') : offices.areaName(unit, language);
}

function presentIndicator({ offices }: Parts, language: string, indicator: Indicator, share: Share | undefined) {
  const [first] = offices.country.facts.languages;
  const { id, criterion, weight, target, count } = indicator;
  return {
    id,
    criterion,
    name: indicator.name[language] ?? indicator.name[first!]!,
    how: indicator.how[language] ?? indicator.how[first!]!,
    weight,
    target,
    measure: count.measure,
    ...(count.measure === 'rule' ? { rule: count.rule } : {}),
    ...(count.measure === 'filled' ? { field: count.field } : {}),
    ...(share ? { numerator: share.numerator, denominator: share.denominator } : {}),
  };
}

/** A unit by the six criteria: figure, trend, indicators. */
export async function readOverview(parts: Parts, context: Context, asked: string | undefined) {
  requireScope(context.caller, 'quality.read');
  const { kernel, offices } = parts;
  const { unit, parent } = requireUnit(offices, context, asked);
  const { pool } = kernel.database;
  const { criteria, indicators } = offices.country.quality;
  const days = byDay(await readFigures(pool, unit, TREND));
  const newest = days.at(-1);
  const [first] = offices.country.facts.languages;
  return {
    ...describeUnit(parts, context.language, unit, parent),
    ...(newest ? { day: newest[0], persons: newest[1].get(PERSONS)?.denominator ?? 0 } : {}),
    run: presentRun(await readLastRun(pool)),
    criteria: criteria.map(({ id, name, how }) => {
      const score = (shares: Map<string, Share>) => scoreCriterion(id, indicators.values(), shares);
      const value = newest && score(newest[1]);
      return {
        id,
        name: name[context.language] ?? name[first!]!,
        how: how[context.language] ?? how[first!]!,
        ...(value === undefined ? {} : { value }),
        trend: days.flatMap(([day, shares]) => {
          const then = score(shares);
          return then === undefined ? [] : [{ day, value: then }];
        }),
        indicators: [...indicators.values()]
          .filter(({ criterion }) => criterion === id)
          .map((one) => presentIndicator(parts, context.language, one, newest?.[1].get(one.id))),
      };
    }),
  };
}

function describeUnit(parts: Parts, language: string, unit: string, parent: string | undefined) {
  const level = unit === '' ? ('country' as const) : parent === '' ? ('province' as const) : ('commune' as const);
  return {
    unit,
    unitName: nameUnit(parts, language, unit),
    level,
    ...(parent === undefined ? {} : { parent, parentName: nameUnit(parts, language, parent) }),
  };
}

/** @throws Problem quality/indicator-unknown */
export function findIndicator({ offices }: Parts, id: string): Indicator {
  const indicator = offices.country.quality.indicators.get(id);
  if (!indicator) throw problems['indicator-unknown']();
  return indicator;
}

/** One indicator of a unit: trend, its parts, who first told of the records. */
export async function readIndicator(parts: Parts, context: Context, id: string, asked: string | undefined) {
  requireScope(context.caller, 'quality.read');
  const { kernel, offices } = parts;
  const indicator = findIndicator(parts, id);
  const { unit, parent } = requireUnit(offices, context, asked);
  const { pool } = kernel.database;
  const rows = (await readFigures(pool, unit, TREND)).filter((row) => row.indicator === id);
  const newest = rows.at(-1);
  const day = newest?.day ?? context.clock.today();
  const { sources } = offices.country.sources;
  return {
    ...describeUnit(parts, context.language, unit, parent),
    ...(newest ? { day } : {}),
    indicator: presentIndicator(parts, context.language, indicator, newest),
    trend: rows.map((row) => ({ day: row.day, numerator: row.numerator, denominator: row.denominator })),
    parts: (await readParts(pool, unit, day, [id])).map((row) => ({
      unit: row.unit,
      name: nameUnit(parts, context.language, row.unit),
      numerator: row.numerator,
      denominator: row.denominator,
    })),
    sources: (await readSources(pool, unit, day, [id])).map((row) => ({
      source: row.source,
      name:
        sources.find((one) => one.id === row.source)?.name[context.language] ??
        kernel.words.say(context.language, 'quality.otherSource'),
      numerator: row.numerator,
      denominator: row.denominator,
    })),
  };
}

export function presentRun(row: Awaited<ReturnType<typeof readLastRun>>) {
  if (!row) return { state: 'none' as const, done: 0, total: 0 };
  return {
    state: row.state,
    done: row.done,
    total: row.total,
    begunAt: row.begun_at.toISOString(),
    ...(row.ended_at ? { endedAt: row.ended_at.toISOString() } : {}),
    ...(row.persons === null ? {} : { persons: row.persons }),
  };
}
