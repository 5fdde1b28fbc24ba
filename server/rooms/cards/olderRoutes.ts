import { Type } from 'typebox';
import { Answer, type Contract, contract } from '#kernel';
import { beginOlder, closeOlder, takeOlder } from './older.ts';
import { OLDER_COLUMNS, REFUSALS } from './olderModel.ts';
import { reportOlder, viewOlder } from './olderViews.ts';
import type { Parts } from './parts.ts';

const text = Type.String();
const maybe = Type.Optional(text);
const count = Type.Integer();
const closed = { additionalProperties: false };
const cell = Type.String({ maxLength: 100 });
/** Rows of a piece, and its bytes. */
const LARGEST_PIECE = 1000;
const PIECE_LIMIT = 2 * 1024 * 1024;

const RunParams = Type.Object({ run: Type.String({ format: 'uuid' }) });
const RunBody = Type.Object(
  {
    system: Type.String({ maxLength: 60 }),
    source: Type.String({ minLength: 1, maxLength: 120, pattern: '\\S' }),
    expected: Type.Integer({ minimum: 1, maximum: 200_000_000 }),
    trial: Type.Boolean({ default: false, description: 'Judges every row, and takes nothing over' }),
  },
  closed,
);
const [number, documentNumber, issuedOn, expiresOn, standing] = OLDER_COLUMNS;
const Row = Type.Object(
  { [number]: cell, [documentNumber]: cell, [issuedOn]: cell, [expiresOn]: cell, [standing]: cell },
  closed,
);
const PieceBody = Type.Object(
  {
    from: Type.Integer({ minimum: 0, description: 'Rows before this piece: `next` of the run' }),
    rows: Type.Array(Row, { minItems: 1, maxItems: LARGEST_PIECE }),
  },
  closed,
);
const counts = { taken: count, known: count, refused: count, next: count };
const Runs = Type.Object({
  systems: Type.Array(Type.Object({ id: text, name: text, until: maybe })),
  runs: Type.Array(
    Type.Object({
      ...{ run: text, system: text, systemName: text, source: text, trial: Type.Boolean(), expected: count },
      ...{ state: Type.Enum(['open', 'closed']), ...counts, startedAt: text, pieceAt: maybe, officerName: maybe },
      perMinute: Type.Optional(count),
      endsAt: maybe,
      reasons: Type.Array(Type.Object({ why: Type.Enum([...REFUSALS]), count })),
    }),
  ),
});

/** Cards of older systems come over. */
export function olderRoutes(parts: Parts): Contract[] {
  const older = { tag: 'cards', scope: 'cards.older' } as const;
  return [
    contract({
      ...older,
      method: 'GET',
      path: '/api/cards/older',
      summary: 'Card systems of before that come over: how far, how fast, when it ends, and why rows were refused',
      answers: { 200: Runs },
      handle: (context) => viewOlder(parts, context),
    }),
    contract({
      ...older,
      purpose: 'stated',
      method: 'POST',
      path: '/api/cards/older',
      summary: 'Begin to take the cards of an older system over, or to try how it would go',
      body: RunBody,
      answers: { 201: Type.Object({ run: text }) },
      handle: async (context, { body }) => new Answer(201, await beginOlder(parts, context, body)),
    }),
    contract({
      ...older,
      purpose: 'stated',
      method: 'POST',
      path: '/api/cards/older/:run/rows',
      summary: 'The next rows: each is taken over, known already, or refused with its reason',
      params: RunParams,
      body: PieceBody,
      bodyLimit: PIECE_LIMIT,
      answers: { 200: Type.Object(counts) },
      handle: (context, { params, body }) => takeOlder(parts, context, params.run, body),
    }),
    contract({
      ...older,
      purpose: 'stated',
      method: 'POST',
      path: '/api/cards/older/:run/close',
      summary: 'No more rows will come',
      params: RunParams,
      body: Type.Object({}, closed),
      answers: { 200: Type.Object({}) },
      handle: async (context, { params }) => {
        await closeOlder(parts, context, params.run);
        return {};
      },
    }),
    contract({
      ...older,
      purpose: 'stated',
      method: 'GET',
      path: '/api/cards/older/:run/report',
      summary: 'The refused rows as they came, each with its reason; a look',
      params: RunParams,
      answers: {},
      handle: async (context, { params }) =>
        new Answer(200, await reportOlder(parts, context, params.run), {
          'content-type': 'text/csv; charset=utf-8',
          'content-disposition': 'attachment; filename="older-cards-refused.csv"',
        }),
    }),
  ];
}
