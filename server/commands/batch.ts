import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, readFileSync, writeFileSync } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Command, InvalidArgumentError, Option } from 'commander';
import {
  type BatchClient,
  type BatchGiven,
  type BatchView,
  createBatchClient,
  DancuProblem,
  type JsonWebKeySet,
  readManifest,
} from '#libs/client';
import { print } from './print.ts';

interface Options {
  key: string;
  server: string;
  json?: boolean;
}

interface SendOptions extends Options {
  purpose: string;
  legalBasis: string;
  case?: string;
  fields: string;
  format?: BatchGiven['format'];
  column?: Record<string, string>;
  findings?: number;
  wait: boolean;
  out?: string;
}

/** batch send, status, result, verify, cancel. Exit codes as in cli.ts. */
export function defineBatch(batch: Command): void {
  signed(batch.command('send <file>'))
    .description('send a file, have every row answered, and fetch the result')
    .requiredOption('--purpose <id>', 'why, as the agreement says')
    .requiredOption('--legal-basis <id>', 'under which law')
    .option('--case <number>', 'case file of the agency')
    .option('--fields <names>', 'compared beside the number, with commas: name, birthDate, sex, cmnd', 'name,birthDate')
    .addOption(new Option('--format <format>', 'by default as the file is named').choices(['csv', 'jsonl', 'parquet']))
    .option('--column <role=name>', 'what a column stands for, where its header does not tell; repeat it', collect, {})
    .option(
      '--findings <n>',
      'also list what is to be locked; more rows than n on one identity are too many',
      readCount,
    )
    .option('--out <name>', 'beginning of the names of what is written; by default the file’s')
    .option('--no-wait', 'only start it')
    .action((file: string, options: SendOptions) => told(options, () => send(file, options)));

  signed(batch.command('status <id>'))
    .description('how far a batch has come')
    .action((id: string, options: Options) =>
      told(options, async () => {
        const view = await connect(options).view(id);
        print(options.json, view, describe(view));
        process.exitCode = view.state === 'failed' || view.state === 'cancelled' ? 1 : 0;
      }),
    );

  signed(batch.command('result <id>'))
    .description('fetch the result with its signature, and verify it')
    .option('--out <name>', 'beginning of the names of what is written', 'batch')
    .action((id: string, options: Options & { out: string }) =>
      told(options, async () => {
        const client = connect(options);
        await fetchResult(client, await client.view(id), options, options.out);
      }),
    );

  batch
    .command('verify <result>')
    .description('whether a result is what the platform signed')
    .requiredOption('--manifest <file>', 'the signature, as `batch result` wrote it')
    .option('--keys <file>', 'the platform’s keys (JWK set), kept by yourself; by default asked of the server')
    .option('--server <url>', 'address of the platform', 'http://localhost:3000')
    .option('--json', 'machine-readable output')
    .action((file: string, options: { manifest: string; keys?: string; server: string; json?: boolean }) =>
      told(options, async () => {
        const keys = options.keys ? readJson(options.keys) : await fetchKeys(options.server);
        check(options.json, file, readFileSync(options.manifest, 'utf8'), keys, await digest(file));
      }),
    );

  signed(batch.command('cancel <id>'))
    .description('stop a batch for good; its files are removed')
    .action((id: string, options: Options) =>
      told(options, async () => {
        const view = await connect(options).cancel(id);
        print(options.json, view, describe(view));
      }),
    );
}

function signed(command: Command): Command {
  return command
    .requiredOption('--key <file>', 'private key of the system: JWK or PEM')
    .option('--server <url>', 'address of the platform', 'http://localhost:3000')
    .option('--json', 'machine-readable output');
}

function connect({ key, server }: Options): BatchClient {
  const text = readFileSync(key, 'utf8');
  return createBatchClient({ baseUrl: server, privateKey: text.trimStart().startsWith('{') ? JSON.parse(text) : text });
}

async function send(file: string, options: SendOptions): Promise<void> {
  const client = connect(options);
  const { size } = await stat(file);
  const format = options.format ?? formatOf(file);
  const sha256 = await digest(file);
  const made = await client.make(
    {
      fields: options.fields.split(',').map((one) => one.trim()),
      format,
      bytes: size,
      ...(options.column && Object.keys(options.column).length > 0 ? { columns: options.column } : {}),
      ...(options.findings === undefined ? {} : { findings: { subscribersPerIdentity: options.findings } }),
    },
    {
      purpose: options.purpose,
      legalBasis: options.legalBasis,
      ...(options.case ? { caseNumber: options.case } : {}),
    },
  );
  const show = progress(options.json);
  const handle = await open(file, 'r');
  try {
    const read = async (offset: number, length: number) => {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, offset);
      return buffer.subarray(0, bytesRead);
    };
    await client.upload(made, read, (sent) => show('sending', sent / size, `${Math.round(sent / 1e6)} MB`));
  } finally {
    await handle.close();
  }
  const started = await client.start(made.id, sha256);
  if (!options.wait) return print(options.json, started, describe(started));
  const ended = await follow(client, started.id, show);
  show('', 1, '');
  if (ended.state !== 'done') {
    process.exitCode = 1;
    return print(options.json, ended, describe(ended));
  }
  await fetchResult(client, ended, options, options.out ?? file);
}

function formatOf(file: string): BatchGiven['format'] {
  const ending = extname(file).slice(1).toLowerCase();
  if (ending === 'parquet') return 'parquet';
  return ending === 'jsonl' || ending === 'ndjson' ? 'jsonl' : 'csv';
}

async function follow(client: BatchClient, id: string, show: Show): Promise<BatchView> {
  for (;;) {
    const view = await client.view(id);
    if (['done', 'failed', 'cancelled'].includes(view.state)) return view;
    const left = view.secondsLeft === undefined ? '' : `, ${view.secondsLeft} s left`;
    show(
      'answering',
      view.part ?? 0,
      `${view.rows.toLocaleString('en')} rows, ${(view.rate ?? 0).toLocaleString('en')}/s${left}`,
    );
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** Result, signature, report, and the findings where there are any, beside each other. */
async function fetchResult(client: BatchClient, view: BatchView, options: Options, out: string): Promise<void> {
  const manifest = await client.manifest(view.id);
  const keys = await fetchKeys(options.server);
  const signedAs = readManifest(manifest, keys);
  const result = `${out}.result.${view.format}`;
  await save(await client.download(view.id, 'result'), result);
  writeFileSync(`${out}.manifest.jws`, `${manifest}\n`);
  writeFileSync(`${out}.report.json`, `${JSON.stringify(await client.report(view.id), null, 2)}\n`);
  if (signedAs.findings) await save(await client.download(view.id, 'findings'), `${out}.findings.csv`);
  check(options.json, result, manifest, keys, await digest(result));
}

async function save(answer: Response, file: string): Promise<void> {
  if (!answer.ok || !answer.body) throw new Error(`the platform answered ${answer.status}`);
  await pipeline(Readable.fromWeb(answer.body as never), createWriteStream(file, { mode: 0o600 }));
}

/** Exit code 1 where the file is not the one that was signed. */
function check(json: boolean | undefined, file: string, jws: string, keys: JsonWebKeySet, sha256: string): void {
  const manifest = readManifest(jws, keys) as Record<string, unknown> & {
    result: { sha256: string };
    verdicts: Record<string, number>;
  };
  const ok = manifest.result.sha256 === sha256;
  const rows = Object.entries(manifest.verdicts).map(([verdict, count]) => [
    `  ${verdict}`,
    count.toLocaleString('en'),
  ]);
  const text = [
    ['result', file],
    ['signature', ok ? 'verified: the platform signed this very file' : 'DOES NOT FIT this file'],
    ['batch', String(manifest.batch)],
    ['register at', String(manifest.registerAt)],
    ['rows', Number(manifest.rows).toLocaleString('en')],
    ...rows,
  ];
  print(json, { ok, file, ...manifest }, columns(text));
  process.exitCode = ok ? 0 : 1;
}

async function fetchKeys(server: string): Promise<JsonWebKeySet> {
  const answer = await fetch(`${server.replace(/\/$/, '')}/.well-known/jwks.json`, { redirect: 'error' });
  if (!answer.ok) throw new Error(`the platform answered ${answer.status}`);
  return (await answer.json()) as JsonWebKeySet;
}

const readJson = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as JsonWebKeySet;

async function digest(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const block of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(block as Buffer);
  return hash.digest('hex');
}

function describe(view: BatchView): string {
  const verdicts = Object.entries(view.verdicts ?? {}).map(([verdict, rows]) => [
    `  ${verdict}`,
    rows.toLocaleString('en'),
  ]);
  return columns([
    ['batch', view.id],
    ['state', view.failure ? `${view.state}: ${view.failure.sentence} ${view.failure.detail}`.trim() : view.state],
    ['rows', view.rows.toLocaleString('en')],
    ...(view.rate === undefined ? [] : [['rate', `${view.rate.toLocaleString('en')}/s`]]),
    ...(view.secondsLeft === undefined ? [] : [['left', `${view.secondsLeft} s`]]),
    ...(view.journal ? [['journal', view.journal]] : []),
    ...verdicts,
  ]);
}

function columns(rows: readonly string[][]): string {
  const width = Math.max(...rows.map(([name]) => name!.length));
  return rows.map(([name, value]) => `${name!.padEnd(width + 2)}${value}`).join('\n');
}

type Show = (what: string, part: number, detail: string) => void;

/** A bar on a terminal; silence elsewhere. */
function progress(json: boolean | undefined): Show {
  if (json || !process.stderr.isTTY) return () => {};
  return (what, part, detail) => {
    const full = Math.round(Math.max(0, Math.min(1, part)) * 30);
    const line = what === '' ? '' : `${what} [${'#'.repeat(full)}${'.'.repeat(30 - full)}] ${detail}`;
    process.stderr.write(`\r${line.padEnd(100)}${what === '' ? '\r' : ''}`);
  };
}

/** A refusal of the platform in one sentence and exit code 3; what is wrong here ends as every command's errors do. */
async function told({ json }: { json?: boolean }, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof DancuProblem)) throw error;
    print(json, error.body, columns([['refused', `${error.status} ${error.code ?? ''} ${error.message}`]]));
    process.exitCode = 3;
  }
}

function collect(text: string, before: Record<string, string>): Record<string, string> {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('write --column role=name');
  return { ...before, [text.slice(0, at)]: text.slice(at + 1) };
}

function readCount(text: string): number {
  if (!/^[1-9][0-9]{0,3}$/.test(text)) throw new InvalidArgumentError('a whole number from 1 to 1000 is needed');
  return Number(text);
}
