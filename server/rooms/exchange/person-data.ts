import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { type Kernel, Problem } from '#kernel';
import { FIELDS, type Field } from '#libs/country';
import type { AskedDetail, DetailEntry, DetailKind, GivenDetail } from '#rooms/provider';
import type { ConsentNotices } from './consentNotices.ts';
import { type Consent, insertConsent } from './consents.ts';
import { readFieldName } from './fields.ts';
import type { JointConsents } from './jointConsents.ts';
import { type Agreement, decideQuestion, type Law } from './model.ts';

/** The entry of `authorization_details` (RFC 9396) by which an agency asks a person whether it may ask the register. */
export const PERSON_DATA = 'person-data';
/** Days: what was agreed to long ago nobody remembers. */
const LONGEST = 366;

const Fields = Type.Array(Type.Enum(FIELDS), { uniqueItems: true, maxItems: FIELDS.length });
const Asked = Type.Object(
  {
    type: Type.Literal(PERSON_DATA),
    purpose: Type.String({ maxLength: 80 }),
    /** Without these the agency has no use for a yes. */
    fields: Fields,
    optional_fields: Type.Optional(Fields),
    /** The last day. */
    until: Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' }),
    /** Number of the person whom the asked one represents. */
    on_behalf_of: Type.Optional(Type.String({ pattern: '^[A-Z0-9]{6,14}$' })),
  },
  { additionalProperties: false },
);

export interface PersonDataParts {
  readonly database: Pick<Kernel['database'], 'transact'>;
  readonly joint: JointConsents;
  readonly notices: ConsentNotices;
  readonly law: Law;
  today(): string;
  /** As they are now. */
  agreementsOf(organisation: string): Promise<readonly Agreement[]>;
  /** A receipt of the consent, signed. */
  makeReceipt(consent: Consent): Promise<string>;
  readConsent(consent: string, organisation: string): Promise<Consent>;
}

/** Persons' consent to an organisation's questions, asked for in the code flow or by CIBA. */
export function createPersonData(parts: PersonDataParts): DetailKind {
  return {
    type: PERSON_DATA,
    async check({ organisation }, entry) {
      const read = readEntry(entry, parts.today());
      if (typeof read === 'string') return read;
      return judgeEntry(parts, read, await parts.agreementsOf(organisation));
    },
    findBeside: ({ person, giver }) =>
      parts.database.transact(async (transaction) => (await parts.joint.findBeside(transaction, person, giver)).beside),
    async give(transaction, context, given) {
      const { asked, fields, request, ...rest } = given;
      const { purpose, legalBasis, until } = asked;
      const refused = asked.fields.map(({ field }) => field).filter((field) => !fields.includes(field));
      const own = { ...rest, purpose, legalBasis, fields, refused, until };
      const besides = await parts.joint.findBeside(transaction, rest.person, rest.giver);
      const { consent, made } = await insertConsent(transaction, context, request, own, besides);
      if (made) await parts.notices.given(transaction, context, consent);
      return describe(consent, rest);
    },
    async tell(entry) {
      const { consent, organisation, ...told } = entry;
      const found = await parts.readConsent(String(consent), String(organisation));
      // Half a consent is one that the service has to look after: it reads by its name what became of it.
      const half = found.awaits ? { awaits: found.awaits, answer_by: found.answerBy } : {};
      return { ...told, ...half, type: PERSON_DATA, consent, receipt: await parts.makeReceipt(found) };
    },
  };
}

/** @param organisation stays in the grant: whose receipt it is that the token's answer brings */
function describe(made: Consent, { organisation }: Pick<GivenDetail, 'organisation'>): DetailEntry {
  const { consent, purpose, fields, until, giver } = made;
  const by = giver ? { given_by: giver.basis } : {};
  return { type: PERSON_DATA, purpose, fields, until, consent, ...by, organisation };
}

/** @returns what is wrong with it, for the agency's engineer */
function readEntry(entry: DetailEntry, today: string): Static<typeof Asked> | string {
  if (!Value.Check(Asked, entry))
    return 'person-data has purpose, fields, optional_fields, until (YYYY-MM-DD) and on_behalf_of (a number), and nothing else';
  const { fields, optional_fields: optional = [], until } = entry;
  const all = [...fields, ...optional];
  if (all.length === 0 || new Set(all).size < all.length) return 'name each field once, and at least one';
  const lacking = all.filter((field) => readFieldName(field) === 'not-offered');
  if (lacking.length > 0) return `the exchange does not answer ${lacking.join(', ')}`;
  const last = new Date(Date.parse(today) + LONGEST * 86_400_000).toISOString().slice(0, 10);
  const real = new Date(`${until}T00:00:00Z`);
  if (Number.isNaN(real.getTime()) || real.toISOString().slice(0, 10) !== until || until < today || until > last)
    return `until is a day from ${today} to ${last}`;
  return entry;
}

/** What the organisation may ask under its agreements it may ask the person for, at any hour, and no more. */
function judgeEntry(
  { law, today }: PersonDataParts,
  { purpose, fields, optional_fields: optional = [], until, on_behalf_of: onBehalfOf }: Static<typeof Asked>,
  agreements: readonly Agreement[],
): AskedDetail | string {
  const asked = [...fields, ...optional] as Field[];
  const { findPurpose, findLegalBasis } = law;
  const always: Law = { findPurpose, findLegalBasis, isOpen: () => true };
  const laws = (law.findPurpose(purpose)?.legalBases ?? []).filter((id) => law.findLegalBasis(id)?.consent);
  const decisions = laws.map((legalBasis) =>
    decideQuestion({ type: 'verify', purpose, legalBasis, fields: asked }, agreements, always, today()),
  );
  const agreed = decisions.findIndex((decision) => !(decision instanceof Problem));
  const [refused] = decisions;
  if (agreed < 0)
    return refused instanceof Problem
      ? `no agreement in force allows it: ${refused.code}${refused.extra.fields ? ` (${String(refused.extra.fields)})` : ''}`
      : `the purpose ${purpose} rests on no law of consent`;
  const named = (list: readonly string[], required: boolean) =>
    list.map((field) => ({ field: field as Field, required }));
  return {
    ...{ type: PERSON_DATA, purpose, legalBasis: laws[agreed]!, until, ...(onBehalfOf ? { onBehalfOf } : {}) },
    fields: [...named(fields, true), ...named(optional, false)],
  };
}
