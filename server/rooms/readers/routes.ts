import { Type } from 'typebox';
import { Answer, type Contract, contract, performAct } from '#kernel';
import { askCapture, takeCapture } from './captures.ts';
import {
  AnswerBody,
  CaptureBody,
  OwnReader,
  PairBody,
  Paired,
  PairingMade,
  ReadingBody,
  ReadingMade,
  ReadingState,
  Wanted,
} from './contracts.ts';
import { findOwn, makePairing, pair, requireAgent, unpair } from './pairing.ts';
import { askReading, awaitAnswer, awaitQuestion, type Parts, takeAnswer } from './readings.ts';

const page = { tag: 'readers', scope: 'readers.use' } as const;
/** The agent has a token of its own, which opens nothing else. */
const agent = { tag: 'readers', scope: null } as const;
const Nothing = Type.Object({}, { additionalProperties: false });
const OneReading = Type.Object({ reading: Type.String({ format: 'uuid' }) });

export function readerRoutes(parts: Parts): Contract[] {
  const { database } = parts.kernel;
  const { pool } = database;
  return [
    contract({
      ...page,
      method: 'GET',
      path: '/api/reader',
      summary: 'The card reader that is paired with my page',
      answers: { 200: OwnReader },
      handle: async (context) => {
        const row = await findOwn(pool, context);
        if (!row) return {};
        const [pairedAt, endsAt, seenAt] = [row.paired_at, row.ends_at, row.seen_at].map((at) => at.toISOString());
        return { reader: { id: row.reader, name: row.name, pairedAt, endsAt, seenAt, captures: row.captures } };
      },
    }),
    contract({
      ...page,
      method: 'POST',
      path: '/api/reader/pairing',
      summary: 'A code by which a reader agent is paired with my page, once',
      body: Nothing,
      answers: { 201: PairingMade },
      handle: async (context) =>
        new Answer(201, await database.transact((transaction) => makePairing(transaction, context))),
    }),
    contract({
      ...page,
      method: 'DELETE',
      path: '/api/reader',
      summary: 'Let my reader go',
      answers: { 204: Type.Null() },
      handle: async (context) => {
        await performAct(database, context, async (transaction) => {
          await parts.signals.ring(transaction.client, await unpair(transaction, context));
        });
        return new Answer(204);
      },
    }),
    contract({
      ...page,
      method: 'POST',
      path: '/api/reader/readings',
      summary:
        'Ask my reader to open the card that lies on it; its chip is judged, what it says of its holder is neither shown nor kept',
      body: ReadingBody,
      answers: { 201: ReadingMade },
      handle: async (context, { body }) =>
        new Answer(201, await performAct(database, context, (one) => askReading(parts, one, context, body))),
    }),
    contract({
      ...page,
      method: 'GET',
      path: '/api/reader/readings/:reading',
      summary: 'How a reading ended; answers after twenty seconds at the latest',
      params: OneReading,
      answers: { 200: ReadingState },
      handle: (context, { params }) => awaitAnswer(parts, context, params.reading),
    }),
    contract({
      ...page,
      method: 'POST',
      path: '/api/reader/captures',
      summary: 'Ask the scanner beside my agent for a finger',
      body: CaptureBody,
      answers: { 201: ReadingMade },
      handle: async (context, { body: { place } }) =>
        new Answer(201, await performAct(database, context, (one) => askCapture(parts, one, context, place))),
    }),
    contract({
      ...page,
      method: 'GET',
      path: '/api/reader/captures/:reading',
      summary: 'The picture that the scanner sent, once; 204 after twenty seconds in which none came',
      params: OneReading,
      answers: { 204: Type.Null() },
      async handle(context, { params }) {
        const image = await takeCapture(parts, context, params.reading);
        if (!image) return new Answer(204);
        return new Answer(200, image, { 'content-type': 'application/octet-stream', 'cache-control': 'no-store' });
      },
    }),
    contract({
      ...agent,
      method: 'POST',
      path: '/v1/reader',
      summary: 'Agent: pair by the code of a page; the token goes into `Authorization: Reader …`',
      body: PairBody,
      answers: { 201: Paired },
      handle: async (context, { body }) =>
        new Answer(201, await database.transact((transaction) => pair(transaction, context, body))),
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
  ];
}
