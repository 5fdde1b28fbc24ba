import { readFileSync, writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { type Context, createClock, newId, Problem, readWords } from '#kernel';
import { generateKey } from '#libs/client';
import { registerSystem } from '#rooms/exchange';
import { openOffices } from '#rooms/offices';
import { print, withLocal } from './local.ts';

/** agency: makes a system's key, and registers a system in the database of this machine. */
export function addAgencyCommand(program: Command): void {
  const agency = program.command('agency').description('connect an agency’s system: keys and registration');

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

  agency
    .command('register')
    .description(
      'register a system with its public key, straight in the database of this machine; agencies elsewhere use their console',
    )
    .requiredOption('--organisation <id>', 'as in country/*/organisations.yaml')
    .requiredOption('--name <name>', 'what the system is called')
    .requiredOption('--key <file>', 'public key as JWK')
    .option('--scope <scope...>', 'further doors that it may open, such as osia.pr')
    .option('--json', 'machine-readable output')
    .action(
      ({
        organisation,
        name,
        key,
        scope,
        json,
      }: {
        organisation: string;
        name: string;
        key: string;
        scope?: string[];
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
          const given = { organisation, name, publicJwk, ...(scope ? { scopes: scope } : {}) };
          const made = await registerSystem({ database, keys, offices }, localContext(clock), given).catch(
            (error: unknown) => {
              if (!(error instanceof Problem)) throw error;
              throw new Error(
                `${error.code}: ${words.say('en', `problem.${error.code.replace('/', '.')}.detail`, error.values)}`,
              );
            },
          );
          print(json, made, `system ${made.id} of ${organisation}\nkey ${made.kid}`);
        }),
    );
}

function localContext(clock: Context['clock']): Context {
  const caller = {
    kind: 'official' as const,
    id: `cli:${process.env.USER ?? 'root'}`,
    scopes: new Set(['exchange.manage']),
  };
  return {
    caller,
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
