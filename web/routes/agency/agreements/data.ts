import { queryOptions } from '@tanstack/react-query';
import { type AnswerOf, type BodyOf, get, post, put } from '../../../api.ts';

export type Catalogue = AnswerOf<'/api/agency/catalogue'>;
export type DraftLine = AnswerOf<'/api/agency/drafts'>['drafts'][number];
export type Draft = AnswerOf<'/api/agency/drafts/{draft}'>;
/** Terms with what their ids mean; `validTo` is the first day no longer in force. */
export type TermsView = Draft['terms'];
export type Hours = TermsView['hours'];
export type Change = NonNullable<Draft['changes']>[number];
export type Signature = Draft['signatures'][number];
export type Versions = AnswerOf<'/api/agency/agreements/{agreement}/versions'>;
export type Suspension = AnswerOf<'/api/agency/suspensions'>['suspensions'][number];
export type NewDraft = BodyOf<'/api/agency/drafts'>;
export type Terms = NewDraft['terms'];
type Made = AnswerOf<'/api/agency/drafts', 'post', 201>;

/** Who looks: the organisation that asks, or the platform that answers. */
export type Side = 'agency' | 'holder';

/** Whether somebody still has to do something; an agreement has one such draft at most. */
export const isOpen = ({ state }: Pick<DraftLine, 'state'>) => !['enacted', 'refused', 'withdrawn'].includes(state);

/** Each side has a door of its own to the same things. */
const doorOf = (side: Side) => (side === 'agency' ? '/api/agency' : '/api/connections');
const draftPath = (side: Side, draft: string) => `${doorOf(side)}/drafts/${encodeURIComponent(draft)}`;

export const catalogueQuery = queryOptions({
  queryKey: ['agreements', 'catalogue'],
  queryFn: ({ signal }) => get<Catalogue>('/api/agency/catalogue', { signal }),
});

export const draftsQuery = queryOptions({
  queryKey: ['agreements', 'drafts'],
  queryFn: async ({ signal }) => (await get<{ drafts: DraftLine[] }>('/api/agency/drafts', { signal })).drafts,
});

export const draftQuery = (side: Side, draft: string) =>
  queryOptions({
    queryKey: ['agreements', side, 'draft', draft],
    queryFn: ({ signal }) => get<Draft>(draftPath(side, draft), { signal }),
  });

export const versionsQuery = (side: Side, agreement: string) =>
  queryOptions({
    queryKey: ['agreements', side, 'versions', agreement],
    queryFn: ({ signal }) =>
      get<Versions>(`${doorOf(side)}/agreements/${encodeURIComponent(agreement)}/versions`, { signal }),
  });

/** What can be stopped: an agreement, or a system by its id. */
export interface Target {
  kind: 'agreement' | 'system';
  target: string;
}

/** Suspensions of one agreement or system: what stands first, then what was. */
export const suspensionsQuery = (side: Side, { kind, target }: Target) =>
  queryOptions({
    queryKey: ['agreements', side, 'suspensions'],
    queryFn: async ({ signal }) =>
      (await get<{ suspensions: Suspension[] }>(`${doorOf(side)}/suspensions`, { signal })).suspensions,
    select: (all) => all.filter((one) => one.kind === kind && one.target === target),
  });

export function makeDraft(draft: NewDraft, key: string) {
  return post<Made>('/api/agency/drafts', draft, { key });
}

export function editDraft(draft: string, given: Omit<NewDraft, 'agreement'> & { revision: number }, key: string) {
  return put<Made>(draftPath('agency', draft), given, { key });
}

/** Send, agree, object, withdraw; accept, narrow, refuse, return; and for both: sign. */
export function moveDraft(
  side: Side,
  { draft, revision }: Pick<Draft, 'draft' | 'revision'>,
  step: string,
  more: object = {},
  key: string = crypto.randomUUID(),
) {
  return post<unknown>(`${draftPath(side, draft)}/${step}`, { revision, ...more }, { key });
}

export function suspend(side: Side, target: Target, why: string, key: string) {
  return post<unknown>(`${doorOf(side)}/suspensions`, { ...target, why }, { key });
}

/** `ask-lift`, `lift`, `keep`. */
export function moveSuspension(side: Side, suspension: string, step: string, why: string, key: string) {
  return post<unknown>(`${doorOf(side)}/suspensions/${encodeURIComponent(suspension)}/${step}`, { why }, { key });
}
