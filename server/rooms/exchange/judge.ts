import { createHmac, createSecretKey } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { type Problem, problemBody, type Words } from '#kernel';
import type { Holder } from '#rooms/people';
import type { SignedAnswer } from './answer.ts';
import type { Signed } from './authenticate.ts';
import type { Claim } from './claims.ts';
import { type AreaOf, compareClaim, type FieldVerdict, sumUp, type Verdict } from './compare.ts';
import { renderAttributes } from './fields.ts';
import type { Agreement, Asked } from './model.ts';
import { problems } from './problems.ts';

/** One authenticated question, read and checked in form. */
export interface Question {
  readonly signed: Signed;
  readonly asked: Asked;
  readonly identifier: string;
  /** Kind of number that the asker says it is; undefined: any. */
  readonly identifierKind: string | undefined;
  /** For a verification. */
  readonly claims: readonly Claim[];
  /** For a reading: the names under which fields were asked for. */
  readonly names: readonly string[];
  readonly transactionId: string;
  readonly caseNumber: string | undefined;
  readonly officer: string | undefined;
  readonly proofWanted: boolean;
  readonly receivedAt: string;
  readonly request: FastifyRequest;
}

export type Outcome =
  | Verdict
  | 'given'
  | 'person-unknown'
  | 'number-cancelled'
  | 'identifier-ambiguous'
  | 'refused'
  | 'replayed';

/** What is to be answered and journalled; without any value of the person unless the agreement gives values. */
export interface Judgement {
  kind: 'look' | 'note' | 'replayed';
  outcome: Outcome;
  subjects: string[];
  agreement?: Agreement;
  problem?: Problem;
  holder?: Holder;
  verdicts?: FieldVerdict[];
}

export interface Pseudonyms {
  /** A person (or household) as one organisation knows it; another organisation is told another name. */
  ofPerson(organisation: string, person: string): string;
  /** A number that nobody has, for the journal: equal numbers stay recognisable, the number itself is not kept. */
  ofIdentifier(identifier: string): string;
}

export function createPseudonyms(secret: Buffer): Pseudonyms {
  // Node 24 throws and catches two errors inside for a key that is no KeyObject: 30 µs a call.
  const key = createSecretKey(secret);
  const name = (text: string) => createHmac('sha256', key).update(text).digest('base64url');
  return {
    ofPerson: (organisation, person) => name(`person\0${organisation}\0${person}`),
    ofIdentifier: (identifier) => name(`identifier\0${identifier}`),
  };
}

export function refuse(problem: Problem, kind: 'refused' | 'replayed'): Judgement {
  return { kind: kind === 'refused' ? 'note' : 'replayed', outcome: kind, subjects: [], problem };
}

/** Finds the one person whom the identifier names, and compares or reads. Each of the special cases is a look too. */
export function judge(
  question: Question,
  agreement: Agreement,
  found: readonly Holder[],
  { areaOf }: { areaOf: AreaOf },
): Judgement {
  const holders = found.filter((one) => question.identifierKind === undefined || one.kind === question.identifierKind);
  const subjects = [
    ...new Set(holders.flatMap(({ person, record }) => (record.mergedInto ? [person, record.mergedInto] : [person]))),
  ];
  const look = { kind: 'look' as const, agreement, subjects };
  const living = holders.filter((one) => one.status !== 'cancelled');
  if (holders.length === 0)
    return { ...look, outcome: 'person-unknown', problem: problems['person-unknown']({ pointer: '/identifier' }) };
  if (living.length === 0)
    return { ...look, outcome: 'number-cancelled', problem: problems['number-cancelled']({ pointer: '/identifier' }) };
  if (new Set(living.map((one) => one.person)).size > 1)
    return {
      ...look,
      outcome: 'identifier-ambiguous',
      problem: problems['identifier-ambiguous']({ pointer: '/identifier' }),
    };
  const holder = living.find((one) => one.status === 'active') ?? living[0]!;
  if (question.asked.type === 'attributes') return { ...look, holder, outcome: 'given' };
  const verdicts = question.claims.map((claim) => compareClaim(claim, holder.record, areaOf));
  return { ...look, holder, verdicts, outcome: sumUp(verdicts) };
}

const codes: Readonly<Record<Verdict, number>> = { yes: 0, close: 1, no: 2, 'not-held': 3 };

export interface RenderParts {
  words: Words;
  pseudonyms: Pseudonyms;
  areaOf: AreaOf;
}

/** The answer's bytes and headers, unsigned. @param reference its line in the journal */
export function render(
  question: Question,
  judgement: Judgement,
  reference: string | undefined,
  parts: RenderParts,
): SignedAnswer {
  const { problem, holder } = judgement;
  const headers: Record<string, string> = {
    'content-type': problem ? 'application/problem+json; charset=utf-8' : 'application/json; charset=utf-8',
  };
  if (reference !== undefined) headers['dancu-journal'] = reference;
  if (problem) {
    if (problem.status === 401) headers['www-authenticate'] = 'Signature';
    if (problem.status === 429) headers['retry-after'] = String(problem.extra.retryAfter ?? 1);
    return { status: problem.status, headers, body: JSON.stringify(problemBody(problem, question.request, parts)) };
  }
  const { organisation } = question.signed.key.system;
  const person = parts.pseudonyms.ofPerson(organisation, holder!.person);
  if (question.asked.type === 'attributes') {
    headers['dancu-person'] = person;
    headers['dancu-life'] = holder!.life;
    headers['dancu-identifier'] = `${holder!.kind};${holder!.status}`;
    const rendering = {
      pseudonym: (key: string) => parts.pseudonyms.ofPerson(organisation, key),
      communeOf: (place: Parameters<AreaOf>[0]) => parts.areaOf(place).commune,
    };
    return {
      status: 200,
      headers,
      body: JSON.stringify({ biographicData: renderAttributes(holder!.record, question.names, rendering) }),
    };
  }
  const outcome = judgement.outcome as Verdict;
  const body = {
    verificationCode: codes[outcome],
    verificationMessage: parts.words.say(question.request.language, `value.verificationMessage.${outcome}`),
    ...(question.proofWanted ? { verificationProof: reference } : {}),
    outcome,
    fields: judgement.verdicts,
    person,
    life: holder!.life,
    identifier: { kind: holder!.kind, status: holder!.status },
    journal: reference,
  };
  return { status: 200, headers, body: JSON.stringify(body) };
}
