import { type Static, Type } from 'typebox';
import { closed, Sex, UnitCode } from './schema-parts.ts';

const Name = Type.String({ minLength: 1, maxLength: 120 });
/** A coded value with one column for each language of the country. */
const translated = { additionalProperties: Name };

export const EthnicityRow = Type.Object({ code: Type.String({ pattern: '^[0-9]{2}$' }) }, translated);
export const ReligionRow = Type.Object({ code: Type.String({ pattern: '^[a-z]+(-[a-z]+)*$' }) }, translated);
export const NationalityRow = Type.Object(
  { code: Type.String({ pattern: '^[A-Z]{3}$' }), source: Type.Enum(['iso3166', 'icao9303']) },
  translated,
);

export const Region = Type.Enum(['north', 'central', 'south']);
export type Region = Static<typeof Region>;
const Decimal = Type.String({ pattern: '^[0-9]+(\\.[0-9]+)?$' });

export const SurnameRow = closed({ region: Region, name: Name, weight: Decimal });
export const MiddleNameRow = closed({
  sex: Type.Enum(['male', 'female', 'unisex']),
  region: Type.Enum(['north', 'central', 'south', 'all']),
  style: Type.Enum(['traditional', 'modern']),
  name: Name,
});
export const GivenNameRow = closed({ sex: Sex, words: Type.Enum(['1', '2']), name: Name });

export const PlaceCodeRow = closed({
  code: Type.String({ pattern: '^[0-9]+$' }),
  kind: Type.Enum(['province', 'country']),
  name: Name,
  country: Type.Union([Type.String({ pattern: '^[A-Z]{3}$' }), Type.Literal('')]),
  province: Type.Union([UnitCode, Type.Literal('')]),
});
const Year = Type.String({ pattern: '^[0-9]{4}$' });
export const CenturySexRow = closed({
  digit: Type.String({ pattern: '^[0-9]$' }),
  sex: Sex,
  year_from: Year,
  year_to: Year,
});
