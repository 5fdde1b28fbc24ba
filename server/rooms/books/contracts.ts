import { Type } from 'typebox';
import { ScanContent } from '#kernel';
import { FIELD_KINDS } from './kinds.ts';
import { MOST_ENTRIES, RETURN_REASONS } from './model.ts';

const closed = { additionalProperties: false } as const;
const Text = Type.String();
const Count = Type.Integer();
const Id = Type.String({ format: 'uuid' });
const Moment = Type.String({ format: 'date-time' });
const Year = Type.Integer({ minimum: 1800, maximum: 2200 });
const FieldId = Type.String({ pattern: '^[a-z][A-Za-z]{1,40}$' });

export const BookParams = Type.Object({ book: Id });
export const EntryParams = Type.Object({ entry: Id });

export const BookBody = Type.Object(
  {
    kind: Type.String({ maxLength: 40 }),
    number: Type.String({ minLength: 1, maxLength: 60, pattern: '\\S', description: 'As it stands on the book' }),
    place: Type.String({
      minLength: 1,
      maxLength: 200,
      pattern: '\\S',
      description: 'The commune as the book names it',
    }),
    commune: Type.String({ pattern: '^[0-9]{5}$', description: 'The commune of today whose work it is' }),
    yearFrom: Year,
    yearTo: Year,
  },
  closed,
);
export const BookMade = Type.Object({ book: Text });

export const PageBody = Type.Object(
  {
    number: Type.Integer({ minimum: 1, maximum: 10_000 }),
    entries: Type.Integer({ minimum: 1, maximum: MOST_ENTRIES, description: 'How many entries are on the page' }),
    content: ScanContent,
  },
  closed,
);
export const PageMade = Type.Object({ page: Text, digest: Text });

const Book = Type.Object({
  book: Text,
  kind: Text,
  kindName: Text,
  number: Text,
  place: Text,
  yearFrom: Count,
  yearTo: Count,
  commune: Text,
  communeName: Text,
  provinceName: Text,
  madeAt: Moment,
  state: Type.Enum(['empty', 'working', 'finished', 'handed-over']),
  progress: Type.Object({
    pages: Count,
    entries: Count,
    open: Count,
    keyed: Count,
    review: Count,
    agreed: Count,
    absent: Count,
  }),
  errorRate: Type.Optional(
    Type.Number({ description: 'Of all fields that were keyed, the part that was not what was decided: 0 to 1' }),
  ),
  handedAt: Type.Optional(Moment),
  digest: Type.Optional(Type.String({ description: 'SHA-256 of the file, base64url' })),
});

export const Books = Type.Object({
  kinds: Type.Array(Type.Object({ kind: Text, name: Text })),
  books: Type.Array(Book),
});

export const BookView = Type.Object({
  ...Book.properties,
  pages: Type.Array(
    Type.Object({
      page: Text,
      number: Count,
      media: Text,
      size: Count,
      digest: Text,
      entries: Count,
      finished: Count,
      addedAt: Moment,
    }),
  ),
});

export const NextBody = Type.Object({ book: Type.Optional(Id) }, closed);
const taken = {
  entry: Text,
  position: Count,
  until: Moment,
  book: Type.Object({ book: Text, kindName: Text, number: Text, place: Text, yearFrom: Count, yearTo: Count }),
  page: Type.Object({ number: Count, media: Text }),
  fields: Type.Array(
    Type.Object({ id: Text, kind: Type.Enum([...FIELD_KINDS]), required: Type.Boolean(), label: Text }),
  ),
};
const Values = Type.Record(FieldId, Type.String({ maxLength: 400 }));
/** `next` is absent where there is nothing for this officer. */
export const KeyingNext = Type.Object({ next: Type.Optional(Type.Object(taken)) });
export const ReviewNext = Type.Object({
  next: Type.Optional(
    Type.Object({
      ...taken,
      keyings: Type.Array(
        Type.Object({
          values: Type.Record(Text, Text),
          unreadable: Type.Array(Text),
          absent: Type.Boolean(),
        }),
      ),
      differing: Type.Array(Text),
    }),
  ),
});

const Unreadable = Type.Array(FieldId, { maxItems: 40, description: 'Fields that cannot be read' });
export const KeyingBody = Type.Union([
  Type.Object({ values: Values, unreadable: Unreadable }, closed),
  Type.Object({ absent: Type.Literal(true, { description: 'There is no such entry on the page' }) }, closed),
]);
export const Kept = Type.Object({ entry: Text });

export const DecisionBody = Type.Union([
  Type.Object({ outcome: Type.Literal('agreed'), values: Values, unreadable: Unreadable }, closed),
  Type.Object({ outcome: Type.Literal('absent') }, closed),
  Type.Object({ outcome: Type.Literal('sent-back'), reason: Type.Enum([...RETURN_REASONS]) }, closed),
]);

export const HandedOver = Type.Object({ digest: Text, entries: Count });
