import { Type } from 'typebox';
import { Answer, type Context, type Contract, contract, type Kernel, performAct, type Transaction } from '#kernel';
import type { Offices } from '#rooms/offices';
import { actRoutes } from './actRoutes.ts';
import { listCaseScans } from './caseScans.ts';
import * as form from './contracts.ts';
import { decideProposal, listProposals, proposeAct } from './proposals.ts';
import { createGivenNames, searchPersons } from './search.ts';
import { tagOf } from './versions.ts';
import { comparePersons, readRecord, readRecordAt, readRelatives, readTimeline } from './views.ts';

const Day = Type.String({ format: 'date' });
const text = (maxLength: number) => Type.Optional(Type.String({ minLength: 1, maxLength }));

/** The register's own routes: search and look, four eyes, acts. */
export function peopleRoutes(kernel: Kernel, offices: Offices): Contract[] {
  const tag = 'people';
  const parts = { offices, words: kernel.words };
  const givenNames = createGivenNames();
  const act = <R>(context: Context, work: (transaction: Transaction) => Promise<R>) =>
    performAct(kernel.database, context, work);
  const look = <R>(work: (transaction: Transaction) => Promise<R>) => kernel.database.transact(work);
  const query = (properties: Record<string, ReturnType<typeof Type.String> | ReturnType<typeof text>>) =>
    Type.Object(properties, { additionalProperties: false });

  return [
    contract({
      method: 'GET',
      path: '/api/people/search',
      tag,
      scope: 'people.search',
      purpose: 'stated',
      summary: 'Find persons by number, or by name with a date, year, province or relative',
      query: Type.Object(
        {
          number: text(30),
          name: text(150),
          birth: text(10),
          province: text(2),
          commune: text(5),
          relative: text(150),
          limit: Type.Integer({ minimum: 1, maximum: 50, default: 20 }),
        },
        { additionalProperties: false },
      ),
      answers: { 200: form.SearchAnswer },
      handle: (context, { query: asked }) =>
        look(async (transaction) => searchPersons(transaction, context, offices, await givenNames(transaction), asked)),
    }),
    contract({
      method: 'GET',
      path: '/api/people/compare',
      tag,
      scope: 'people.read',
      purpose: 'stated',
      summary: 'Two records side by side',
      query: query({ left: Type.String({ maxLength: 40 }), right: Type.String({ maxLength: 40 }) }),
      answers: { 200: form.CompareAnswer },
      handle: (context, { query: asked }) =>
        look((transaction) => comparePersons(transaction, parts, context, asked.left as string, asked.right as string)),
    }),
    contract({
      method: 'GET',
      path: '/api/people/proposals',
      tag,
      scope: 'people.read',
      summary: 'Proposals that wait for a second officer',
      query: query({ state: Type.String({ pattern: '^(open|approved|refused)$', default: 'open' }) }),
      answers: { 200: form.ProposalsAnswer },
      handle: (context, { query: asked }) =>
        look(async (transaction) => {
          const proposals = await listProposals(transaction, context, offices, asked.state as string);
          const scansOf = await listCaseScans(
            transaction.client,
            proposals.map(({ id }) => id),
          );
          return { proposals: proposals.map((one) => ({ ...one, ...scansOf(one.id) })) };
        }),
    }),
    contract({
      method: 'POST',
      path: '/api/people/proposals',
      tag,
      scope: 'people.read',
      summary: 'Propose a merge, an un-merge or a new PIN',
      body: form.ProposalBody,
      answers: { 201: Type.Object({ id: Type.String(), dueOn: Day }) },
      handle: async (context, { body }) =>
        new Answer(201, await act(context, (transaction) => proposeAct(transaction, context, offices, body))),
    }),
    contract({
      method: 'POST',
      path: '/api/people/proposals/:id/decide',
      tag,
      scope: 'people.approve',
      summary: 'Decide another officer’s proposal; approval carries it out',
      params: Type.Object({ id: Type.String({ maxLength: 40 }) }),
      body: form.DecideBody,
      answers: { 200: Type.Object({ state: Type.String(), pin: Type.Optional(Type.String()) }) },
      handle: (context, { params, body }) =>
        act(context, (transaction) => decideProposal(transaction, context, offices, params.id, body)),
    }),
    contract({
      method: 'GET',
      path: '/api/people/:person',
      tag,
      scope: 'people.read',
      purpose: 'stated',
      summary: 'A record with the source of each field',
      params: form.Person,
      answers: { 200: form.OfficerRecordAnswer },
      handle: async (context, { params }) => {
        const record = await look((transaction) => readRecord(transaction, parts, context, params.person));
        return new Answer(200, record, { etag: `"${tagOf(record)}"` });
      },
    }),
    contract({
      method: 'GET',
      path: '/api/people/:person/at',
      tag,
      scope: 'people.read',
      purpose: 'stated',
      summary: 'What was true on a day, by what was known at an instant',
      params: form.Person,
      query: Type.Object(
        { on: Day, known: Type.Optional(Type.String({ format: 'date-time' })) },
        { additionalProperties: false },
      ),
      answers: { 200: form.RecordAtAnswer },
      handle: (context, { params, query: asked }) =>
        look((transaction) =>
          readRecordAt(
            transaction,
            parts,
            context,
            params.person,
            asked.on,
            asked.known ? new Date(asked.known).toISOString() : undefined,
          ),
        ),
    }),
    contract({
      method: 'GET',
      path: '/api/people/:person/timeline',
      tag,
      scope: 'people.read',
      purpose: 'stated',
      summary: 'Everything that happened to a record',
      params: form.Person,
      answers: { 200: form.TimelineAnswer },
      handle: (context, { params }) =>
        look(async (transaction) => ({ acts: await readTimeline(transaction, parts, context, params.person) })),
    }),
    contract({
      method: 'GET',
      path: '/api/people/:person/relatives',
      tag,
      scope: 'people.read',
      purpose: 'stated',
      summary: 'Parents, spouse, children, guardians, wards, household',
      params: form.Person,
      answers: { 200: form.RelativesAnswer },
      handle: (context, { params }) =>
        look(async (transaction) => ({ relatives: await readRelatives(transaction, parts, context, params.person) })),
    }),
    ...actRoutes(kernel, offices),
  ];
}
