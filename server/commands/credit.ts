import { readFileSync, writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { type CreditApplication, type CreditCheck, createCreditClient, DancuProblem } from '#libs/client';
import { print } from './print.ts';

interface Options {
  key: string;
  server: string;
  json?: boolean;
}

interface CheckOptions extends Options {
  purpose: string;
  legalBasis: string;
  case?: string;
  officer?: string;
  evidence?: string;
}

/** credit check, close. Exit codes as in cli.ts. */
export function defineCredit(credit: Command): void {
  signed(credit.command('check <application>'))
    .description('check an applicant: a JSON file as docs/credit.md has it; - reads it from the standard input')
    .option('--purpose <id>', 'why, as the agreement says', 'credit-application-check')
    .option('--legal-basis <id>', 'under which law', 'credit-institutions-law')
    .option('--case <number>', 'case file of the bank')
    .option('--officer <name>', 'who at the bank asks')
    .option('--evidence <file>', 'write question and answer as they travelled, to be kept')
    .action((file: string, options: CheckOptions) => told(options, () => check(file, options)));

  signed(credit.command('close <id>'))
    .description('the application is over; how it ended is not asked')
    .action((id: string, options: Options) =>
      told(options, async () => {
        const closed = await connect(options).close(id);
        print(options.json, closed, `${closed.id} closed at ${closed.closedAt}`);
      }),
    );
}

function signed(command: Command): Command {
  return command
    .requiredOption('--key <file>', 'private key of the system: JWK or PEM')
    .option('--server <url>', 'address of the platform', 'http://localhost:3000')
    .option('--json', 'machine-readable output');
}

function connect({ key, server }: Options) {
  const text = readFileSync(key, 'utf8');
  const privateKey = text.trimStart().startsWith('{') ? JSON.parse(text) : text;
  return createCreditClient({ baseUrl: server, privateKey });
}

async function check(file: string, options: CheckOptions): Promise<void> {
  const application = JSON.parse(readFileSync(file === '-' ? 0 : file, 'utf8')) as CreditApplication;
  const { result, evidence } = await connect(options).check(application, {
    purpose: options.purpose,
    legalBasis: options.legalBasis,
    ...(options.case ? { caseNumber: options.case } : {}),
    ...(options.officer ? { officer: options.officer } : {}),
  });
  if (options.evidence) writeFileSync(options.evidence, `${JSON.stringify(evidence, null, 2)}\n`, { mode: 0o600 });
  print(options.json, result, describe(result));
  process.exitCode = result.result === 'yes' ? 0 : 1;
}

function describe(check: CreditCheck): string {
  const { reuse } = check;
  const rows = [
    ['result', check.result],
    ...check.fields.map(({ field, verdict, why }) => [`  ${field}`, why ? `${verdict} (${why})` : verdict]),
    ['life', check.life],
    ['number', `${check.identifier.kind} ${check.identifier.status}`],
    ...check.documents.map(({ document, state }) => [`  ${document}`, state]),
    ...(reuse?.values ?? []).map(({ field, others, since }) => [`same ${field}`, `${others} others since ${since}`]),
    ...(reuse ? [['elsewhere', `${reuse.applications.others} since ${reuse.applications.since}`]] : []),
    ...(check.withheld ? [['not told', check.withheld]] : []),
    ...(check.id ? [['application', check.id]] : []),
    ['journal', check.journal],
  ];
  const width = Math.max(...rows.map(([name]) => name!.length));
  return rows.map(([name, value]) => `${name!.padEnd(width + 2)}${value}`).join('\n');
}

/** A refusal is told with its code; anything else is the command line's own matter. */
async function told({ json }: Options, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof DancuProblem)) throw error;
    print(json, error.body, `refused  ${error.status} ${error.code ?? ''} ${error.message}`);
    process.exitCode = error.code === 'exchange/person-unknown' ? 1 : 3;
  }
}
