import { Command, CommanderError } from 'commander';
import { ConfigError } from '#kernel';
import { addAccountCommand } from './commands/account.ts';
import { addAgencyCommand } from './commands/agency.ts';
import { addBatchCommand } from './commands/batch.ts';
import { addCallCommand } from './commands/call.ts';
import { addEvidenceCommand } from './commands/evidence.ts';
import { addLogCommand } from './commands/log.ts';
import { addOfficialCommand } from './commands/official.ts';
import { addPersonCommand } from './commands/person.ts';
import { addPopulationCommand } from './commands/population.ts';
import { addServeCommands } from './commands/serve.ts';

/**
 * `npx dancu …`. Every command knows --help and --json; exit codes: 0 done (or yes), 1 no or not found, 2 wrong usage or
 * configuration, 3 refused or unreachable.
 */
const program = new Command('dancu')
  .description('National identity platform: serve it, fill it, ask it, prove its log')
  .version('0.1.0')
  .showHelpAfterError()
  .exitOverride();

addServeCommands(program);
addPopulationCommand(program);
addPersonCommand(program);
addAccountCommand(program);
addCallCommand(program);
addBatchCommand(program);
addEvidenceCommand(program);
addAgencyCommand(program);
addOfficialCommand(program);
addLogCommand(program);

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else {
    process.stderr.write(`dancu: ${(error as Error).message}\n`);
    process.exitCode = error instanceof ConfigError ? 2 : 3;
  }
}
