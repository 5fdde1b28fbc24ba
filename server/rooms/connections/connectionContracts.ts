import { Type } from 'typebox';
import { LARGEST } from './files.ts';
import { NEXT_STEPS } from './nextStep.ts';

const Text = Type.String();
const closed = { additionalProperties: false };
const Named = Type.Object({ id: Text, name: Text });
export const SystemParams = Type.Object({ system: Type.String({ format: 'uuid' }) });
export const ItemParams = Type.Object({
  ...SystemParams.properties,
  item: Type.String({ pattern: '^[a-z0-9-]{1,80}$' }),
});
export const EvidenceParams = Type.Object({ ...SystemParams.properties, evidence: Type.String({ format: 'uuid' }) });

const Contact = Type.Object(
  {
    name: Type.String({ minLength: 2, maxLength: 120 }),
    email: Type.String({ format: 'email', maxLength: 254 }),
    phone: Type.String({ pattern: '^\\+?[0-9 ]{6,20}$' }),
    language: Type.Optional(
      Type.String({
        pattern: '^[a-z]{2,3}$',
        description: "In which they are written to; absent: the country's first",
      }),
    ),
  },
  closed,
);
export const ContactBody = Type.Object(
  {
    contact: Contact,
    host: Type.Optional(
      Type.String({ maxLength: 260, description: 'host or host:port of the server that takes notices; absent: none' }),
    ),
  },
  closed,
);
export const AnswerBody = Type.Object(
  {
    answer: Type.String({ minLength: 2, maxLength: 4000 }),
    months: Type.Optional(Type.Integer({ minimum: 0, maximum: 1200 })),
  },
  closed,
);
/** Base64 is a third longer than what it carries. */
export const FILE_LIMIT = Math.ceil((LARGEST * 4) / 3) + 2048;
export const FileBody = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 200 }),
    content: Type.String({
      minLength: 4,
      pattern: '^[A-Za-z0-9+/]*={0,2}$',
      description: 'Base64 of a PDF, PNG, JPEG or text file of at most 5 MiB',
    }),
  },
  closed,
);
export const FileMade = Type.Object({ evidence: Text, digest: Text });
export const ReturnBody = Type.Object(
  {
    items: Type.Array(
      Type.Object(
        { item: Type.String({ maxLength: 80 }), remark: Type.String({ minLength: 5, maxLength: 2000 }) },
        closed,
      ),
      { minItems: 1, maxItems: 100 },
    ),
  },
  closed,
);
export const SignBody = Type.Object(
  { digest: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$', description: 'Of the list that the inspector saw' }) },
  closed,
);
export const ReachedBody = Type.Object({ how: Type.String({ minLength: 3, maxLength: 500 }) }, closed);

export const SystemLine = Type.Object({
  system: Text,
  name: Text,
  organisation: Text,
  organisationName: Text,
  state: Type.String({ description: 'active, suspended' }),
  stage: Type.String({ description: 'simulation, production' }),
  standing: Type.String({ description: 'simulation, checking, production, reviewing' }),
  submittedAt: Type.Optional(Text),
  returnedAt: Type.Optional(Text),
  signedAt: Type.Optional(Text),
  review: Type.Optional(
    Type.Object({
      dueOn: Text,
      state: Type.String({ description: 'open, due, overdue' }),
      suspendable: Type.Boolean({ description: 'Overdue for so long that people should decide' }),
    }),
  ),
  keyWarnings: Type.Array(Type.Object({ kid: Text, expiresAt: Text, days: Type.Integer() })),
  next: Type.Optional(
    Type.Object(
      { step: Type.Enum([...NEXT_STEPS]), count: Type.Optional(Type.Integer()) },
      { description: 'What the organisation does next; count: items missing or given back' },
    ),
  ),
});
export const Systems = Type.Object({ connections: Type.Array(SystemLine) });
export const File = Type.Object({
  evidence: Text,
  name: Text,
  media: Text,
  size: Type.Integer(),
  digest: Text,
  addedAt: Text,
});
export const SystemView = Type.Object({
  ...SystemLine.properties,
  host: Type.Optional(Text),
  contact: Type.Optional(Contact),
  contactReachedAt: Type.Optional(Text),
  probe: Type.Optional(
    Type.Object({
      host: Text,
      lookedAt: Text,
      reached: Type.Boolean(),
      protocol: Type.Optional(Text),
      old: Type.Optional(Type.Boolean({ description: 'Speaks TLS before 1.2 too' })),
      trusted: Type.Optional(Type.Boolean()),
      certificateEnds: Type.Optional(Text),
      why: Type.Optional(Text),
    }),
  ),
  keys: Type.Array(
    Type.Object({ kid: Text, algorithm: Text, createdAt: Text, expiresAt: Text, revoked: Type.Boolean() }),
  ),
  checks: Type.Array(
    Type.Object({
      item: Text,
      kind: Type.String({ description: 'automatic, asked' }),
      question: Text,
      required: Type.Boolean(),
      legalBasis: Named,
      state: Type.String({ description: 'passed, answered, missing, failed, returned' }),
      found: Type.Optional(Named),
      answer: Type.Optional(Text),
      months: Type.Optional(Type.Integer()),
      least: Type.Optional(Type.Integer({ description: 'Months that the law asks for at least' })),
      answeredBy: Type.Optional(Text),
      answeredAt: Type.Optional(Text),
      evidenceNeeded: Type.Boolean(),
      evidence: Type.Array(File),
      remark: Type.Optional(Text),
    }),
  ),
  missing: Type.Array(Text),
  digest: Text,
  runs: Type.Array(
    Type.Object({
      run: Text,
      system: Text,
      state: Text,
      begunAt: Text,
      endsAt: Text,
      passedAt: Type.Optional(Text),
      failedAt: Type.Optional(Text),
    }),
  ),
  inspections: Type.Array(
    Type.Object({ outcome: Text, inspector: Text, decidedAt: Text, digest: Text, journal: Text }),
  ),
});
export const Moved = Type.Object({ system: Text, standing: Text });
export const SignedList = Type.Object({ ...Moved.properties, reviewDue: Text, journal: Text });
export const Staff = Type.Object({
  staff: Type.Array(
    Type.Object({
      official: Text,
      name: Text,
      role: Text,
      roleName: Text,
      state: Text,
      scopes: Type.Array(Text),
      validTo: Type.Optional(Text),
      lastSeenAt: Type.Optional(Text),
    }),
  ),
});
export const Reminders = Type.Object({
  reminders: Type.Array(
    Type.Object({
      matter: Type.String({ description: 'key:…, draft:…, review:…' }),
      what: Type.String({ description: 'ends-in-60, ends-in-30, ends-in-7, due, overdue' }),
      saidAt: Text,
    }),
  ),
});
