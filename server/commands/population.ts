import { type Command, InvalidArgumentError, Option } from 'commander';
import { readConfig } from '#kernel';
import { DIALECTS, type DialectId } from '#libs/collected';
import { describePopulation } from '#libs/population';
import { readCountry } from '#rooms/offices';
import { loadPopulation, writeDataset } from '#rooms/people';
import { type CollectedFile, ENCODINGS, writeCollected } from './collected.ts';
import { withLocal } from './local.ts';
import { print } from './print.ts';

interface Options {
  persons: number;
  seed: number;
  today?: string;
  append?: boolean;
  out?: string;
  format: string;
  asCollected?: boolean;
  rows: number;
  shareKnown: number;
  encoding: string;
  dialect?: string;
  truth?: string;
  json?: boolean;
}

/** population: a deterministic synthetic country, into the register or as a data set. */
export function definePopulation(population: Command): void {
  population
    .option('--persons <n>', 'how many', readCount, 100_000)
    .option('--seed <n>', 'the same seed gives the same country', readCount, 1)
    .option('--today <date>', 'the day on which the country is seen (YYYY-MM-DD)', readDay)
    .option('--append', 'add to a register that holds persons already')
    .option('--out <folder>', 'write a data set instead; with --as-collected the file')
    .addOption(new Option('--format <format>').choices(['csv', 'jsonl', 'parquet']).default('csv'))
    .option(
      '--as-collected',
      'write a file as a locality sends it instead, full of mistakes: of this population and of others',
    )
    .option('--rows <n>', 'with --as-collected: how many rows', readCount, 100_000)
    .option('--share-known <share>', 'with --as-collected: share of persons who are in the register', readShare, 0.6)
    .addOption(new Option('--encoding <encoding>', 'with --as-collected').choices(ENCODINGS).default('utf-8'))
    .addOption(new Option('--dialect <dialect>', 'with --as-collected: whose file').choices(DIALECTS))
    .option('--truth <file>', 'with --as-collected: write who each row is about')
    .option('--json', 'machine-readable output')
    .action(async (options: Options) => {
      const { persons, seed } = options;
      if (options.asCollected) return writeAsCollected(options);
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

/** The register's own persons are found again only where persons, seed and day are those it was made with. */
async function writeAsCollected(options: Options): Promise<void> {
  const country = readCountry(readConfig(process.env).country);
  const { persons, seed, rows, shareKnown, truth } = options;
  const plan = describePopulation({ country, persons, seed, today: today(options, country.facts.timeZone) });
  const made = await writeCollected(plan, {
    country,
    rows,
    shareKnown,
    encoding: options.encoding as CollectedFile['encoding'],
    out: options.out ?? 'collected.csv',
    ...(options.dialect && { dialect: options.dialect as DialectId }),
    ...(truth !== undefined && { truth }),
    onProgress: progress(options),
  });
  print(options.json, made, `${rows.toLocaleString('en')} rows (${made.dialect}, ${made.encoding}) in ${made.out}`);
}

function readShare(text: string): number {
  if (!/^(0(\.[0-9]+)?|1(\.0+)?)$/.test(text)) throw new InvalidArgumentError('a share from 0 to 1 is needed');
  return Number(text);
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
