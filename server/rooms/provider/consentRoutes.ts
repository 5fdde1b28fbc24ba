import { Type } from 'typebox';
import { Answer, type Contract, contract, type Kernel, performAct, requireScope } from '#kernel';
import { type Accounts, credentialsOf } from '#rooms/accounts';
import type { Clients } from '#rooms/clients';
import type { Offices } from '#rooms/offices';
import { readConsents, withdrawConsent } from './consents.ts';
import { problems } from './problems.ts';

export interface ConsentRouteParts {
  readonly kernel: Pick<Kernel, 'database'>;
  readonly accounts: Pick<Accounts, 'recordEvent'>;
  readonly clients: Pick<Clients, 'find'>;
  readonly offices: Pick<Offices, 'organisationName' | 'purposeSentence'>;
}

const Consent = Type.Object({
  client: Type.String(),
  service: Type.String(),
  organisation: Type.String(),
  organisationName: Type.String(),
  purpose: Type.String(),
  /** As whom; absent: as oneself. */
  principal: Type.Optional(Type.String()),
  fields: Type.Array(Type.String()),
  scopes: Type.Array(Type.String({ description: "An API's indicator, a blank, and what of it the service may use" })),
  givenAt: Type.String(),
  usedAt: Type.String(),
});

/** What a person lets services read, and the way to take it back. */
export function consentRoutes({ kernel, accounts, clients, offices }: ConsentRouteParts): Contract[] {
  return [
    contract({
      method: 'GET',
      path: '/api/me/consents',
      tag: 'account',
      scope: 'self.account',
      summary: 'Services that may read something about me',
      answers: { 200: Type.Object({ consents: Type.Array(Consent) }) },
      handle: async ({ caller, language }) => {
        requireScope(caller, 'self.account');
        const account = credentialsOf(caller)?.account;
        const rows = account ? await kernel.database.transact((transaction) => readConsents(transaction, account)) : [];
        const consents = rows.map(async ({ principal, ...row }) => {
          const service = await clients.find(row.client);
          return {
            ...row,
            ...(principal ? { principal } : {}),
            service: service?.name[language] ?? row.client,
            organisation: service?.organisation ?? '',
            organisationName: service ? offices.organisationName(service.organisation, language) : '',
            purpose: service ? offices.purposeSentence(service.purpose, language) : '',
          };
        });
        return { consents: await Promise.all(consents) };
      },
    }),
    contract({
      method: 'DELETE',
      path: '/api/me/consents/:client',
      tag: 'account',
      scope: 'self.account',
      summary: 'Take back what a service may read: its tokens end at once',
      params: Type.Object({ client: Type.String({ maxLength: 200 }) }),
      answers: { 204: Type.Null() },
      handle: async (context, { params }) => {
        const account = credentialsOf(context.caller)?.account;
        if (!account) throw problems['consent-unknown']();
        await performAct(kernel.database, context, (transaction) =>
          withdrawConsent(transaction, context, accounts, account, params.client),
        );
        return new Answer(204);
      },
    }),
  ];
}
