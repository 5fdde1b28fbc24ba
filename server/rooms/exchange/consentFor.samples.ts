import assert from 'node:assert/strict';
import * as oidc from 'openid-client';
import { askForData } from '#libs/client';
import { born, type Played } from '../mandates/stand.samples.ts';
import { signedIn, type TestService } from '../provider/stage.samples.ts';
import { askAs, type Bank, openBank, registerBankService, type Told, toldBy, wanted } from './consent.samples.ts';

export interface Shown {
  readonly id: string;
  readonly state: string;
  readonly about?: string;
  readonly giver?: { name: string; basis: string; self: boolean };
  readonly withdrawable: boolean;
  readonly answerable: boolean;
  readonly awaits?: string;
  readonly answerBy?: string;
  readonly heard?: boolean;
}

/** What a person finds among their consents, newest first. */
export const shownTo = async (who: Played) =>
  (await who.ask<{ consents: Shown[] }>('GET', '/api/me/data-consents')).body.consents;
export const withdraw = (who: Played, consent: string) => who.ask('DELETE', `/api/me/data-consents/${consent}`);
export const answer = (who: Played, consent: string, agree: boolean) =>
  who.ask('POST', `/api/me/data-consents/${consent}/answer`, { agree });
export const errorOf = (work: Promise<unknown>) =>
  work.then(
    () => 'accepted',
    ({ error, error_description: why }: { error: string; error_description: string }) => `${error}: ${why}`,
  );

/** A bank whose service hears of persons who act for others, and what is done there. */
export interface FamilyBank extends Bank {
  today(): string;
  /** A child of this mother, so many years old. */
  bornAged(mother: Played, years: number): ReturnType<typeof born>;
  stateOf(consent: string): Promise<string>;
  /** The browser of somebody who acts for another. */
  actAs(who: Played, represented: string): ReturnType<typeof signedIn>;
  /** What the service asks for a person, of somebody else's device; without one of that person's own. */
  askFor(pin: string, onBehalfOf?: string, service?: TestService): Promise<Asked>;
  /** The yes on the own device. @returns what stood there */
  approve(who: Played): Promise<Record<string, unknown>>;
  poll(asked: Asked): ReturnType<typeof oidc.pollBackchannelAuthenticationGrant>;
  /** By CIBA, from the question to what the service is told. */
  agreeFor(who: Played, represented: { pin: string } | undefined): Promise<Told & { awaits?: string }>;
}
type Asked = Awaited<ReturnType<typeof oidc.initiateBackchannelAuthentication>>;

export async function openFamilyBank(): Promise<FamilyBank> {
  const plain = await openBank();
  const bank = { ...plain, service: await registerBankService(plain.stage, 'bidv', ['persons']) };
  const { house } = bank.stage;
  const today = () => house.kernel.clock.today();

  async function actAs(who: Played, represented: string) {
    const browser = await signedIn(bank.stage, who.account);
    const { accounts, kernel } = house;
    const [acting] = (await house.mandates.consentsFor((await accounts.findAccount(who.account))!)).filter(
      ({ person }) => person === represented,
    );
    const session = (await accounts.findSession(browser.jar.get('dancu-sso /')!.value))!;
    const context = { ...contextOf(who), clock: kernel.clock };
    await kernel.database.transact((transaction) => accounts.setActing(transaction, context, session, acting));
    return browser;
  }
  const askFor = (pin: string, onBehalfOf?: string, service: TestService = bank.service) =>
    oidc.initiateBackchannelAuthentication(service.config, {
      ...{ scope: 'openid', login_hint: pin, binding_message: 'Counter 4 27' },
      authorization_details: askForData({
        ...wanted({ fields: ['name'] }),
        optionalFields: undefined as never,
        ...(onBehalfOf ? { onBehalfOf } : {}),
      }),
    });
  async function approve(who: Played): Promise<Record<string, unknown>> {
    const { approvals } = (await askAs(bank.stage, who, 'GET', '/api/me/approvals')).json() as {
      approvals: { id: string; matter: { shared: Record<string, unknown> } }[];
    };
    const url = `/api/me/approvals/${approvals[0]!.id}`;
    const done = await askAs(bank.stage, who, 'POST', url, { decision: 'approve', number: 27 });
    assert.equal(done.statusCode, 200, done.body);
    return approvals[0]!.matter.shared;
  }
  const poll = (asked: Asked) =>
    oidc.pollBackchannelAuthenticationGrant(bank.service.config, { ...asked, interval: 1 });
  return {
    ...bank,
    today,
    bornAged: (mother, years) =>
      born(house, { birthDate: `${Number(today().slice(0, 4)) - years}-01-02`, mother: mother.person }),
    stateOf: async (consent) => (await bank.system.consent(consent)).state,
    actAs,
    askFor,
    approve,
    poll,
    async agreeFor(who, represented) {
      const asked = await askFor(who.pin, represented?.pin);
      await approve(who);
      return toldBy(await poll(asked));
    },
  };
}

const contextOf = ({ person }: Played) => ({
  caller: { kind: 'citizen' as const, id: person, person, scopes: new Set<string>() },
  ...{ purpose: undefined, legalBasis: undefined, caseNumber: undefined, language: 'en', requestId: 'test' },
  ...{ receivedAt: new Date().toISOString(), idempotency: undefined },
});
