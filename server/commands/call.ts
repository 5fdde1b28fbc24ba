import { readFileSync, writeFileSync } from 'node:fs';
import { type Command, InvalidArgumentError, Option } from 'commander';
import {
  AnswerError,
  type AskOptions,
  type Client,
  createClient,
  DancuProblem,
  type DocumentWanted,
  type Evidence,
  UnreachableError,
} from '#libs/client';
import { print } from './print.ts';

interface Options {
  key: string;
  server: string;
  purpose: string;
  legalBasis?: string;
  case?: string;
  officer?: string;
  type?: string;
  field?: Record<string, unknown>;
  fields?: string;
  set?: string;
  evidence?: string;
  json?: boolean;
}

type DocumentOptions = Options & DocumentWanted & { out: string };

/** call: asks the exchange as an agency's system does, and verifies what comes back. Exit codes as in cli.ts. */
export function defineCall(call: Command): void {
  defineVerify(call.command('verify <identifier>').description('is it so? yes, close, no or not held for each field'));

  addAsking(call.command('attributes <identifier>'))
    .description('read the fields that the agreement gives')
    .option('--fields <names>', 'names with commas between them')
    .option('--set <name>', 'a named set instead: BASIC, CIVIL, RESIDENCE, FAMILY, DOCUMENTS, CONTACT, LIFE')
    .action((identifier: string, options: Options) => {
      const { set, fields } = options;
      if ((set === undefined) === (fields === undefined))
        return call.error('error: give either --fields or --set', { exitCode: 2 });
      return ask(
        options,
        (client, stated) =>
          set === undefined
            ? client.attributes(identifier, fields!.split(','), stated)
            : client.attributeSet(set, identifier, stated),
        `attributes ${set ?? fields} of ${identifier}`,
      );
    });
}

/** verify: the commonest question, below `call` and as a command of its own. */
export function defineVerify(verify: Command): void {
  addAsking(verify)
    .option('--field <name=value>', 'what is claimed; repeat it; JSON for places and lists', collectField, {})
    .action((identifier: string, options: Options) =>
      ask(
        options,
        (client, stated) => client.verify(identifier, { ...stated, biographicData: options.field ?? {} }),
        `verify ${identifier}`,
      ),
    );
}

/** document: an extract of the register, as a PDF file. */
export function defineDocument(document: Command): void {
  addReasons(document)
    .addOption(
      new Option('--type <event>', 'which event').choices(['birth', 'marriage', 'death']).makeOptionMandatory(),
    )
    .option('--second <number>', 'a person who must have the part: a parent, or the spouse')
    .option('--language <code>', 'language of the page, such as vi')
    .requiredOption('--out <file>', 'PDF file to write')
    .action((identifier: string, { out, type, second, language, ...options }: DocumentOptions) => {
      const wanted = { type, ...(second ? { second } : {}), ...(language ? { language } : {}) };
      return ask(
        options,
        async (client, stated) => {
          const { result, ...answer } = await client.document(identifier, wanted, stated);
          writeFileSync(out, result, { mode: 0o600 });
          return { ...answer, result: { out, bytes: result.length } };
        },
        `${type} of ${identifier}`,
      );
    });
}

function addAsking(command: Command): Command {
  return addReasons(command).option('--type <kind>', 'kind of the identifier: pin, cmnd, passport, …');
}

function addReasons(command: Command): Command {
  return command
    .requiredOption('--key <file>', 'private key of the system: JWK or PEM')
    .requiredOption('--purpose <id>', 'why, as the agreement says')
    .option('--legal-basis <id>', 'under which law')
    .option('--case <number>', 'case file of the agency')
    .option('--officer <name>', 'who at the agency asks')
    .option('--server <url>', 'address of the platform', 'http://localhost:3000')
    .option('--evidence <file>', 'write question and answer as they travelled, to be kept')
    .option('--json', 'machine-readable output');
}

function collectField(text: string, before: Record<string, unknown>): Record<string, unknown> {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('write --field name=value');
  const [name, value] = [text.slice(0, at), text.slice(at + 1)];
  if (!/^[[{]/.test(value)) return { ...before, [name]: value };
  try {
    return { ...before, [name]: JSON.parse(value) };
  } catch {
    throw new InvalidArgumentError(`the value of ${name} begins like JSON and is none`);
  }
}

type Asked = (
  client: Client,
  stated: AskOptions,
) => Promise<{ result: object; transactionId: string; evidence: Evidence }>;

async function ask(options: Options, question: Asked, said: string): Promise<void> {
  const stated: AskOptions = {
    purpose: options.purpose,
    ...(options.legalBasis ? { legalBasis: options.legalBasis } : {}),
    ...(options.case ? { caseNumber: options.case } : {}),
    ...(options.officer ? { officer: options.officer } : {}),
    ...(options.type ? { identifierType: options.type } : {}),
  };
  try {
    const answer = await question(createClient({ baseUrl: options.server, privateKey: readKey(options.key) }), stated);
    keepEvidence(options.evidence, answer.evidence);
    print(
      options.json,
      { ...answer.result, ...describeEvidence(answer.evidence) },
      describeAnswer(said, options, answer),
    );
    const { outcome } = answer.result as { outcome?: string };
    process.exitCode = outcome === undefined || outcome === 'yes' ? 0 : 1;
  } catch (error) {
    process.exitCode = reportFailure(error, options, said);
    if (error instanceof DancuProblem) keepEvidence(options.evidence, error.evidence);
  }
}

const NOT_FOUND = new Set(['exchange/person-unknown', 'exchange/document-unknown']);

/** @returns the exit code */
function reportFailure(error: unknown, { json }: Options, said: string): number {
  if (error instanceof DancuProblem) {
    const text = [
      ...heading(said),
      ['refused', `${error.status} ${error.code ?? ''} ${error.message}`],
      ...signature(error.evidence),
    ];
    print(json, { ...error.body, ...describeEvidence(error.evidence) }, columns(text));
    return NOT_FOUND.has(error.code ?? '') ? 1 : 3;
  }
  if (error instanceof AnswerError || error instanceof UnreachableError) {
    print(json, { code: error.code, message: error.message }, columns([...heading(said), ['failed', error.message]]));
    return 3;
  }
  if (!(error instanceof Error)) throw error;
  process.stderr.write(`dancu: ${error.message}\n`);
  return 2;
}

function readKey(file: string) {
  const text = readFileSync(file, 'utf8');
  return text.trimStart().startsWith('{') ? JSON.parse(text) : text;
}

function keepEvidence(file: string | undefined, evidence: Evidence): void {
  if (file !== undefined) writeFileSync(file, `${JSON.stringify(evidence, null, 2)}\n`, { mode: 0o600 });
}

function describeEvidence({ response }: Evidence): { signedBy?: string; journal?: string } {
  const signedBy = /;keyid="([^"]+)"/.exec(response.headers['signature-input'] ?? '')?.[1];
  const journal = response.headers['dancu-journal'];
  return { ...(signedBy ? { signedBy } : {}), ...(journal ? { journal } : {}) };
}

const heading = (said: string): string[][] => [['asked', said]];

function signature(evidence: Evidence): string[][] {
  const { signedBy, journal } = describeEvidence(evidence);
  return [['signature', `verified, key ${signedBy}`], ...(journal ? [['journal', journal]] : [])];
}

function describeAnswer(
  said: string,
  options: Options,
  answer: { result: object; transactionId: string; evidence: Evidence },
): string {
  const result = answer.result as {
    outcome?: string;
    verificationMessage?: string;
    life?: string;
    person?: string;
    fields?: { field: string; verdict: string; why?: string }[];
    biographicData?: Record<string, unknown>;
    out?: string;
    bytes?: number;
  };
  const values = Object.entries(result.biographicData ?? {}).map(([name, value]) => [
    `  ${name}`,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  const verdicts = (result.fields ?? []).map(({ field, verdict, why }) => [
    `  ${field}`,
    why ? `${verdict} (${why})` : verdict,
  ]);
  return columns([
    ...heading(said),
    ['because', [options.purpose, options.legalBasis].filter(Boolean).join(', ')],
    ...verdicts,
    ...values,
    ...(result.out ? [['document', `${result.out} (${result.bytes} bytes)`]] : []),
    ...(result.outcome
      ? [
          ['verdict', `${result.outcome}: ${result.verificationMessage}`],
          ['person', `${result.person} (${result.life})`],
        ]
      : []),
    ['transaction', answer.transactionId],
    ...signature(answer.evidence),
  ]);
}

function columns(rows: readonly string[][]): string {
  const width = Math.max(...rows.map(([name]) => name!.length));
  return rows.map(([name, value]) => `${name!.padEnd(width + 2)}${value}`).join('\n');
}
