import type { Kernel, Room } from '#kernel';
import type { Accounts } from '#rooms/accounts';
import type { Cards } from '#rooms/cards';
import type { Clients } from '#rooms/clients';
import type { Mandates } from '#rooms/mandates';
import type { Offices } from '#rooms/offices';
import type { Officials } from '#rooms/officials';
import type { Production } from '#rooms/production';
import type { Readers } from '#rooms/readers';
import type { SignIn } from '#rooms/signin';
import { captureRoutes } from './captures.ts';
import { clockRoute } from './clock.ts';
import { renderPersonas } from './entrance.ts';
import { openFingerPress } from './fingerPress.ts';
import { addMessagesPage } from './messagesPage.ts';
import { type Persona, readPersonas } from './personas.ts';
import { plasticRoute } from './plasticCards.ts';
import { createPlayers } from './players.ts';
import { openVirtualCards, type VirtualCards } from './virtualCards.ts';

export { seedPersonas } from './personas.ts';
export { seedActivity } from './seed.ts';
export { seedAppointments } from './seedAppointments.ts';
export { seedBiometrics } from './seedBiometrics.ts';
export { seedCards } from './seedCards.ts';
export { seedDeliveries } from './seedDeliveries.ts';
export { seedDesks } from './seedDesks.ts';
export { seedMembers } from './seedMembers.ts';
export { seedSubscriptions } from './seedSubscriptions.ts';
export { demonstrationProblems } from './virtualCards.ts';
export const demonstrationMigrations = { room: 'demonstration', folder: new URL('./migrations/', import.meta.url) };

/** Personas to play: people with accounts, whom a visitor may be without proof. Only with DANCU_DEMONSTRATION=1. */
export interface Demonstration extends Room {
  /**
   * Signs a persona in without a browser's round: for seeds and tests.
   * @returns the value of the cookie `dancu-session`
   * @throws Error where there is no such persona, or no demonstration
   */
  signIn(persona: string): Promise<string>;
  /** Keeps a card for the virtual reader. */
  keepCard: VirtualCards['keep'];
}

export interface DemonstrationParts {
  readonly offices: Offices;
  readonly accounts: Accounts;
  readonly mandates: Mandates;
  readonly clients: Clients;
  readonly officials: Officials;
  readonly signin: SignIn;
  readonly cards: Cards;
  readonly production: Production;
  readonly readers: Readers;
}

export function openDemonstration(kernel: Kernel, parts: DemonstrationParts): Demonstration {
  const { demonstration } = kernel.config;
  const players = createPlayers(kernel, parts);
  const virtualCards = openVirtualCards(kernel);
  const fingers = openFingerPress();
  let personas: ReadonlyMap<string, Persona> = new Map();

  if (demonstration)
    parts.signin.offerEntrance({
      id: 'persona',
      render: (language, uid) =>
        renderPersonas(kernel, parts.offices, [...personas.values()], `/sign-in/${uid}/persona`, language).text,
      async enter(form) {
        const persona = personas.get(form.persona ?? '');
        return persona && players.accountOf(persona);
      },
    });

  return {
    name: 'demonstration',
    routes: demonstration
      ? [clockRoute(kernel), ...captureRoutes(kernel, fingers), ...virtualCards.routes(parts), plasticRoute(parts)]
      : [],
    keepCard: virtualCards.keep,
    async signIn(id) {
      const persona = personas.get(id);
      if (!persona) throw new Error(`nobody can be ${id}`);
      return players.openSession(persona);
    },
    async start() {
      if (!demonstration) return;
      personas = new Map((await readPersonas(kernel)).map((one) => [one.id, one]));
      for (const persona of personas.values()) await players.accountOf(persona);
      const [representative, member] = [personas.get('mother')?.person, personas.get('student')?.person];
      if (representative && member) await parts.mandates.seedOrganisations({ representative, member });
      await parts.clients.seed();
    },
    stop: fingers.close,
    pages(app) {
      if (demonstration) addMessagesPage(app, kernel, parts.accounts);
    },
  };
}
