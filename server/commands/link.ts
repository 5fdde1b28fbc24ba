import { extname, join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { type Command, InvalidArgumentError } from 'commander';
import { type Database, describeRule, linkTables, proposeModel, type TableLinkage } from '#libs/linkage';
import { print } from './print.ts';
import { makeWorkFolder } from './workFolder.ts';

interface Options {
  key?: string;
  ignore?: string[];
  falseLink: number;
  missedLink: number;
  review?: number;
  many?: boolean;
  out: string;
  memory: string;
  json?: boolean;
}

/** link: who is the same person in two files, or twice in one; no register is asked and nothing is kept. */
export function defineLink(link: Command): void {
  link
    .argument('<file>', 'CSV or Parquet, with a header that says what the columns hold')
    .argument('[other]', 'a second file; left out, duplicates within the first are looked for')
    .option('--key <column>', 'column that names a row in both files; else rows are numbered from 0')
    .option('--ignore <column...>', 'columns not to compare')
    .option('--false-link <cost>', 'what it costs to take two persons for one', readCost, 1)
    .option('--missed-link <cost>', 'what it costs to keep one person as two', readCost, 1)
    .option(
      '--review <cost>',
      'what it costs when a person looks at a pair; pairs that are worth it are listed',
      readCost,
    )
    .option('--many', 'a row may have several partners in the other file')
    .requiredOption('--out <file>', 'pairs with weight, decision and what each field says, as CSV; clusters beside it')
    .option('--memory <size>', 'what the engine may take', '1600MB')
    .option('--json', 'machine-readable output')
    .action(linkFiles);
}

async function linkFiles(file: string, other: string | undefined, options: Options): Promise<void> {
  const { folder, remove } = makeWorkFolder();
  let instance: DuckDBInstance | undefined;
  try {
    instance = await DuckDBInstance.create(join(folder, 'link.duckdb'), {
      memory_limit: options.memory,
      temp_directory: folder,
      checkpoint_threshold: '1TB',
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
    });
    const connection = await instance.connect();
    const database: Database = {
      execute: (sql) => connection.run(sql),
      query: async (sql) => (await connection.runAndReadAll(sql)).getRowObjectsJS(),
    };
    const described = await database.query(`DESCRIBE SELECT * FROM ${sourceOf(file)}`);
    const left = new Set([options.key, ...(options.ignore ?? [])]);
    const columns = described.map((row) => String(row.column_name)).filter((column) => !left.has(column));
    const sample = await database.query(`SELECT * FROM ${sourceOf(file)} LIMIT 1000`);
    const proposal = proposeModel(columns, sample);
    const { falseLink, missedLink, review } = options;
    const linkage = await linkTables(proposal.model, database, {
      left: sourceOf(file),
      ...(other === undefined ? {} : { right: sourceOf(other) }),
      ...(options.key === undefined ? {} : { key: options.key }),
      costs: { falseLink, missedLink, ...(review === undefined ? {} : { review }) },
      oneToOne: options.many !== true,
    });
    const clusters = `${options.out.replace(/\.csv$/, '')}.clusters.csv`;
    await database.execute(`COPY ${linkage.linksTable} TO ${literal(options.out)} (FORMAT csv, HEADER true)`);
    if (linkage.clustersTable)
      await database.execute(`COPY ${linkage.clustersTable} TO ${literal(clusters)} (FORMAT csv, HEADER true)`);
    const { model, rules, threshold, pairs, links } = linkage;
    const told = { columns: proposal.columns, ignored: proposal.ignored, rules, threshold, pairs, links };
    print(options.json, { ...told, parameters: model.parameters }, describe(told, options.out));
  } finally {
    instance?.closeSync();
    remove();
  }
}

type Told = Pick<TableLinkage, 'rules' | 'threshold' | 'pairs' | 'links'> & {
  columns: Readonly<Record<string, readonly string[]>>;
  ignored: readonly string[];
};

function describe({ columns, ignored, rules, threshold, pairs, links }: Told, out: string): string {
  const compared = Object.entries(columns).map(([field, from]) => `${from.join(' ')} as ${field}`);
  return [
    `compared: ${compared.join(', ')}`,
    `not compared: ${ignored.join(', ') || 'none'}`,
    ...rules.map(
      ({ rule, pairs }) => `looked at: same ${describeRule(rule)} (${Math.round(pairs).toLocaleString('en')} pairs)`,
    ),
    `${links.toLocaleString('en')} links of ${pairs.toLocaleString('en')} pairs, from ${threshold.toFixed(1)} bits on: ${out}`,
  ].join('\n');
}

function sourceOf(file: string): string {
  const parquet = extname(file).toLowerCase() === '.parquet';
  return parquet ? `read_parquet(${literal(file)})` : `read_csv(${literal(file)}, header = true, all_varchar = true)`;
}

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;

function readCost(text: string): number {
  const cost = Number(text);
  if (!Number.isFinite(cost) || cost <= 0) throw new InvalidArgumentError('a number above 0 is needed');
  return cost;
}
