import { Type } from 'typebox';
import { FIELDS } from '#libs/country';

const text = Type.String();
const maybe = Type.Optional(Type.String());
const count = Type.Integer();
const share = Type.Number({ minimum: 0, maximum: 1 });
const Id = Type.String({ maxLength: 40 });
const closed = { additionalProperties: false };

export const Nothing = Type.Null();

export const UNIT = Type.String({ pattern: '^([0-9]{2}|[0-9]{5}|none|(none|[0-9]{2})-none)?$', maxLength: 10 });
export const UnitQuery = Type.Object({ unit: Type.Optional(UNIT) }, closed);
export const ListQuery = Type.Object({ unit: UNIT, after: Type.Optional(Type.String({ format: 'uuid' })) }, closed);
export const IdParams = Type.Object({ id: Type.String({ maxLength: 80 }) });

const unit = {
  unit: text,
  unitName: text,
  level: Type.Enum(['country', 'province', 'commune']),
  parent: maybe,
  parentName: maybe,
};
const figures = { numerator: count, denominator: count };

const IndicatorView = Type.Object({
  id: text,
  criterion: text,
  name: text,
  how: text,
  weight: count,
  target: share,
  measure: text,
  rule: maybe,
  field: maybe,
  numerator: Type.Optional(count),
  denominator: Type.Optional(count),
});

export const Run = Type.Object({
  state: Type.Enum(['none', 'running', 'done', 'failed', 'stopped']),
  done: count,
  total: count,
  begunAt: maybe,
  endedAt: maybe,
  persons: Type.Optional(count),
});

export const Overview = Type.Object({
  ...unit,
  day: maybe,
  persons: Type.Optional(count),
  run: Run,
  criteria: Type.Array(
    Type.Object({
      id: text,
      name: text,
      how: text,
      value: Type.Optional(share),
      trend: Type.Array(Type.Object({ day: text, value: share })),
      indicators: Type.Array(IndicatorView),
    }),
  ),
});

export const IndicatorAnswer = Type.Object({
  ...unit,
  day: maybe,
  indicator: IndicatorView,
  trend: Type.Array(Type.Object({ day: text, ...figures })),
  parts: Type.Array(Type.Object({ unit: text, name: text, ...figures })),
  sources: Type.Array(Type.Object({ source: text, name: text, ...figures })),
});

const Listed = { person: text, name: text, birthDate: text, pin: maybe, unit: text, unitName: text };

export const Records = Type.Object({
  records: Type.Array(Type.Object({ ...Listed, others: Type.Array(Type.Object(Listed)) })),
  next: maybe,
});

const key = Type.String({ format: 'uuid' });
/** Without a pair, the first that is open. */
export const PairQuery = Type.Object({ unit: UNIT, left: Type.Optional(key), right: Type.Optional(key) }, closed);
const PairReason = Type.Object({
  field: text,
  fieldName: text,
  level: text,
  levelText: text,
  bits: Type.Number({ description: 'How many times twofold this makes one person more likely; below 0 less' }),
});
export const Pairs = Type.Object({
  unitName: text,
  indicatorName: text,
  total: Type.Integer({ description: 'Pairs of the list, with those judged since the last count' }),
  done: Type.Integer({ description: 'Told apart, proposed to be merged, or merged' }),
  pair: Type.Optional(
    Type.Object({
      left: Type.Object(Listed),
      right: Type.Object(Listed),
      state: Type.Enum(['open', 'apart', 'proposed', 'merged']),
      score: Type.Object({
        probability: share,
        weight: Type.Number({ description: 'Sum of the bits' }),
        because: Type.Array(PairReason),
      }),
    }),
  ),
  next: Type.Optional(Type.Object({ left: text, right: text })),
});

const pair = { person: key, other: key };
export const PairBody = Type.Object(pair, closed);
/** The reason may be left out where the two were compared field by field. */
export const ApartBody = Type.Object(
  { ...pair, reason: Type.Optional(Type.String({ minLength: 3, maxLength: 500 })) },
  closed,
);

export const SampleBody = Type.Object(
  { unit: UNIT, confidence: Type.Enum([0.9, 0.95, 0.99]), margin: Type.Number({ minimum: 0.01, maximum: 0.2 }) },
  closed,
);
export const VerdictParams = Type.Object({ sample: Id, person: Id });
export const VerdictBody = Type.Object(
  {
    verdict: Type.Enum(['right', 'wrong', 'no-paper']),
    fields: Type.Array(Type.Enum(FIELDS), { uniqueItems: true, maxItems: 33 }),
  },
  closed,
);
const sample = {
  id: text,
  unit: text,
  unitName: text,
  confidence: share,
  margin: share,
  population: count,
  drawnAt: text,
  closedAt: maybe,
  drawn: count,
  right: count,
  wrong: count,
  withoutPaper: count,
  share: Type.Optional(share),
  low: Type.Optional(share),
  high: Type.Optional(share),
};
export const Sample = Type.Object(sample);
export const Samples = Type.Object({ samples: Type.Array(Sample) });
export const DrawnSample = Type.Object({
  ...sample,
  records: Type.Array(Type.Object({ ...Listed, verdict: maybe, fields: Type.Array(text) })),
});

export const CampaignBody = Type.Object(
  {
    title: Type.String({ minLength: 3, maxLength: 150 }),
    indicator: Id,
    unit: UNIT,
    dueOn: Type.String({ format: 'date' }),
  },
  closed,
);
export const ClosingBody = Type.Object({ closing: Type.String({ maxLength: 1000 }) }, closed);
const campaign = {
  id: text,
  title: text,
  indicator: text,
  indicatorName: text,
  unit: text,
  unitName: text,
  dueOn: text,
  state: Type.Enum(['open', 'closed']),
  openedAt: text,
  closedAt: maybe,
  closing: maybe,
};
export const Campaigns = Type.Object({ campaigns: Type.Array(Type.Object(campaign)) });
export const Campaign = Type.Object({
  ...campaign,
  tasks: count,
  mended: count,
  places: Type.Array(Type.Object({ unit: text, name: text, provinceName: text, tasks: count, mended: count })),
});
export const Worklist = Type.Object({
  records: Type.Array(Type.Object({ ...Listed, act: Type.Enum(['correct', 'merge', 'move', 'pin']) })),
  next: maybe,
});
export const Report = Type.Object({ name: text, text });
/** GeoJSON: its geometry is the country's file as it is. */
export const Outlines = Type.Object({
  type: Type.Literal('FeatureCollection'),
  features: Type.Array(
    Type.Object({ type: text, properties: Type.Object({ code: text, name: text }), geometry: Type.Unknown() }),
  ),
});
