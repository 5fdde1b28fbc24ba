import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { createReportClient, DancuProblem, type PersonReport } from '#libs/client';
import { print } from './print.ts';

interface Options {
  key: string;
  server: string;
  json?: boolean;
}

/** report: one report or a file of them, a line each. Exit codes as in cli.ts; 3 where one was refused. */
export function defineReport(report: Command): void {
  report
    .argument('<file>', 'a report as docs/report-to-the-register.md has it, or one a line; - reads the standard input')
    .requiredOption('--key <file>', 'private key of the system: JWK or PEM')
    .option('--server <url>', 'address of the platform', 'http://localhost:3000')
    .option('--json', 'machine-readable output')
    .action(sendReports);
}

async function sendReports(file: string, { key, server, json }: Options): Promise<void> {
  const text = readFileSync(key, 'utf8');
  const privateKey = text.trimStart().startsWith('{') ? JSON.parse(text) : text;
  const client = createReportClient({ baseUrl: server, privateKey });
  for (const said of readReports(readFileSync(file === '-' ? 0 : file, 'utf8'))) {
    try {
      const { result } = await client.report(said);
      const told = result.fields.map(
        ({ field, outcome, dueOn }) => `${field} ${outcome}${dueOn ? ` until ${dueOn}` : ''}`,
      );
      print(json, result, `${said.reference}  ${told.join(', ')}`);
    } catch (error) {
      if (!(error instanceof DancuProblem)) throw error;
      print(json, { reference: said.reference, refused: error.body }, `${said.reference}  refused  ${error.code ?? error.status} ${error.message}`); // biome-ignore format: one line
      process.exitCode = 3;
    }
  }
}

function readReports(text: string): PersonReport[] {
  const whole = text.trim();
  try {
    return [JSON.parse(whole) as PersonReport];
  } catch {
    return whole.split('\n').map((line, at) => {
      try {
        return JSON.parse(line) as PersonReport;
      } catch {
        throw new Error(`line ${at + 1} is no JSON`);
      }
    });
  }
}
