import { Type } from 'typebox';
import { Answer, type Contract, contract, performAct } from '#kernel';
import { askCapture, takeCapture } from './captures.ts';
import { CaptureBody, OwnReader, PairingMade, ReadingBody, ReadingMade, ReadingState } from './contracts.ts';
import { readDoor } from './doors.ts';
import { findOwn, makePairing, unpair } from './pairing.ts';
import { askReading, awaitAnswer, type Parts } from './readings.ts';

const page = { tag: 'readers', scope: 'readers.use' } as const;
const Nothing = Type.Object({}, { additionalProperties: false });
const OneReading = Type.Object({ reading: Type.String({ format: 'uuid' }) });

/** What an officer’s page asks. */
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
        const door = readDoor(parts.kernel.keys, row);
        const { reader: id, name, captures } = row;
        return { reader: { id, name, pairedAt, endsAt, seenAt, captures, ...(door ? { door } : {}) } };
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
  ];
}
