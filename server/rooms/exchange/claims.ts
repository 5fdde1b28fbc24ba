import { type Static, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import type { Field } from '#libs/country';
import { parseDate } from '#libs/names';
import { isDateField, isPlaceField, isRelativeField, readFieldName } from './fields.ts';
import { problems } from './problems.ts';

/** What an asker says of a person, to be compared. */
export interface Claim {
  field: Field;
  value: unknown;
  /** What the register holds stands so to the value; absent: is the same. */
  operator?: Order;
  /** The name under which the field was given, where it is another. */
  name?: string;
}

/** Orders of dates in an OSIA `Expression`: the held date is before, not after, … the given one. */
export type Order = '<' | '<=' | '>' | '>=';

export const MAX_FIELDS = 30;

const Text = Type.String({ minLength: 1, maxLength: 300 });
const Unit = Type.String({ pattern: '^([0-9]{2}|[0-9]{3}|[0-9]{5})$' });
const ClaimedPlace = Type.Object(
  {
    unit: Type.Optional(Unit),
    on: Type.Optional(Type.String({ format: 'date' })),
    text: Type.Optional(Text),
    country: Type.Optional(Type.String({ pattern: '^[A-Z]{3}$' })),
  },
  { additionalProperties: false, minProperties: 1 },
);
const ClaimedRelative = Type.Object({ name: Text }, { additionalProperties: false });
const ClaimedDocument = Type.Object(
  { number: Type.String({ minLength: 1, maxLength: 40 }), kind: Type.Optional(Type.String({ maxLength: 40 })) },
  { additionalProperties: false },
);
const checkPlace = Compile(ClaimedPlace);
const checkRelative = Compile(ClaimedRelative);
const checkDocument = Compile(ClaimedDocument);
const checkUnit = Compile(Unit);

/** OSIA `AttributeSet` as it is taken here: biographic data by field id, or by OSIA's own names. */
export const AttributeSetBody = Type.Object(
  {
    biographicData: Type.Record(Type.String(), Type.Unknown(), {
      description: 'Values by field; see /api/country/lists for the fields',
    }),
    biometricData: Type.Optional(Type.Array(Type.Unknown())),
    credentialData: Type.Optional(Type.Array(Type.Unknown())),
    contactData: Type.Optional(
      Type.Record(Type.String(), Type.Unknown(), { description: 'phone and email; the same as in biographicData' }),
    ),
  },
  { additionalProperties: false },
);

/** OSIA `OutputAttributeSet`. */
export const OutputSetBody = Type.Object(
  {
    outputBiographicData: Type.Optional(Type.Array(Type.String({ maxLength: 60 }))),
    outputContactData: Type.Optional(Type.Array(Type.String({ maxLength: 60 }))),
    outputBiometricData: Type.Optional(Type.Array(Type.Unknown())),
    outputCredentialData: Type.Optional(Type.Array(Type.Unknown())),
  },
  { additionalProperties: false },
);

/**
 * Reads the claims of a verification.
 * @throws Problem exchange/field-unknown, field-not-offered, claim-invalid, claims-missing, too-many-fields, biometrics-not-offered
 */
export function readClaims(body: Static<typeof AttributeSetBody>): Claim[] {
  if (body.biometricData?.length || body.credentialData?.length)
    throw problems['biometrics-not-offered']({
      pointer: body.biometricData?.length ? '/biometricData' : '/credentialData',
    });
  const claims: Claim[] = [];
  const given = new Map<Field, string>();
  for (const part of ['biographicData', 'contactData'] as const) {
    const data = body[part] ?? {};
    for (const name of Object.keys(data)) {
      const pointer = `/${part}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      const field = requireField(name, pointer);
      if (name === 'firstName' && 'lastName' in data) continue;
      if (given.has(field)) throw problems['claim-invalid']({ pointer, values: { field } });
      given.set(field, name);
      claims.push({
        field,
        ...(name === field ? {} : { name }),
        value: readValue(field, name, name === 'lastName' ? joinName(data, pointer) : data[name], pointer),
      });
    }
  }
  if (claims.length === 0) throw problems['claims-missing']({ pointer: '/biographicData' });
  if (claims.length > MAX_FIELDS)
    throw problems['too-many-fields']({ pointer: '/biographicData', values: { most: MAX_FIELDS } });
  return claims;
}

/** The names of the fields that are to be read. @throws Problem as readClaims */
export function readNames(body: Static<typeof OutputSetBody>): string[] {
  if (body.outputBiometricData?.length || body.outputCredentialData?.length)
    throw problems['biometrics-not-offered']({
      pointer: body.outputBiometricData?.length ? '/outputBiometricData' : '/outputCredentialData',
    });
  const names: string[] = [];
  for (const part of ['outputBiographicData', 'outputContactData'] as const) {
    for (const [index, name] of (body[part] ?? []).entries()) {
      requireField(name, `/${part}/${index}`);
      if (!names.includes(name)) names.push(name);
    }
  }
  if (names.length === 0) throw problems['claims-missing']({ pointer: '/outputBiographicData' });
  if (names.length > MAX_FIELDS)
    throw problems['too-many-fields']({ pointer: '/outputBiographicData', values: { most: MAX_FIELDS } });
  return names;
}

/** OSIA Data Access 1.3 `Expression`. */
export const ExpressionsBody = Type.Array(
  Type.Object(
    {
      attributeName: Type.String({ minLength: 1, maxLength: 60 }),
      operator: Type.Enum(['<', '>', '=', '>=', '<=']),
      value: Type.Unknown(),
    },
    { additionalProperties: false },
  ),
  { minItems: 1, maxItems: MAX_FIELDS },
);

/** Reads expressions; an order is for dates only. @throws Problem as readClaims, exchange/operator-unsupported */
export function readExpressions(body: Static<typeof ExpressionsBody>): Claim[] {
  return body.map(({ attributeName, operator, value }, index) => {
    const pointer = `/${index}/value`;
    const field = requireField(attributeName, `/${index}/attributeName`);
    const given = attributeName === 'lastName' || attributeName === 'firstName' ? undefined : value;
    const claim: Claim = { field, value: readValue(field, attributeName, given, pointer), name: attributeName };
    if (operator === '=') return claim;
    if (!isDateField(field)) throw problems['operator-unsupported']({ pointer: `/${index}/operator` });
    return { ...claim, operator };
  });
}

function requireField(name: string, pointer: string): Field {
  const field = readFieldName(name);
  if (field === undefined) throw problems['field-unknown']({ pointer });
  if (field === 'not-offered') throw problems['field-not-offered']({ pointer, values: { field: name } });
  return field;
}

/** The family name stands first, as the country writes names. */
function joinName(data: Readonly<Record<string, unknown>>, pointer: string): string {
  const { lastName, firstName } = data;
  if (typeof lastName !== 'string' || typeof firstName !== 'string')
    throw problems['claim-invalid']({ pointer, values: { field: 'name' } });
  return `${lastName} ${firstName}`;
}

const genders: Readonly<Record<string, string>> = { M: 'male', F: 'female', U: 'undetermined' };

function readValue(field: Field, name: string, value: unknown, pointer: string): unknown {
  const refuse = () => problems['claim-invalid']({ pointer, values: { field } });
  // A first name alone is no name: it would be compared with the whole one and always be refused.
  if (name === 'firstName') throw refuse();
  if (field === 'nationality') return readList(value, refuse);
  if (field === 'documents' && typeof value === 'object' && checkDocument.Check(value)) return value;
  if (isRelativeField(field) && typeof value === 'object' && checkRelative.Check(value)) return value.name;
  if (isPlaceField(field)) return readPlace(value, refuse);
  if (typeof value !== 'string' || value.trim() === '' || value.length > 300 || !value.isWellFormed()) throw refuse();
  if (field === 'sex' || name === 'gender') return readSex(genders[value] ?? value, refuse);
  if (field === 'documents') return { number: value };
  if (isDateField(field)) return readDate(value, refuse);
  return value;
}

function readSex(value: string, refuse: () => Error): string {
  if (value !== 'male' && value !== 'female' && value !== 'undetermined') throw refuse();
  return value;
}

function readDate(value: string, refuse: () => Error): string {
  try {
    parseDate(value);
    return value;
  } catch {
    throw refuse();
  }
}

function readPlace(value: unknown, refuse: () => Error): unknown {
  if (typeof value === 'string' && checkUnit.Check(value)) return { unit: value };
  if (!checkPlace.Check(value)) throw refuse();
  return value;
}

function readList(value: unknown, refuse: () => Error): string[] {
  const list = Array.isArray(value) ? value : [value];
  if (
    list.length === 0 ||
    list.length > 10 ||
    !list.every((code) => typeof code === 'string' && /^[A-Z]{3}$/.test(code))
  )
    throw refuse();
  return list as string[];
}
