import type { FastifyInstance } from 'fastify';
import { type Config, createKernel, type Kernel, kernelMigrations, type Logger } from '#kernel';
import type { Country } from '#libs/country';
import { type Accounts, accountsMigrations, openAccounts } from '#rooms/accounts';
import { type Batches, batchesMigrations, type EngineOptions, openBatches } from '#rooms/batches';
import { type Biometrics, biometricsMigrations, openBiometrics } from '#rooms/biometrics';
import { booksMigrations, openBooks } from '#rooms/books';
import { type Cards, cardsMigrations, openCards } from '#rooms/cards';
import { checkpointsMigrations, openCheckpoints } from '#rooms/checkpoints';
import { type Clients, clientsMigrations, openClients } from '#rooms/clients';
import {
  type Collection,
  type EngineOptions as CollectionOptions,
  collectionMigrations,
  openCollection,
} from '#rooms/collection';
import { type Connections, connectionsMigrations, openConnections } from '#rooms/connections';
import { creditMigrations, openCredit } from '#rooms/credit';
import { type Demonstration, demonstrationMigrations, openDemonstration } from '#rooms/demonstration';
import { enrolmentMigrations, openEnrolment } from '#rooms/enrolment';
import { type Exchange, exchangeMigrations, openExchange } from '#rooms/exchange';
import { type Mandates, mandatesMigrations, openMandates } from '#rooms/mandates';
import { type Memberships, membershipsMigrations, openMemberships } from '#rooms/memberships';
import { type Offices, openOffices } from '#rooms/offices';
import { type Officials, officialsMigrations, openOfficials } from '#rooms/officials';
import { openOversight, oversightMigrations } from '#rooms/oversight';
import { openPeople, peopleMigrations } from '#rooms/people';
import { openProduction, type Production, productionMigrations } from '#rooms/production';
import { openProvider, type Provider, providerMigrations } from '#rooms/provider';
import { openQuality, type Quality, qualityMigrations } from '#rooms/quality';
import { openReaders, readersMigrations } from '#rooms/readers';
import { openSignIn, type SignIn, signInMigrations } from '#rooms/signin';
import { openSubscriptions, type SendingPace, subscriptionsMigrations } from '#rooms/subscriptions';
import { openWorkload, workloadMigrations } from '#rooms/workload';
import { openWeb } from './web.ts';

/** Every room's migrations, in the rooms' order. */
export const migrationSets = [
  kernelMigrations,
  peopleMigrations,
  biometricsMigrations,
  cardsMigrations,
  productionMigrations,
  enrolmentMigrations,
  readersMigrations,
  accountsMigrations,
  mandatesMigrations,
  officialsMigrations,
  clientsMigrations,
  providerMigrations,
  signInMigrations,
  exchangeMigrations,
  connectionsMigrations,
  batchesMigrations,
  creditMigrations,
  subscriptionsMigrations,
  checkpointsMigrations,
  membershipsMigrations,
  qualityMigrations,
  collectionMigrations,
  booksMigrations,
  oversightMigrations,
  workloadMigrations,
  demonstrationMigrations,
];

export interface House {
  kernel: Kernel;
  app: FastifyInstance;
  offices: Offices;
  biometrics: Biometrics;
  cards: Cards;
  production: Production;
  accounts: Accounts;
  mandates: Mandates;
  officials: Officials;
  clients: Clients;
  provider: Provider;
  signin: SignIn;
  exchange: Exchange;
  connections: Connections;
  batches: Batches;
  memberships: Memberships;
  quality: Quality;
  collection: Collection;
  demonstration: Demonstration;
}

export interface HouseOptions {
  config: Config;
  country: Country;
  urls: { app: string; owner: string };
  log?: Logger;
  /** How bulk answers are cut; tests make small pieces. */
  batches?: Partial<EngineOptions>;
  /** How collected files are cut. */
  collection?: Partial<CollectionOptions>;
  /** How fast events are sent, and sent again. */
  subscriptions?: Partial<SendingPace>;
}

/** Opens the rooms in their order over a migrated database. The server is ready and does not listen yet. */
export async function openHouse(options: HouseOptions): Promise<House> {
  const { country } = options;
  const kernel = createKernel({ ...options, languages: country.facts.languages, timeZone: country.facts.timeZone });
  try {
    return await openRooms(kernel, country, options);
  } catch (error) {
    // Its pools, its sealer and its queue would keep the process, and a database that we started, from ending.
    await kernel.close();
    throw error;
  }
}

async function openRooms(
  kernel: Kernel,
  country: Country,
  engines: Pick<HouseOptions, 'batches' | 'collection' | 'subscriptions'>,
): Promise<House> {
  const offices = openOffices({ country, clock: kernel.clock, words: kernel.words });
  const people = openPeople(kernel, offices);
  const biometrics = openBiometrics(kernel, offices);
  const cards = openCards(kernel, offices, biometrics);
  const production = openProduction(kernel, offices, cards);
  production.addOrigin(cards.origin);
  const readers = openReaders(kernel, cards);
  const accounts = openAccounts(kernel, offices);
  const mandates = openMandates(kernel, offices, accounts);
  const officials = openOfficials(kernel, offices, accounts);
  const clients = openClients(kernel, offices);
  const provider = openProvider(kernel, { offices, accounts, mandates, officials, clients });
  const signin = openSignIn(kernel, { offices, accounts, mandates, officials, clients, provider });
  const exchange = openExchange(kernel, offices, {
    readToken: provider.readSystemToken,
    representation: { accounts, mandates },
  });
  provider.addSystems(exchange.findTokenSystem);
  provider.addDetails(exchange.personData);
  const connections = openConnections(kernel, { offices, officials, exchange });
  const batches = openBatches(kernel, offices, exchange, engines.batches);
  const memberships = openMemberships(kernel, offices, exchange);
  production.addOrigin(memberships.origin);
  const quality = openQuality(kernel, offices);
  const collection = openCollection(kernel, offices, engines.collection);
  const demonstration = openDemonstration(kernel, {
    ...{ cards, production, readers, offices, accounts, mandates, officials, clients, signin },
  });
  const rooms = [
    offices,
    people,
    biometrics,
    cards,
    production,
    openEnrolment({ kernel, offices, biometrics, cards }),
    readers,
    accounts,
    mandates,
    officials,
    clients,
    provider,
    signin,
    exchange,
    connections,
    batches,
    openCredit(kernel, offices, exchange),
    openSubscriptions(kernel, offices, exchange, engines.subscriptions),
    openCheckpoints({ kernel, offices, biometrics, cards, readers, accounts, exchange }),
    memberships,
    quality,
    collection,
    openBooks(kernel, offices),
    openOversight(kernel, offices, batches),
    openWorkload(kernel, offices),
    demonstration,
    openWeb(),
  ];
  const app = await kernel.open(rooms);
  return {
    kernel,
    app,
    offices,
    biometrics,
    cards,
    production,
    accounts,
    mandates,
    officials,
    clients,
    provider,
    signin,
    exchange,
    connections,
    batches,
    memberships,
    quality,
    collection,
    demonstration,
  };
}
