import { Type } from 'typebox';
import { BATCH_STATES, type BLANK_STATES, ITEM_STATES, LARGEST_BATCH, LARGEST_BOX, PARCEL_STATES } from './model.ts';

const text = Type.String();
const maybe = Type.Optional(Type.String());
const count = Type.Integer();
const id = Type.String({ format: 'uuid' });
const closed = { additionalProperties: false };
const Serial = Type.String({ pattern: '^[A-Z0-9-]{1,30}$' });

export const BatchParams = Type.Object({ batch: id });
export const ParcelParams = Type.Object({ parcel: id });
export const JobParams = Type.Object({ job: id });
export const SerialParams = Type.Object({ serial: Serial });
export const DestructionParams = Type.Object({ destruction: id });

export const BoxBody = Type.Object(
  {
    label: Type.String({ minLength: 1, maxLength: 60 }),
    product: Type.String({ pattern: '^[a-z0-9-]{1,40}$' }),
    first: Type.String({ pattern: '^[A-Z0-9-]{1,30}$', description: 'Serial of the first blank; it ends in digits' }),
    count: Type.Integer({ minimum: 1, maximum: LARGEST_BOX }),
  },
  closed,
);
export const BoxMade = Type.Object({ box: text });
export const SpoilBody = Type.Object({ why: Type.Enum(['damaged', 'printed-wrong', 'stolen']) }, closed);
export const EndDestructionBody = Type.Object({ done: Type.Boolean() }, closed);
export const Nothing = Type.Object({});
export const NoBody = Type.Object({}, closed);
export const DestructionMade = Type.Object({ destruction: text });

export const Stock = Type.Object({
  products: Type.Array(text),
  sums: Type.Array(
    Type.Object({
      ...{ product: text, received: count, comesOut: Type.Boolean() },
      sums: Type.Object({
        'in-stock': count,
        'in-machine': count,
        used: count,
        spoiled: count,
        destroyed: count,
      } satisfies Record<(typeof BLANK_STATES)[number], unknown>),
    }),
  ),
  boxes: Type.Array(
    Type.Object({
      ...{ box: text, label: text, product: text, count, first: text, last: text, receivedAt: text },
      officerName: maybe,
    }),
  ),
  /** Spoiled, and not yet proposed to be destroyed. */
  spoiled: count,
  destructions: Type.Array(Type.Object({ destruction: text, count, proposedAt: text, proposedName: maybe })),
});

export const BatchBody = Type.Object(
  { origin: text, machine: text, items: Type.Integer({ minimum: 1, maximum: LARGEST_BATCH }) },
  closed,
);
export const BatchMade = Type.Object({ batch: text });
const Batch = {
  ...{ batch: text, origin: text, machine: text, state: Type.Enum([...BATCH_STATES]), items: count, made: count },
  ...{ failed: count, startedAt: text, why: maybe, endedAt: maybe, officerName: maybe },
  perMinute: Type.Optional(count),
  endsAt: maybe,
};
const Offered = Type.Object({ id: text, product: text });
export const Batches = Type.Object({
  origins: Type.Array(Offered),
  /** One makes what is ordered of its kind of blank. */
  machines: Type.Array(Offered),
  /** Checked, and in no parcel. */
  unpacked: count,
  batches: Type.Array(Type.Object(Batch)),
});
export const BatchPage = Type.Object({
  ...Batch,
  rows: Type.Array(
    Type.Object({
      ...{
        item: text,
        state: Type.Enum([...ITEM_STATES]),
        attempts: count,
        officeName: text,
        serial: maybe,
        why: maybe,
      },
    }),
  ),
  spoiled: Type.Array(Type.Object({ serial: text, why: text, at: text })),
  jobs: Type.Array(Type.Object({ job: text, madeAt: text })),
});
export const ManifestAnswer = Type.Object({
  manifest: Type.String({
    description: 'A compact JWS of the key purpose job-manifest: hashes, serials, no value of a person',
  }),
});

export const Parcels = Type.Object({
  parcels: Type.Array(
    Type.Object({
      ...{
        parcel: text,
        officeName: text,
        state: Type.Enum([...PARCEL_STATES]),
        version: count,
        count,
        missing: count,
      },
      ...{ packedAt: text, sentAt: maybe, endedAt: maybe, serials: Type.Array(text) },
    }),
  ),
});
export const Packed = Type.Object({ parcels: count });
export const ParcelActBody = Type.Object(
  {
    act: Type.Enum(['send', 'receive', 'lose']),
    version: Type.Integer({ minimum: 1 }),
    missing: Type.Optional(Type.Array(Serial, { maxItems: 1000, uniqueItems: true })),
  },
  closed,
);
export const ParcelAfter = Type.Object({ state: Type.Enum([...PARCEL_STATES]), version: count });
