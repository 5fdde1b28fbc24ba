import { Type } from 'typebox';
import { ASSURANCES } from './door.ts';

const closed = { additionalProperties: false };
export const Key = Type.String({ maxLength: 40 });
export const Time = Type.String();
const Kind = Type.Enum(['phone', 'email']);
const AssuranceName = Type.Enum([...ASSURANCES]);
export const Code = Type.Object({ code: Type.String({ minLength: 1, maxLength: 40 }) }, closed);
export const Label = Type.String({ minLength: 1, maxLength: 60 });
export const Nothing = Type.Null();

export const Contact = Type.Object({ id: Key, kind: Kind, masked: Type.String(), proved: Type.Boolean() });
export const ContactBody = Type.Object({ kind: Kind, value: Type.String({ minLength: 3, maxLength: 320 }) }, closed);

export const AccountAnswer = Type.Object({
  name: Type.String(),
  kind: Type.String(),
  level: Type.Integer(),
  state: Type.String(),
  language: Type.String(),
  activatedAt: Type.Optional(Time),
  lastSignInAt: Type.Optional(Time),
  contacts: Type.Array(Contact),
  authenticators: Type.Array(
    Type.Object({
      id: Key,
      kind: Type.String(),
      label: Type.String(),
      addedAt: Time,
      lastUsedAt: Type.Optional(Time),
      locked: Type.Boolean(),
      deviceBound: Type.Optional(Type.Boolean()),
    }),
  ),
  recoveryCodesLeft: Type.Integer(),
  trusted: Type.Array(Type.Object({ person: Key, name: Type.String(), namedAt: Time })),
  assurance: AssuranceName,
  provedAt: Time,
  acting: Type.Optional(Type.Unknown()),
  /** The session may add an authenticator and do nothing else. */
  recoveryOnly: Type.Boolean(),
});

export const SessionsAnswer = Type.Object({
  sessions: Type.Array(
    Type.Object({
      id: Key,
      device: Type.String(),
      network: Type.String(),
      madeAt: Time,
      seenAt: Time,
      assurance: AssuranceName,
      acting: Type.Optional(Type.Unknown()),
      current: Type.Boolean(),
    }),
  ),
});

export const EventsQuery = Type.Object(
  {
    before: Type.Optional(Type.String({ format: 'uuid' })),
    kind: Type.Optional(Type.String({ maxLength: 40 })),
    year: Type.Optional(Type.Integer({ minimum: 2000, maximum: 9998 })),
    limit: Type.Integer({ minimum: 1, maximum: 100, default: 50 }),
  },
  closed,
);
export const EventsAnswer = Type.Object({
  events: Type.Array(
    Type.Object({
      id: Key,
      at: Time,
      kind: Type.String(),
      text: Type.String(),
      data: Type.Record(Type.String(), Type.Unknown()),
      line: Type.String(),
    }),
  ),
  more: Type.Boolean(),
});

export const ApprovalsAnswer = Type.Object({
  approvals: Type.Array(
    Type.Object({
      id: Key,
      kind: Type.String(),
      matter: Type.Record(Type.String(), Type.Unknown()),
      choices: Type.Array(Type.Integer()),
      expiresAt: Time,
    }),
  ),
});
export const DecisionBody = Type.Object(
  { decision: Type.Enum(['approve', 'refuse']), number: Type.Optional(Type.Integer({ minimum: 0, maximum: 999 })) },
  closed,
);

export const RecoveriesAnswer = Type.Object({
  recoveries: Type.Array(
    Type.Object({ id: Key, begunAt: Time, confirmed: Type.Integer(), readyAt: Type.Optional(Time) }),
  ),
});
export const AskedAnswer = Type.Object({
  recoveries: Type.Array(
    Type.Object({
      recovery: Key,
      name: Type.String(),
      number: Type.Integer(),
      begunAt: Time,
      confirmed: Type.Boolean(),
      readyAt: Type.Optional(Time),
    }),
  ),
});
export const AskedBody = Type.Object({ decision: Type.Enum(['confirm', 'refuse']) }, closed);
export const TrustedBody = Type.Object({ identifier: Type.String({ minLength: 1, maxLength: 40 }) }, closed);

export const WardsAnswer = Type.Object({
  wards: Type.Array(
    Type.Object({
      person: Key,
      name: Type.String(),
      birthDate: Type.String(),
      age: Type.Integer(),
      consentNeeded: Type.Boolean(),
      account: Type.Optional(Type.Object({ state: Type.String() })),
    }),
  ),
});
export const WardBody = Type.Object({ decision: Type.Enum(['consent', 'withdraw']) }, closed);

export const ActivateBody = Type.Object(
  {
    identifier: Type.String({ minLength: 1, maxLength: 40 }),
    birthDate: Type.String({ pattern: '^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$' }),
    name: Type.String({ minLength: 1, maxLength: 150 }),
    contact: ContactBody,
    language: Type.String({ maxLength: 10 }),
  },
  closed,
);
export const RecoverBody = Type.Object({ identifier: Type.String({ minLength: 1, maxLength: 40 }) }, closed);
export const RecoverAnswer = Type.Object({
  recovery: Key,
  code: Type.String(),
  number: Type.Integer(),
  waitHours: Type.Integer(),
  trustedNeeded: Type.Integer(),
});

const Evidence = Type.Object(
  {
    document: Type.String({ minLength: 1, maxLength: 60 }),
    checks: Type.Array(Type.Enum(['card', 'face', 'finger']), { minItems: 1, maxItems: 3, uniqueItems: true }),
  },
  closed,
);
export const CounterBody = Type.Object({ evidence: Evidence, contact: Type.Optional(ContactBody) }, closed);
export const EvidenceBody = Type.Object({ evidence: Evidence }, closed);
export const PaperAnswer = Type.Object({ code: Type.String(), expiresAt: Time, level: Type.Integer() });
export const CounterAnswer = Type.Object({
  person: Key,
  name: Type.String(),
  birthDate: Type.String(),
  age: Type.Integer(),
  may: Type.String(),
  account: Type.Optional(
    Type.Object({
      state: Type.String(),
      level: Type.Integer(),
      kind: Type.String(),
      contacts: Type.Array(Contact),
      authenticators: Type.Integer(),
    }),
  ),
});
