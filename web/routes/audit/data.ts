import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { get, post } from '../../api.ts';

export interface Line {
  reference: string;
  /** Place in the log. */
  number: number;
  at: string;
  kind: string;
  type: string;
  sentence: string;
  organisation?: string;
  organisationName: string;
  officeName?: string;
  purposeText?: string;
  legalBasisText?: string;
  fields: { id: string; name: string }[];
  caseNumber?: string;
  outcome?: string;
}

export interface JournalLine extends Line {
  actor: string;
  /** How many persons the line is about. */
  subjects: number;
  room: string;
}

export interface JournalFilter {
  /** Key of a person. */
  subject?: string | undefined;
  organisation?: string | undefined;
}

export interface Objection {
  id: string;
  number: number;
  note: string;
  state: string;
  openedAt: string;
  dueOn: string;
  finding?: string;
  line?: Line;
}

export interface LogState {
  size: number;
  /** Hex. */
  root: string;
  signedAt: string;
  origin: string;
  verifierKey: string;
}

export interface LogVerdict {
  ok: boolean;
  size: number;
  unsealedBlocks: number;
  durationMs: number;
  /** The first line at which the log and the journal part. */
  first?: { number: number | null; reference: string | null; code: string; why: string };
}

export function journalQuery({ subject, organisation }: JournalFilter) {
  return infiniteQueryOptions({
    queryKey: ['audit', 'journal', subject ?? null, organisation ?? null],
    queryFn: ({ pageParam, signal }) =>
      get<{ lines: JournalLine[]; next?: number }>('/api/journal', {
        query: { subject, organisation, before: pageParam, limit: 50 },
        signal,
      }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => page.next,
    staleTime: 0,
  });
}

export function objectionsQuery(state: string) {
  return queryOptions({
    queryKey: ['audit', 'objections', state],
    queryFn: async ({ signal }) =>
      (await get<{ objections: Objection[] }>('/api/objections', { query: { state }, signal })).objections,
  });
}

export const logQuery = queryOptions({
  queryKey: ['audit', 'log'],
  queryFn: ({ signal }) => get<LogState>('/api/log/state', { signal }),
  staleTime: 0,
});

export function decideObjection(id: string, body: { finding: string; reason: string }, key: string) {
  return post<{ state: string }>(`/api/objections/${encodeURIComponent(id)}/decide`, body, { key });
}

export function verifyLog(): Promise<LogVerdict> {
  return post<LogVerdict>('/api/log/verify', {});
}
