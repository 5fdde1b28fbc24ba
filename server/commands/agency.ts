import { readFileSync, writeFileSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { createClock, readWords } from '#kernel';
import { generateKey, runConformance } from '#libs/client';
import { registerSystem } from '#rooms/exchange';
import { openOffices } from '#rooms/offices';
import { commandContext, sayProblem, withLocal } from './local.ts';
import { print } from './print.ts';

/** agency: makes a system's key, and registers a system in the database of this machine. */
export function defineAgency(agency: Command): void {
  agency
    .command('new-key')
    .description('make a key on P-256: <out>.jwk is the secret, <out>.pub.jwk goes to the platform')
    .option('--out <name>', 'beginning of the file names', 'agency')
    .option('--json', 'machine-readable output')
    .action(({ out, json }: { out: string; json?: boolean }) => {
      const { privateJwk, publicJwk, keyId } = generateKey();
      const files = { privateKey: `${out}.jwk`, publicKey: `${out}.pub.jwk` };
      // Never over an existing key: it may be the only copy.
      writeFileSync(files.privateKey, `${JSON.stringify(privateJwk, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
      writeFileSync(files.publicKey, `${JSON.stringify(publicJwk, null, 2)}\n`, { flag: 'wx' });
      print(json, { keyId, ...files }, `key ${keyId}\nsecret: ${files.privateKey}\npublic: ${files.publicKey}`);
    });

  addConformance(agency);

  agency
    .command('register')
    .description(
      'register a system with its public key, straight in the database of this machine; agencies elsewhere use their console',
    )
    .requiredOption('--organisation <id>', 'as in country/*/organisations.yaml')
    .requiredOption('--name <name>', 'what the system is called')
    .requiredOption('--key <file>', 'public key as JWK')
    .option('--scope <scope...>', 'further doors that it may open, such as osia.pr')
    .addOption(
      new Option('--stage <stage>', 'whom it asks about: synthetic persons, or real ones')
        .choices(['simulation', 'production'])
        .default('production'),
    )
    .option('--json', 'machine-readable output')
    .action(
      ({
        organisation,
        name,
        key,
        scope,
        stage,
        json,
      }: {
        organisation: string;
        name: string;
        key: string;
        scope?: string[];
        stage: 'simulation' | 'production';
        json?: boolean;
      }) =>
        withLocal(async ({ config, country, database, keys }) => {
          const clock = createClock(country.facts.timeZone);
          const words = readWords(
            new URL(`../../country/${config.country}/words/`, import.meta.url),
            country.facts.languages,
          );
          const offices = openOffices({ country, clock, words });
          const publicJwk = JSON.parse(readFileSync(key, 'utf8')) as Record<string, unknown>;
          const given = { organisation, name, publicJwk, stage, ...(scope ? { scopes: scope } : {}) };
          const context = commandContext(clock, { scopes: ['exchange.manage'] });
          const made = await registerSystem({ database, keys, offices }, context, given).catch(sayProblem(words));
          print(json, made, `system ${made.id} of ${organisation}\nkey ${made.kid}`);
        }),
    );
}

/** conformance: the whole run of a system in simulation. Exit code 0 passed, 1 not. */
function addConformance(agency: Command): void {
  agency
    .command('conformance')
    .description('put a system in simulation through a conformance run; every step says what to mend')
    .requiredOption('--key <file>', 'private key of the system: JWK or PEM')
    .option('--server <url>', 'address of the platform', 'http://localhost:3000')
    .option('--run <id>', 'a run that the console began')
    .option('--json', 'machine-readable output')
    .action(async ({ key, server, run, json }: { key: string; server: string; run?: string; json?: boolean }) => {
      const text = readFileSync(key, 'utf8');
      const privateKey = text.trimStart().startsWith('{') ? JSON.parse(text) : text;
      const say = ({ title }: { title: string }) => json || process.stderr.write(`… ${title}\n`);
      const report = await runConformance(
        { baseUrl: server, privateKey, language: 'en', ...(run ? { run } : {}) },
        say,
      );
      const lines = report.steps.map(
        ({ state, step, title, mend }) => `${state.padEnd(6)}  ${step.padEnd(16)}  ${mend ?? title}`,
      );
      print(json, report, [...lines, '', `run ${report.run}: ${report.state}`].join('\n'));
      process.exitCode = report.state === 'passed' ? 0 : 1;
    });
}
