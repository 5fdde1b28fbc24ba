import { parseArgs } from 'node:util';
import { type Config, ConfigError, createLog, readConfig } from '#kernel';
import {
  seedActivity,
  seedAppointments,
  seedBiometrics,
  seedCards,
  seedDeliveries,
  seedDesks,
  seedMembers,
  seedSubscriptions,
} from '#rooms/demonstration';
import { readCountry } from '#rooms/offices';
import { openHouse } from './house.ts';
import { prepare } from './prepare.ts';

const begun = Date.now();
const say = (line: string) =>
  process.stdout.write(`${((Date.now() - begun) / 1000).toFixed(1).padStart(6)} s  ${line}\n`);

/** Options of `npm start -- …`; the environment says the rest. @throws ConfigError */
function configure(args: string[]): Config {
  const { values } = parseArgs({
    args,
    options: {
      persons: { type: 'string' },
      port: { type: 'string' },
      seed: { type: 'string' },
      home: { type: 'string' },
      demonstration: { type: 'boolean' },
    },
    allowNegative: true,
  });
  return readConfig({
    ...process.env,
    ...(values.persons ? { DANCU_PERSONS: values.persons } : {}),
    ...(values.seed ? { DANCU_SEED: values.seed } : {}),
    ...(values.home ? { DANCU_HOME: values.home } : {}),
    ...(values.port ? { PORT: values.port } : {}),
    ...(values.demonstration === undefined ? {} : { DANCU_DEMONSTRATION: values.demonstration ? '1' : '0' }),
  });
}

/** config -> database -> kernel -> rooms in order -> listen. */
export async function serve(args: string[]): Promise<void> {
  const config = configure(args);
  const country = readCountry(config.country);
  const log = createLog(config.logLevel);
  const prepared = await prepare(config, country, say);
  /** A database that was running already may be another process's. */
  const release = async () => {
    if (prepared.embedded?.startedHere) await prepared.embedded.stop();
  };
  const house = await openHouse({ config, country, urls: prepared.urls, log }).catch(async (error) => {
    await release();
    throw error;
  });
  let closing: Promise<void> | undefined;
  const close = (signal: string) => {
    if (closing) process.exit(130);
    say(`${signal}: closing`);
    closing = house.kernel.close().finally(() => prepared.embedded?.stop());
    closing.then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, close);
  prepared.embedded?.keepRunning();
  await house.app.listen({ port: config.port, host: config.host }).catch(async (error) => {
    await house.kernel.close();
    await release();
    throw error;
  });
  if (config.demonstration) {
    await seedActivity(house.kernel, house.offices, house.exchange, house.app, house.demonstration.signIn);
  }
  say(`ready: ${config.origin}${config.demonstration ? '  (demonstration: synthetic persons only)' : ''}`);
  // Some seconds of work that nobody has to wait for; what a close breaks off the next start goes on with.
  if (config.demonstration)
    await seedDeliveries(house.kernel, house.offices, house.app, house.demonstration.signIn)
      .then(() => seedBiometrics(house.kernel, house.app, house.demonstration.signIn))
      .then(() => seedAppointments(house.kernel, house.app, house.demonstration.signIn))
      .then(() => seedCards(house.kernel, house, house.app, house.demonstration.signIn, house.demonstration.keepCard))
      .then(() => seedDesks(house.kernel, house.app, house.demonstration.signIn))
      .then(() => seedMembers(house.kernel, house, house.app, house.demonstration.signIn))
      .then(() => seedSubscriptions(house.kernel, house.app, house.demonstration.signIn))
      .catch((err: Error) => {
        if (!closing) log.warn({ component: 'demonstration', err }, 'the rest is made at the next start');
      });
}

if (import.meta.main) {
  serve(process.argv.slice(2)).catch((error: Error & { code?: string }) => {
    const known =
      error instanceof ConfigError || error.code === 'EADDRINUSE' || error.code?.startsWith('ERR_PARSE_ARGS');
    process.stderr.write(
      `dancu: ${error.code === 'EADDRINUSE' ? `${error.message}; choose another with --port` : known ? error.message : error.stack}\n`,
    );
    process.exit(known ? 2 : 1);
  });
}
