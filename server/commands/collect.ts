import { createWriteStream } from 'node:fs';
import { copyFile, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout } from 'node:timers/promises';
import { type Command, InvalidArgumentError } from 'commander';
import type { Context, Kernel } from '#kernel';
import {
  COUNTRY,
  collectionParts,
  contextOfSender,
  listRuns,
  namedSender,
  type RunRow,
  readRun,
  receiveFile,
  setExpectations,
  startRun,
  streamReport,
  targetsOf,
  undoRun,
} from '#rooms/collection';
import type { Offices } from '#rooms/offices';
import { withKernel } from './local.ts';
import { print } from './print.ts';

interface Options {
  json?: boolean;
}
interface SendOptions extends Options {
  sender: string;
  yes?: boolean;
  wait: boolean;
}

interface ExpectOptions extends Options {
  area: string;
  rows: number;
  due?: string;
}

const ENDED = ['done', 'waiting', 'undone', 'failed', 'cancelled'];

/** collect send, show, list, undo, report, watch, expect. Exit codes as in cli.ts. */
export function defineCollect(collect: Command): void {
  known(collect.command('send <file>'))
    .description('send a file of persons for a sender: an area’s code, `country`, or an organisation')
    .requiredOption('--sender <code>', 'whose file it is, such as 00004 or bach-mai-hospital')
    .option('--yes', 'start with the columns as they are recognised')
    .option('--no-wait', 'do not wait for the end')
    .action((file: string, options: SendOptions) => open((opened) => send(opened, file, options)));

  known(collect.command('show <run>'))
    .description('how far a run has come, and what its columns stand for')
    .action((run: string, options: Options) => open(async (opened) => show(await find(opened, run), options)));

  known(collect.command('list'))
    .description('the newest runs')
    .option('--sender <code>', 'of one sender only')
    .action((options: Options & { sender?: string }) =>
      open(async ({ parts }) => {
        const asked = { sender: options.sender, limit: 20 };
        const rows = await listRuns(parts.kernel.database.pool, { sender: '', area: '' }, asked);
        print(options.json, rows.map(summary), rows.map(line).join('\n') || 'no run yet');
      }),
    );

  known(collect.command('undo <run>'))
    .description('take a whole run back, unless later acts of others stand on it')
    .action((id: string, options: Options) =>
      open(async (opened) => {
        const row = await find(opened, id);
        await undoRun(opened.parts, contextOf(opened, row.sender), row.run);
        const ended = await follow(opened, row.run, options);
        show(ended, options);
        process.exitCode = ended.state === 'undone' ? 0 : 1;
      }),
    );

  known(collect.command('report <run>'))
    .description('the sender’s file again, with what to mend')
    .option('--out <file>', 'CSV or XLSX, as it is named; by default beside you')
    .option('--all', 'every row, not only those with something to mend')
    .action((id: string, options: Options & { out?: string; all?: boolean }) =>
      open(async (opened) => {
        const row = await find(opened, id);
        const out = options.out ?? `${basename(row.file, extname(row.file))}.report.csv`;
        const format = extname(out).toLowerCase() === '.xlsx' ? 'xlsx' : 'csv';
        const rows = options.all ? 'all' : 'faulty';
        const { facts } = opened.offices.country;
        const report = streamReport(opened.parts, facts.languages[0]!, row, { format, rows });
        await pipeline(report, createWriteStream(out, { mode: 0o600 }));
        print(options.json, { file: out }, `written: ${out}`);
      }),
    );

  known(collect.command('watch <run>'))
    .description('follow a run until it ends')
    .action((id: string, options: Options) =>
      open(async (opened) => show(await follow(opened, (await find(opened, id)).run, options), options)),
    );

  known(collect.command('expect'))
    .description('say how many rows an area or organisation is to send, for the board; 0 rows take it back')
    .requiredOption('--area <code>', 'a province’s or commune’s code, or an organisation')
    .requiredOption('--rows <number>', 'how many rows', readRows)
    .option('--due <date>', 'by when, as 2027-06-30', readDay)
    .action((options: ExpectOptions) => open((opened) => expect(opened, options)));
}

const known = (command: Command) => command.option('--json', 'machine-readable output');

interface Opened {
  kernel: Kernel;
  offices: Offices;
  parts: ReturnType<typeof collectionParts>;
}

function open(work: (opened: Opened) => Promise<void>): Promise<void> {
  return withKernel(({ kernel, offices }) => work({ kernel, offices, parts: collectionParts(kernel, offices) }));
}

/** Whoever may use the machine acts for the sender: named in the journal by the name there. */
function contextOf({ kernel, offices }: Opened, sender: string): Context {
  return contextOfSender(kernel, namedSender(offices, sender), `cli:${process.env.USER ?? 'root'}`);
}

async function expect(opened: Opened, { area, rows, due, json }: ExpectOptions): Promise<void> {
  const { kernel, offices, parts } = opened;
  const by = `cli:${process.env.USER ?? 'root'}`;
  const context = contextOfSender(kernel, namedSender(offices, COUNTRY), by, 'collection.review');
  const expected = { area, rows, ...(due ? { dueOn: due } : {}) };
  await setExpectations(parts, context, [expected]);
  const told = `${rows.toLocaleString('en')} rows${due ? ` by ${due}` : ''}`;
  print(json, expected, rows === 0 ? `nothing is expected of ${area} any more` : `expected of ${area}: ${told}`);
}

function readRows(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('give a whole number, 0 to 999999999');
  return Number(text);
}

function readDay(text: string): string {
  const day = new Date(`${text}T00:00:00Z`);
  if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== text)
    throw new InvalidArgumentError('give a date such as 2027-06-30');
  return text;
}

async function send(opened: Opened, path: string, options: SendOptions): Promise<void> {
  const { size } = await stat(path);
  const context = contextOf(opened, options.sender);
  const row = await receiveFile(opened.parts, {
    sender: options.sender,
    file: basename(path),
    bytes: size,
    channel: 'command',
    actor: context.caller.id,
    bring: (to) => copyFile(path, to),
  });
  const read = (await readRun(opened.kernel.database.pool, row.run))!;
  if (read.state === 'mapped' && options.yes && read.columns && read.mapping)
    await startRun(opened.parts, context, row.run, { targets: targetsOf(read.mapping, read.columns) });
  const now = (await readRun(opened.kernel.database.pool, row.run))!;
  if (now.state === 'mapped' || now.failure || !options.wait) {
    show(now, options);
    if (now.failure) process.exitCode = 1;
    return;
  }
  const ended = await follow(opened, row.run, options);
  show(ended, options);
  if (ended.state === 'failed') process.exitCode = 1;
}

async function find({ kernel }: Opened, id: string): Promise<RunRow> {
  const row = /^[0-9a-f-]{36}$/.test(id) ? await readRun(kernel.database.pool, id) : undefined;
  if (!row) throw new Error(`there is no run ${id}`);
  return row;
}

/** The running server works on it; this only looks. */
async function follow({ kernel }: Opened, run: string, { json }: Options): Promise<RunRow> {
  for (;;) {
    const row = (await readRun(kernel.database.pool, run))!;
    if (!json && process.stderr.isTTY) process.stderr.write(`\r\u001b[K${line(row)}`);
    if (ENDED.includes(row.state)) {
      if (!json && process.stderr.isTTY) process.stderr.write('\n');
      return row;
    }
    await setTimeout(500);
  }
}

function summary(row: RunRow) {
  return {
    id: row.run,
    state: row.state,
    sender: row.sender,
    file: row.file,
    read: row.rows_read,
    acceptedNew: row.accepted_new,
    acceptedKnown: row.accepted_known,
    proposed: row.proposed,
    refused: row.refused,
    duplicates: row.duplicates,
    ...(row.failure ? { failure: row.failure } : {}),
    ...(row.blocked?.length ? { blocked: row.blocked } : {}),
  };
}

function line(row: RunRow): string {
  const count = (value: number) => value.toLocaleString('en');
  const counts = `${count(row.rows_read)} rows: ${count(row.accepted_new)} new, ${count(row.accepted_known)} known, ${count(row.proposed)} to look at, ${count(row.refused)} refused, ${count(row.duplicates)} twice`;
  return `${row.run}  ${row.state.padEnd(9)} ${row.sender.padEnd(9)} ${row.file}  ${row.rows_read > 0 ? counts : `${count(row.bytes)} bytes`}`;
}

function show(row: RunRow, { json }: Options): void {
  const targets = row.mapping && row.columns ? targetsOf(row.mapping, row.columns) : [];
  const mapped = (row.columns ?? []).map((column, at) => `  ${column} -> ${targets[at] || '(not taken)'}`);
  const more = [
    ...(row.state === 'mapped'
      ? [...mapped, 'start it with --yes, or in the browser where columns can be corrected']
      : []),
    ...(row.failure ? [`not read: ${row.failure}`] : []),
    ...(row.blocked ?? []).map((one) => `  row ${one.row}: ${one.why} stands on ${one.person}`),
  ];
  print(
    json,
    { ...summary(row), columns: (row.columns ?? []).map((column, at) => ({ column, target: targets[at] })) },
    [line(row), ...more].join('\n'),
  );
}
