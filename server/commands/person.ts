import type { Command } from 'commander';
import { createClock, describeEntry, readWords } from '#kernel';
import { openOffices } from '#rooms/offices';
import { createGivenNames, findHolders, lifeOf, searchPersons } from '#rooms/people';
import { commandContext, withLocal } from './local.ts';
import { print } from './print.ts';

interface Options {
  name?: string;
  birth?: string;
  province?: string;
  purpose?: string;
  legalBasis?: string;
  json?: boolean;
}

/** person: looks into the register from the command line, with a purpose, journalled like any look. */
export function definePerson(person: Command): void {
  person
    .option('--name <name>')
    .option('--birth <date>', 'YYYY, YYYY-MM or YYYY-MM-DD')
    .option('--province <code>')
    .requiredOption('--purpose <id>', "why, from the country's purposes")
    .requiredOption('--legal-basis <id>', "under which law, from the country's legal bases")
    .option('--json', 'machine-readable output')
    .action((number: string | undefined, options: Options) =>
      withLocal(async ({ country, config, database }) => {
        const clock = createClock(country.facts.timeZone);
        const words = readWords(
          new URL(`../../country/${config.country}/words/`, import.meta.url),
          country.facts.languages,
        );
        const offices = openOffices({ country, clock, words });
        if (!offices.findPurpose(options.purpose!) || !offices.findLegalBasis(options.legalBasis!))
          throw new Error(
            'unknown purpose or legal basis; they are listed in country/*/purposes.yaml and legal-bases.yaml',
          );
        const context = commandContext(clock, {
          area: '',
          scopes: ['people.read', 'people.search'],
          language: 'vi',
          purpose: options.purpose,
          legalBasis: options.legalBasis,
        });
        const result = await database.transact(async (transaction) => {
          if (!number)
            return {
              candidates: (
                await searchPersons(transaction, context, offices, await createGivenNames()(transaction), {
                  name: options.name,
                  birth: options.birth,
                  province: options.province,
                  limit: 20,
                })
              ).candidates,
            };
          const holders = (await findHolders(transaction.client, [number])).get(number) ?? [];
          transaction.append(
            describeEntry(context, {
              kind: 'look',
              room: 'people',
              type: 'record',
              subjects: holders.map((one) => one.person),
              fields: ['name'],
            }),
          );
          return {
            candidates: holders.map((one) => ({
              person: one.person,
              status: one.status,
              life: lifeOf(one.record),
              ...one.record,
            })),
          };
        });
        const lines = result.candidates.map((one) => [one.person, one.name, one.birthDate, one.life].join('  '));
        print(options.json, result, lines.length > 0 ? lines.join('\n') : 'nobody');
        if (lines.length === 0) process.exitCode = 1;
      }),
    );
}
