import { Type } from 'typebox';
import { OfficeHours } from '#libs/country';
import { STAFF_NUMBER } from './model.ts';

/** What goes in and out of the routes about officials. */
const closed = { additionalProperties: false };
const text = Type.String();
const maybe = Type.Optional(Type.String());
const Day = Type.String({ format: 'date' });
const Note = Type.Optional(Type.String({ maxLength: 500 }));

export const StaffNumber = Type.String({ pattern: STAFF_NUMBER });
export const Official = Type.Object({ official: StaffNumber });
export const PostOf = Type.Object({ official: StaffNumber, post: Type.String({ maxLength: 40 }) });
export const Why = Type.Object({ why: Type.String({ minLength: 1, maxLength: 500 }) }, closed);

const NewPost = Type.Object(
  {
    role: Type.String({ maxLength: 60 }),
    area: Type.Optional(Type.String({ pattern: '^([0-9]{2}|[0-9]{5})?$' })),
    organisation: Type.Optional(Type.String({ maxLength: 80 })),
    hours: Type.Optional(OfficeHours),
    validFrom: Type.Optional(Day),
    validTo: Type.Optional(Day),
  },
  closed,
);

export const ProposalBody = Type.Union([
  Type.Object(
    {
      kind: Type.Literal('official'),
      official: StaffNumber,
      name: Type.String({ minLength: 2, maxLength: 120 }),
      organisation: Type.Optional(Type.String({ maxLength: 80 })),
      post: NewPost,
      note: Note,
    },
    closed,
  ),
  Type.Object({ kind: Type.Literal('post'), official: StaffNumber, post: NewPost, note: Note }, closed),
  Type.Object(
    { kind: Type.Union([Type.Literal('device'), Type.Literal('wake')]), official: StaffNumber, note: Note },
    closed,
  ),
]);
export const ProposalAnswer = Type.Object({ proposal: text, expiresAt: text, journal: text });

export const DecisionBody = Type.Object(
  { confirm: Type.Boolean(), note: Type.String({ maxLength: 500, default: '' }) },
  closed,
);
export const DecisionAnswer = Type.Object({
  state: text,
  /** One-time, shown this once, to be handed over in person. */
  code: maybe,
  codeExpiresAt: maybe,
  journal: text,
});

const place = {
  role: text,
  roleName: text,
  area: maybe,
  organisation: maybe,
  placeName: maybe,
};
const PostView = {
  post: text,
  ...place,
  state: text,
  validFrom: text,
  validTo: maybe,
  hours: Type.Optional(OfficeHours),
  reviewedAt: text,
  reviewDueAt: text,
};

export const OfficialsAnswer = Type.Object({
  officials: Type.Array(
    Type.Object({
      official: text,
      name: text,
      state: text,
      mine: Type.Boolean(),
      madeAt: text,
      lastSeenAt: maybe,
      posts: Type.Array(Type.Object(PostView)),
    }),
  ),
  next: maybe,
});

export const ProposalsAnswer = Type.Object({
  proposals: Type.Array(
    Type.Object({
      proposal: text,
      kind: text,
      state: text,
      official: text,
      name: text,
      post: Type.Optional(
        Type.Object({ ...place, validFrom: maybe, validTo: maybe, hours: Type.Optional(OfficeHours) }),
      ),
      proposedBy: text,
      proposedAt: text,
      expiresAt: text,
      mine: Type.Boolean(),
      aboutMe: Type.Boolean(),
      decidedBy: maybe,
      decidedAt: maybe,
      note: maybe,
      decidedNote: maybe,
    }),
  ),
});

export const ReviewAnswer = Type.Object({
  posts: Type.Array(
    Type.Object({
      official: text,
      name: text,
      mine: Type.Boolean(),
      givenBy: text,
      givenAt: text,
      reviewedBy: maybe,
      lastSeenAt: maybe,
      ...PostView,
    }),
  ),
});
export const ReviewBody = Type.Union([
  Type.Object({ keep: Type.Literal(true) }, closed),
  Type.Object({ keep: Type.Literal(false), why: Type.String({ minLength: 1, maxLength: 500 }) }, closed),
]);

export const RolesAnswer = Type.Object({
  roles: Type.Array(Type.Object({ id: text, name: text, area: text, hours: maybe })),
});

const presented = { official: StaffNumber, code: Type.String({ minLength: 1, maxLength: 40 }) };
export const EnrolmentBegin = Type.Object(presented, closed);
export const EnrolmentOptions = Type.Object({ name: text, options: Type.Unknown() });
export const EnrolmentFinish = Type.Object(
  { ...presented, label: Type.String({ minLength: 1, maxLength: 80 }), response: Type.Object({}) },
  closed,
);
export const LostAnswer = Type.Object({ devices: Type.Integer(), journal: text });
export const Journalled = Type.Object({ journal: text });
