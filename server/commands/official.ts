import type { Command } from 'commander';
import { openAccounts } from '#rooms/accounts';
import { openOfficials } from '#rooms/officials';
import { commandContext, withKernel } from './local.ts';
import { print } from './print.ts';

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
export function defineOfficial(official: Command): void {
  official
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
      withKernel(async ({ kernel, offices, config }) => {
        const officials = openOfficials(kernel, offices, openAccounts(kernel, offices));
        const { number: official, name, role, area = '', organisation, emergency } = options;
        const given = { official, name, role, ...(organisation ? { organisation } : { area }), emergency };
        const made = await kernel.database.transact((transaction) =>
          officials.installFirst(transaction, commandContext(kernel.clock), given),
        );
        print(
          options.json,
          { official, ...made, page: `${config.origin}/enrol` },
          `${official} ${name} (${role})\nenrolment code: ${made.code}, good until ${made.codeExpiresAt}\nregister the device at ${config.origin}/enrol`,
        );
      }),
    );
}
