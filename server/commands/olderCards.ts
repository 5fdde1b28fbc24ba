import { type Command, InvalidArgumentError } from 'commander';
import { openSheet, type Sheet } from '#libs/sheets';
import { beginOlder, closeOlder, OLDER_COLUMNS, type OlderRow, takeOlder, viewOlder } from '#rooms/cards';
import { openFile } from '#rooms/collection';
import { commandContext, withKernel } from './local.ts';
import { print } from './print.ts';

interface Options {
  system: string;
  source: string;
  run?: string;
  trial?: boolean;
  json?: boolean;
}

const PIECE = 1000;

/** older-cards: a file of an older card system comes over. Exit codes as in cli.ts; 1 where rows were refused. */
export function defineOlderCards(command: Command): void {
  command
    .argument('<file>', `CSV, XLSX or JSON lines with the columns ${OLDER_COLUMNS.join(', ')}`)
    .requiredOption('--system <id>', 'which older system, of cards.yaml, such as citizen-card-barcode')
    .requiredOption('--source <words>', 'whose it was, such as "Ha Noi, cards of 2016 to 2020"')
    .option('--trial', 'judge every row, and take nothing over')
    .option('--run <id>', 'go on with a run that was left, behind its last row', readRun)
    .option('--json', 'machine-readable output')
    .action(bringOver);
}

function readRun(text: string): string {
  if (!/^[0-9a-f-]{36}$/.test(text)) throw new InvalidArgumentError('give the id that the first line said');
  return text;
}

async function bringOver(path: string, { system, source, trial = false, run: given, json }: Options): Promise<void> {
  const file = await openFile(path);
  try {
    const sheet = await openSheet(file);
    const columns = findColumns(sheet);
    const expected = given ? 1 : await countRows(sheet);
    if (expected === 0) throw new Error('there is no row in the file');
    await withKernel(async ({ kernel, offices }) => {
      const { purpose, older } = offices.country.cards;
      const scopes = ['cards.older'];
      const about = { area: '', scopes, purpose, legalBasis: older.legalBasis };
      const context = () => commandContext(kernel.clock, about);
      const parts = { kernel, offices };
      const run = given ?? (await beginOlder(parts, context(), { system, source, trial, expected })).run;
      const find = async () => (await viewOlder(parts, context())).runs.find((one) => one.run === run);
      if (!json && !given) process.stdout.write(`run ${run}: ${count(expected)} rows\n`);
      let next = (await find())?.next ?? 0;
      const began = next;
      for await (const rows of pieces(sheet, columns, next)) {
        ({ next } = await takeOlder(parts, context(), run, { from: next, rows }));
        if (!json && process.stderr.isTTY) process.stderr.write(`\r${count(next)} rows`);
      }
      await closeOlder(parts, context(), run);
      const ended = (await find())!;
      const { taken, known, refused, reasons } = ended;
      const told = `${count(next - began)} rows: ${count(taken)} ${trial ? 'would be taken over' : 'taken over'}, ${count(known)} known already, ${count(refused)} refused`;
      const why = reasons.map((one) => `  ${one.why}  ${count(one.count)}`);
      print(json, ended, [told, ...why].join('\n'));
      if (refused > 0) process.exitCode = 1;
    });
  } finally {
    await file.close();
  }
}

const count = (value: number) => value.toLocaleString('en');

/** Where each column stands. @throws Error naming the one that is missing */
function findColumns({ columns }: Sheet): readonly number[] {
  return OLDER_COLUMNS.map((name) => {
    const at = columns.findIndex((column) => column.trim() === name);
    if (at < 0) throw new Error(`the column ${name} is missing; the columns are ${OLDER_COLUMNS.join(', ')}`);
    return at;
  });
}

async function countRows(sheet: Sheet): Promise<number> {
  let rows = 0;
  for await (const block of sheet.blocks()) rows += block.rows.length;
  return rows;
}

/** @param from rows that a run has had already */
async function* pieces(sheet: Sheet, columns: readonly number[], from: number): AsyncGenerator<OlderRow[]> {
  let seen = 0;
  let piece: OlderRow[] = [];
  for await (const { rows } of sheet.blocks())
    for (const { cells } of rows) {
      seen += 1;
      if (seen <= from) continue;
      const values = columns.map((at) => (cells[at] ?? '').trim().slice(0, 100));
      piece.push(Object.fromEntries(OLDER_COLUMNS.map((name, at) => [name, values[at]!])) as OlderRow);
      if (piece.length < PIECE) continue;
      yield piece;
      piece = [];
    }
  if (piece.length > 0) yield piece;
}
