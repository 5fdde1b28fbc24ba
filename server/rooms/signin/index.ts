import { addPages, createPageServer, type Kernel, type Room } from '#kernel';
import type { Accounts } from '#rooms/accounts';
import type { Clients } from '#rooms/clients';
import type { Mandates } from '#rooms/mandates';
import type { Offices } from '#rooms/offices';
import type { Officials } from '#rooms/officials';
import { type Provider, sendProblem } from '#rooms/provider';
import { addAccountPages } from './accountPages.ts';
import { createActingFinder } from './actings.ts';
import { addApprove } from './approveRoutes.ts';
import { createCrossings, forgetCrossings } from './crossings.ts';
import type { Entrance } from './entrance.ts';
import { addScript } from './script.ts';
import { addSignIn } from './signInRoutes.ts';

export type { Entrance } from './entrance.ts';
export const signInMigrations = { room: 'signin', folder: new URL('./migrations/', import.meta.url) };

/** The pages on which people sign in, agree, open an account and come back to a lost one. */
export interface SignIn extends Room {
  offerEntrance(entrance: Entrance): void;
}

export interface SignInRooms {
  readonly offices: Offices;
  readonly accounts: Accounts;
  readonly mandates: Mandates;
  readonly officials: Officials;
  readonly clients: Clients;
  readonly provider: Provider;
}

export function openSignIn(kernel: Kernel, rooms: SignInRooms): SignIn {
  const { offices, accounts, mandates, officials, clients, provider } = rooms;
  const { interactions } = provider;
  const entrances: Entrance[] = [];
  return {
    name: 'signin',
    offerEntrance: (entrance) => void entrances.push(entrance),
    async start() {
      kernel.jobs.define('signin-forget-crossings', () => forgetCrossings(kernel), '23 * * * *');
    },
    async pages(app) {
      const pages = createPageServer(kernel, (language) => offices.country.facts.name[language] ?? '');
      const crossings = createCrossings(kernel);
      const actings = createActingFinder({ offices, mandates, officials, words: kernel.words });
      await addPages(app, pages, { kernel, sendProblem }, (scope) => {
        addScript(scope);
        addSignIn(scope, {
          ...{ kernel, offices, accounts, mandates, officials },
          ...{ interactions, crossings, actings, pages, entrances },
        });
        addApprove(scope, { kernel, offices, accounts, crossings, pages, clients });
        addAccountPages(scope, { accounts, pages });
      });
    },
  };
}
