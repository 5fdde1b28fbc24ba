import { TOTP } from 'otpauth';
import type { TestHouse } from '#test';
import { contextOf } from '../accounts/callers.ts';
import type { NewAccount } from '../accounts/door.ts';
import { enter, newPhone, queued } from '../accounts/life.samples.ts';
import { giveContact, makeAccount } from '../accounts/signIn.samples.ts';
import { addTotp, confirmTotp } from '../accounts/totp.ts';
import type { ServiceGiven } from '../clients/model.ts';
import { createVisitor, startUrl, type Visitor } from './visitor.samples.ts';

export const BACK = 'http://localhost:4000/back';

/** What the service was sent. */
export const back = (visitor: Visitor) => Object.fromEntries(new URL(visitor.url).searchParams);

let addresses = 0;

/** What tests of the pages share: services that ask, citizens who sign in, and the codes that they are sent. */
export function signInPagesStand(house: () => TestHouse) {
  async function registerService(
    client: string,
    given: Pick<ServiceGiven, 'assurance' | 'fields'> & Partial<Pick<ServiceGiven, 'actsFor'>>,
  ): Promise<void> {
    const organisation = 'ministry-of-education-and-training';
    const engineer = { kind: 'official', id: 'engineer', organisation, scopes: new Set(['services.manage']) } as const;
    await house().clients.register(
      { ...contextOf(house().kernel, undefined), caller: engineer },
      {
        actsFor: [],
        ...given,
        name: { vi: 'Cổng thử <b>', en: 'Test portal <b>', fr: 'Portail d’essai <b>' },
        purpose: 'public-service-login',
        legalBasis: 'public-service-decree',
        profile: 'plain',
        metadata: { redirect_uris: [BACK], grant_types: ['authorization_code'], token_endpoint_auth_method: 'none' },
      },
      client,
    );
  }
  /** Everybody from a network of their own, so that tests do not use up each other's allowance. */
  function visit(language = 'en'): Visitor {
    addresses += 1;
    return createVisitor(house().app, house().kernel.config.origin, { language, address: `203.0.${addresses}.7` });
  }
  const screens = (more: Readonly<Record<string, string>> = {}) =>
    startUrl('dancu-screens', `${house().kernel.config.origin}/signed-in`, more);

  async function citizen(given: Partial<NewAccount> = {}) {
    const { pin, person, name } = await enter(house());
    const account = await makeAccount(house(), { person, actor: person, name, ...given });
    const phone = newPhone();
    await giveContact(house(), account.account, phone);
    return { pin, name, account: account.account, phone, person };
  }
  async function withTotp(account: string): Promise<TOTP> {
    const { kernel } = house();
    const { id, secret } = await kernel.database.transact((transaction) =>
      addTotp(kernel, transaction, account, { label: 'app', name: 'me' }),
    );
    const totp = new TOTP({ secret, algorithm: 'SHA1', digits: 6, period: 30 });
    const past = totp.generate({ timestamp: Date.now() - 30_000 });
    await kernel.database.transact((transaction) =>
      confirmTotp(kernel, transaction, contextOf(kernel, undefined), account, id, past),
    );
    return totp;
  }
  const newestCode = async (phone: string) => (await queued(house(), phone)).at(-1)!.code;

  async function giveCode(visitor: Visitor, { phone }: { phone: string }): Promise<void> {
    await visitor.submit('choose', { method: 'code' });
    await visitor.submit('prove', { code: await newestCode(phone) });
  }
  async function signInByCode(visitor: Visitor, person: { pin: string; phone: string }): Promise<void> {
    await visitor.submit('identify', { identifier: person.pin });
    await giveCode(visitor, person);
  }
  return { registerService, visit, screens, citizen, withTotp, newestCode, giveCode, signInByCode };
}
