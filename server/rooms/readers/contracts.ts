import { type Static, Type } from 'typebox';
import { FILES, type FileName } from '#libs/emrtd';

/** Why a reader could not read. */
export const REFUSALS = [
  ...(['reader-missing', 'no-card', 'card-removed', 'key-wrong', 'copy', 'unreadable'] as const),
  ...(['no-device', 'no-finger'] as const),
] as const;
export type Refusal = (typeof REFUSALS)[number];

const strict = { additionalProperties: false } as const;
const Name = Type.String({ minLength: 1, maxLength: 100 });
/** 300 kB: ten times the largest portrait that is known. */
const File = Type.String({ contentEncoding: 'base64', pattern: '^[A-Za-z0-9+/]*={0,2}$', maxLength: 400_000 });
const Challenge = Type.String({ pattern: '^[A-Za-z0-9+/]{11}=$', description: 'Eight bytes, base64' });

export const PairingMade = Type.Object({ code: Type.String(), expiresAt: Type.String({ format: 'date-time' }) });

/** Where an agent listens on its own machine for the time without a line, and what its page shows there. */
const Door = Type.Object({ address: Type.String(), secret: Type.String() });

export const OwnReader = Type.Object({
  reader: Type.Optional(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      pairedAt: Type.String(),
      endsAt: Type.String(),
      seenAt: Type.String(),
      captures: Type.Boolean({ description: 'Whether a scanner of fingers stands beside it' }),
      door: Type.Optional(Door),
    }),
  ),
});

export const PairBody = Type.Object(
  {
    ...{ code: Type.String({ maxLength: 20 }), name: Name },
    captures: Type.Optional(Type.Boolean({ description: 'A scanner of fingers stands beside the agent' })),
    opensDoor: Type.Optional(Type.Boolean({ description: 'The agent listens on its own machine, for its page alone' })),
  },
  strict,
);
export const Paired = Type.Object({
  ...{ reader: Type.String(), token: Type.String(), endsAt: Type.String() },
  door: Type.Optional(Door),
});

export const KeptListsQuery = Type.Object({ after: Type.Optional(Type.Integer({ minimum: 0 })) });
const Ders = Type.Array(Type.String({ description: 'DER, base64' }));
/** For an agent’s time without a line. */
export const KeptLists = Type.Object({
  version: Type.Integer(),
  entries: Type.Array(
    Type.Object({ documentNumber: Type.String(), reason: Type.String(), listed: Type.Boolean(), at: Type.String() }),
  ),
  more: Type.Boolean(),
  trust: Type.Object({ authorities: Ders, links: Ders, revocations: Ders }),
  at: Type.String({ format: 'date-time' }),
});
export type KeptLists = Static<typeof KeptLists>;

/** What opens the chip: the number printed on it, or its zone. */
export const ReadingBody = Type.Object(
  {
    can: Type.Optional(Type.String({ pattern: '^[0-9]{6}$' })),
    zone: Type.Optional(Type.String({ maxLength: 100 })),
  },
  strict,
);
export const ReadingMade = Type.Object({ reading: Type.String(), expiresAt: Type.String() });

/** What the agent is asked for. */
export const Wanted = Type.Object({
  reading: Type.String(),
  challenge: Challenge,
  can: Type.Optional(Type.String()),
  access: Type.Optional(
    Type.Object({ documentNumber: Type.String(), birthDate: Type.String(), expiryDate: Type.String() }),
  ),
  capture: Type.Optional(
    Type.Object({ place: Type.Integer() }, { description: 'Instead of a chip: a finger, 1 to 10 (ISO/IEC 19794-4)' }),
  ),
  expiresAt: Type.String(),
});
export type Wanted = Static<typeof Wanted>;

const Proof = Type.Union([Type.Literal('proven'), Type.Literal('failed'), Type.Literal('not-offered')]);

export const Shown = Type.Object(
  {
    files: Type.Object(
      Object.fromEntries(FILES.map(({ name }) => [name, Type.Optional(File)])) as Record<
        FileName,
        ReturnType<typeof Type.Optional<typeof File>>
      >,
      strict,
    ),
    openedBy: Type.Union([Type.Literal('pace'), Type.Literal('bac')]),
    chipAuthentication: Type.Union([Type.Literal('proven'), Type.Literal('not-offered')]),
    chipMapping: Proof,
    activeAnswer: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9+/]*={0,2}$', maxLength: 2000 })),
    milliseconds: Type.Integer({ minimum: 0, maximum: 600_000 }),
  },
  strict,
);
export type Shown = Static<typeof Shown>;
export const Refused = Type.Object({ refused: Type.Enum([...REFUSALS]) }, strict);
/** As the scanner wrote it: PNG, WSQ, ISO/IEC 19794-4. */
const Captured = Type.Object(
  { image: Type.String({ contentEncoding: 'base64', pattern: '^[A-Za-z0-9+/]+={0,2}$', maxLength: 2_800_000 }) },
  strict,
);
export const AnswerBody = Type.Union([Shown, Captured, Refused]);
export const CaptureBody = Type.Object({ place: Type.Integer({ minimum: 1, maximum: 10 }) }, strict);

/** How a reading ended, without a word of the holder. */
export const ReadingState = Type.Object({
  state: Type.Union([Type.Literal('waiting'), Type.Literal('refused'), Type.Literal('read')]),
  refused: Type.Optional(Type.String()),
  judged: Type.Optional(
    Type.Object({
      isGenuine: Type.Boolean(),
      problems: Type.Array(Type.Object({ code: Type.String(), group: Type.Optional(Type.String()) })),
      openedBy: Type.String(),
      chip: Proof,
      signer: Type.Optional(Type.String()),
      authority: Type.Optional(Type.String()),
      revocationsAsOf: Type.Optional(Type.String()),
      milliseconds: Type.Integer(),
    }),
  ),
});
export type Judged = NonNullable<Static<typeof ReadingState>['judged']>;
