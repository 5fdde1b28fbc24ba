import type { Command } from 'commander';
import { countRegister, keepUnits, readFigures, scoreCriterion } from '#rooms/quality';
import { withKernel } from './local.ts';
import { print } from './print.ts';

interface Options {
  count?: boolean;
  unit: string;
  json?: boolean;
}

/** `npx dancu quality` */
export function defineQuality(command: Command): void {
  command
    .option('--count', 'count the register now')
    .option('--unit <code>', 'a province or commune; without it the country', '')
    .option('--json', 'as JSON')
    .action((options: Options) =>
      withKernel(async ({ kernel, offices }) => {
        const { country } = offices;
        const { pool } = kernel.database;
        if (options.count) {
          await keepUnits(pool, country);
          const { persons, milliseconds } = await countRegister({ kernel, country });
          if (!options.json)
            process.stdout.write(`${persons} records counted in ${(milliseconds / 1000).toFixed(1)} s\n`);
        }
        const rows = await readFigures(pool, options.unit, 1);
        const day = rows.at(-1)?.day;
        const shares = new Map(rows.filter((row) => row.day === day).map((row) => [row.indicator, row]));
        const { criteria, indicators } = country.quality;
        const result = criteria.map(({ id, name }) => ({
          id,
          name: name.en ?? id,
          value: scoreCriterion(id, indicators.values(), shares),
          indicators: [...indicators.values()]
            .filter(({ criterion }) => criterion === id)
            .map((one) => ({ id: one.id, name: one.name.en ?? one.id, ...pick(shares.get(one.id)) })),
        }));
        const lines = result.flatMap((criterion) => [
          `${criterion.name}: ${percent(criterion.value)}`,
          ...criterion.indicators.map(
            ({ name, numerator, denominator }) =>
              `  ${name.padEnd(40)} ${denominator ? `${percent((numerator ?? 0) / denominator)}  ${numerator} of ${denominator}` : '–'}`,
          ),
        ]);
        print(options.json, { day, criteria: result }, day ? lines.join('\n') : 'never counted: --count');
        if (!day) process.exitCode = 1;
      }),
    );
}

const pick = (row: { numerator: number; denominator: number } | undefined) =>
  row ? { numerator: row.numerator, denominator: row.denominator } : { numerator: undefined, denominator: undefined };

/** Rounded down: nothing is whole that lacks something. */
const percent = (value: number | undefined) =>
  value === undefined ? '–' : `${(Math.floor(value * 10_000) / 100).toFixed(2)} %`;
