import type { Context, Kernel, Room, Transaction } from '#kernel';
import type { Account, Accounts, Acting } from '#rooms/accounts';
import type { Offices } from '#rooms/offices';
import { type ActingSource, actingsOf, type MandateActing } from './actings.ts';
import { endOverdue } from './expiry.ts';
import type { Parts } from './journal.ts';
import { deliverOffers, followRegister } from './listeners.ts';
import { officerRoutes } from './officerRoutes.ts';
import { findGuardians, findInForce, mayConsent, type PersonActing, type Representation } from './representing.ts';
import { mandateRoutes } from './routes.ts';
import { seedOrganisations } from './samples.ts';
import { holdActing, takeUp } from './takingUp.ts';

export type { ActingSource, MandateActing } from './actings.ts';
export { mayConsent, type PersonActing, type Representation } from './representing.ts';

export const mandatesMigrations = { room: 'mandates', folder: new URL('./migrations/', import.meta.url) };

/** Who may act for whom: organisations and their members, guardians, powers of attorney. */
export interface Mandates extends Room {
  /**
   * Whom this account may act for today, oneself not among them.
   * @param at the organisation of the country that is dealt with: mandates limited to others are left out
   */
  actingsOf(account: Account, at?: { organisation?: string }): Promise<readonly MandateActing[]>;
  /** May this account still act so? What ended a moment ago is refused at once, before its sessions have ended everywhere. */
  mayAct(account: Account, acting: Acting, at?: { organisation?: string }): Promise<boolean>;
  /** For whom this account's owner may agree today to what is asked about their data. */
  consentsFor(account: Account, at?: { organisation?: string }): Promise<readonly PersonActing[]>;
  /** The mandates among these that are in force by the register's word of now: what was agreed to under another is over. */
  inForce(given: readonly Representation[]): Promise<ReadonlySet<string>>;
  /** The persons whom the register makes this one's representatives today, whether or not they have an account. */
  guardiansOf(transaction: Transaction, person: string): Promise<readonly string[]>;
  /**
   * A session that is being opened takes this up: written down for the side that is represented. `again`: it acted so before,
   * and only goes on.
   * @throws Problem mandates/acting-unknown where the mandate has just ended
   */
  takeUp(
    transaction: Transaction,
    context: Context,
    session: Pick<Account, 'person'>,
    acting: Acting,
    again?: boolean,
  ): Promise<void>;
  /** Lets one's own session choose from another source too: an official's posts. */
  addActings(source: ActingSource): void;
  /** Two companies for a demonstration, once. @returns how many were new */
  seedOrganisations(given: { representative: string; member: string }): Promise<number>;
}

export function openMandates(kernel: Kernel, offices: Offices, accounts: Accounts): Mandates {
  const parts: Parts = { kernel, offices, accounts };
  const own = (account: Account, at?: { organisation?: string }) => actingsOf(parts, account, at);
  const sources: ActingSource[] = [(account) => own(account)];
  const viewing = { ...parts, words: kernel.words };
  return {
    name: 'mandates',
    routes: [...mandateRoutes(viewing, sources), ...officerRoutes(viewing)],
    listeners: [deliverOffers(parts), followRegister(parts)],
    async start() {
      kernel.jobs.define('mandates-overdue', () => endOverdue(parts), '*/5 * * * *');
    },
    actingsOf: own,
    async mayAct(account, acting, at) {
      if (acting.kind === 'post') return false;
      return (await own(account, at)).some(({ mandate }) => mandate === acting.mandate);
    },
    consentsFor: async (account, at) =>
      (await own(account, at)).filter((one) => one.kind === 'person').filter(mayConsent),
    async inForce(given) {
      if (given.length === 0) return new Set();
      const today = kernel.clock.today();
      const rules = offices.country.mandates;
      return kernel.database.transact((transaction) => findInForce({ rules, today }, transaction, given));
    },
    guardiansOf: (transaction, person) =>
      findGuardians({ rules: offices.country.mandates, today: kernel.clock.today() }, transaction, person),
    async takeUp(transaction, context, { person }, acting, again = false) {
      if (acting.kind === 'post') return;
      if (again) await holdActing(transaction, person, acting);
      else await takeUp(parts, transaction, context, person, acting);
    },
    addActings: (source) => void sources.push(source),
    seedOrganisations: (given) => seedOrganisations(parts, given),
  };
}
