import { queryOptions } from '@tanstack/react-query';
import { type AnswerOf, type BodyOf, get, type Purpose, post } from '../../api.ts';
import type { QueuedAct, Row } from '../../outbox/model.ts';
import { sendScans, submitAct } from '../../outbox/submit.ts';

export type Lists = AnswerOf<'/api/country/lists'>;
export type Figures = AnswerOf<'/api/people/figures'>;
/** `score` is from 0 to 1. */
export type Candidate = AnswerOf<'/api/people/search'>['candidates'][number];

export interface SearchCriteria {
  number?: string | undefined;
  name?: string | undefined;
  birth?: string | undefined;
  province?: string | undefined;
  relative?: string | undefined;
}

export type OfficerRecord = AnswerOf<'/api/people/{person}'>;
export type TimelineAct = AnswerOf<'/api/people/{person}/timeline'>['acts'][number];
export type Change = TimelineAct['changes'][number];
export type DeskRelative = AnswerOf<'/api/people/{person}/relatives'>['relatives'][number];
export type Comparison = AnswerOf<'/api/people/compare'>;
export type Proposal = AnswerOf<'/api/people/proposals'>['proposals'][number];
export type CorrectionCase = AnswerOf<'/api/corrections'>['corrections'][number];

/** What an act is founded on. */
export type Ground = Pick<BodyOf<'/api/people/acts/marry'>, 'legalBasis' | 'evidence'>;
export type Evidence = Ground['evidence'][number];

/** Each look is a line in the log: what was read a moment ago is not read again for a change of tab. */
const LOOK_MS = 5 * 60_000;

export const listsQuery = queryOptions({
  queryKey: ['country', 'lists'],
  queryFn: ({ signal }) => get<Lists>('/api/country/lists', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

export function communesQuery(province: string) {
  return queryOptions({
    queryKey: ['country', 'communes', province],
    queryFn: async ({ signal }) =>
      (
        await get<AnswerOf<'/api/country/provinces/{province}/communes'>>(
          `/api/country/provinces/${encodeURIComponent(province)}/communes`,
          { signal },
        )
      ).communes,
    enabled: province !== '',
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export const figuresQuery = queryOptions({
  queryKey: ['desk', 'figures'],
  queryFn: ({ signal }) => get<Figures>('/api/people/figures', { signal }),
});

export function searchQuery(criteria: SearchCriteria, purpose: Purpose) {
  return queryOptions({
    queryKey: ['desk', 'search', criteria, purpose],
    queryFn: ({ signal }) =>
      get<AnswerOf<'/api/people/search'>>('/api/people/search', {
        query: { ...criteria, limit: 20 },
        purpose,
        signal,
      }),
    staleTime: LOOK_MS,
  });
}

const person = (id: string) => `/api/people/${encodeURIComponent(id)}`;

export function personQuery(id: string, purpose: Purpose) {
  return queryOptions({
    queryKey: ['desk', 'person', id, 'record', purpose],
    queryFn: ({ signal }) => get<OfficerRecord>(person(id), { purpose, signal }),
    staleTime: LOOK_MS,
  });
}

export function timelineQuery(id: string, purpose: Purpose) {
  return queryOptions({
    queryKey: ['desk', 'person', id, 'timeline', purpose],
    queryFn: async ({ signal }) =>
      (await get<AnswerOf<'/api/people/{person}/timeline'>>(`${person(id)}/timeline`, { purpose, signal })).acts,
    staleTime: LOOK_MS,
  });
}

export function relativesQuery(id: string, purpose: Purpose) {
  return queryOptions({
    queryKey: ['desk', 'person', id, 'relatives', purpose],
    queryFn: async ({ signal }) =>
      (await get<AnswerOf<'/api/people/{person}/relatives'>>(`${person(id)}/relatives`, { purpose, signal })).relatives,
    staleTime: LOOK_MS,
  });
}

export interface Moment {
  /** `YYYY-MM-DD`: what was true on this day. */
  on: string;
  /** ISO 8601: by what was known at this instant; absent: by all that is known. */
  known?: string | undefined;
}

export function recordAtQuery(id: string, { on, known }: Moment, purpose: Purpose) {
  return queryOptions({
    queryKey: ['desk', 'person', id, 'at', on, known ?? null, purpose],
    queryFn: ({ signal }) =>
      get<AnswerOf<'/api/people/{person}/at'>>(`${person(id)}/at`, {
        query: { on, known },
        purpose,
        signal,
      }),
    staleTime: LOOK_MS,
  });
}

export function compareQuery(left: string, right: string, purpose: Purpose) {
  return queryOptions({
    queryKey: ['desk', 'compare', left, right, purpose],
    queryFn: ({ signal }) => get<Comparison>('/api/people/compare', { query: { left, right }, purpose, signal }),
    staleTime: LOOK_MS,
  });
}

export function proposalsQuery(state: string) {
  return queryOptions({
    queryKey: ['desk', 'proposals', state],
    queryFn: async ({ signal }) =>
      (await get<AnswerOf<'/api/people/proposals'>>('/api/people/proposals', { query: { state }, signal })).proposals,
  });
}

export function correctionsQuery(state: string) {
  return queryOptions({
    queryKey: ['desk', 'corrections', state],
    queryFn: async ({ signal }) =>
      (await get<AnswerOf<'/api/corrections'>>('/api/corrections', { query: { state }, signal })).corrections,
  });
}

/** `sentence` is what the citizen will read. */
export type ActPreview = AnswerOf<'/api/people/preview', 'post'>;

type Rehearsed = BodyOf<'/api/people/preview'>;

/** The act performed for trial by the server, with all its checks, and taken back. @throws ApiProblem what the act would meet */
export function previewAct(id: string, act: Rehearsed['act'], body: object, purpose: Purpose): Promise<ActPreview> {
  const rehearsed: Rehearsed = { person: id, act, body: { ...body } };
  return post<ActPreview>('/api/people/preview', rehearsed, { purpose });
}

interface Sending {
  key: string;
  purpose: Purpose;
}

export type Recorded = AnswerOf<'/api/people/acts/marry', 'post'>['persons'][number];

/** An act on one person, with a route of its own. */
export type SingleAct = 'correct' | 'move' | 'divorce' | 'guardian-end' | 'death' | 'missing' | 'found';

/** An act on two persons who are both named in its body. */
export type PairAct = 'marry' | 'guardian';

/** @returns undefined where the birth waits for a line, and the number with it */
export function submitBirth(
  body: BodyOf<'/api/people/acts/birth'>,
  { key, purpose, rows, values, instead, draft }: Written,
) {
  const subject = { name: body.record.name };
  return submitAct<AnswerOf<'/api/people/acts/birth', 'post', 201>>(
    { act: 'birth', subject, values, rows, path: '/api/people/acts/birth', body, purpose, base: {} },
    { key, instead, draft },
  );
}

export function sendProposal(body: BodyOf<'/api/people/proposals'>, sending: Sending) {
  return post<AnswerOf<'/api/people/proposals', 'post', 201>>('/api/people/proposals', body, sending);
}

const proposalPath = (id: string) => `/api/people/proposals/${encodeURIComponent(id)}`;
export const proposalScans = (id: string) => `${proposalPath(id)}/scans`;

export async function decideProposal(id: string, body: BodyOf<'/api/people/proposals/{id}/decide'>, key: string) {
  await sendScans(proposalScans(id));
  const path = `${proposalPath(id)}/decide`;
  return post<AnswerOf<'/api/people/proposals/{id}/decide', 'post'>>(path, body, { key });
}

/** An act that may wait for a line, with what its form held. */
interface Written extends Sending {
  rows: readonly Row[];
  values: Readonly<Record<string, string>>;
  /** The act of the outbox that is worded anew. */
  instead: QueuedAct | undefined;
  draft: string;
}

/** Where an answer to a correction is sent; in the outbox it is known by that. */
export const decisionPath = (correction: string) => `/api/corrections/${encodeURIComponent(correction)}/decide`;

/** @returns undefined where the decision waits for a line */
export function submitDecision(
  { id, person, personName: name }: CorrectionCase,
  body: BodyOf<'/api/corrections/{id}/decide'>,
  { key, purpose, rows, values, instead, draft }: Written,
) {
  const subject = { person, name };
  return submitAct<AnswerOf<'/api/corrections/{id}/decide', 'post'>>(
    { act: 'decide-correction', subject, values, rows, path: decisionPath(id), body, purpose, base: {} },
    { key, instead, draft },
  );
}
