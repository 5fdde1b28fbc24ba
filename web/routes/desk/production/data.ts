import { queryOptions } from '@tanstack/react-query';
import { type AnswerOf, type BodyOf, get, post } from '../../../api.ts';

export type Stock = AnswerOf<'/api/production/blanks'>;
export type Batches = AnswerOf<'/api/production/batches'>;
export type Batch = Batches['batches'][number];
export type BatchPage = AnswerOf<'/api/production/batches/{batch}'>;
export type Parcel = AnswerOf<'/api/production/parcels'>['parcels'][number];

/** While something is made. */
const REFRESH_MS = 2000;
const isBusy = ({ state }: Pick<Batch, 'state'>) => state === 'waiting' || state === 'making';

export const stockQuery = queryOptions({
  queryKey: ['production', 'blanks'],
  queryFn: ({ signal }) => get<Stock>('/api/production/blanks', { signal }),
});

export const batchesQuery = queryOptions({
  queryKey: ['production', 'batches'],
  queryFn: ({ signal }) => get<Batches>('/api/production/batches', { signal }),
  refetchInterval: ({ state: { data } }) => (data?.batches.some(isBusy) ? REFRESH_MS : false),
});

const batchPath = (batch: string) => `/api/production/batches/${encodeURIComponent(batch)}`;

export const batchQuery = (batch: string) =>
  queryOptions({
    queryKey: ['production', 'batch', batch],
    queryFn: ({ signal }) => get<BatchPage>(batchPath(batch), { signal }),
    refetchInterval: ({ state: { data } }) => (data && isBusy(data) ? REFRESH_MS : false),
  });

export const parcelsQuery = queryOptions({
  queryKey: ['production', 'parcels'],
  queryFn: async ({ signal }) =>
    (await get<AnswerOf<'/api/production/parcels'>>('/api/production/parcels', { signal })).parcels,
});

export const receiveBox = (body: BodyOf<'/api/production/boxes'>, key: string) =>
  post('/api/production/boxes', body, { key });
export const spoilBlank = (serial: string, body: BodyOf<'/api/production/blanks/{serial}/spoil'>, key: string) =>
  post(`/api/production/blanks/${encodeURIComponent(serial)}/spoil`, body, { key });
export const proposeDestruction = () => post('/api/production/destructions', {});
export const endDestruction = (destruction: string, done: boolean) =>
  post(`/api/production/destructions/${encodeURIComponent(destruction)}/end`, { done });
export const beginBatch = (body: BodyOf<'/api/production/batches'>, key: string) =>
  post<AnswerOf<'/api/production/batches', 'post', 201>>('/api/production/batches', body, { key });
export const resumeBatch = (batch: string) => post(`${batchPath(batch)}/resume`, {});
export const endBatch = (batch: string) => post(`${batchPath(batch)}/end`, {});
export const packParcels = () => post('/api/production/parcels', {});
export const actOnParcel = (parcel: string, body: BodyOf<'/api/production/parcels/{parcel}/acts'>, key?: string) =>
  post(`/api/production/parcels/${encodeURIComponent(parcel)}/acts`, body, key ? { key } : {});
