import { Type } from 'typebox';
import { ScanView } from '#kernel';
import { FindingView, HistoryView, OneRow } from './contracts.ts';
import { PROPOSAL_STATES } from './model.ts';

const text = Type.String();
const maybe = Type.Optional(Type.String());
const count = Type.Integer({ minimum: 0 });
const closed = { additionalProperties: false };
const id = Type.String({ format: 'uuid' });
const place = { province: Type.String({ maxLength: 2 }), commune: Type.String({ maxLength: 5 }) };

/** `GET /api/collection/proposals` */
export const ProposalsQuery = Type.Object(
  {
    state: Type.Enum(PROPOSAL_STATES, { default: 'open' }),
    province: Type.Optional(Type.String({ maxLength: 2 })),
    commune: Type.Optional(Type.String({ maxLength: 5 })),
    run: Type.Optional(id),
    order: Type.Enum(['deadline', 'weight'] as const, { default: 'deadline' }),
    after: Type.Optional(Type.String({ maxLength: 200, description: '`next` of the page before' })),
    limit: Type.Integer({ minimum: 1, maximum: 100, default: 20 }),
  },
  closed,
);
export const ProposalLine = Type.Object({
  run: text,
  row: Type.Integer(),
  state: text,
  why: Type.String({ description: 'link-in-doubt, contradiction, number-taken, doubtful-row' }),
  whyText: text,
  name: text,
  birthDate: maybe,
  senderName: text,
  ...place,
  areaName: text,
  dueOn: text,
  weight: Type.Integer({ description: 'Acts of people’s lives that hang on it: more is more urgent' }),
  probability: Type.Optional(Type.Number({ description: 'That the best candidate is the same person' })),
  candidates: count,
  mine: Type.Boolean({ description: 'The caller gave the first verdict; another officer confirms it' }),
});
export const ProposalList = Type.Object({
  proposals: Type.Array(ProposalLine),
  next: maybe,
  open: Type.Integer({ description: 'In the caller’s area' }),
});

export const DifferenceView = Type.Object({
  field: text,
  fieldName: text,
  said: Type.Optional(Type.String({ description: 'In the file' })),
  held: Type.Optional(Type.String({ description: 'In the register' })),
  kind: Type.String({ description: 'same, empty (the register has none), silent (the file has none), differs' }),
  replaceable: Type.Boolean({ description: 'A verdict may replace what is held; the others have acts of their own' }),
});
export const ReasonView = Type.Object({
  field: text,
  fieldName: text,
  level: text,
  levelText: text,
  bits: Type.Number({ description: 'How many times twofold this makes one person more likely; below 0 less' }),
});
export const CandidateView = Type.Object({
  person: text,
  name: text,
  birthDate: text,
  life: text,
  pin: maybe,
  communeName: text,
  probability: Type.Number(),
  weight: Type.Number(),
  because: Type.Array(ReasonView),
  fields: Type.Array(DifferenceView),
});
export const ScanParams = Type.Object({ ...OneRow.properties, scan: id });
export const ProposalView = Type.Object({
  ...ProposalLine.properties,
  file: text,
  columns: Type.Array(text),
  cells: Type.Array(text),
  findings: Type.Array(FindingView),
  candidates: Type.Array(CandidateView),
  scans: Type.Array(ScanView, { description: 'Papers that officers put beside the row' }),
  maxScans: count,
  history: Type.Array(HistoryView),
  verdict: Type.Optional(
    Type.Object({ verdict: text, person: maybe, by: text, at: text, reason: maybe, take: Type.Array(text) }),
  ),
  undoUntil: Type.Optional(Type.String({ description: 'Until then the verdict can be taken back' })),
  needsSecond: Type.Boolean({
    description: 'The country’s rules want a second officer where held values are replaced',
  }),
});
/** `POST /api/collection/proposals/:id/:row/verdict` */
export const VerdictBody = Type.Object(
  {
    verdict: Type.Enum(['same', 'new', 'refuse', 'later'] as const),
    person: Type.Optional(Type.String({ format: 'uuid', description: 'With `same`: which candidate' })),
    take: Type.Optional(
      Type.Array(Type.String({ maxLength: 60 }), {
        maxItems: 40,
        description: 'With `same`: fields whose held value the file’s replaces',
      }),
    ),
    reason: Type.Optional(Type.String({ maxLength: 500, description: 'Needed to refuse: the sender reads it' })),
  },
  closed,
);
export const VerdictAnswer = Type.Object({
  state: Type.String({ description: 'decided; second: waits for another officer; later' }),
  person: maybe,
  undoUntil: maybe,
});

/** `GET /api/collection/board` */
export const BoardQuery = Type.Object({ province: Type.Optional(Type.String({ maxLength: 2 })) }, closed);
export const BoardLine = Type.Object({
  area: text,
  name: text,
  expected: Type.Optional(Type.Integer({ description: 'Rows expected; absent: nothing is expected' })),
  received: count,
  accepted: count,
  waiting: count,
  refused: count,
  lastDelivery: maybe,
  dueOn: maybe,
  changeable: Type.Boolean({ description: 'The expectation is of this area itself, no sum of those within it' }),
  complete: Type.Boolean({ description: 'What was expected has come, and nothing waits' }),
});
export const Board = Type.Object({
  area: text,
  areaName: text,
  complete: Type.Integer({ description: '"59 of 63 complete": how many of those expected' }),
  expecting: Type.Integer(),
  lines: Type.Array(BoardLine),
});

/** `PUT /api/collection/expectations` */
export const Expectations = Type.Object(
  {
    expectations: Type.Array(
      Type.Object(
        {
          area: Type.String({
            maxLength: 80,
            description: 'Code of a province or commune in force, or an organisation’s id',
          }),
          rows: Type.Integer({ minimum: 0, maximum: 1_000_000_000, description: '0 takes the expectation back' }),
          dueOn: Type.Optional(Type.String({ format: 'date' })),
        },
        closed,
      ),
      { maxItems: 5000 },
    ),
  },
  closed,
);
