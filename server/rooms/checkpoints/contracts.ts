import { type Static, Type } from 'typebox';
import { LISTING_KINDS, PRESENTED } from '#libs/country';
import { Shown } from '#rooms/readers';

const strict = { additionalProperties: false } as const;
const text = Type.String();
const Uuid = Type.String({ format: 'uuid' });
const Line = (maxLength: number) => Type.String({ minLength: 1, maxLength });
const Day = Type.String({ format: 'date' });
const Moment = Type.String({ format: 'date-time' });
const Base64 = (maxLength: number) => Type.String({ pattern: '^[A-Za-z0-9+/]*={0,2}$', maxLength });
const Count = Type.Integer({ minimum: 0 });

export const OneDesk = Type.Object({ desk: Uuid });
export const Nothing = Type.Object({}, strict);

export const DeskView = Type.Object({
  id: text,
  kind: text,
  name: text,
  place: text,
  organisationName: text,
  inputs: Type.Array(Type.Enum([...PRESENTED])),
  needs: Type.Array(text),
  steps: Type.Array(text),
  question: text,
  directions: Type.Boolean(),
  takesFace: Type.Boolean({ description: 'A face can be compared here' }),
  offline: Type.Object({ inputs: Type.Array(text), listHours: Type.Integer(), lateDays: Type.Integer() }),
});
export const DeskList = Type.Object({ desks: Type.Array(DeskView) });
export const OwnDesks = Type.Object({
  desks: Type.Array(DeskView),
  kinds: Type.Array(Type.Object({ id: text, name: text }), { description: 'Desks that such organisations have' }),
  enters: Type.Array(Type.Enum(['flight', 'insurance']), { description: 'What this organisation enters for desks' }),
});
export const NewDesk = Type.Object({ kind: Line(80), place: Line(120) }, strict);
export const DeskMade = Type.Object({ id: text });

/** Where a chip is read: what opens it. Where the holder is asked in their own account: their number. */
export const ChallengeBody = Type.Object(
  {
    can: Type.Optional(Type.String({ pattern: '^[0-9]{6}$' })),
    zone: Type.Optional(Type.String({ maxLength: 100 })),
    number: Type.Optional(Line(20)),
  },
  strict,
);
export const ChallengeMade = Type.Object({
  challenge: text,
  reading: Type.Optional(text),
  digits: Type.Optional(Type.Integer({ description: 'For the holder to choose: shown at the desk' })),
  expiresAt: text,
});
export const OneChallenge = Type.Object({ desk: Uuid, challenge: Uuid });
export const ChallengeState = Type.Object({ state: Type.Enum(['waiting', 'answered']) });

const PrintedCode = Type.Object({ kind: Type.Literal('printed-code'), code: Line(4296) }, strict);
const Number_ = Type.Object({ kind: Type.Literal('number'), number: Line(20) }, strict);
const Mrz = Type.Object(
  { kind: Type.Literal('mrz'), lines: Type.Array(Line(100), { minItems: 1, maxItems: 3 }) },
  strict,
);
export const Presented = Type.Union([
  Type.Object({ kind: Type.Literal('chip') }, strict),
  PrintedCode,
  Type.Object({ kind: Type.Literal('qr'), text: Line(4296) }, strict),
  Mrz,
  Number_,
  Type.Object({ kind: Type.Literal('app') }, strict),
]);
export type Presented = Static<typeof Presented>;

const Question = Type.Object(
  {
    direction: Type.Optional(Type.Enum(['exit', 'entry'])),
    flight: Type.Optional(Uuid),
  },
  strict,
);
const asked = {
  question: Type.Optional(Question),
  reason: Type.Optional(Line(200)),
  caseNumber: Type.Optional(Line(80)),
};
export const CheckBody = Type.Object(
  {
    challenge: Uuid,
    presented: Presented,
    face: Type.Optional(Type.Object({ live: Base64(2_000_000) }, strict)),
    ...asked,
  },
  strict,
);
/** As the agent read it without a line; `challenge` is a prepared one. */
const LateChip = Type.Object({ kind: Type.Literal('chip'), challenge: Uuid, shown: Shown }, strict);
export type LateChip = Static<typeof LateChip>;
export const LateBody = Type.Object(
  { offlineId: Uuid, at: Moment, presented: Type.Union([LateChip, PrintedCode, Mrz, Number_]), ...asked },
  strict,
);
export const PreparedMade = Type.Object({
  challenges: Type.Array(
    Type.Object({ challenge: text, bytes: Type.String({ description: 'Eight bytes for the chip, base64' }) }),
  ),
  goodUntil: Type.String({ description: 'A chip that is read later proves nothing with them' }),
});
export type Asked = Pick<Static<typeof CheckBody>, 'question' | 'reason' | 'caseNumber'>;

const Step = Type.Object({
  step: text,
  outcome: Type.Enum(['passed', 'unsure', 'failed', 'not-asked']),
  reason: text,
  sentence: text,
});
export const CheckAnswer = Type.Object({
  check: text,
  verdict: Type.Enum(['green', 'amber', 'red']),
  says: text,
  steps: Type.Array(Step),
  next: Type.Array(text),
  /** Only what the agreement gives, and none where it says yes or no. */
  person: Type.Optional(Type.Array(Type.Object({ id: text, name: text, text }))),
  portrait: Type.Optional(Type.String({ description: 'JPEG of the chip, base64, where the desk may show it' })),
  ticket: Type.Optional(Type.Integer()),
  seat: Type.Optional(text),
  milliseconds: Type.Integer(),
  journal: text,
});
export type CheckAnswer = Static<typeof CheckAnswer>;

export const FiguresQuery = Type.Object({ day: Type.Optional(Day) });
export const Figures = Type.Object({
  day: text,
  verdicts: Type.Object({ green: Count, amber: Count, red: Count }),
  presented: Type.Array(Type.Object({ kind: text, count: Count })),
  reasons: Type.Array(Type.Object({ reason: text, sentence: text, count: Count })),
  median: Type.Optional(Type.Integer({ description: 'Milliseconds' })),
});

export const Queue = Type.Object({
  visits: Type.Array(
    Type.Object({ id: text, ticket: Count, insured: Type.Boolean(), openedAt: text, calledAt: Type.Optional(text) }),
  ),
  flights: Type.Array(
    Type.Object({ id: text, code: text, destination: text, departsAt: text, passengers: Count, boarded: Count }),
  ),
});
export const OneVisit = Type.Object({ desk: Uuid, visit: Uuid });

export const ListsQuery = Type.Object({ after: Type.Optional(Type.Integer({ minimum: 0 })) });
export const Lists = Type.Object({
  version: text,
  entries: Type.Array(Type.Object({ documentNumber: text, reason: text, listed: Type.Boolean(), at: text })),
  more: Type.Boolean(),
  trust: Type.Object({
    authorities: Type.Array(text),
    revocations: Type.Array(text),
    signers: Type.Array(
      Type.Object(
        { keyId: text, publicKey: Type.Record(text, Type.Unknown()), notAfter: text },
        { description: 'Of printed codes: public key as JWK' },
      ),
    ),
    asOf: text,
  }),
  at: text,
});

export const ListingBody = Type.Object(
  {
    kind: Type.Enum([...LISTING_KINDS]),
    ground: Line(80),
    number: Type.Optional(Line(20)),
    documentNumber: Type.Optional(Type.String({ pattern: '^[A-Z0-9]{5,14}$' })),
    decision: Line(80),
    issuer: Line(80),
    decidedOn: Day,
    endsOn: Day,
  },
  strict,
);
export type ListingBody = Static<typeof ListingBody>;
const Named = Type.Object({ id: text, name: text });
export const ListingList = Type.Object({
  kinds: Type.Array(
    Type.Object({ id: text, name: text, of: text, issuers: Type.Array(Named), grounds: Type.Array(Named) }),
  ),
  listings: Type.Array(
    Type.Object({
      id: text,
      kindName: text,
      groundName: text,
      decision: text,
      issuerName: text,
      decidedOn: text,
      endsOn: text,
      state: Type.Enum(['proposed', 'in-force', 'ended']),
      mine: Type.Boolean(),
    }),
  ),
});
export const ListingMade = Type.Object({ id: text });
export const OneListing = Type.Object({ listing: Uuid });
export const ListingAct = Type.Object({ act: Type.Enum(['approve', 'end']) }, strict);

export const FlightBody = Type.Object(
  {
    code: Type.String({ pattern: '^[A-Z0-9]{2,3}[0-9]{1,4}$' }),
    destination: Line(80),
    departsAt: Moment,
    passengers: Type.Array(
      Type.Object({ number: Line(20), seat: Type.String({ pattern: '^[0-9]{1,2}[A-K]$' }) }, strict),
      { minItems: 1, maxItems: 900 },
    ),
  },
  strict,
);
export type FlightBody = Static<typeof FlightBody>;
export const FlightMade = Type.Object({ id: text, passengers: Count });

export const InsuranceBody = Type.Object(
  {
    rows: Type.Array(
      Type.Object(
        { number: Line(20), card: Type.String({ pattern: '^[A-Z0-9]{10,15}$' }), from: Day, to: Day },
        strict,
      ),
      { minItems: 1, maxItems: 1000 },
    ),
  },
  strict,
);
export type InsuranceBody = Static<typeof InsuranceBody>;
export const InsuranceTaken = Type.Object({ taken: Count });
