import { Type } from 'typebox';
import { GroundBody } from './contracts.ts';
import { FullDate, Place } from './record.ts';

/** What goes in and out of a household's own routes. */
export const Household = Type.Object({ household: Type.String({ maxLength: 40 }) });

export const HouseholdMoveBody = Type.Object(
  {
    ...GroundBody,
    to: Place,
    on: FullDate,
    /** Everybody who belongs to the household, as the officer saw it. */
    members: Type.Array(Type.String({ maxLength: 40 }), { minItems: 1, maxItems: 100 }),
  },
  { additionalProperties: false },
);

const person = {
  person: Type.String(),
  name: Type.String(),
  pin: Type.Optional(Type.String()),
  birthDate: Type.String(),
  life: Type.String(),
  relationToHead: Type.String(),
  since: Type.String({ description: 'The day on which the person came to belong to the household' }),
};

export const HouseholdAnswer = Type.Object({
  household: Type.String(),
  file: Type.Optional(Type.String({ description: 'Number of the household’s file' })),
  address: Type.Optional(
    Type.Object({
      text: Type.String({ description: 'As it was written, in the units of its time' }),
      resolved: Type.Optional(Type.String({ description: 'The units of today, where they are others' })),
      since: Type.String({ description: 'Since when the head has lived there' }),
    }),
  ),
  members: Type.Array(Type.Object(person)),
  former: Type.Array(
    Type.Object({ ...person, until: Type.String({ description: 'The day of leaving, or of death as far as known' }) }),
  ),
});
