import { type Command, InvalidArgumentError, Option } from 'commander';
import { readConfig } from '#kernel';
import { readCountry } from '#rooms/offices';
import { loadPopulation, writeDataset } from '#rooms/people';
import { withLocal } from './local.ts';
import { print } from './print.ts';

interface Options {
  persons: number;
  seed: number;
  today?: string;
  append?: boolean;
  out?: string;
  format: string;
  json?: boolean;
}

/** population: a deterministic synthetic country, into the register or as a data set. */
export function definePopulation(population: Command): void {
  population
    .option('--persons <n>', 'how many', readCount, 100_000)
    .option('--seed <n>', 'the same seed gives the same country', readCount, 1)
    .option('--today <date>', 'the day on which the country is seen (YYYY-MM-DD)', readDay)
    .option('--append', 'add to a register that holds persons already')
    .option('--out <folder>', 'write a data set instead')
    .addOption(new Option('--format <format>').choices(['csv', 'jsonl', 'parquet']).default('csv'))
    .option('--json', 'machine-readable output')
    .action(async (options: Options) => {
      const { persons, seed } = options;
      if (options.out) {
        const country = readCountry(readConfig(process.env).country);
        const made = await writeDataset({
          country,
          persons,
          seed,
          today: today(options, country.facts.timeZone),
          folder: options.out,
          format: options.format as 'csv',
          onProgress: progress(options),
        });
        return print(options.json, made, `${persons.toLocaleString('en')} synthetic persons in ${options.out}`);
      }
      return withLocal(async ({ country, urls }) => {
        const loaded = await loadPopulation({
          ownerUrl: urls.owner,
          country,
          persons,
          seed,
          today: today(options, country.facts.timeZone),
          append: options.append ?? false,
          onProgress: progress(options),
        });
        const rate = Math.round((loaded.persons * 1000) / loaded.milliseconds);
        print(
          options.json,
          { ...loaded, rate },
          `${loaded.persons.toLocaleString('en')} persons, ${loaded.acts.toLocaleString('en')} acts in ${(loaded.milliseconds / 1000).toFixed(1)} s (${rate.toLocaleString('en')} persons/s)`,
        );
      });
    });
}

function readCount(text: string): number {
  if (!/^[0-9]{1,9}$/.test(text)) throw new InvalidArgumentError('a whole number of at most 9 digits is needed');
  return Number(text);
}

function readDay(text: string): string {
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text) || Number.isNaN(Date.parse(text)))
    throw new InvalidArgumentError('a date is needed, YYYY-MM-DD');
  return text;
}

function today(options: Options, timeZone: string): string {
  return options.today ?? new Intl.DateTimeFormat('en-CA', { timeZone }).format(new Date());
}

function progress(options: Options) {
  if (options.json || !process.stderr.isTTY) return () => {};
  return ({ persons, total, rate }: { persons: number; total: number; rate: number }) => {
    const left = rate > 0 ? Math.ceil((total - persons) / rate) : 0;
    process.stderr.write(
      `\r${persons.toLocaleString('en')} of ${total.toLocaleString('en')} (${Math.round(rate).toLocaleString('en')}/s, ${left} s left)   `,
    );
  };
}
