import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { type AnswerOf, type BodyOf, get, type Purpose, post } from '../../../api.ts';

export type Overview = AnswerOf<'/api/quality/overview'>;
export type Criterion = Overview['criteria'][number];
export type Indicator = Criterion['indicators'][number];
export type IndicatorView = AnswerOf<'/api/quality/indicators/{id}'>;
export type Part = IndicatorView['parts'][number];
export type Records = AnswerOf<'/api/quality/indicators/{id}/records'>;
export type Sample = AnswerOf<'/api/quality/samples'>['samples'][number];
export type DrawnSample = AnswerOf<'/api/quality/samples/{id}'>;
export type Drawn = DrawnSample['records'][number];
export type Campaigns = AnswerOf<'/api/quality/campaigns'>;
export type Campaign = AnswerOf<'/api/quality/campaigns/{id}'>;
export type Worklist = AnswerOf<'/api/quality/campaigns/{id}/records'>;
export type PairAnswer = AnswerOf<'/api/quality/indicators/{id}/pairs'>;
export type JudgedPair = NonNullable<PairAnswer['pair']>;
export type Outlines = AnswerOf<'/api/quality/map'>;

/** Each list is a look at everybody in it: what was read a moment ago is not read again. */
const LOOK_MS = 5 * 60_000;

/** A list of persons page by page, looked at for a purpose. */
const lookedAt = <Page extends { next?: string | undefined }>(
  list: string,
  [id, unit, purpose]: readonly [string, string, Purpose],
  path: string,
) =>
  infiniteQueryOptions({
    queryKey: ['quality', list, id, unit, purpose],
    queryFn: ({ signal, pageParam }) => get<Page>(path, { query: { unit, after: pageParam }, purpose, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    staleTime: LOOK_MS,
  });

/** While the register is being counted, how far it is. */
export const overviewQuery = (unit: string | undefined) =>
  queryOptions({
    queryKey: ['quality', 'overview', unit ?? null],
    queryFn: ({ signal }) => get<Overview>('/api/quality/overview', { query: { unit }, signal }),
    refetchInterval: ({ state }) => (state.data?.run.state === 'running' ? 2000 : false),
  });

export const indicatorQuery = (id: string, unit: string | undefined) =>
  queryOptions({
    queryKey: ['quality', 'indicator', id, unit ?? null],
    queryFn: ({ signal }) =>
      get<IndicatorView>(`/api/quality/indicators/${encodeURIComponent(id)}`, { query: { unit }, signal }),
  });

export const mapQuery = queryOptions({
  queryKey: ['quality', 'map'],
  queryFn: ({ signal }) => get<Outlines>('/api/quality/map', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

export const recordsQuery = (id: string, unit: string, purpose: Purpose) =>
  lookedAt<Records>('records', [id, unit, purpose], `/api/quality/indicators/${encodeURIComponent(id)}/records`);

/** A list of pairs and one of it; without both records, the first that is open. */
export interface AskedPair {
  indicator: string;
  unit: string;
  left: string | undefined;
  right: string | undefined;
}

export const pairQuery = ({ indicator, unit, left, right }: AskedPair, purpose: Purpose) =>
  queryOptions({
    queryKey: ['quality', 'pair', indicator, unit, left ?? null, right ?? null, purpose],
    queryFn: ({ signal }) =>
      get<PairAnswer>(`/api/quality/indicators/${encodeURIComponent(indicator)}/pairs`, {
        query: { unit, left, right },
        purpose,
        signal,
      }),
    staleTime: LOOK_MS,
  });

export const samplesQuery = queryOptions({
  queryKey: ['quality', 'samples'],
  queryFn: async ({ signal }) => (await get<{ samples: Sample[] }>('/api/quality/samples', { signal })).samples,
});

export const sampleQuery = (id: string, purpose: Purpose) =>
  queryOptions({
    queryKey: ['quality', 'sample', id, purpose],
    queryFn: ({ signal }) => get<DrawnSample>(`/api/quality/samples/${encodeURIComponent(id)}`, { purpose, signal }),
    staleTime: LOOK_MS,
  });

export const campaignsQuery = queryOptions({
  queryKey: ['quality', 'campaigns'],
  queryFn: async ({ signal }) => (await get<Campaigns>('/api/quality/campaigns', { signal })).campaigns,
});

export const campaignQuery = (id: string) =>
  queryOptions({
    queryKey: ['quality', 'campaign', id],
    queryFn: ({ signal }) => get<Campaign>(`/api/quality/campaigns/${encodeURIComponent(id)}`, { signal }),
  });

export const worklistQuery = (id: string, unit: string, purpose: Purpose) =>
  lookedAt<Worklist>('worklist', [id, unit, purpose], `/api/quality/campaigns/${encodeURIComponent(id)}/records`);

export const countNow = () => post('/api/quality/count', {});

export function sendVerdict(
  sample: string,
  person: string,
  body: BodyOf<'/api/quality/samples/{sample}/records/{person}'>,
) {
  return post(`/api/quality/samples/${encodeURIComponent(sample)}/records/${encodeURIComponent(person)}`, body);
}

export const closeSample = (sample: string) => post(`/api/quality/samples/${encodeURIComponent(sample)}/close`, {});

export const drawSample = (body: BodyOf<'/api/quality/samples'>, key: string) =>
  post<Sample>('/api/quality/samples', body, { key });

export const openCampaign = (body: BodyOf<'/api/quality/campaigns'>, key: string) =>
  post<Campaign>('/api/quality/campaigns', body, { key });

export const closeCampaign = (id: string) =>
  post(`/api/quality/campaigns/${encodeURIComponent(id)}/close`, { closing: '' });

export const readReport = (id: string) =>
  get<AnswerOf<'/api/quality/campaigns/{id}/report'>>(`/api/quality/campaigns/${encodeURIComponent(id)}/report`);

export const tellApart = (body: BodyOf<'/api/quality/pairs/apart'>, key: string) =>
  post('/api/quality/pairs/apart', body, { key });

export const takeApartBack = (body: BodyOf<'/api/quality/pairs/apart/undo'>, key: string) =>
  post('/api/quality/pairs/apart/undo', body, { key });
