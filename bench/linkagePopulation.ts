import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { type Database, describeRule, linkTables, vietnamesePerson, withColumns } from '#libs/linkage';
import { writeNoisy } from './linkageNoise.ts';
import { printRow } from './measure.ts';

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;

export const collectedModel = withColumns(vietnamesePerson, {
  birthDate: 'birth_date',
  birthPlace: 'birth_unit',
  residence: 'residence_text',
  fatherName: 'father_name',
  motherName: 'mother_name',
  oldNumber: 'cmnd',
});

/** A database in memory, with a folder of its own for what does not fit there. */
export async function openBench(folder: string, memory: string): Promise<Database & { close(): void }> {
  const instance = await DuckDBInstance.create(':memory:', {
    threads: '2',
    memory_limit: memory,
    temp_directory: folder,
    preserve_insertion_order: 'false',
  });
  const connection = await instance.connect();
  return {
    execute: (sql) => connection.run(sql),
    query: async (sql) => (await connection.runAndReadAll(sql)).getRowObjectsJS(),
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** Links a noisy file to a register, both of one synthetic population, and judges by the truth that made them. */
export async function benchPopulation(
  population: string,
  costs: { falseLink: number; missedLink: number },
  { memory, rows: most }: { memory: string; rows: number },
) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-linkage-'));
  const files = most > 0 ? folder : dirname(population);
  const register = join(files, 'register.parquet');
  const collected = join(files, 'collected.parquet');
  const database = await openBench(folder, memory);
  try {
    if (!existsSync(collected)) {
      // Of one table both times: without an order a LIMIT may give other rows.
      const some = most > 0 ? ` LIMIT ${most}` : '';
      await database.execute(`CREATE TABLE whole AS FROM ${literal(population)}${some}`);
      for (const sql of writeNoisy('whole', literal(register), literal(collected))) await database.execute(sql);
      await database.execute('DROP TABLE whole');
    }
    const [{ rows } = { rows: 0 }] = await database.query(`SELECT count(*) AS rows FROM ${literal(collected)}`);
    let begun = performance.now();
    await database.execute(`CREATE TABLE exact AS SELECT c.person AS c, r.person AS r FROM ${literal(collected)} AS c
      JOIN ${literal(register)} AS r ON r.name = c.name AND r.birth_date = c.birth_date`);
    const bare = (performance.now() - begun) / 1000;
    begun = performance.now();
    let step = begun;
    let name = '';
    const took: Record<string, number> = {};
    const result = await linkTables(collectedModel, database, {
      left: literal(collected),
      right: literal(register),
      key: 'person',
      costs,
      onStep(next) {
        if (name) took[name] = (took[name] ?? 0) + (performance.now() - step) / 1000;
        step = performance.now();
        name = next;
      },
    });
    took[name] = (took[name] ?? 0) + (performance.now() - step) / 1000;
    const seconds = (performance.now() - begun) / 1000;
    const judge = async (table: string, left: string, right: string) => {
      const [found = {}] = await database.query(
        `SELECT count(*) AS found, count(*) FILTER (${left} = ${right}) AS good FROM ${table}`,
      );
      const [truth = {}] = await database.query(
        `SELECT count(*) AS truth FROM ${literal(collected)} JOIN ${literal(register)} AS r USING (person)`,
      );
      const [good, all, whole] = [Number(found.good), Number(found.found), Number(truth.truth)];
      return { precision: good / all, recall: good / whole, F1: (2 * good) / (all + whole) };
    };
    const show = (figures: Record<string, number>) =>
      Object.fromEntries(Object.entries(figures).map(([key, value]) => [key, value.toFixed(5)]));
    printRow('limit: bare exact join (name, birth date)', {
      'rows/s': Number(rows) / bare,
      ...show(await judge('exact', 'c', 'r')),
    });
    printRow('linkage', {
      'rows/s': Number(rows) / seconds,
      s: seconds,
      'of the bare join': bare / seconds,
      ...show(await judge(`(FROM ${result.linksTable} WHERE decision = 'link')`, 'left_key', 'right_key')),
    });
    printRow('steps', took);
    printRow('peak', {
      'process MB': process.resourceUsage().maxRSS / 1e3,
      pairs: result.pairs,
      'threshold in bits': result.threshold,
    });
    for (const { rule, pairs } of result.rules) printRow(`  ${describeRule(rule)}`, { pairs });
    return { result, database: database as Database };
  } finally {
    database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
