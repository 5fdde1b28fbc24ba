import { Type } from 'typebox';
import { type Contract, contract } from '#kernel';
import { closeApplication } from './applications.ts';
import { checkApplicant, type Parts } from './checks.ts';
import { Block, CheckAnswer, CheckBody, Closed, OwnApplications } from './contracts.ts';
import { readOwnApplications, setBlock } from './own.ts';
import { readQuestion, requireBank } from './question.ts';

const signed = { tag: 'exchange', scope: null, method: 'POST', bodyLimit: 16_384 } as const;
const own = { tag: 'citizen', scope: 'self.read' } as const;

/** Banks ask with signed requests; persons read and block in their own screens. */
export function creditRoutes(parts: Parts): Contract[] {
  const { kernel, offices } = parts;
  return [
    contract({
      ...signed,
      purpose: 'stated',
      path: '/v1/credit-checks',
      summary: 'Check an applicant for credit: identity, documents, and where else the same data applied; no score',
      body: CheckBody,
      answers: { 200: CheckAnswer },
      handle: (context, { body }, request, reply) => {
        requireBank(context);
        const question = readQuestion(body, offices.country.facts.phone, request.headers['dancu-officer']);
        return checkApplicant(parts, context, question, { request, reply });
      },
    }),
    contract({
      ...signed,
      path: '/v1/credit-checks/:id/close',
      summary: 'The application is over; how it ended is not asked',
      params: Type.Object({ id: Type.String({ maxLength: 40 }) }),
      body: Type.Object({}, { additionalProperties: false }),
      answers: { 200: Closed },
      handle: (context, { params }, _request, reply) => closeApplication(kernel, context, params.id, reply),
    }),
    contract({
      ...own,
      method: 'GET',
      path: '/api/me/credit-applications',
      summary: 'Where somebody applied for credit in my name',
      answers: { 200: OwnApplications },
      handle: (context) => kernel.database.transact((transaction) => readOwnApplications(transaction, parts, context)),
    }),
    contract({
      ...own,
      method: 'PUT',
      path: '/api/me/credit-block',
      summary: 'Nobody may open credit in my name',
      body: Type.Object({}, { additionalProperties: false }),
      answers: { 200: Block },
      handle: (context) => setBlock(parts, context, true),
    }),
    contract({
      ...own,
      method: 'DELETE',
      path: '/api/me/credit-block',
      summary: 'Credit may be opened in my name again',
      answers: { 200: Block },
      handle: (context) => setBlock(parts, context, false),
    }),
  ];
}
