import { Type } from 'typebox';
import { RUN_STATES, VERDICTS } from './model.ts';

const text = Type.String();
const maybe = Type.Optional(Type.String());
const count = Type.Integer({ minimum: 0 });
const SEVERITIES = ['refused', 'doubt', 'mended'] as const;
const closed = { additionalProperties: false };
const id = Type.String({ format: 'uuid' });

export const OneRun = Type.Object({ id });
export const OneRow = Type.Object({ id, row: Type.Integer({ minimum: 1 }) });

/** `POST /api/collection/runs` */
export const NewRun = Type.Object(
  {
    file: Type.String({ minLength: 1, maxLength: 200, description: 'Name of the file, as the sender knows it' }),
    bytes: Type.Integer({ minimum: 1, description: 'Length of the file' }),
    legalBasis: Type.Optional(
      Type.String({
        maxLength: 80,
        description: 'Law by which it is collected; absent: the country’s own for collection',
      }),
    ),
    note: Type.Optional(Type.String({ maxLength: 300 })),
  },
  closed,
);

/** What the sender or an officer says about how the file is written; found out where nothing is said. */
export const Reading = Type.Object(
  {
    encoding: Type.Optional(Type.String({ maxLength: 40 })),
    separator: Type.Optional(Type.String({ maxLength: 4 })),
    sheet: Type.Optional(Type.String({ maxLength: 200 })),
    headerRow: Type.Optional(Type.Integer({ minimum: 0, maximum: 1000, description: '0: the file has no header' })),
  },
  closed,
);

/** `POST /api/collection/runs/:id/read` once the file is there, and again when something else is said about it. */
export const ReadBody = Type.Object(
  {
    reading: Type.Optional(Reading),
    hold: Type.Optional(Type.Boolean({ description: 'Wait for a start even where a saved mapping fits' })),
  },
  closed,
);

/** `POST /api/collection/runs/:id/start` */
export const StartBody = Type.Object(
  {
    targets: Type.Array(
      Type.String({ maxLength: 60, description: 'Id of /fields, or empty: the column is not taken' }),
      {
        maxItems: 1000,
        description: 'For each column of the file, in order, what it stands for',
      },
    ),
    save: Type.Optional(
      Type.Boolean({ default: true, description: 'Later files of this sender with these columns begin by themselves' }),
    ),
  },
  closed,
);

export const ColumnView = Type.Object({
  column: text,
  target: Type.String({ description: 'Empty: not taken' }),
  confidence: Type.Number({ description: '0 to 1; 1 where it was saved or said' }),
  because: Type.Optional(Type.String({ description: 'saved, header, values, said' })),
  sample: Type.Array(text, { description: 'A few values as they stand in the file' }),
});

export const Counts = Type.Object({
  read: count,
  acceptedNew: count,
  acceptedKnown: count,
  proposed: Type.Integer({
    minimum: 0,
    description: 'Rows that an officer looks at; those decided have their new verdict',
  }),
  refused: count,
  duplicates: Type.Integer({ minimum: 0, description: 'Rows that say again what another row of the file said' }),
  takenBack: Type.Optional(
    Type.Integer({ minimum: 1, description: 'Rows taken back with the run; they count among no other' }),
  ),
});

export const RunView = Type.Object({
  id: text,
  state: Type.String({ description: RUN_STATES.join(', ') }),
  stateText: text,
  file: text,
  bytes: Type.Integer(),
  received: Type.Integer({ description: 'Bytes of the file that have come' }),
  upload: Type.Optional(
    Type.String({ description: 'Where the file is sent, resumable (tus 1.0). Whoever knows it may send' }),
  ),
  channel: Type.String({ description: 'browser, folder, command' }),
  sender: text,
  senderName: text,
  sentBy: text,
  mine: Type.Boolean(),
  note: maybe,
  legalBasis: text,
  legalBasisText: text,
  form: Type.Optional(
    Type.Object({
      kind: text,
      encoding: maybe,
      separator: maybe,
      sheet: maybe,
      sheets: Type.Optional(Type.Array(text)),
      headerRow: Type.Integer(),
    }),
  ),
  columns: Type.Optional(Type.Array(ColumnView)),
  missing: Type.Optional(Type.Array(Type.String({ description: 'Targets without which no row can be entered' }))),
  mappedBy: Type.Optional(Type.String({ description: 'suggestion, saved, said' })),
  counts: Counts,
  part: Type.Optional(Type.Number({ description: '0 to 1, of reading or of taking back' })),
  rate: Type.Optional(Type.Integer({ description: 'Rows a second' })),
  secondsLeft: Type.Optional(Type.Integer()),
  waiting: Type.Integer({ description: 'Proposals of the run that nobody has decided' }),
  failure: Type.Optional(Type.Object({ code: text, sentence: text })),
  blocked: Type.Optional(
    Type.Array(Type.Object({ row: Type.Integer(), person: text, why: text }), {
      description: 'Why it was not undone: persons of the run on whom later acts of others stand (the first 100)',
    }),
  ),
  may: Type.Array(Type.String({ description: 'What can be done with it now: read, start, cancel, undo, report' })),
  madeAt: text,
  startedAt: maybe,
  endedAt: maybe,
  filesUntil: text,
});
export const RunList = Type.Object({ runs: Type.Array(RunView), next: maybe });

/** `GET /api/collection/runs` */
export const RunsQuery = Type.Object(
  {
    state: Type.Optional(Type.Enum(RUN_STATES)),
    sender: Type.Optional(Type.String({ maxLength: 80 })),
    before: Type.Optional(id),
    limit: Type.Integer({ minimum: 1, maximum: 100, default: 20 }),
  },
  closed,
);

export const FieldsAnswer = Type.Object({
  fields: Type.Array(
    Type.Object({
      target: text,
      name: text,
      required: Type.Boolean({ description: 'Every row needs it' }),
      instead: Type.Optional(Type.Array(text, { description: 'Targets that together are enough in its place' })),
    }),
  ),
  legalBases: Type.Array(Type.Object({ id: text, name: text })),
});

export const FindingView = Type.Object({
  field: text,
  fieldName: text,
  rule: text,
  severity: Type.String({ description: 'mended, doubt, refused' }),
  sentence: Type.String({ description: 'What is wrong and what to do' }),
  from: text,
  to: maybe,
});

export const HistoryView = Type.Object({
  at: text,
  verdict: text,
  by: Type.Optional(Type.String({ description: 'Absent: the machine' })),
  note: maybe,
});

export const RowView = Type.Object({
  row: Type.Integer({ description: 'Counted as the sender sees it' }),
  verdict: Type.String({ description: `${VERDICTS.join(', ')}` }),
  verdictText: text,
  name: maybe,
  birthDate: maybe,
  cells: Type.Array(text, { description: 'As sent' }),
  reasons: Type.Array(Type.String({ description: 'Sentences, worst first' })),
  findings: Type.Array(FindingView),
  person: maybe,
  sameAsRow: Type.Optional(Type.Integer({ description: 'Of a duplicate: the row that was taken' })),
  history: Type.Array(HistoryView),
});
export const RowsAnswer = Type.Object({
  columns: Type.Array(text),
  rows: Type.Array(RowView),
  next: Type.Optional(Type.Integer()),
});
/** `GET /api/collection/runs/:id/rows` */
export const RowsQuery = Type.Object(
  {
    verdict: Type.Optional(Type.Enum(VERDICTS)),
    rule: Type.Optional(Type.String({ maxLength: 60, description: 'Only rows of which this rule of /reasons speaks' })),
    severity: Type.Optional(Type.Enum(SEVERITIES, { description: 'With `rule`: what it did' })),
    after: Type.Integer({ minimum: 0, default: 0 }),
    limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
  },
  closed,
);
/** `GET /api/collection/runs/:id/reasons` */
export const ReasonsAnswer = Type.Object({
  reasons: Type.Array(
    Type.Object({
      rule: text,
      severity: Type.Enum(SEVERITIES),
      severityText: text,
      sentence: text,
      rows: Type.Integer({ minimum: 1, description: 'A row counts once for each rule that speaks of it' }),
    }),
    { description: 'As found in the file, the worst first; undoing the run leaves it as it is' },
  ),
});
/** `GET /api/collection/runs/:id/report` */
export const ReportQuery = Type.Object(
  {
    format: Type.Enum(['csv', 'xlsx'] as const, { default: 'csv' }),
    rows: Type.Enum(['faulty', 'all'] as const, { default: 'faulty' }),
  },
  closed,
);
