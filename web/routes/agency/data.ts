import { queryOptions } from '@tanstack/react-query';
import { get, post } from '../../api.ts';
import type { PublicJwk } from './sign.ts';

export interface SystemKey {
  kid: string;
  algorithm: string;
  createdAt: string;
  state: string;
}

export interface AgencySystem {
  id: string;
  name: string;
  state: string;
  keys: SystemKey[];
}

export interface AgreementPurpose {
  id: string;
  sentence: string;
  legalBases: { id: string; title: string }[];
}

export interface Agreement {
  id: string;
  state: string;
  purposes: AgreementPurpose[];
  fields: { id: string; name: string }[];
  mode: string[];
  quotaPerDay: number;
  usedToday: number;
  validFrom: string;
  /** First day no longer in force. */
  validTo: string;
  version: number;
}

export interface Figures {
  today: { requests: number; yes: number; no: number; close: number; problems: number };
  days: { day: string; requests: number; problems: number }[];
  outcomes: { outcome: string; count: number }[];
  byPurpose: { purpose: string; sentence: string; count: number }[];
  latest: { at: string; system: string; type: string; purpose: string; outcome: string; reference: string }[];
}

export const systemsQuery = queryOptions({
  queryKey: ['agency', 'systems'],
  queryFn: async ({ signal }) => (await get<{ systems: AgencySystem[] }>('/api/agency/systems', { signal })).systems,
});

export const agreementsQuery = queryOptions({
  queryKey: ['agency', 'agreements'],
  queryFn: async ({ signal }) =>
    (await get<{ agreements: Agreement[] }>('/api/agency/agreements', { signal })).agreements,
});

export const figuresQuery = queryOptions({
  queryKey: ['agency', 'figures'],
  queryFn: ({ signal }) => get<Figures>('/api/agency/figures', { query: { days: 14 }, signal }),
});

export function registerSystem(body: { name: string; publicJwk: PublicJwk }, key: string) {
  return post<{ id: string; kid: string }>('/api/agency/systems', body, { key });
}

export function addKey(system: string, publicJwk: PublicJwk, key: string) {
  return post<{ id: string; kid: string }>(
    `/api/agency/systems/${encodeURIComponent(system)}/keys`,
    { publicJwk },
    { key },
  );
}

export function revokeKey(system: string, kid: string) {
  const path = `/api/agency/systems/${encodeURIComponent(system)}/keys/${encodeURIComponent(kid)}/revoke`;
  return post<{ id: string; kid: string }>(path, {});
}
