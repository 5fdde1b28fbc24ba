import type { Command } from 'commander';
import { type Context, createKernel, createLog, newId, Problem } from '#kernel';
import { openAccounts } from '#rooms/accounts';
import { openOffices } from '#rooms/offices';
import { openOfficials } from '#rooms/officials';
import { print, withLocal } from './local.ts';

interface Options {
  number: string;
  name: string;
  role: string;
  area?: string;
  organisation?: string;
  emergency?: string;
  json?: boolean;
}

/** official: the first officials of an installation, from the machine itself. Everybody after them is enrolled by two others. */
export function addOfficialCommand(program: Command): void {
  program
    .command('official')
    .description('officials of this installation')
    .command('install')
    .description(
      'make one of the first administrators and print the code with which they register their device at /enrol; refused once two can confirm each other',
    )
    .requiredOption('--number <number>', 'staff number')
    .requiredOption('--name <name>')
    .option('--role <id>', 'from country/*/roles.yaml', 'administrator')
    .option('--area <code>', 'of the role’s kind; the country unless told')
    .option('--organisation <id>', 'for a role of a connected agency')
    .option('--emergency <reason>', 'install although two are there; the reason stands in the journal')
    .option('--json', 'machine-readable output')
    .action((options: Options) =>
      withLocal(async ({ config, country, urls }) => {
        const { facts } = country;
        const log = createLog('silent');
        const kernel = createKernel({ config, urls, languages: facts.languages, timeZone: facts.timeZone, log });
        try {
          const offices = openOffices({ country, clock: kernel.clock, words: kernel.words });
          const officials = openOfficials(kernel, offices, openAccounts(kernel, offices));
          const given = {
            official: options.number,
            name: options.name,
            role: options.role,
            ...(options.organisation ? { organisation: options.organisation } : { area: options.area ?? '' }),
            emergency: options.emergency,
          };
          const made = await kernel.database
            .transact((transaction) => officials.installFirst(transaction, contextOf(kernel), given))
            .catch((error: unknown) => {
              if (!(error instanceof Problem)) throw error;
              const said = kernel.words.say('en', `problem.${error.code.replace('/', '.')}.detail`, error.values);
              throw new Error(`${error.code}: ${said}`);
            });
          print(
            options.json,
            { official: options.number, ...made, page: `${config.origin}/enrol` },
            `${options.number} ${options.name} (${options.role})\nenrolment code: ${made.code}, good until ${made.codeExpiresAt}\nregister the device at ${config.origin}/enrol`,
          );
        } finally {
          await kernel.close();
        }
      }),
    );
}

function contextOf({ clock }: Pick<Context, 'clock'>): Context {
  return {
    caller: { kind: 'official', id: `cli:${process.env.USER ?? 'root'}`, scopes: new Set() },
    purpose: undefined,
    legalBasis: undefined,
    caseNumber: undefined,
    language: 'en',
    requestId: newId(),
    clock,
    receivedAt: new Date().toISOString(),
    idempotency: undefined,
  };
}
