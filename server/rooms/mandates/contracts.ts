import { Type } from 'typebox';

const closed = <P extends Parameters<typeof Type.Object>[0]>(properties: P) =>
  Type.Object(properties, { additionalProperties: false });
const text = Type.String();
const maybe = Type.Optional(Type.String());
const Key = Type.String({ format: 'uuid' });
const Day = Type.String({ format: 'date' });
const Named = Type.Object({ id: text, name: text });

export const IdParams = Type.Object({ id: Key });
export const MandateParams = Type.Object({ principal: Key, id: Key });
export const MemberParams = Type.Object({ id: Key, mandate: Key });

const Limits = closed({
  /** Ids of organisations of the country. */
  organisations: Type.Optional(
    Type.Array(Type.String({ maxLength: 80 }), { minItems: 1, maxItems: 50, uniqueItems: true }),
  ),
  words: Type.Optional(Type.String({ minLength: 1, maxLength: 300 })),
});
/** Whom an offer is for. */
const Addressee = closed({
  identifier: Type.String({ minLength: 6, maxLength: 30 }),
  name: Type.String({ minLength: 2, maxLength: 150 }),
  birthDate: Type.String({ pattern: '^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$' }),
});
export const Offer = closed({
  holder: Addressee,
  scopes: Type.Array(Type.String({ maxLength: 60 }), { minItems: 1, maxItems: 30, uniqueItems: true }),
  from: Type.Optional(Day),
  to: Type.Optional(Day),
  limits: Type.Optional(Limits),
});
export const Made = Type.Object({ id: text });
export const State = Type.Object({ state: text });

export const MandateView = Type.Object({
  id: text,
  principal: text,
  principalKind: Type.Enum(['organisation', 'person']),
  principalName: text,
  taxCode: maybe,
  /** representative, member, guardian, power-of-attorney */
  kind: text,
  holderName: text,
  scopes: Type.Array(Named),
  limits: Type.Optional(Type.Object({ organisations: Type.Optional(Type.Array(Named)), words: maybe })),
  /** offered, active, ended */
  state: text,
  /** In use today: accepted, begun, not over, and its organisation or person can be acted for. */
  inForce: Type.Boolean(),
  from: text,
  to: maybe,
  lapsesOn: maybe,
  confirmBy: maybe,
  givenAt: text,
  acceptedAt: maybe,
  endedAt: maybe,
  endedWhy: maybe,
  endedWhyText: maybe,
  lawText: text,
  canAccept: Type.Boolean(),
  canEnd: Type.Boolean(),
  canConfirm: Type.Boolean(),
});
export const OwnMandates = Type.Object({ given: Type.Array(MandateView), held: Type.Array(MandateView) });
export const Members = Type.Object({ members: Type.Array(MandateView) });

export const Scopes = Type.Object({
  scopes: Type.Array(Type.Object({ id: text, name: text, for: Type.Array(text) })),
  attorneyDays: Type.Integer(),
  offerDays: Type.Integer(),
  confirmDays: Type.Integer(),
});

/** As the session carries it, with the names of its scopes. */
const ActingView = Type.Object({
  kind: text,
  /** What to send as `mandate`, or as `post`. */
  mandate: maybe,
  post: maybe,
  name: text,
  role: maybe,
  roleName: maybe,
  area: maybe,
  areaName: maybe,
  organisation: maybe,
  taxCode: maybe,
  person: maybe,
  basis: maybe,
  scopes: Type.Array(Named),
  limits: Type.Optional(Type.Object({ organisations: Type.Optional(Type.Array(Named)), words: maybe })),
});
export const Actings = Type.Object({ actings: Type.Array(ActingView), current: Type.Optional(ActingView) });
export const ActingChoice = closed({
  mandate: Type.Optional(Type.String({ maxLength: 80 })),
  post: Type.Optional(Type.String({ maxLength: 80 })),
});
export const ActingChosen = Type.Object({ acting: Type.Optional(ActingView) });

const Certificate = closed({ number: Type.String({ minLength: 1, maxLength: 60 }), issuedOn: Day });
const organisation = {
  taxCode: Type.String({ minLength: 8, maxLength: 20 }),
  name: Type.String({ minLength: 2, maxLength: 200 }),
  province: Type.String({ pattern: '^[0-9]{2}$' }),
  certificate: Certificate,
};
/** How the legal representative was identified at the counter. */
const Identification = closed({
  document: Type.Enum(['card', 'passport', 'identity-certificate']),
  checks: Type.Array(Type.Enum(['card', 'face', 'finger']), { minItems: 1, maxItems: 3, uniqueItems: true }),
});
export const Asking = closed(organisation);
export const Opening = closed({ ...organisation, representative: Key, identification: Identification });
export const Succession = closed({ representative: Key, certificate: Certificate, identification: Identification });
export const Change = closed({
  change: Type.Enum(['confirm', 'refuse', 'suspend', 'resume', 'close']),
  reason: Type.Optional(Type.String({ minLength: 3, maxLength: 500 })),
});

export const OwnOrganisations = Type.Object({
  organisations: Type.Array(
    Type.Object({
      id: text,
      taxCode: text,
      name: text,
      /** asked, active, suspended, closed, refused */
      state: text,
      reason: maybe,
      representative: Type.Boolean(),
      /** May let others in. */
      canManage: Type.Boolean(),
      mandate: MandateView,
    }),
  ),
});
const row = { id: text, taxCode: text, name: text, province: text, provinceName: text, state: text, openedAt: text };
export const Queue = Type.Object({ organisations: Type.Array(Type.Object(row)) });
export const OrganisationView = Type.Object({
  ...row,
  reason: maybe,
  certificate: Type.Object({ number: text, issuedOn: text }),
  representative: Type.Object({ person: text, name: text }),
  members: Type.Array(
    Type.Object({
      id: text,
      name: text,
      kind: text,
      state: text,
      scopes: Type.Array(Named),
      from: text,
      to: maybe,
      confirmBy: maybe,
    }),
  ),
  /** Which changes this officer can make now. */
  changes: Type.Array(text),
});
