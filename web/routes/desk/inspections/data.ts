import { queryOptions } from '@tanstack/react-query';
import { type AnswerOf, get, post } from '../../../api.ts';
import type { SystemLine, SystemView } from '../../agency/systems/data.ts';

const DOOR = '/api/connections/inspections';

/** An inspector's way to a system. */
export const doorOf = (system: string) => `${DOOR}/${encodeURIComponent(system)}`;

export const inspectionsQuery = queryOptions({
  queryKey: ['inspections'],
  queryFn: async ({ signal }) => (await get<{ connections: SystemLine[] }>(DOOR, { signal })).connections,
});

export const inspectionQuery = (system: string) =>
  queryOptions({
    queryKey: ['inspections', system],
    queryFn: ({ signal }) => get<SystemView>(doorOf(system), { signal }),
  });

export function probeAgain(system: string) {
  return post<SystemView>(`${doorOf(system)}/probe`, {});
}

export function confirmContact(system: string, how: string, key: string) {
  return post<SystemView>(`${doorOf(system)}/contact-reached`, { how }, { key });
}

export function returnItems(system: string, items: { item: string; remark: string }[]) {
  return post<unknown>(`${doorOf(system)}/return`, { items });
}

/** @param digest of the list that was seen */
export function signList(system: string, digest: string, key: string) {
  return post<AnswerOf<'/api/connections/inspections/{system}/sign', 'post'>>(
    `${doorOf(system)}/sign`,
    { digest },
    { key },
  );
}
