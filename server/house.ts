import type { FastifyInstance } from 'fastify';
import { type Config, createKernel, type Kernel, kernelMigrations, type Logger } from '#kernel';
import type { Country } from '#libs/country';
import { demonstrationMigrations, openDemonstration } from '#rooms/demonstration';
import { type Exchange, exchangeMigrations, openExchange } from '#rooms/exchange';
import { type Offices, openOffices } from '#rooms/offices';
import { openOversight, oversightMigrations } from '#rooms/oversight';
import { openPeople, peopleMigrations } from '#rooms/people';
import { openWeb } from './web.ts';

/** Every room's migrations, in the rooms' order. */
export const migrationSets = [
  kernelMigrations,
  peopleMigrations,
  exchangeMigrations,
  oversightMigrations,
  demonstrationMigrations,
];

export interface House {
  kernel: Kernel;
  app: FastifyInstance;
  offices: Offices;
  exchange: Exchange;
}

/** Opens the rooms in their order over a migrated database. The server is ready and does not listen yet. */
export async function openHouse(options: {
  config: Config;
  country: Country;
  urls: { app: string; owner: string };
  log?: Logger;
}): Promise<House> {
  const { country } = options;
  const kernel = createKernel({ ...options, languages: country.facts.languages, timeZone: country.facts.timeZone });
  const offices = openOffices({ country, clock: kernel.clock, words: kernel.words });
  const exchange = openExchange(kernel, offices);
  const rooms = [
    offices,
    openPeople(kernel, offices),
    exchange,
    openOversight(kernel, offices),
    openDemonstration(kernel, offices),
    openWeb(),
  ];
  const app = await kernel.open(rooms);
  return { kernel, app, offices, exchange };
}
