import type { Field } from '#libs/country';

/** A claim that a service may ask for, and the field of the register it shows. */
const CLAIMS = {
  name: 'name',
  gender: 'sex',
  birthdate: 'birthDate',
  nationalities: 'nationality',
  personal_number: 'pin',
  address: 'permanentResidence',
  phone_number: 'phone',
  email: 'email',
  place_of_birth: 'birthPlace',
  other_name: 'otherName',
  birth_registration_place: 'birthRegistrationPlace',
  place_of_origin: 'origin',
  ethnicity: 'ethnicity',
  religion: 'religion',
  blood_group: 'bloodGroup',
  former_numbers: 'cmnd',
  documents: 'documents',
  father: 'father',
  mother: 'mother',
  spouse: 'spouse',
  legal_representative: 'legalRepresentative',
  temporary_address: 'temporaryResidence',
  current_address: 'currentResidence',
  marital_status: 'maritalStatus',
} as const satisfies Readonly<Record<string, Field>>;

export type ClaimName = keyof typeof CLAIMS;

/** OpenID Connect Core 5.4 where it has a scope, ours where it has none. */
const SCOPES = {
  profile: ['name', 'gender', 'nationalities'],
  birthdate: ['birthdate'],
  identifier: ['personal_number'],
  address: ['address'],
  phone: ['phone_number'],
  email: ['email'],
} as const satisfies Readonly<Record<string, readonly ClaimName[]>>;

export const fieldOf = (claim: string): Field | undefined =>
  Object.hasOwn(CLAIMS, claim) ? CLAIMS[claim as ClaimName] : undefined;

const inScopes: ReadonlySet<string> = new Set(Object.values(SCOPES).flat());
/** In no scope: asked for one by one. */
const singles = Object.keys(CLAIMS).filter((claim) => !inScopes.has(claim));

/** `claims` of the provider's configuration: what each scope asks for, and what can be asked for one by one. */
export const claimsByScope: Readonly<Record<string, null | readonly string[]>> = {
  openid: ['sub', 'acr', 'amr', 'auth_time'],
  ...SCOPES,
  organisation: ['acting_for'],
  acr: null,
  sid: null,
  auth_time: null,
  iss: null,
  verified_claims: null,
  ...Object.fromEntries(singles.map((claim) => [claim, null])),
};

/** Every claim that can be asked for by its name. */
export const claimNames: readonly string[] = [...Object.keys(CLAIMS), 'acting_for', 'verified_claims'];

const scopeNames = Object.keys(SCOPES) as (keyof typeof SCOPES)[];
export const scopes: readonly string[] = ['openid', 'offline_access', 'organisation', ...scopeNames];

/** Scopes with something in them that the agreement holds: others are refused with `invalid_scope`. */
export function scopesFor(fields: readonly Field[], offline: boolean): string[] {
  const held = scopeNames.filter((scope) => SCOPES[scope].some((claim) => fields.includes(CLAIMS[claim])));
  return ['openid', ...(offline ? ['offline_access'] : []), 'organisation', ...held];
}

/** Claims that a scope value stands for. */
export function claimsOf(scope: string): string[] {
  return scope.split(' ').flatMap((name) => claimsByScope[name] ?? []);
}

/** Parts of a `claims` parameter's section, those inside `verified_claims` among them (OpenID Identity Assurance). */
export function namesIn(section: Readonly<Record<string, unknown>> | undefined): string[] {
  return Object.entries(section ?? {}).flatMap(([name, value]) =>
    name === 'verified_claims' ? [value].flat().flatMap((one) => Object.keys((one as Verified)?.claims ?? {})) : [name],
  );
}

interface Verified {
  claims?: Record<string, unknown>;
}

/** Fields of the register behind claims, each once, in the register's order of asking. */
export function fieldsOf(claims: readonly string[]): Field[] {
  return [...new Set(claims.flatMap((claim) => fieldOf(claim) ?? []))];
}
