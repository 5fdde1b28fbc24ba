import { Type } from 'typebox';
import { KIND_NAMES } from './model.ts';

const text = Type.String();
const count = Type.Integer({ minimum: 0 });
const closed = { additionalProperties: false };
const id = Type.String({ format: 'uuid' });
export const OneSubscription = Type.Object({ id });
export const OnePerson = Type.Object({ id, person: Type.String({ maxLength: 80 }) });

const Kinds = Type.Array(Type.Enum(KIND_NAMES), { minItems: 1, maxItems: KIND_NAMES.length, uniqueItems: true });
const wanted = {
  kinds: Kinds,
  endpoint: Type.Optional(
    Type.String({ maxLength: 300, description: 'https address that events are sent to; absent: they are fetched' }),
  ),
};
export const NewSubscription = Type.Object(wanted, closed);
export const NewForSystem = Type.Object({ ...wanted, system: id }, closed);
export const Made = Type.Object({ id: text });
export const Gone = Type.Object({});

const subscription = {
  id: text,
  state: Type.String({ description: 'active, paused, ended' }),
  kinds: Type.Array(text),
  purpose: text,
  legalBasis: text,
  endpoint: Type.Optional(text),
  persons: count,
  newest: Type.Integer({ description: 'Number of the newest event; 0: none yet' }),
  delivered: Type.Integer({ description: 'Up to this number events have arrived' }),
  failing: Type.Optional(
    Type.Object({
      attempts: count,
      why: Type.String({ description: 'status-…, timeout, unreachable, or the code of a problem with the agreement' }),
      nextAt: text,
    }),
  ),
  waitingSince: Type.Optional(Type.String({ description: 'When the oldest event was noted that has not arrived' })),
  madeAt: text,
};
export const SubscriptionList = Type.Object({ subscriptions: Type.Array(Type.Object(subscription)) });

const line = {
  ...subscription,
  system: Type.String({ description: 'Name of the system that it was made for' }),
  purposeText: text,
  legalBasisText: text,
};
export const ConsoleLine = Type.Object(line);
export const ConsoleView = Type.Object({
  ...line,
  refused: Type.Optional(
    Type.Object(
      { code: text, title: text, detail: text },
      { description: 'Why nothing may be told now: what is missing of the agreement' },
    ),
  ),
  deliveries: Type.Array(
    Type.Object({
      first: Type.Integer({ description: 'Number of its first event' }),
      last: Type.Integer({ description: 'Number of its last event' }),
      at: text,
      milliseconds: Type.Integer({ description: 'So long the receiver took' }),
      failure: Type.Optional(Type.String({ description: 'status-…, timeout, unreachable; absent: it arrived' })),
    }),
    { description: 'What was sent last, newest first' },
  ),
});
export const Offers = Type.Object({
  offers: Type.Array(
    Type.Object({
      agreement: text,
      purpose: text,
      purposeText: text,
      legalBases: Type.Array(Type.Object({ id: text, title: text })),
      kinds: Type.Array(Type.Enum(KIND_NAMES)),
    }),
  ),
  systems: Type.Array(Type.Object({ id: text, name: text })),
});

export const WatchBody = Type.Object(
  { identifiers: Type.Array(Type.String({ minLength: 1, maxLength: 30 }), { minItems: 1, maxItems: 100 }) },
  closed,
);
export const WatchAnswer = Type.Object({
  persons: Type.Array(
    Type.Object({
      identifier: text,
      person: Type.Optional(
        Type.String({
          description: 'The organisation’s own name for the person, as in answers; absent: nobody, or several',
        }),
      ),
    }),
  ),
});

export const EventsQuery = Type.Object(
  {
    after: Type.Integer({ minimum: 0, default: 0, description: 'Number of the last event that has arrived' }),
    limit: Type.Integer({ minimum: 1, maximum: 1000, default: 100 }),
  },
  closed,
);
export const EventView = Type.Object({
  number: Type.Integer({ description: 'From 1 without gaps, for each subscription' }),
  kind: Type.Enum(KIND_NAMES),
  person: text,
  at: Type.String({ description: 'When the register learnt it' }),
});
/** What a receiver is sent, and what is fetched. */
export const EventsAnswer = Type.Object({
  subscription: text,
  events: Type.Array(EventView),
  newest: Type.Integer({ description: 'More are there while it is above the last number' }),
});
