import { Type } from 'typebox';
import { Answer, type Contract, contract, type Kernel, performAct, requireScope } from '#kernel';
import { requireFreshProof } from '#rooms/accounts';
import type { Offices } from '#rooms/offices';
import { readPersons } from '#rooms/people';
import type { ConsentNotices } from './consentNotices.ts';
import { CONSENT_STATES, type Consent, readConsent, stateOfConsent, withdrawConsent } from './consents.ts';
import type { SystemCredentials } from './index.ts';
import { joinConsent, refuseConsent } from './jointConsents.ts';
import { problems } from './problems.ts';
import type { Representatives } from './representatives.ts';
import { requireOrganisation } from './views.ts';

const Fields = Type.Array(Type.String());
const State = Type.Enum([...CONSENT_STATES]);
const Basis = Type.Enum(['guardian', 'power-of-attorney']);
const common = {
  id: Type.String(),
  state: State,
  fields: Fields,
  until: Type.String({ description: 'The last day' }),
  givenAt: Type.String(),
  withdrawnAt: Type.Optional(Type.String()),
  awaits: Type.Optional(Type.Enum(['child', 'guardian'], { description: 'Whose yes is lacking' })),
  answerBy: Type.Optional(Type.String({ description: 'Both must agree: until when the second answers' })),
  joinedAt: Type.Optional(Type.String({ description: 'When the second of two agreed' })),
  heard: Type.Optional(Type.Boolean({ description: 'Who agreed for the child has confirmed that the child agrees' })),
};
const Own = Type.Object({
  ...common,
  organisation: Type.String(),
  organisationName: Type.String(),
  purpose: Type.String({ description: 'The sentence' }),
  law: Type.String(),
  about: Type.Optional(Type.String({ description: 'Name of whom it is about, where that is another' })),
  giver: Type.Optional(
    Type.Object(
      { name: Type.String(), basis: Basis, self: Type.Boolean({ description: 'I agreed for the other' }) },
      { description: 'Who agreed for the person whom it is about' },
    ),
  ),
  withdrawable: Type.Boolean(),
  answerable: Type.Boolean({ description: 'It waits for my yes' }),
});
const Receipt = Type.String({ description: 'Compact JWS; its payload has the shape of ISO/IEC TS 27560' });
const Held = Type.Object({
  ...common,
  purpose: Type.String(),
  legalBasis: Type.String(),
  person: Type.String({ description: 'Pseudonym of the person for the organisation' }),
  giver: Type.Optional(
    Type.Object({ person: Type.String(), basis: Basis }, { description: 'Pseudonym of who agreed for the person' }),
  ),
  receipt: Receipt,
});
const params = Type.Object({ id: Type.String({ format: 'uuid' }) });

export interface ConsentRouteParts {
  readonly kernel: Pick<Kernel, 'database' | 'clock' | 'sealing'>;
  readonly offices: Pick<Offices, 'organisationName' | 'purposeSentence' | 'legalBasisTitle'>;
  readonly representatives: Representatives;
  readonly notices: ConsentNotices;
  makeReceipt(consent: Consent): Promise<string>;
  pseudonymOf(organisation: string, person: string): string;
}

/** What persons let organisations ask, for both of them; taking it back is the person's alone. */
export function consentRoutes(parts: ConsentRouteParts): Contract[] {
  const { kernel, offices, representatives, notices, makeReceipt, pseudonymOf } = parts;
  const { database, clock, sealing } = kernel;
  const stateOf = (one: Consent, ended: ReadonlySet<string>) =>
    stateOfConsent(one, ended, { today: clock.today(), now: clock.now() });
  const describe = (one: Consent, ended: ReadonlySet<string>) => ({
    ...{ id: one.consent, state: stateOf(one, ended), fields: [...one.fields], until: one.until },
    ...{ givenAt: one.givenAt, ...(one.withdrawnAt ? { withdrawnAt: one.withdrawnAt } : {}) },
    ...(one.awaits ? { awaits: one.awaits } : {}),
    ...(one.answerBy ? { answerBy: one.answerBy } : {}),
    ...(one.joinedAt ? { joinedAt: one.joinedAt } : {}),
    ...(one.heard ? { heard: true } : {}),
  });
  /** In the reader's own words: who is another is named. */
  async function describeAll(reader: string, language: string) {
    const all = await representatives.readAll(reader);
    const consents = all.map(({ consent }) => consent);
    const ended = await representatives.findEnded(consents);
    const named = new Set(consents.flatMap(({ person, giver }) => (giver ? [person, giver.person] : [person])));
    const persons = await database.transact((transaction) => readPersons(transaction, [...named]));
    const nameOf = (person: string) => persons.get(person)?.record.name ?? '';
    return all.map(({ consent: one, withdrawable, answers }) => ({
      ...describe(one, ended),
      ...(one.person === reader ? {} : { about: nameOf(one.person) }),
      ...(one.giver
        ? { giver: { name: nameOf(one.giver.person), basis: one.giver.basis, self: one.giver.person === reader } }
        : {}),
      ...{ withdrawable, answerable: answers !== undefined && stateOf(one, ended) === 'pending' },
      organisation: one.organisation,
      organisationName: offices.organisationName(one.organisation, language),
      purpose: offices.purposeSentence(one.purpose, language),
      law: offices.legalBasisTitle(one.legalBasis, language),
    }));
  }
  const own = { tag: 'citizen', scope: 'self.account' } as const;
  return [
    contract({
      ...own,
      method: 'GET',
      path: '/api/me/data-consents',
      summary: 'What I let organisations ask the register about me or about whom I represent, newest first',
      answers: { 200: Type.Object({ consents: Type.Array(Own) }) },
      handle: async ({ caller, language }) => {
        requireScope(caller, 'self.account');
        return { consents: caller.person ? await describeAll(caller.person, language) : [] };
      },
    }),
    contract({
      ...own,
      method: 'GET',
      path: '/api/me/data-consents/:id/receipt',
      summary: 'The receipt of a consent of mine or of whom I represent, signed',
      params,
      answers: { 200: Type.Object({ receipt: Receipt }) },
      handle: async ({ caller }, { params: { id } }) => {
        requireScope(caller, 'self.account');
        const { consent } = await representatives.read(id, caller.person ?? '');
        return { receipt: await makeReceipt(consent) };
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
        const { consent, withdrawable } = await representatives.read(id, context.caller.person ?? '');
        // Who may not act for the person any more sees what they gave, and it has ended with that.
        if (!withdrawable) throw problems['consent-unknown']();
        await performAct(database, context, async (transaction) => {
          if (await withdrawConsent(transaction, context, sealing, consent))
            await notices.withdrawn(transaction, context, consent);
        });
        return new Answer(204);
      },
    }),
    contract({
      ...own,
      method: 'POST',
      path: '/api/me/data-consents/:id/answer',
      summary: 'The second yes, where child and representative must both agree, or the no',
      params,
      body: Type.Object({ agree: Type.Boolean() }),
      answers: { 204: Type.Null() },
      handle: async (context, { params: { id }, body: { agree } }) => {
        requireScope(context.caller, 'self.account');
        // Saying yes weighs as much as on the sheet that the first of the two has read.
        if (agree) requireFreshProof(context);
        const { consent, answers } = await representatives.read(id, context.caller.person ?? '');
        const ended = await representatives.findEnded([consent]);
        if (!answers && consent.joinedBy !== context.caller.person) throw problems['consent-unknown']();
        if (ended.size > 0) throw problems['consent-not-waiting']();
        await performAct(database, context, async (transaction) => {
          const done = agree
            ? await joinConsent(transaction, context, consent, answers?.giver)
            : await refuseConsent(transaction, context, consent);
          if (done) await notices.answered(transaction, context, consent);
        });
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
        const one = await readConsent(database.pool, id, requireOrganisation(context));
        const { giver } = one;
        return {
          ...describe(one, await representatives.findEnded([one])),
          ...{ purpose: one.purpose, legalBasis: one.legalBasis, receipt: await makeReceipt(one) },
          person: pseudonymOf(one.organisation, one.person),
          ...(giver ? { giver: { person: pseudonymOf(one.organisation, giver.person), basis: giver.basis } } : {}),
        };
      },
    }),
  ];
}
