import { openAsBlob, readFileSync } from 'node:fs';
import { type Command, InvalidArgumentError } from 'commander';
import { createMembersClient, DancuProblem, type MembersClient, type MembersTaken } from '#libs/client';
import { NEEDED, ROLES, readListHead, readPieces, recogniseColumns } from '#libs/memberlist';
import { HeadError } from '#libs/rowfile';
import { print } from './print.ts';

interface Options {
  key: string;
  server: string;
  json?: boolean;
}
interface OneOptions extends Options {
  programme: string;
}
interface SendOptions extends OneOptions {
  column?: Record<string, string>;
}

const PIECE = 1000;

/** members programmes, send, list, order. Exit codes as in cli.ts. */
export function defineMembers(members: Command): void {
  signed(members.command('programmes'))
    .description('the organisation’s card programmes, with numbers of members and cards')
    .action((options: Options) =>
      told(options, async () => {
        const programmes = await connect(options).programmes();
        const lines = programmes.map(({ programme, name, state, members: counts, cards, halted }) =>
          [programme, state, name, count(counts), count(cards), halted?.title ?? ''].join('  ').trimEnd(),
        );
        print(options.json, programmes, lines.join('\n') || 'no programme yet');
      }),
    );

  one(members.command('send <file>'))
    .description(`send a list: CSV in UTF-8 with the columns ${ROLES.join(', ')}; what is the same stays`)
    .option('--column <role=name>', 'what a column stands for, where its heading does not tell; repeat it', collect, {})
    .action((file: string, options: SendOptions) => told(options, () => send(file, options)));

  one(members.command('list'))
    .description('what the register says to each row, one line each')
    .option('--verdict <verdict>', 'only those, such as differs or waiting')
    .action((options: OneOptions & { verdict?: string }) =>
      told(options, async () => {
        for await (const row of connect(options).members(options.programme, options.verdict)) {
          const card = row.card ? `${row.card.state} ${row.card.number ?? ''}` : '';
          print(options.json, row, [row.number, row.verdict, row.why.join(' '), card].join('  ').trimEnd());
        }
      }),
    );

  one(members.command('order'))
    .description('order cards for members who matched and have none')
    .requiredOption('--limit <n>', 'at most so many, 10,000 at a time', readCount)
    .action((options: OneOptions & { limit: number }) =>
      told(options, async () => {
        const cards = await connect(options).order(options.programme, options.limit);
        print(options.json, { cards }, `${cards} cards ordered`);
      }),
    );
}

function signed(command: Command): Command {
  return command
    .requiredOption('--key <file>', 'private key of a system with the scope memberships.manage: JWK or PEM')
    .option('--server <url>', 'address of the platform', 'http://localhost:3000')
    .option('--json', 'machine-readable output');
}
const one = (command: Command) => signed(command).requiredOption('--programme <id>', 'as `programmes` lists it');

function connect({ key, server }: Options): MembersClient {
  const text = readFileSync(key, 'utf8');
  const privateKey = text.trimStart().startsWith('{') ? JSON.parse(text) : text;
  return createMembersClient({ baseUrl: server, privateKey });
}

async function send(path: string, { programme, column, ...options }: SendOptions): Promise<void> {
  const file = await openAsBlob(path);
  const { dialect } = await readListHead(file);
  const columns = { ...recogniseColumns(dialect.columns), ...column };
  const missing = NEEDED.filter((role) => !dialect.columns.includes(columns[role] ?? ''));
  if (missing.length > 0)
    throw new HeadError(
      'header-missing',
      `${path} has no column for ${missing.join(', ')}; name it by --column role=name`,
    );
  const client = connect(options);
  const sum = { added: 0, changed: 0, unchanged: 0, left: [] as MembersTaken['left'][number][] };
  for await (const { members, end } of readPieces(file, dialect, columns, { size: PIECE, from: dialect.begin })) {
    const taken = await client.send(programme, members);
    sum.added += taken.added;
    sum.changed += taken.changed;
    sum.unchanged += taken.unchanged;
    sum.left.push(...taken.left);
    if (!options.json) process.stderr.write(`\r${Math.floor((end / file.size) * 100)} %`);
  }
  if (!options.json) process.stderr.write('\r');
  const lines = [
    `${sum.added} added, ${sum.changed} changed, ${sum.unchanged} unchanged, ${sum.left.length} left as they are`,
    ...sum.left.map(({ number, why }) => `  ${number}  ${why}`),
  ];
  print(options.json, sum, lines.join('\n'));
}

const count = (counts: Readonly<Record<string, number>>) =>
  Object.entries(counts)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');

function collect(given: string, before: Record<string, string>): Record<string, string> {
  const [role = '', name] = given.split('=', 2);
  if (!ROLES.some((known) => known === role) || !name)
    throw new InvalidArgumentError(`role=name, of ${ROLES.join(', ')}`);
  return { ...before, [role]: name };
}

function readCount(text: string): number {
  if (!/^[1-9]\d{0,4}$/.test(text)) throw new InvalidArgumentError('a number from 1');
  return Number(text);
}

/** A refusal is told with its code; anything else is the command line's own matter. */
async function told({ json }: Options, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof HeadError) {
      print(json, { code: error.code, message: error.message }, `refused  ${error.code} ${error.message}`);
      process.exitCode = 2;
      return;
    }
    if (!(error instanceof DancuProblem)) throw error;
    print(json, error.body, `refused  ${error.status} ${error.code ?? ''} ${error.message}`);
    process.exitCode = 3;
  }
}
