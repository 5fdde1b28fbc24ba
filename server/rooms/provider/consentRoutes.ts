import { Type } from 'typebox';
import { Answer, type Contract, contract, type Kernel, performAct, requireScope } from '#kernel';
import { type Accounts, credentialsOf } from '#rooms/accounts';
import type { Clients, Service } from '#rooms/clients';
import type { Offices } from '#rooms/offices';
import { readConsents, withdrawConsent } from './consents.ts';
import { problems } from './problems.ts';
import { createScopeDescriber, groupKeys } from './resources.ts';

export interface ConsentRouteParts {
  readonly kernel: Pick<Kernel, 'database' | 'config' | 'words' | 'clock'>;
  readonly accounts: Pick<Accounts, 'recordEvent'>;
  readonly clients: Pick<Clients, 'find' | 'apis'>;
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
  apis: Type.Array(
    Type.Object({
      indicator: Type.String(),
      name: Type.String(),
      organisationName: Type.Optional(Type.String({ description: 'Absent: our own' })),
      scopes: Type.Array(Type.Object({ scope: Type.String(), name: Type.String() })),
    }),
    { description: 'The same scopes as they were read; what the owner took away since has no name but its own' },
  ),
  givenAt: Type.String(),
  usedAt: Type.String(),
});

/** What a person lets services read, and the way to take it back. */
export function consentRoutes({ kernel, accounts, clients, offices }: ConsentRouteParts): Contract[] {
  const describeScopes = createScopeDescriber({ origin: kernel.config.origin, apis: clients.apis }, kernel.words);

  /** @param service absent: it is closed and gone */
  async function nameApis(keys: readonly string[], service: Service | undefined, language: string) {
    const apis = [...groupKeys(keys)].map(async ([indicator, scopes]) => {
      const known = service && (await describeScopes(service, indicator, scopes));
      const nameOf = (scope: string) => known?.scopes.find((one) => one.scope === scope)?.name[language] ?? scope;
      return {
        indicator,
        name: known?.name[language] ?? indicator,
        ...(known?.organisation ? { organisationName: offices.organisationName(known.organisation, language) } : {}),
        scopes: scopes.map((scope) => ({ scope, name: nameOf(scope) })),
      };
    });
    return Promise.all(apis);
  }

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
        const rows = account
          ? await kernel.database.transact((transaction) => readConsents(transaction, account, kernel.clock.now()))
          : [];
        const consents = rows.map(async ({ principal, ...row }) => {
          const service = await clients.find(row.client);
          return {
            ...row,
            ...(principal ? { principal } : {}),
            service: service?.name[language] ?? row.client,
            organisation: service?.organisation ?? '',
            organisationName: service ? offices.organisationName(service.organisation, language) : '',
            apis: await nameApis(row.scopes, service, language),
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
