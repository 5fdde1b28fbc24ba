import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { type Command, InvalidArgumentError } from 'commander';
import { createClock, openDatabase, readWords } from '#kernel';
import { AnswerError, createClient, DancuProblem, type Evidence, UnreachableError } from '#libs/client';
import { type EvidenceFacts, type EvidenceVerdict, verifyEvidence } from '#libs/evidence';
import { dropEvidence, findOldEvidence, type OldEvidence } from '#rooms/exchange';
import { commandContext, sayProblem, withLocal } from './local.ts';
import { print } from './print.ts';

interface GetOptions {
  key: string;
  server: string;
  kept?: string;
  out?: string;
  json?: boolean;
}

interface VerifyOptions {
  key?: string[];
  file?: string[];
  json?: boolean;
}

/** evidence get, evidence verify, evidence drop. Exit codes as in cli.ts. */
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
    .option('--file <file...>', 'of a batch: the file that was sent, its result, its findings, as you have them')
    .option('--json', 'machine-readable output')
    .action(async (pack: string, { key, file, json }: VerifyOptions) => {
      const files = file && (await Promise.all(file.map(digestFile)));
      const trust = { ...(key ? { logKeys: key } : {}), ...(files ? { files } : {}) };
      const verdict = await verifyEvidence(await readFile(pack, 'utf8'), trust);
      print(json, verdict, describeVerdict(verdict, key !== undefined));
      if (verdict.verdict !== 'holds') process.exitCode = 1;
    });

  evidence
    .command('drop')
    .description('at the operator: remove evidence whose legal retention ended; the journal stays, and says so')
    .requiredOption('--before <date>', 'the first day that stays, YYYY-MM-DD', readDay)
    .option('--dry-run', 'only count')
    .option('--json', 'machine-readable output')
    .action(({ before, dryRun, json }: { before: string; dryRun?: boolean; json?: boolean }) =>
      withLocal(async ({ config, country, urls }) => {
        const { timeZone } = country.facts;
        const database = openDatabase(urls.owner, undefined, { max: 2, role: 'none' });
        try {
          const context = commandContext(createClock(timeZone));
          const old = await (dryRun
            ? findOldEvidence({ database, country }, before)
            : dropEvidence({ database, country }, context, before)
          ).catch(sayProblem(readWords(wordsOf(config.country), ['en'])));
          print(json, { ...old, dropped: !dryRun }, describeOld(old, dryRun === true));
        } finally {
          await database.close();
        }
      }),
    );
}

function readDay(text: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) !== text)
    throw new InvalidArgumentError('a day is needed, such as 2020-01-31');
  return text;
}

function describeOld({ rows, days, bytes, first, before }: OldEvidence, counted: boolean): string {
  if (first === undefined) return `no evidence is older than ${before}`;
  const much = `${rows.toLocaleString('en')} blocks of ${days} days from ${first} on, ${bytes.toLocaleString('en')} bytes`;
  return counted ? `would remove ${much}` : `removed ${much}; packages that were taken before stay good`;
}

const wordsOf = (country: string) => new URL(`../../country/${country}/words/`, import.meta.url);

/** SHA-256, hex; the file may be larger than memory. */
async function digestFile(file: string): Promise<string> {
  const digest = createHash('sha256');
  for await (const bytes of createReadStream(file, { highWaterMark: 1 << 20 })) digest.update(bytes as Buffer);
  return digest.digest('hex');
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

function describeBatch({ rows, verdicts, asked, result }: NonNullable<EvidenceFacts['batch']>): string {
  const counted = Object.entries(verdicts).map(([verdict, count]) => `${verdict} ${count}`);
  return `${rows} rows: ${counted.join(', ')}; sha256 of the file ${asked}, of the result ${result.sha256}`;
}

const marks = { holds: 'yes', broken: 'NO', unable: 'unable', absent: '–' } as const;

function describeVerdict({ verdict, checks, first, fault, facts }: EvidenceVerdict, trusted: boolean): string {
  const words = readWords(wordsOf('vn'), ['en']);
  const sentence = (id: string) => words.say('en', `screen.evidence.check.${id}`);
  const lines = checks.map(({ id, verdict: one }) => `${marks[one].padEnd(7)}${sentence(id)}`);
  const told = facts && [
    `${facts.organisation} (${facts.system}) asked ${facts.method} ${facts.targetUri}`,
    `at ${facts.at}, for ${facts.purpose} under ${facts.legalBasis}; outcome ${facts.outcome}, status ${facts.status}`,
    ...(facts.session ? [`signed in with assurance ${facts.session.assurance}, proved ${facts.session.provedAt}`] : []),
    ...(facts.batch ? [describeBatch(facts.batch)] : []),
    `line ${facts.number} of ${facts.size} in ${facts.origin}, reference ${facts.reference}`,
    '',
    `${words.say('en', `screen.evidence.way.${facts.way}.title`)}. ${words.say('en', `screen.evidence.way.${facts.way}.text`)}`,
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
