import { type Static, Type } from 'typebox';
import { closed, UnitCode } from './schema-parts.ts';
import { Region } from './schema-people.ts';

const Age = Type.Integer({ minimum: 0, maximum: 130 });
const Share = Type.Number({ minimum: 0, maximum: 100 });
const AgeOfMarriage = closed({ mean: Type.Number({ minimum: 10 }), deviation: Type.Number({ minimum: 0 }) });
const Counts = (key: string) =>
  Type.Record(Type.String({ pattern: key }), Type.Integer({ minimum: 0 }), { additionalProperties: false });

/** `statistics.yaml`: published shares from which the synthetic population is drawn. */
export const StatisticsFile = closed({
  grade: Type.Enum(['A', 'B', 'C']),
  /** Bands of age, both ends included; shares in per cent of the whole population. */
  agePyramid: Type.Array(closed({ from: Age, to: Age, male: Share, female: Share }), { minItems: 1 }),
  /** Boys for 100 girls. */
  sexRatioAtBirth: Type.Number({ minimum: 90, maximum: 130 }),
  householdSize: Type.Number({ minimum: 1 }),
  firstMarriage: closed({ male: AgeOfMarriage, female: AgeOfMarriage }),
  /** Births for 1,000 women of the band in one year. */
  fertility: Type.Array(closed({ from: Age, to: Age, births: Type.Number({ minimum: 0 }) })),
  /** Per cent of the persons from 15. */
  maritalStatus: closed({ single: Share, married: Share, widowed: Share, divorced: Share, separated: Share }),
  provinces: Type.Array(closed({ code: UnitCode, region: Region, population: Type.Integer({ minimum: 1 }) })),
  ethnicities: Counts('^[0-9]{2}$'),
  religions: Counts('^[a-z]+(-[a-z]+)*$'),
});
export type Statistics = Static<typeof StatisticsFile>;
