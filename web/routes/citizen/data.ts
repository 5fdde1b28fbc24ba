import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { get, post } from '../../api.ts';
import { type ProofAnswer, verifyProof } from '../../proof.ts';

export interface RecordField {
  id: string;
  state: 'known' | 'none';
  /** As the reader's language writes it. */
  text: string;
  source?: { act: string; since: string; recordedAt: string; officeName: string; legalBasisTitle: string };
  /** An old place in today's units. */
  resolved?: string;
  correction?: { id: string; dueOn: string };
}

export interface RecordView {
  person: string;
  version: number;
  life: string;
  fields: RecordField[];
  name: string;
  /** None while a cancelled number waits to be made anew. */
  pin?: string;
}

export interface Relative {
  relation: string;
  person?: string;
  name: string;
  birthDate?: string;
  life?: string;
}

export interface Line {
  reference: string;
  /** Place in the log; null until it is sealed, within a second. */
  number: number | null;
  at: string;
  kind: 'look' | 'act';
  type: string;
  sentence: string;
  organisationName: string;
  officeName?: string;
  actorRole?: string;
  purposeText: string;
  legalBasisText: string;
  legalBasisId: string;
  fields: { id: string; name: string }[];
  caseNumber?: string;
  outcome?: string;
  mine: boolean;
  objection?: { id: string; state: string };
}

export interface LookPage {
  lines: Line[];
  years: number[];
  organisations: { id: string; name: string }[];
  next?: number;
  /** Written and not yet sealed. */
  pending: number;
}

export interface Correction {
  id: string;
  field: string;
  fieldName: string;
  claim: string;
  note: string;
  state: 'open' | 'accepted' | 'refused';
  openedAt: string;
  dueOn: string;
  decidedAt?: string;
  reason?: string;
  officeName: string;
}

export interface Promised {
  id: string;
  dueOn: string;
}

export interface LookFilter {
  year?: number | undefined;
  organisation?: string | undefined;
  /** The reader's own looks too. */
  own?: boolean | undefined;
}

export const recordQuery = queryOptions({
  queryKey: ['me', 'record'],
  queryFn: ({ signal }) => get<RecordView>('/api/me/record', { signal }),
});

export const relativesQuery = queryOptions({
  queryKey: ['me', 'relatives'],
  queryFn: ({ signal }) => get<{ relatives: Relative[] }>('/api/me/relatives', { signal }),
});

export const correctionsQuery = queryOptions({
  queryKey: ['me', 'corrections'],
  queryFn: ({ signal }) => get<{ corrections: Correction[] }>('/api/me/corrections', { signal }),
});

export function looksQuery({ year, organisation, own }: LookFilter) {
  return infiniteQueryOptions({
    queryKey: ['me', 'looks', year ?? null, organisation ?? null, own ?? false],
    queryFn: ({ pageParam, signal }) =>
      get<LookPage>('/api/me/looks', { query: { year, organisation, own: own ? 'true' : undefined, before: pageParam, limit: 20 }, signal }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => page.next,
    // A look made a moment ago must be there when the reader comes back.
    staleTime: 0,
  });
}

export function sendCorrection(body: { field: string; claim: string; note: string }, key: string): Promise<Promised> {
  return post<Promised>('/api/me/corrections', body, { key });
}

export function sendObjection(body: { reference: string; note: string }, key: string): Promise<Promised> {
  return post<Promised>('/api/me/objections', body, { key });
}

/** The proof as the server gives it, and what this browser makes of it. */
export function proofQuery(number: string) {
  return queryOptions({
    queryKey: ['me', 'proof', number],
    queryFn: async ({ signal }) => {
      const answer = await get<ProofAnswer>(`/api/log/proof/${encodeURIComponent(number)}`, { signal });
      return { answer, verdict: await verifyProof(answer) };
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}
