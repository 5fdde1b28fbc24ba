import { type Static, Type } from 'typebox';
import { closed, Id, IsoDate, OpenDate, UnitCode } from './schema-parts.ts';

const Name = Type.String({ minLength: 1, maxLength: 120 });
const validity = { valid_from: OpenDate, valid_to: OpenDate, legal_basis: Id };

/** Rows of `units/*.csv`. A unit whose type or name changed has one row for each state. */
export const ProvinceRow = closed({ code: UnitCode, type: Id, name: Name, ...validity });
export const DistrictRow = closed({ code: UnitCode, province: UnitCode, type: Id, name: Name, ...validity });
export const CommuneRow = closed({
  code: UnitCode,
  district: Type.Optional(UnitCode),
  province: UnitCode,
  type: Id,
  name: Name,
  ...validity,
});
/** One line from an old unit to a new one; `split` says that the old unit went to several. */
export const LinkRow = closed({ old_code: UnitCode, new_code: UnitCode, split: Type.Enum(['0', '1']) });

const Ring = Type.Array(Type.Array(Type.Number(), { minItems: 2, maxItems: 2 }), { minItems: 4 });
/** `units/*.geojson`: RFC 7946 polygons, one feature a province. */
export const MapFile = closed({
  type: Type.Literal('FeatureCollection'),
  features: Type.Array(
    closed({
      type: Type.Literal('Feature'),
      properties: closed({ code: UnitCode, name: Name }),
      geometry: Type.Union([
        closed({ type: Type.Literal('Polygon'), coordinates: Type.Array(Ring) }),
        closed({ type: Type.Literal('MultiPolygon'), coordinates: Type.Array(Type.Array(Ring)) }),
      ]),
    }),
  ),
});
export type CountryMap = Static<typeof MapFile>;

/** A stored address: the unit as it was written, with the system that gives its code a meaning. */
export const Address = closed({ unit: UnitCode, system: Id, text: Type.Optional(Type.String({ maxLength: 300 })) });
export type Address = Static<typeof Address>;

/** A code and the day it was written: without the day a code means nothing. */
export const DatedCode = closed({ code: UnitCode, asOf: IsoDate });
export type DatedCode = Static<typeof DatedCode>;
