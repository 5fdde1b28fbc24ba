import { Type } from 'typebox';
import { Answer, type Contract, contract } from '#kernel';
import type { Cards } from '#rooms/cards';
import { AnswerBody, KeptLists, KeptListsQuery, PairBody, Paired, Wanted } from './contracts.ts';
import { readLists } from './lists.ts';
import { pair, requireAgent } from './pairing.ts';
import { awaitQuestion, type Parts, takeAnswer } from './readings.ts';

/** The agent has a token of its own, which opens nothing else. */
const agent = { tag: 'readers', scope: null } as const;
const OneReading = Type.Object({ reading: Type.String({ format: 'uuid' }) });

/** What the agent beside a card reader asks. */
export function agentRoutes(parts: Parts, cards: Pick<Cards, 'hotList' | 'trust'>): Contract[] {
  const { database } = parts.kernel;
  const { pool } = database;
  return [
    contract({
      ...agent,
      method: 'POST',
      path: '/v1/reader',
      summary: 'Agent: pair by the code of a page; the token goes into `Authorization: Reader …`',
      body: PairBody,
      answers: { 201: Paired },
      handle: async (context, { body }) =>
        new Answer(201, await database.transact((transaction) => pair(parts.kernel, transaction, context, body))),
    }),
    contract({
      ...agent,
      method: 'GET',
      path: '/v1/reader/next',
      summary: 'Agent: what to read now; 204 after twenty seconds in which nothing was asked',
      answers: { 200: Wanted, 204: Type.Null() },
      handle: async (context, _input, { headers }) => {
        const reader = await requireAgent(pool, headers.authorization, context.receivedAt);
        return (await awaitQuestion(parts, reader)) ?? new Answer(204);
      },
    }),
    contract({
      ...agent,
      method: 'POST',
      path: '/v1/reader/readings/:reading',
      summary: 'Agent: what the chip showed, or why it could not be read',
      bodyLimit: 3 * 1_048_576,
      params: OneReading,
      body: AnswerBody,
      answers: { 204: Type.Null() },
      handle: async (context, { params, body }, { headers, receivedAt }) => {
        const reader = await requireAgent(pool, headers.authorization, context.receivedAt);
        await takeAnswer(parts, { reader, reading: params.reading, at: receivedAt }, body);
        return new Answer(204);
      },
    }),
    contract({
      ...agent,
      method: 'GET',
      path: '/v1/reader/lists',
      summary: 'Agent: refused documents after a version, and what proves the others: for the time without a line',
      query: KeptListsQuery,
      answers: { 200: KeptLists },
      handle: async (context, { query }, { headers }) => {
        await requireAgent(pool, headers.authorization, context.receivedAt);
        return readLists(cards, query.after ?? 0);
      },
    }),
  ];
}
