import type { FastifyRequest } from 'fastify';
import { type Static, Type } from 'typebox';
import { type Context, newId } from '#kernel';
import { decodeHeaderText } from '#libs/client';
import type { Field, Way } from '#libs/country';
import { type AttributeSetBody, type OutputSetBody, readClaims, readNames } from './claims.ts';
import { ATTRIBUTE_SETS, readFieldName } from './fields.ts';
import { thirdPartyAttributes, thirdPartyVerify } from './forms.ts';
import type { Question } from './judge.ts';
import { problems } from './problems.ts';

export const IdentifierParams = Type.Object({
  identifier: Type.String({ description: 'A number that names a person: [A-Z0-9]{6,14}' }),
});
export const SetParams = Type.Object({ attributeSetName: Type.String(), identifier: Type.String() });
export const AskQuery = Type.Object({
  transactionId: Type.String({
    minLength: 1,
    maxLength: 80,
    description: "The asker's own name for this question; stands in the journal",
  }),
  identifierType: Type.Optional(
    Type.String({
      maxLength: 40,
      description: 'uin (any kind, the default), pin, cmnd, passport, foreigner-number, identity-certificate',
    }),
  ),
});
export const VerifyQuery = Type.Object({
  ...AskQuery.properties,
  verificationProofRequired: Type.Optional(Type.Boolean()),
});

/** A question read from its parts; everything but who signed it. */
export type Unsigned = Omit<Question, 'signed' | 'request'>;

const IDENTIFIER = /^[A-Z0-9]{6,14}$/;
const TRANSACTION = /^[\x21-\x7e]{1,80}$/;
const kinds: ReadonlySet<string> = new Set(['pin', 'cmnd', 'passport', 'foreigner-number', 'identity-certificate']);

export function readVerification(
  context: Context,
  params: Static<typeof IdentifierParams>,
  query: Static<typeof VerifyQuery>,
  body: Static<typeof AttributeSetBody>,
  request: FastifyRequest,
): Unsigned {
  const claims = readClaims(body);
  return {
    ...readCommon(context, params.identifier, query, request),
    asked: readAsked(
      context,
      'verify',
      claims.map((claim) => claim.field),
    ),
    claims,
    names: [],
    form: thirdPartyVerify,
    proofWanted: query.verificationProofRequired !== false,
  };
}

export function readReading(
  context: Context,
  params: Static<typeof IdentifierParams>,
  query: Static<typeof AskQuery>,
  body: Static<typeof OutputSetBody>,
  request: FastifyRequest,
): Unsigned {
  return {
    ...readCommon(context, params.identifier, query, request),
    ...readFields(context, readNames(body)),
    form: thirdPartyAttributes,
    claims: [],
    proofWanted: false,
  };
}

/** @throws Problem exchange/set-unknown */
export function readSetReading(
  context: Context,
  params: Static<typeof SetParams>,
  query: Static<typeof AskQuery>,
  request: FastifyRequest,
): Unsigned {
  const set = Object.hasOwn(ATTRIBUTE_SETS, params.attributeSetName)
    ? ATTRIBUTE_SETS[params.attributeSetName]
    : undefined;
  if (!set)
    throw problems['set-unknown']({
      pointer: '/attributeSetName',
      values: { sets: Object.keys(ATTRIBUTE_SETS).join(', ') },
    });
  return {
    ...readCommon(context, params.identifier, query, request),
    ...readFields(context, set),
    form: thirdPartyAttributes,
    claims: [],
    proofWanted: false,
  };
}

function readFields(context: Context, names: readonly string[]): Pick<Unsigned, 'asked' | 'names'> {
  const fields = [...new Set(names.map((name) => readFieldName(name) as Field))];
  return { asked: readAsked(context, 'attributes', fields), names };
}

export function readAsked(context: Context, type: Way, fields: readonly Field[]): Question['asked'] {
  return {
    type,
    purpose: readHeader(context.purpose, 'dancu-purpose')!,
    legalBasis: readHeader(context.legalBasis, 'dancu-legal-basis')!,
    fields,
  };
}

export const isIdentifier = (text: string) => IDENTIFIER.test(text);

/** OSIA Data Access has no name for a transaction: one is made where none is given. */
export function readCommon(
  context: Context,
  identifier: string,
  query: { transactionId?: string; identifierType?: string },
  request: FastifyRequest,
): Pick<Unsigned, 'identifier' | 'identifierKind' | 'transactionId' | 'caseNumber' | 'officer' | 'receivedAt'> {
  if (!isIdentifier(identifier)) throw problems['identifier-invalid']({ pointer: '/identifier' });
  const transactionId = query.transactionId ?? newId();
  return {
    ...readReasons(context, { transactionId }, request),
    identifier,
    identifierKind: readKind(query.identifierType),
  };
}

/** What a question says of itself, whomever it is about. */
export function readReasons(
  context: Context,
  query: { transactionId: string },
  request: FastifyRequest,
): Pick<Unsigned, 'transactionId' | 'caseNumber' | 'officer' | 'receivedAt'> {
  if (!TRANSACTION.test(query.transactionId)) throw problems['transaction-invalid']({ pointer: '/transactionId' });
  return {
    transactionId: query.transactionId,
    caseNumber: readHeader(request.headers['dancu-case'], 'dancu-case'),
    officer: readHeader(request.headers['dancu-officer'], 'dancu-officer'),
    receivedAt: context.receivedAt,
  };
}

function readKind(type: string | undefined): string | undefined {
  if (type === undefined || type === 'uin') return undefined;
  if (!kinds.has(type)) throw problems['identifier-type-unsupported']({ pointer: '/identifierType' });
  return type;
}

/** Header text travels percent-encoded; lines of the journal hold what it stands for. */
function readHeader(value: string | string[] | undefined, name: string): string | undefined {
  if (value === undefined) return undefined;
  const refuse = () => problems['header-invalid']({ pointer: `/headers/${name}`, values: { header: name } });
  if (typeof value !== 'string' || value.length > 200) throw refuse();
  try {
    return decodeHeaderText(value);
  } catch {
    throw refuse();
  }
}
