import { Command, CommanderError } from 'commander';

/** What a command is for, and where its file is: all of them together take a second to load, and one is asked for. */
const commands: [name: string, description: string, load: () => Promise<(command: Command) => void>][] = [
  [
    'serve',
    'prepare the database and serve; as `npm start` without its set-up',
    async () => (await import('./commands/serve.ts')).defineServe,
  ],
  [
    'prepare',
    'start and migrate the database, make the demonstration country; leave the database running',
    async () => (await import('./commands/serve.ts')).definePrepare,
  ],
  [
    'migrate',
    'bring the database to the newest version',
    async () => (await import('./commands/serve.ts')).defineMigrate,
  ],
  [
    'population',
    'make a synthetic population: into the register, or with --out as a data set (nobody in it exists)',
    async () => (await import('./commands/population.ts')).definePopulation,
  ],
  [
    'person [number]',
    'find a person by number, or by --name with --birth or --province; journalled, and shown to the person',
    async () => (await import('./commands/person.ts')).definePerson,
  ],
  [
    'account',
    'accounts of electronic identity; journalled, and shown to the owner',
    async () => (await import('./commands/account.ts')).defineAccount,
  ],
  [
    'call',
    'ask the exchange with a signed question; the answer’s signature is verified',
    async () => (await import('./commands/call.ts')).defineCall,
  ],
  [
    'verify <identifier>',
    'is it so? yes, close, no or not held for each field',
    async () => (await import('./commands/call.ts')).defineVerify,
  ],
  [
    'document <identifier>',
    'an extract of the register about a birth, marriage or death, as PDF',
    async () => (await import('./commands/call.ts')).defineDocument,
  ],
  [
    'batch',
    'bulk answers: a file of rows, each row answered',
    async () => (await import('./commands/batch.ts')).defineBatch,
  ],
  [
    'collect',
    'files of persons from localities and older systems: send, follow, undo',
    async () => (await import('./commands/collect.ts')).defineCollect,
  ],
  [
    'link',
    'who is the same person in two files, or twice in one: probabilities, reasons, clusters',
    async () => (await import('./commands/link.ts')).defineLink,
  ],
  [
    'credit',
    'applicants for credit: check one, close an application',
    async () => (await import('./commands/credit.ts')).defineCredit,
  ],
  [
    'members',
    'card programmes: send the list of members, see what the register says, order cards',
    async () => (await import('./commands/members.ts')).defineMembers,
  ],
  [
    'report',
    'say something of a person to the register, as the source that sources.yaml names',
    async () => (await import('./commands/report.ts')).defineReport,
  ],
  [
    'card',
    'chip cards and passports: make a virtual one, read and prove any, inspect its files',
    async () => (await import('./commands/card.ts')).defineCard,
  ],
  [
    'older-cards',
    'cards of an older system come over with their holders; --trial first',
    async () => (await import('./commands/olderCards.ts')).defineOlderCards,
  ],
  [
    'reader',
    'be the card reader of a desk: paired with its page, reads chips for it',
    async () => (await import('./commands/reader.ts')).defineReader,
  ],
  [
    'biometrics',
    'weights that compare faces: fetch those for demonstrations',
    async () => (await import('./commands/biometrics.ts')).defineBiometrics,
  ],
  [
    'evidence',
    'evidence of a question and its answer: fetch it, verify it without any server',
    async () => (await import('./commands/evidence.ts')).defineEvidence,
  ],
  [
    'agency',
    'connect an agency’s system: keys and registration',
    async () => (await import('./commands/agency.ts')).defineAgency,
  ],
  [
    'quality',
    'the register by the six criteria, as last counted, or with --count as it is now',
    async () => (await import('./commands/quality.ts')).defineQuality,
  ],
  ['official', 'officials of this installation', async () => (await import('./commands/official.ts')).defineOfficial],
  [
    'log',
    'the journal as a transparency log: prove it, export it',
    async () => (await import('./commands/log.ts')).defineLog,
  ],
];

/**
 * `npx dancu …`. Every command knows --help and --json; exit codes: 0 done (or yes), 1 no or not found, 2 wrong usage or
 * configuration, 3 refused or unreachable.
 */
const program = new Command('dancu')
  .description('National identity platform: serve it, fill it, ask it, prove its log')
  .version('0.1.0')
  .showHelpAfterError()
  .exitOverride();
/** The command that is asked for, also by `dancu help <command>`. */
const asked = process.argv.slice(2).find((argument) => argument !== 'help' && !argument.startsWith('-'));

try {
  for (const [usage, description, load] of commands) {
    const command = program.command(usage).description(description);
    if (command.name() === asked) (await load())(command);
  }
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else {
    process.stderr.write(`dancu: ${(error as Error).message}\n`);
    process.exitCode = (error as { code?: unknown }).code === 'config-invalid' ? 2 : 3;
  }
}
