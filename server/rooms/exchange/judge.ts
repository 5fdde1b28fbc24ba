import { createHmac, createSecretKey } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { problems as kernelProblems, type Problem, problemBody, type Words } from '#kernel';
import type { Holder } from '#rooms/people';
import type { SignedAnswer } from './answer.ts';
import type { Signed } from './authenticate.ts';
import type { Claim } from './claims.ts';
import { type AreaOf, compareClaim, type FieldVerdict, sumUp, type Verdict } from './compare.ts';
import type { Drawn, Wanted } from './document.ts';
import { type Form, type Pseudonyms, renderFor } from './forms.ts';
import type { Agreement, Asked, Stage } from './model.ts';
import { problems } from './problems.ts';

/** One authenticated question, read and checked in form. */
export interface Question {
  readonly signed: Signed;
  readonly asked: Asked;
  /** In whose words the answer is told. */
  readonly form: Form;
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
  /** For an identification: whom the claims may mean, best first, and in which country they were looked for. */
  readonly candidates?: { readonly stage: Stage; readonly holders: readonly Holder[] };
  /** For a document: which one, and the same drawn. */
  readonly wanted?: Wanted;
  readonly drawn?: Drawn;
  readonly receivedAt: string;
  readonly request: FastifyRequest;
}

export type Outcome =
  | Verdict
  | 'given'
  | 'person-unknown'
  | 'number-cancelled'
  | 'identifier-ambiguous'
  | 'document-unknown'
  | 'refused'
  | 'replayed';

/** What is to be answered and journalled; without any value of the person unless the agreement gives values. */
export interface Judgement {
  kind: 'look' | 'note' | 'replayed';
  outcome: Outcome;
  subjects: string[];
  agreement?: Agreement;
  /** The consent under which it was asked, where its law is one of consent. */
  consent?: string;
  problem?: Problem;
  holder?: Holder;
  candidates?: readonly Holder[];
  verdicts?: FieldVerdict[];
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
  if (question.asked.type === 'identify') return identify(question, agreement, areaOf);
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
  if (question.wanted) return giveDocument(question, look, holder);
  if (question.asked.type === 'attributes') return { ...look, holder, outcome: 'given' };
  const verdicts = question.claims.map((claim) => compareClaim(claim, holder.record, areaOf));
  return { ...look, holder, verdicts, outcome: sumUp(verdicts) };
}

/** A document was drawn before this: it must be of this person and country still. Whom it tells of is looked at too. */
function giveDocument(
  { drawn }: Question,
  look: Pick<Judgement, 'kind' | 'subjects'> & { agreement: Agreement },
  holder: Holder,
): Judgement {
  if (drawn?.stage !== look.agreement.stage || drawn.person !== holder.person)
    return refuse(kernelProblems.unavailable(), 'refused');
  if (!drawn.finish)
    return { ...look, outcome: 'document-unknown', problem: problems['document-unknown']({ pointer: '/doctype' }) };
  return { ...look, subjects: [...new Set([...look.subjects, ...drawn.others])], holder, outcome: 'given' };
}

/** Those of whom nothing that was claimed is false, and no more of them than the agreement says. */
function identify({ claims, candidates }: Question, agreement: Agreement, areaOf: AreaOf): Judgement {
  // The system went to another stage meanwhile: real persons are told under no agreement of the simulation, nor the reverse.
  if (candidates?.stage !== agreement.stage) return refuse(kernelProblems.unavailable(), 'refused');
  const fitting = candidates.holders.filter(
    ({ record }) => sumUp(claims.map((claim) => compareClaim(claim, record, areaOf))) !== 'no',
  );
  const told = fitting.slice(0, agreement.candidates);
  const look = { kind: 'look' as const, agreement, subjects: told.map(({ person }) => person) };
  if (told.length === 0)
    return {
      ...look,
      outcome: 'person-unknown',
      problem: problems['person-unknown']({ pointer: '/attributeSet/biographicData' }),
    };
  return { ...look, holder: told[0]!, candidates: told, outcome: 'given' };
}

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
  if (judgement.agreement?.stage === 'simulation') headers['dancu-stage'] = 'simulation';
  if (problem) {
    if (problem.status === 401)
      headers['www-authenticate'] = question.signed.evidence ? 'Signature' : 'DPoP error="invalid_token"';
    if (problem.status === 429) headers['retry-after'] = String(problem.extra.retryAfter ?? 1);
    return { status: problem.status, headers, body: JSON.stringify(problemBody(problem, question.request, parts)) };
  }
  const { organisation } = question.signed.key.system;
  const { headers: said, body } = question.form(
    {
      holder: holder!,
      candidates: judgement.candidates ?? [],
      verdicts: judgement.verdicts ?? [],
      outcome: judgement.outcome as Verdict | 'given',
      names: question.names,
      person: parts.pseudonyms.ofPerson(organisation, holder!.person),
      reference,
      language: question.request.language,
      proofWanted: question.proofWanted,
      document: question.drawn?.finish?.(reference!, judgement.agreement!),
    },
    { words: parts.words, ...renderFor(organisation, parts.pseudonyms, parts.areaOf) },
  );
  return { status: 200, headers: { ...headers, ...said }, body: Buffer.isBuffer(body) ? body : JSON.stringify(body) };
}
