import { queryOptions } from '@tanstack/react-query';
import { get, type Purpose, post } from '../../api.ts';
import type { RecordField, RecordView } from '../citizen/data.ts';
import type { PersonRecord, RecordChanges } from './record.ts';

export interface Named {
  code: string;
  name: string;
}

export interface Lists {
  provinces: Named[];
  ethnicities: Named[];
  religions: Named[];
  nationalities: Named[];
  purposes: { id: string; sentence: string; legalBases: string[]; fields: string[]; mode: string }[];
  legalBases: { id: string; title: string; number: string; article?: string }[];
  organisations: { id: string; name: string; kind: string }[];
  fields: { id: string; name: string }[];
}

export interface Figures {
  persons: number;
  openCorrections: number;
  openProposals: number;
  dueSoon: number;
}

export interface Candidate {
  person: string;
  name: string;
  birthDate: string;
  sex: string;
  life: string;
  pin?: string;
  commune: string;
  communeName: string;
  provinceName: string;
  /** From 0 to 1. */
  score: number;
  why: string[];
}

export interface SearchCriteria {
  number?: string | undefined;
  name?: string | undefined;
  birth?: string | undefined;
  province?: string | undefined;
  relative?: string | undefined;
}

export interface OfficerRecord extends RecordView {
  record: PersonRecord;
  areaPath: string[];
  mergedInto?: string;
  canAct: boolean;
}

export interface Change {
  id: string;
  name: string;
  before?: string;
  after?: string;
}

export interface Evidence {
  kind: string;
  number?: string;
  issuedOn?: string;
  note?: string;
}

export interface TimelineAct {
  act: string;
  kind: string;
  validFrom: string;
  recordedAt: string;
  officeName: string;
  officerName: string;
  legalBasisTitle: string;
  evidence: Evidence[];
  changes: Change[];
  retracted: boolean;
}

export interface DeskRelative {
  relation: string;
  person?: string;
  name: string;
  birthDate?: string;
  pin?: string;
  life?: string;
}

export interface Comparison {
  left: RecordView & { mergedInto?: string };
  right: RecordView & { mergedInto?: string };
  differences: { id: string; verdict: string }[];
}

export interface Proposal {
  id: string;
  kind: string;
  state: string;
  proposedByName: string;
  mine: boolean;
  proposedAt: string;
  dueOn: string;
  persons: { person: string; name: string }[];
  legalBasisTitle: string;
  evidence: Evidence[];
  reason?: string;
}

export interface CorrectionCase {
  id: string;
  person: string;
  personName: string;
  field: string;
  fieldName: string;
  claim: string;
  current: string;
  note: string;
  state: string;
  openedAt: string;
  dueOn: string;
  communeName: string;
}

/** What an act is founded on. */
export interface Ground {
  legalBasis: string;
  evidence: Evidence[];
}

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
      (await get<{ communes: Named[] }>(`/api/country/provinces/${encodeURIComponent(province)}/communes`, { signal }))
        .communes,
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
      get<{ candidates: Candidate[]; more: boolean }>('/api/people/search', {
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
      (await get<{ acts: TimelineAct[] }>(`${person(id)}/timeline`, { purpose, signal })).acts,
    staleTime: LOOK_MS,
  });
}

export function relativesQuery(id: string, purpose: Purpose) {
  return queryOptions({
    queryKey: ['desk', 'person', id, 'relatives', purpose],
    queryFn: async ({ signal }) =>
      (await get<{ relatives: DeskRelative[] }>(`${person(id)}/relatives`, { purpose, signal })).relatives,
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
      get<{ on: string; known?: string; record: PersonRecord | null; fields: RecordField[] }>(`${person(id)}/at`, {
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
      (await get<{ proposals: Proposal[] }>('/api/people/proposals', { query: { state }, signal })).proposals,
  });
}

export function correctionsQuery(state: string) {
  return queryOptions({
    queryKey: ['desk', 'corrections', state],
    queryFn: async ({ signal }) =>
      (await get<{ corrections: CorrectionCase[] }>('/api/corrections', { query: { state }, signal })).corrections,
  });
}

export interface ActPreview {
  /** What the citizen will read. */
  sentence: string;
  changes: Change[];
}

/** The act performed for trial by the server, with all its checks, and taken back. @throws ApiProblem what the act would meet */
export function previewAct(id: string, act: string, body: object, purpose: Purpose): Promise<ActPreview> {
  return post<ActPreview>('/api/people/preview', { person: id, act, body }, { purpose });
}

interface Sending {
  key: string;
  purpose: Purpose;
}

export interface Recorded {
  person: string;
  version: number;
  act: string;
}

/** One of the acts on a person: `correct`, `move`, `divorce`, `death`, `missing`, `found`. */
export function sendAct(id: string, act: string, body: object, sending: Sending): Promise<Recorded> {
  return post<Recorded>(`${person(id)}/acts/${act}`, body, sending);
}

export function sendMarriage(body: Ground & { persons: [string, string]; on: string }, sending: Sending) {
  return post<{ persons: Recorded[] }>('/api/people/acts/marry', body, sending);
}

export function sendBirth(body: object, sending: Sending) {
  return post<Recorded & { pin: string }>('/api/people/acts/birth', body, sending);
}

export type Proposed =
  | { kind: 'merge' | 'unmerge'; target: string; source: string }
  | { kind: 'remake-pin'; person: string; reason: string };

export function sendProposal(body: Ground & Proposed, sending: Sending) {
  return post<{ id: string; dueOn: string }>('/api/people/proposals', body, sending);
}

export function decideProposal(id: string, body: { approve: boolean; reason: string }, key: string) {
  return post<{ state: string; pin?: string }>(`/api/people/proposals/${encodeURIComponent(id)}/decide`, body, { key });
}

export function decideCorrection(
  id: string,
  body: Ground & { accept: boolean; changes?: RecordChanges; reason: string },
  sending: Sending,
) {
  return post<{ state: string }>(`/api/corrections/${encodeURIComponent(id)}/decide`, body, sending);
}
