import pg from 'pg';
import { type Config, migrate } from '#kernel';
import type { Country } from '#libs/country';
import { seedPersonas } from '#rooms/demonstration';
import { loadPopulation } from '#rooms/people';
import { type FoundDatabase, findDatabase } from './findDatabase.ts';
import { migrationSets } from './house.ts';

/** Brings the database to where the server can open: started, migrated, and in a demonstration populated. Safe to repeat. */
export async function prepare(config: Config, country: Country, say: (line: string) => void): Promise<FoundDatabase> {
  const { urls, embedded } = await findDatabase(config, say);
  try {
    const ran = await migrate(urls.owner, migrationSets);
    if (ran.length > 0) say(`database at ${ran.at(-1)}`);
    if (config.demonstration) await makeCountry(config, country, urls.owner, say);
    return { urls, embedded };
  } catch (error) {
    if (embedded?.startedHere) await embedded.stop();
    throw error;
  }
}

/** Makes the demonstration's country where it is not there yet. */
async function makeCountry(
  config: Config,
  country: Country,
  ownerUrl: string,
  say: (line: string) => void,
): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM demonstration.persona LIMIT 1');
    if (rowCount !== 0) return;
    const { rows } = await client.query<{ there: boolean }>('SELECT EXISTS (SELECT 1 FROM people.person) AS there');
    if (!rows[0]!.there && config.persons > 0) {
      say(`making a synthetic country of ${config.persons.toLocaleString('en')} persons`);
      let shown = 0;
      const today = new Intl.DateTimeFormat('en-CA', { timeZone: country.facts.timeZone }).format(new Date());
      await loadPopulation({
        ownerUrl,
        country,
        persons: config.persons,
        seed: config.seed,
        today,
        onProgress: ({ persons, total, rate }) => {
          const part = Math.floor((persons / total) * 10);
          if (part > shown)
            say(
              `  ${persons.toLocaleString('en')} of ${total.toLocaleString('en')} persons (${Math.round(rate).toLocaleString('en')}/s)`,
            );
          shown = part;
        },
      });
    }
    await seedPersonas(client);
  } finally {
    await client.end();
  }
}
