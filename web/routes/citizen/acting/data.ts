import { queryOptions } from '@tanstack/react-query';
import { type AnswerOf, type BodyOf, get, post, remove } from '../../../api.ts';

export type Mandates = AnswerOf<'/api/me/mandates'>;
export type Mandate = Mandates['held'][number];
export type Organisation = AnswerOf<'/api/me/organisations'>['organisations'][number];
export type Ward = AnswerOf<'/api/me/wards'>['wards'][number];
export type MandateScopes = AnswerOf<'/api/mandate-scopes'>;
export type Offer = BodyOf<'/api/me/mandates'>;
export type Acting = AnswerOf<'/api/me/actings'>['actings'][number];

const id = encodeURIComponent;

/** Everything about acting for others is read anew after each change of it. */
export const actingKey = ['me', 'acting'] as const;

export const mandatesQuery = queryOptions({
  queryKey: [...actingKey, 'mandates'],
  queryFn: ({ signal }) => get<Mandates>('/api/me/mandates', { signal }),
});

export const organisationsQuery = queryOptions({
  queryKey: [...actingKey, 'organisations'],
  queryFn: async ({ signal }) =>
    (await get<AnswerOf<'/api/me/organisations'>>('/api/me/organisations', { signal })).organisations,
});

export function membersQuery(organisation: string) {
  return queryOptions({
    queryKey: [...actingKey, 'members', organisation],
    queryFn: async ({ signal }) => {
      const path = `/api/me/organisations/${id(organisation)}/members`;
      return (await get<AnswerOf<'/api/me/organisations/{id}/members'>>(path, { signal })).members;
    },
  });
}

export const wardsQuery = queryOptions({
  queryKey: [...actingKey, 'wards'],
  queryFn: async ({ signal }) => (await get<AnswerOf<'/api/me/wards'>>('/api/me/wards', { signal })).wards,
});

export const scopesQuery = queryOptions({
  queryKey: ['mandate-scopes'],
  queryFn: ({ signal }) => get<MandateScopes>('/api/mandate-scopes', { signal }),
});

export const provincesQuery = queryOptions({
  queryKey: ['country', 'provinces'],
  queryFn: async ({ signal }) =>
    (await get<AnswerOf<'/api/country/lists'>>('/api/country/lists', { signal })).provinces,
  staleTime: Number.POSITIVE_INFINITY,
});

export const actingsQuery = queryOptions({
  queryKey: [...actingKey, 'choice'],
  queryFn: ({ signal }) => get<AnswerOf<'/api/me/actings'>>('/api/me/actings', { signal }),
});

/** @param organisation in whose name; none: in one's own */
export const sendOffer = (organisation: string | undefined, offer: Offer, key: string) =>
  organisation === undefined
    ? post('/api/me/mandates', offer, { key })
    : post(`/api/me/organisations/${id(organisation)}/members`, offer, { key });
export const acceptMandate = (mandate: string) => post(`/api/me/mandates/${id(mandate)}/accept`, {});
export const endMandate = ({ principal, id: mandate }: Pick<Mandate, 'principal' | 'id'>) =>
  remove(`/api/me/mandates/${id(principal)}/${id(mandate)}`);
export const confirmMember = (organisation: string, mandate: string) =>
  post(`/api/me/organisations/${id(organisation)}/members/${id(mandate)}/confirm`, {});
export const askOrganisation = (body: BodyOf<'/api/me/organisations'>, key: string) =>
  post('/api/me/organisations', body, { key });
export const decideForWard = (person: string, decision: 'consent' | 'withdraw') =>
  post(`/api/me/wards/${id(person)}/account`, { decision });
export const changeActing = (body: BodyOf<'/api/me/acting'>) => post('/api/me/acting', body);
