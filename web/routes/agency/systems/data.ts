import { queryOptions } from '@tanstack/react-query';
import { type AnswerOf, get, post, put, remove } from '../../../api.ts';

export type SystemLine = AnswerOf<'/api/agency/connections'>['connections'][number];
export type SystemView = AnswerOf<'/api/agency/connections/{system}'>;
export type Check = SystemView['checks'][number];
export type EvidenceFile = Check['evidence'][number];
export type RunReport = AnswerOf<'/api/agency/runs/{run}'>;
export type RunStep = RunReport['steps'][number];
export type Ask = RunStep['asks'][number];
export type Reminder = AnswerOf<'/api/agency/reminders'>['reminders'][number];

const pathOf = (system: string) => `/api/agency/connections/${encodeURIComponent(system)}`;

export const connectionsQuery = queryOptions({
  queryKey: ['agency', 'connections'],
  queryFn: async ({ signal }) =>
    (await get<AnswerOf<'/api/agency/connections'>>('/api/agency/connections', { signal })).connections,
});

export const systemQuery = (system: string) =>
  queryOptions({
    queryKey: ['agency', 'connections', system],
    queryFn: ({ signal }) => get<SystemView>(pathOf(system), { signal }),
  });

export const simulationQuery = queryOptions({
  queryKey: ['agency', 'simulation'],
  queryFn: ({ signal }) => get<AnswerOf<'/api/agency/simulation'>>('/api/agency/simulation', { signal }),
});

const POLL = 2000;

/** A run's report, read anew while it is open: the system may be asking at this moment. */
export const runQuery = (run: string) =>
  queryOptions({
    queryKey: ['agency', 'runs', run],
    queryFn: ({ signal }) => readRun(run, signal),
    refetchInterval: ({ state }) => (state.data?.state === 'open' ? POLL : false),
  });

export function readRun(run: string, signal?: AbortSignal) {
  return get<RunReport>(`/api/agency/runs/${encodeURIComponent(run)}`, { signal });
}

export const remindersQuery = queryOptions({
  queryKey: ['agency', 'reminders'],
  queryFn: async ({ signal }) => (await get<{ reminders: Reminder[] }>('/api/agency/reminders', { signal })).reminders,
});

export function beginRun(system: string) {
  return post<AnswerOf<'/api/agency/connections/{system}/runs', 'post', 201>>(`${pathOf(system)}/runs`, {});
}

export function setContact(system: string, contact: object, key: string) {
  return put<SystemView>(`${pathOf(system)}/contact`, contact, { key });
}

export function probeServer(system: string) {
  return post<SystemView>(`${pathOf(system)}/probe`, {});
}

export function answerItem(system: string, item: string, answer: { answer: string; months?: number }, key: string) {
  return put<SystemView>(`${pathOf(system)}/answers/${encodeURIComponent(item)}`, answer, { key });
}

/** @param file `content` in Base64 */
export function addEvidence(system: string, item: string, file: { name: string; content: string }, key: string) {
  return post<unknown>(`${pathOf(system)}/answers/${encodeURIComponent(item)}/evidence`, file, { key });
}

export function removeEvidence(system: string, evidence: string) {
  return remove<SystemView>(`${pathOf(system)}/evidence/${encodeURIComponent(evidence)}`);
}

/** Hands the list in, or takes it back. */
export function moveSystem(system: string, step: 'submit' | 'take-back') {
  return post<unknown>(`${pathOf(system)}/${step}`, {});
}
