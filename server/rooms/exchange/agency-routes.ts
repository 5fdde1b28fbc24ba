import { Type } from 'typebox';
import { Answer, type Context, type Contract, contract, type Kernel, performAct, type Transaction } from '#kernel';
import type { Offices } from '#rooms/offices';
import type { DirectoryHolder } from './directory.ts';
import { FAULTS } from './disturbances.ts';
import type { Simulation } from './simulation.ts';
import { addKey, createSystem, revokeKey } from './systems.ts';
import { requireOrganisation, viewAgreements, viewExamples, viewFigures, viewSystems } from './views.ts';

const PublicJwk = Type.Record(Type.String(), Type.Unknown(), { description: 'RFC 7517, public, on P-256 or Ed25519' });
const KeyMade = Type.Object({ id: Type.String(), kid: Type.String() });
const SystemParams = Type.Object({ id: Type.String({ format: 'uuid' }) });
const KeyParams = Type.Object({ id: Type.String({ format: 'uuid' }), kid: Type.String({ maxLength: 60 }) });
const NewSystem = Type.Object(
  { name: Type.String({ minLength: 1, maxLength: 120 }), publicJwk: PublicJwk },
  { additionalProperties: false },
);
const NewKey = Type.Object({ publicJwk: PublicJwk }, { additionalProperties: false });
const Key = Type.Object({
  kid: Type.String(),
  algorithm: Type.String(),
  createdAt: Type.String(),
  expiresAt: Type.String(),
  state: Type.String(),
});
const Systems = Type.Object({
  systems: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      state: Type.String(),
      stage: Type.String(),
      keys: Type.Array(Key),
    }),
  ),
});
const Named = Type.Object({ id: Type.String(), name: Type.String() });
const AgreementView = Type.Object({
  id: Type.String(),
  state: Type.String(),
  purposes: Type.Array(
    Type.Object({
      id: Type.String(),
      sentence: Type.String(),
      legalBases: Type.Array(Type.Object({ id: Type.String(), title: Type.String() })),
    }),
  ),
  fields: Type.Array(Named),
  mode: Type.Array(Type.String()),
  hours: Type.String(),
  quotaPerDay: Type.Integer(),
  usedToday: Type.Integer(),
  validFrom: Type.String(),
  validTo: Type.String(),
  version: Type.Integer(),
});
const SimulationView = Type.Object({
  persons: Type.Array(
    Type.Object({
      identifier: Type.String(),
      name: Type.String(),
      birthDate: Type.String(),
      life: Type.String(),
      status: Type.String(),
      consents: Type.Boolean({ description: 'Whether questions under a law of consent are answered' }),
    }),
  ),
  agreements: Type.Array(AgreementView),
  faults: Type.Array(Type.String()),
});
const Figures = Type.Object({
  today: Type.Object({
    requests: Type.Integer(),
    yes: Type.Integer(),
    no: Type.Integer(),
    close: Type.Integer(),
    problems: Type.Integer(),
  }),
  days: Type.Array(Type.Object({ day: Type.String(), requests: Type.Integer(), problems: Type.Integer() })),
  outcomes: Type.Array(Type.Object({ outcome: Type.String(), count: Type.Integer() })),
  byPurpose: Type.Array(Type.Object({ purpose: Type.String(), sentence: Type.String(), count: Type.Integer() })),
  latest: Type.Array(
    Type.Object({
      at: Type.String(),
      system: Type.String(),
      type: Type.String(),
      purpose: Type.String(),
      outcome: Type.String(),
      reference: Type.String(),
    }),
  ),
});

export interface ConsoleParts {
  kernel: Pick<Kernel, 'database' | 'clock' | 'words' | 'keys'>;
  offices: Offices;
  directory: DirectoryHolder;
  simulation: Simulation;
  ownKids(): ReadonlySet<string>;
}

/** The console of an agency: its systems, keys, agreements and figures, and nobody else's. */
export function agencyRoutes({ kernel, offices, directory, simulation, ownKids }: ConsoleParts): Contract[] {
  const { pool } = kernel.database;
  const act = <Result>(context: Context, work: (transaction: Transaction) => Promise<Result>) =>
    performAct(kernel.database, context, work);
  const read = { tag: 'agency', scope: 'exchange.try', method: 'GET' } as const;
  const manage = { tag: 'agency', scope: 'exchange.manage', method: 'POST' } as const;
  return [
    contract({
      ...read,
      path: '/api/agency/systems',
      summary: "The organisation's systems and their keys",
      answers: { 200: Systems },
      handle: (context) => viewSystems(pool, requireOrganisation(context)),
    }),
    contract({
      ...manage,
      path: '/api/agency/systems',
      summary: 'Registers a system with its public key',
      body: NewSystem,
      answers: { 201: KeyMade },
      handle: async (context, { body }) => {
        const organisation = requireOrganisation(context);
        return new Answer(
          201,
          await act(context, (transaction) => createSystem(transaction, context, { ...body, organisation }, ownKids())),
        );
      },
    }),
    contract({
      ...manage,
      path: '/api/agency/systems/:id/keys',
      summary: 'Adds a key to a system; the older ones go on until they are revoked',
      params: SystemParams,
      body: NewKey,
      answers: { 201: KeyMade },
      handle: async (context, { params, body }) => {
        requireOrganisation(context);
        return new Answer(
          201,
          await act(context, (transaction) => addKey(transaction, context, params.id, body.publicJwk, ownKids())),
        );
      },
    }),
    contract({
      ...manage,
      path: '/api/agency/systems/:id/keys/:kid/revoke',
      summary: 'Revokes a key, at once and for good',
      params: KeyParams,
      answers: { 200: KeyMade },
      handle: (context, { params }) => {
        requireOrganisation(context);
        return act(context, (transaction) => revokeKey(transaction, context, params.id, params.kid));
      },
    }),
    contract({
      ...read,
      path: '/api/agency/agreements',
      summary: 'What the organisation may ask, and how much of today’s quota is used',
      answers: { 200: Type.Object({ agreements: Type.Array(AgreementView) }) },
      handle: async (context) => {
        const organisation = requireOrganisation(context);
        const known = await directory.latest(pool);
        const say = (key: string) => kernel.words.say(context.language, key);
        return viewAgreements(pool, known.agreementsOf(organisation), offices, {
          language: context.language,
          today: kernel.clock.today(),
          say,
        });
      },
    }),
    contract({
      ...read,
      path: '/api/agency/simulation',
      summary:
        'Synthetic persons to ask about in simulation, what may be asked there, and the faults that can be ordered',
      answers: { 200: SimulationView },
      handle: async (context) => {
        const say = (key: string) => kernel.words.say(context.language, key);
        const { agreements } = await viewAgreements(
          pool,
          simulation.agreementsOf(requireOrganisation(context)),
          offices,
          {
            language: context.language,
            today: kernel.clock.today(),
            say,
          },
        );
        return { persons: viewExamples(simulation), agreements, faults: [...FAULTS] };
      },
    }),
    contract({
      ...read,
      path: '/api/agency/figures',
      summary: "The organisation's own questions by day, outcome and purpose, and the latest lines",
      query: Type.Object({ days: Type.Integer({ minimum: 1, maximum: 92, default: 14 }) }),
      answers: { 200: Figures },
      handle: (context, { query }) =>
        viewFigures(pool, requireOrganisation(context), query.days, {
          today: kernel.clock.today(),
          sentenceOf: (purpose) => offices.purposeSentence(purpose, context.language),
        }),
    }),
  ];
}
