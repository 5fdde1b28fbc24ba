import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Static, Type } from 'typebox';
import { type Context, type Contract, contract } from '#kernel';
import type { Field } from '#libs/country';
import type { SignedAnswer } from './answer.ts';
import { AttributeSetBody, ExpressionsBody, MAX_FIELDS, readClaims, readExpressions } from './claims.ts';
import { readFieldName } from './fields.ts';
import { dataMatch, dataRead, dataVerify } from './forms.ts';
import { problems } from './problems.ts';
import { AskQuery, readAsked, readCommon, type Unsigned } from './questions.ts';

export const UinParams = Type.Object({
  uin: Type.String({ description: 'A number that names a person: [A-Z0-9]{6,14}' }),
});
const Attributes = AttributeSetBody.properties.biographicData;
/** OSIA has no name for a transaction here; ours may be given, and is made otherwise. */
export const DataQuery = Type.Object({
  transactionId: Type.Optional(AskQuery.properties.transactionId),
  identifierType: AskQuery.properties.identifierType,
});
const ReadQuery = Type.Object({
  ...DataQuery.properties,
  attributeNames: Type.Union([Type.String(), Type.Array(Type.String())], {
    description: 'Names of attributes, each as its own parameter',
  }),
});
const MatchingErrors = Type.Array(
  Type.Object({
    attributeName: Type.String(),
    errorCode: Type.Integer({ description: '0 the register holds nothing, 1 it holds something else' }),
  }),
);
const Scalars = Type.Record(Type.String(), Type.Unknown(), {
  description: 'A value by name, or an Error {code, message} in its place',
});
export const OsiaError = Type.Object({ code: Type.Integer(), message: Type.String() });
const common = { tag: 'exchange', scope: null, purpose: 'stated', errors: 'osia', bodyLimit: 16_384 } as const;

/** Asks a question that was read: who signed it, may it be asked, what is the answer. */
export type Ask = (unsigned: Unsigned, request: FastifyRequest, reply: FastifyReply) => Promise<SignedAnswer['body']>;

/**
 * OSIA Data Access 1.3 below the base address `/data`: the register's own interface has `/v1/persons` too. Questions and
 * answers are signed, decided and journalled as those of Third Party 1.2.
 */
export function dataAccessRoutes(ask: Ask): Contract[] {
  return [
    contract({
      ...common,
      method: 'POST',
      path: '/data/v1/persons/:uin/match',
      summary: 'Which of these attributes do not match? An empty list says that all do',
      params: UinParams,
      query: DataQuery,
      body: Attributes,
      answers: { 200: MatchingErrors, 400: OsiaError },
      handle: (context, { params, query, body }, request, reply) => {
        const claims = readClaims({ biographicData: body });
        return ask(
          { ...readBase(context, params.uin, query, request), ...verify(context, claims), form: dataMatch },
          request,
          reply,
        );
      },
    }),
    contract({
      ...common,
      method: 'POST',
      path: '/data/v1/persons/:uin/verify',
      summary:
        'Are all of these expressions true? A date known in part is before another only if every day it may mean is',
      params: UinParams,
      query: DataQuery,
      body: ExpressionsBody,
      answers: { 200: Type.Boolean(), 400: OsiaError },
      handle: (context, { params, query, body }, request, reply) => {
        const claims = readExpressions(body);
        return ask(
          { ...readBase(context, params.uin, query, request), ...verify(context, claims), form: dataVerify },
          request,
          reply,
        );
      },
    }),
    contract({
      ...common,
      method: 'GET',
      path: '/data/v1/persons/:uin',
      summary: 'Reads the named attributes that an agreement gives, each as one value',
      params: UinParams,
      query: ReadQuery,
      answers: { 200: Scalars, 400: OsiaError },
      handle: (context, { params, query }, request, reply) => {
        const names = readAttributeNames(query);
        const fields = names
          .map(readFieldName)
          .filter((one): one is Field => one !== undefined && one !== 'not-offered');
        if (fields.length === 0) throw problems['field-unknown']({ pointer: '/attributeNames' });
        const asked = readAsked(context, 'attributes', [...new Set(fields)]);
        return ask(
          { ...readBase(context, params.uin, query, request), asked, names, claims: [], form: dataRead },
          request,
          reply,
        );
      },
    }),
  ];
}

const verify = (context: Context, claims: Unsigned['claims']): Pick<Unsigned, 'asked' | 'claims' | 'names'> => ({
  asked: readAsked(context, 'verify', [...new Set(claims.map(({ field }) => field))]),
  claims,
  names: [],
});

function readBase(context: Context, uin: string, query: Static<typeof DataQuery>, request: FastifyRequest) {
  return { ...readCommon(context, uin, query, request), proofWanted: false };
}

function readAttributeNames({ attributeNames }: Static<typeof ReadQuery>): string[] {
  const names = [...new Set([attributeNames].flat())];
  if (names.length > MAX_FIELDS)
    throw problems['too-many-fields']({ pointer: '/attributeNames', values: { most: MAX_FIELDS } });
  return names;
}
