import type { FastifyRequest } from 'fastify';
import { type Static, Type } from 'typebox';
import { type Context, type Contract, contract } from '#kernel';
import { EXTRACTS, type ExtractKind } from '#rooms/people';
import { type Ask, DataQuery, OsiaError, UinParams } from './dataAccess.ts';
import { dataDocument } from './forms.ts';
import { problems } from './problems.ts';
import { isIdentifier, readAsked, readCommon, type Unsigned } from './questions.ts';

const DocumentQuery = Type.Object({
  ...DataQuery.properties,
  doctype: Type.String({ maxLength: 40, description: 'birth, marriage, death' }),
  format: Type.String({ maxLength: 20, description: 'pdf' }),
  secondaryUin: Type.Optional(
    Type.String({ description: 'Number of a second person: a parent, for a birth; the spouse, for a marriage' }),
  ),
});

/** OSIA Data Access 1.3 `document`: the fields of an event as a reading of attributes, on paper. */
export function documentRoutes(ask: Ask): Contract[] {
  return [
    contract({
      tag: 'exchange',
      scope: null,
      purpose: 'stated',
      errors: 'osia',
      method: 'GET',
      path: '/data/v1/persons/:uin/document',
      summary: 'An extract of the register about a birth, marriage or death, as PDF in a multipart answer',
      params: UinParams,
      query: DocumentQuery,
      answers: { 200: Type.String({ description: 'multipart/mixed with one part, application/pdf' }), 400: OsiaError },
      handle: (context, { params, query }, request, reply) =>
        ask(readDocument(context, params.uin, query, request), request, reply),
    }),
  ];
}

/** @throws Problem exchange/doctype-unknown, format-unsupported, second-person-unexpected, and those of readCommon */
function readDocument(
  context: Context,
  uin: string,
  query: Static<typeof DocumentQuery>,
  request: FastifyRequest,
): Unsigned {
  const { doctype, format, secondaryUin: second } = query;
  if (!Object.hasOwn(EXTRACTS, doctype))
    throw problems['doctype-unknown']({ pointer: '/doctype', values: { types: Object.keys(EXTRACTS).join(', ') } });
  if (format !== 'pdf') throw problems['format-unsupported']({ pointer: '/format' });
  const kind = doctype as ExtractKind;
  if (second !== undefined && kind === 'death')
    throw problems['second-person-unexpected']({ pointer: '/secondaryUin' });
  if (second !== undefined && !isIdentifier(second)) throw problems['identifier-invalid']({ pointer: '/secondaryUin' });
  return {
    ...readCommon(context, uin, query, request),
    asked: readAsked(context, 'attributes', EXTRACTS[kind]),
    wanted: { kind, ...(second === undefined ? {} : { second }) },
    claims: [],
    names: [],
    form: dataDocument,
    proofWanted: false,
  };
}
