import { Type } from 'typebox';
import { Answer, type Contract, contract, type Kernel, performAct, requireScope } from '#kernel';
import type { Offices } from '#rooms/offices';
import { type Consent, readConsent, readConsentsOf, stateOfConsent, withdrawConsent } from './consents.ts';
import type { SystemCredentials } from './index.ts';
import { problems } from './problems.ts';
import { requireOrganisation } from './views.ts';

const Fields = Type.Array(Type.String());
const State = Type.Union(['active', 'withdrawn', 'expired'].map((one) => Type.Literal(one)));
const common = {
  id: Type.String(),
  state: State,
  fields: Fields,
  until: Type.String({ description: 'The last day' }),
  givenAt: Type.String(),
  withdrawnAt: Type.Optional(Type.String()),
};
const Own = Type.Object({
  ...common,
  organisation: Type.String(),
  organisationName: Type.String(),
  purpose: Type.String({ description: 'The sentence' }),
  law: Type.String(),
});
const Receipt = Type.String({ description: 'Compact JWS; its payload has the shape of ISO/IEC TS 27560' });
const Held = Type.Object({
  ...common,
  purpose: Type.String(),
  legalBasis: Type.String(),
  person: Type.String({ description: 'Pseudonym of the person for the organisation' }),
  receipt: Receipt,
});
const params = Type.Object({ id: Type.String({ format: 'uuid' }) });

export interface ConsentRouteParts {
  readonly kernel: Pick<Kernel, 'database' | 'clock' | 'sealing'>;
  readonly offices: Pick<Offices, 'organisationName' | 'purposeSentence' | 'legalBasisTitle'>;
  makeReceipt(consent: Consent): string;
  pseudonymOf(organisation: string, person: string): string;
}

/** What persons let organisations ask, for both of them; taking it back is the person's alone. */
export function consentRoutes({ kernel, offices, makeReceipt, pseudonymOf }: ConsentRouteParts): Contract[] {
  const { database, clock, sealing } = kernel;
  const describe = (one: Consent) => ({
    ...{ id: one.consent, state: stateOfConsent(one, clock.today()), fields: [...one.fields], until: one.until },
    ...{ givenAt: one.givenAt, ...(one.withdrawnAt ? { withdrawnAt: one.withdrawnAt } : {}) },
  });
  const own = { tag: 'citizen', scope: 'self.account' } as const;
  return [
    contract({
      ...own,
      method: 'GET',
      path: '/api/me/data-consents',
      summary: 'What I let organisations ask the register about me, newest first',
      answers: { 200: Type.Object({ consents: Type.Array(Own) }) },
      handle: async ({ caller, language }) => {
        requireScope(caller, 'self.account');
        const all = caller.person ? await readConsentsOf(database.pool, caller.person) : [];
        return {
          consents: all.map((one) => ({
            ...describe(one),
            organisation: one.organisation,
            organisationName: offices.organisationName(one.organisation, language),
            purpose: offices.purposeSentence(one.purpose, language),
            law: offices.legalBasisTitle(one.legalBasis, language),
          })),
        };
      },
    }),
    contract({
      ...own,
      method: 'GET',
      path: '/api/me/data-consents/:id/receipt',
      summary: 'The receipt of a consent of mine, signed',
      params,
      answers: { 200: Type.Object({ receipt: Receipt }) },
      handle: async ({ caller }, { params: { id } }) => {
        requireScope(caller, 'self.account');
        return { receipt: makeReceipt(await readConsent(database.pool, id, { person: caller.person ?? '' })) };
      },
    }),
    contract({
      ...own,
      method: 'DELETE',
      path: '/api/me/data-consents/:id',
      summary: 'Take a consent back: the next question under it is refused',
      params,
      answers: { 204: Type.Null() },
      handle: async (context, { params: { id } }) => {
        requireScope(context.caller, 'self.account');
        const mine = { consent: id, person: context.caller.person ?? '' };
        await performAct(database, context, (transaction) => withdrawConsent(transaction, context, sealing, mine));
        return new Answer(204);
      },
    }),
    contract({
      method: 'GET',
      path: '/v1/consents/:id',
      tag: 'exchange',
      scope: null,
      summary: 'A consent that was given to my organisation, with its receipt; the request is signed like a question',
      params,
      answers: { 200: Held },
      handle: async (context, { params: { id } }) => {
        const { caller } = context;
        if (caller.kind !== 'system') throw problems['signature-missing']();
        // In simulation nobody learns anything of a real person, were it only a pseudonym.
        if ((caller.credentials as SystemCredentials).stage !== 'production') throw problems['consent-unknown']();
        const one = await readConsent(database.pool, id, { organisation: requireOrganisation(context) });
        return {
          ...describe(one),
          ...{ purpose: one.purpose, legalBasis: one.legalBasis, receipt: makeReceipt(one) },
          person: pseudonymOf(one.organisation, one.person),
        };
      },
    }),
  ];
}
