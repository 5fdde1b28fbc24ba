import type { Command } from 'commander';
import { migrate, readConfig } from '#kernel';
import { readCountry } from '#rooms/offices';
import { findDatabase } from '../findDatabase.ts';
import { migrationSets } from '../house.ts';
import { serve } from '../main.ts';
import { prepare } from '../prepare.ts';

export function defineServe(command: Command): void {
  command
    .option('--persons <n>', 'size of a demonstration country made now')
    .option('--seed <n>', 'seed of that country')
    .option('--port <port>', 'port to listen on')
    .option('--home <folder>', 'data directory')
    .option('--demonstration', 'personas may be played without an account')
    .action(async (options: Record<string, string | boolean>) => {
      await serve(
        Object.entries(options).flatMap(([name, value]) =>
          value === true ? [`--${name}`] : [`--${name}`, String(value)],
        ),
      );
    });
}

export function definePrepare(command: Command): void {
  command
    .option('--persons <n>', 'size of a demonstration country')
    .option('--seed <n>', 'its seed')
    .option('--port <port>', 'accepted and unused: the same options as serve')
    .option('--home <folder>', 'data directory')
    .option('--demonstration', 'as the variable DANCU_DEMONSTRATION says, unless given here')
    .option('--no-demonstration', 'without personas and synthetic country')
    .action(async (options: Record<string, string> & { demonstration?: boolean }) => {
      const config = readConfig({
        ...process.env,
        ...(options.persons ? { DANCU_PERSONS: options.persons } : {}),
        ...(options.seed ? { DANCU_SEED: options.seed } : {}),
        ...(options.home ? { DANCU_HOME: options.home } : {}),
        ...(options.demonstration === undefined ? {} : { DANCU_DEMONSTRATION: options.demonstration ? '1' : '0' }),
      });
      await prepare(config, readCountry(config.country), (line) => process.stdout.write(`          ${line}\n`));
    });
}

export function defineMigrate(command: Command): void {
  command.option('--json', 'machine-readable output').action(async ({ json }: { json?: boolean }) => {
    const config = readConfig(process.env);
    const { urls, embedded } = await findDatabase(config, () => {});
    try {
      const ran = await migrate(urls.owner, migrationSets);
      process.stdout.write(
        json ? `${JSON.stringify({ ran })}\n` : ran.length === 0 ? 'nothing to do\n' : `${ran.join('\n')}\n`,
      );
    } finally {
      if (embedded?.startedHere) await embedded.stop();
    }
  });
}
