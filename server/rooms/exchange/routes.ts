import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { type Contract, contract, type KeyStore } from '#kernel';
import type { SignedAnswer } from './answer.ts';
import type { Signed } from './authenticate.ts';
import { AttributeSetBody, OutputSetBody } from './claims.ts';
import { dataAccessRoutes } from './dataAccess.ts';
import { disturb, throwOrdered } from './disturbances.ts';
import type { DrawDocument } from './document.ts';
import { documentRoutes } from './documentRoute.ts';
import { type FindCandidates, identifyRoutes } from './identify.ts';
import type { Question } from './judge.ts';
import type { Lanes } from './lanes.ts';
import {
  AskQuery,
  IdentifierParams,
  readReading,
  readSetReading,
  readVerification,
  SetParams,
  type Unsigned,
  VerifyQuery,
} from './questions.ts';

export interface AskParts {
  /** Who signed the question, or proved its token. */
  authenticateAsker: (request: FastifyRequest) => Promise<Signed>;
  lanes: Lanes<Question, SignedAnswer>;
  findCandidates: FindCandidates;
  drawDocument: DrawDocument;
}

const Verdict = Type.Union(['yes', 'no', 'close', 'not-held'].map((one) => Type.Literal(one)));
/** OSIA `VerifyResult` and what we add to it. */
const VerifyResult = Type.Object({
  verificationCode: Type.Integer({ description: '0 all yes, 1 some close, 2 some no, 3 something is not held' }),
  verificationMessage: Type.String(),
  verificationProof: Type.Optional(Type.String({ description: 'Reference of the line in the journal' })),
  outcome: Verdict,
  fields: Type.Array(Type.Object({ field: Type.String(), verdict: Verdict, why: Type.Optional(Type.String()) })),
  person: Type.String({ description: 'Pseudonym of the person for the organisation that asks' }),
  life: Type.Union(['alive', 'dead', 'missing'].map((one) => Type.Literal(one))),
  identifier: Type.Object({ kind: Type.String(), status: Type.String() }),
  journal: Type.String(),
});
const AttributeSet = Type.Object({ biographicData: Type.Record(Type.String(), Type.Unknown()) });
const OsiaError = Type.Object({ code: Type.Integer(), message: Type.String() });

const BODY_LIMIT = 16_384;
const common = { tag: 'exchange', scope: null, purpose: 'stated', errors: 'osia', bodyLimit: BODY_LIMIT } as const;

/** OSIA Third Party 1.2. A question is signed (RFC 9421, tag dancu-exchange) and so is every answer (tag dancu-answer). */
export function exchangeRoutes(parts: AskParts): Contract[] {
  return [
    contract({
      ...common,
      method: 'POST',
      path: '/v1/verify/:identifier',
      summary: 'Is it so? Compares values with the register; answers yes, close, no or not held for each, and no value',
      params: IdentifierParams,
      query: VerifyQuery,
      body: AttributeSetBody,
      answers: { 200: VerifyResult, 400: OsiaError },
      handle: (context, { params, query, body }, request, reply) =>
        ask(parts, readVerification(context, params, query, body, request), request, reply),
    }),
    contract({
      ...common,
      method: 'POST',
      path: '/v1/attributes/:identifier',
      summary: 'Reads the named fields that an agreement gives',
      params: IdentifierParams,
      query: AskQuery,
      body: OutputSetBody,
      answers: { 200: AttributeSet, 400: OsiaError },
      handle: (context, { params, query, body }, request, reply) =>
        ask(parts, readReading(context, params, query, body, request), request, reply),
    }),
    contract({
      ...common,
      method: 'GET',
      path: '/v1/attributes/:attributeSetName/:identifier',
      summary: 'Reads a named set of fields: BASIC, CIVIL, RESIDENCE, FAMILY, DOCUMENTS, CONTACT or LIFE',
      params: SetParams,
      query: AskQuery,
      answers: { 200: AttributeSet, 400: OsiaError },
      handle: (context, { params, query }, request, reply) =>
        ask(parts, readSetReading(context, params, query, request), request, reply),
    }),
    ...[dataAccessRoutes, documentRoutes, identifyRoutes].flatMap((routes) =>
      routes((unsigned, request, reply) => ask(parts, unsigned, request, reply)),
    ),
  ];
}

/** Where verifiers find our keys. */
export function keyRoute(keys: KeyStore): Contract {
  return contract({
    method: 'GET',
    path: '/.well-known/jwks.json',
    summary: 'Public keys that answers are signed with',
    tag: 'exchange',
    scope: null,
    answers: { 200: Type.Object({ keys: Type.Array(Type.Record(Type.String(), Type.String())) }) },
    handle: (_context, _input, _request, reply) => {
      reply.header('cache-control', 'public, max-age=300');
      keys.current('exchange-answer');
      return { keys: keys.all('exchange-answer').map((key) => key.publicJwk) };
    },
  });
}

/** The question is read; who asks it, is it new, may it be asked, what is the answer: signature here, the rest in the batch. */
async function ask(
  { authenticateAsker, lanes, findCandidates, drawDocument }: AskParts,
  unsigned: Unsigned,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<SignedAnswer['body']> {
  const signed = await authenticateAsker(request);
  const { system } = signed.key;
  throwOrdered(request, system.stage);
  const candidates =
    unsigned.asked.type === 'identify'
      ? { candidates: { stage: system.stage, holders: await findCandidates(system, unsigned) } }
      : {};
  const drawn = unsigned.wanted && (await drawDocument(system, unsigned, request.language));
  const answer = await disturb(
    request,
    await lanes.ask({ ...unsigned, ...candidates, ...(drawn ? { drawn } : {}), signed, request }),
  );
  reply.code(answer.status).headers(answer.headers);
  return answer.body;
}
