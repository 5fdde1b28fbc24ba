import { readFile, writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { readWords } from '#kernel';
import { AnswerError, createClient, DancuProblem, type Evidence, UnreachableError } from '#libs/client';
import { type EvidenceVerdict, verifyEvidence } from '#libs/evidence';
import { print } from './print.ts';

interface GetOptions {
  key: string;
  server: string;
  kept?: string;
  out?: string;
  json?: boolean;
}

/** evidence get, evidence verify. Exit codes as in cli.ts. */
export function defineEvidence(evidence: Command): void {
  evidence
    .command('get [reference]')
    .description('fetch the evidence of a question of yours, by the reference that its answer gave (journal)')
    .requiredOption('--key <file>', 'private key of the system: JWK or PEM')
    .option(
      '--kept <file>',
      'what `call --evidence` wrote: its bodies go into the package, its reference is the default',
    )
    .option('--out <file>', 'file to write; by default the package is printed')
    .option('--server <url>', 'address of the platform', 'http://localhost:3000')
    .option('--json', 'machine-readable output')
    .action(getEvidence);

  evidence
    .command('verify <file>')
    .description('verify a package with nothing but itself and the key of the log')
    .option('--key <key...>', 'verifier key of the log from a source that you trust: name+hash+base64')
    .option('--json', 'machine-readable output')
    .action(async (file: string, { key, json }: { key?: string[]; json?: boolean }) => {
      const verdict = await verifyEvidence(await readFile(file, 'utf8'), key ? { logKeys: key } : {});
      print(json, verdict, describeVerdict(verdict, key !== undefined));
      if (verdict.verdict !== 'holds') process.exitCode = 1;
    });
}

async function getEvidence(given: string | undefined, options: GetOptions, command: Command): Promise<void> {
  const kept = options.kept ? (JSON.parse(await readFile(options.kept, 'utf8')) as Evidence) : undefined;
  const reference = given ?? kept?.response.headers['dancu-journal'];
  if (!reference) return command.error('error: give the reference, or --kept', { exitCode: 2 });
  const key = await readFile(options.key, 'utf8');
  try {
    const privateKey = key.trimStart().startsWith('{') ? JSON.parse(key) : key;
    const pack = await createClient({ baseUrl: options.server, privateKey }).evidence(reference, kept);
    const text = `${JSON.stringify(pack, null, 2)}\n`;
    if (!options.out) return void process.stdout.write(text);
    await writeFile(options.out, text, { mode: 0o600 });
    const { number } = pack.log.line;
    print(
      options.json,
      { reference, number, out: options.out },
      `${options.out}: evidence of ${reference}, line ${number} of the log; verify: npx dancu evidence verify ${options.out}`,
    );
  } catch (error) {
    const known = error instanceof DancuProblem || error instanceof AnswerError || error instanceof UnreachableError;
    if (!known) throw error;
    print(options.json, { code: error.code, message: error.message }, `${error.message} [${error.code}]`);
    process.exitCode = error.code === 'exchange/evidence-unknown' ? 1 : 3;
  }
}

const marks = { holds: 'yes', broken: 'NO', unable: 'unable', absent: '–' } as const;

function describeVerdict({ verdict, checks, first, fault, facts }: EvidenceVerdict, trusted: boolean): string {
  const words = readWords(new URL('../../country/vn/words/', import.meta.url), ['en']);
  const sentence = (id: string) => words.say('en', `screen.evidence.check.${id}`);
  const lines = checks.map(({ id, verdict: one }) => `${marks[one].padEnd(7)}${sentence(id)}`);
  const told = facts && [
    `${facts.organisation} (${facts.system}) asked ${facts.method} ${facts.targetUri}`,
    `at ${facts.at}, for ${facts.purpose} under ${facts.legalBasis}; outcome ${facts.outcome}, status ${facts.status}`,
    `line ${facts.number} of ${facts.size} in ${facts.origin}, reference ${facts.reference}`,
  ];
  const whole = trusted
    ? 'whole: the evidence holds'
    : `whole: the file agrees with itself; whose log it is, only --key tells (the file says ${facts?.verifierKey})`;
  const end = {
    holds: whole,
    unable: 'NOT ALL CHECKED: a signature cannot be checked here',
    broken: `NOT WHOLE: it is false that: ${first ? sentence(first) : ''} [${first}]${fault ? ` at ${fault.pointer || '/'}: expected ${fault.why}` : ''}`,
  }[verdict];
  // What a stranger's file says must not steer the terminal.
  const printable = (line: string) => line.replace(/\p{C}/gu, '?');
  return [...(told ? [...told, ''] : []), ...lines, '', end].map(printable).join('\n');
}
