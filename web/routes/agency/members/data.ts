import { queryOptions } from '@tanstack/react-query';
import type { MemberRow } from '#libs/memberlist';
import { type AnswerOf, type BodyOf, get, post } from '../../../api.ts';

const PATH = '/api/agency/memberships';
export type OwnProgrammes = AnswerOf<'/api/agency/memberships'>;
export type ProgrammeLine = OwnProgrammes['programmes'][number];
export type Programme = AnswerOf<'/api/agency/memberships/{programme}'>;
export type NewProgramme = BodyOf<'/api/agency/memberships'>;
export type Members = AnswerOf<'/api/agency/memberships/{programme}/members'>;
export type Member = Members['members'][number];
export type Verdict = Member['verdict'];
export type CardState = NonNullable<Member['card']>['state'];
export type Collected = AnswerOf<'/api/agency/memberships/{programme}/members', 'post'>;

export const pathOf = (programme: string) => `${PATH}/${encodeURIComponent(programme)}`;
/** While the register or the line is at work. */
const REFRESH_MS = 2000;
const isBusy = ({ members, cards, halted }: ProgrammeLine) =>
  ((members.waiting ?? 0) > 0 && !halted) || (cards.taken ?? 0) > 0;

export const programmesQuery = queryOptions({
  queryKey: ['members', 'list'],
  queryFn: ({ signal }) => get<OwnProgrammes>(PATH, { signal }),
  staleTime: 0,
});

export const programmeQuery = (programme: string) =>
  queryOptions({
    queryKey: ['members', 'one', programme],
    queryFn: ({ signal }) => get<Programme>(pathOf(programme), { signal }),
    staleTime: 0,
    refetchInterval: ({ state: { data } }) => (data && isBusy(data) ? REFRESH_MS : false),
  });

export interface Narrowed {
  readonly verdict?: Verdict;
  readonly card?: CardState;
}

export const readMembers = (programme: string, { verdict, card }: Narrowed, after: string, signal: AbortSignal) =>
  get<Members>(`${pathOf(programme)}/members`, {
    query: { ...(verdict ? { verdict } : {}), ...(card ? { card } : {}), ...(after ? { after } : {}) },
    signal,
  });

export const makeProgramme = (body: NewProgramme, key: string) =>
  post<AnswerOf<'/api/agency/memberships', 'post', 201>>(PATH, body, { key });
export const changeProgramme = (programme: string, body: BodyOf<'/api/agency/memberships/{programme}'>, key: string) =>
  post(pathOf(programme), body, { key });
export const moveProgramme = ({ programme, version }: ProgrammeLine, act: 'propose' | 'close') =>
  post(`${pathOf(programme)}/acts`, { act, version });
export const sendMembers = (programme: string, members: MemberRow[], key: string) =>
  post<Collected>(`${pathOf(programme)}/members`, { members }, { key });
export const orderCards = (programme: string, limit: number, key: string) =>
  post<AnswerOf<'/api/agency/memberships/{programme}/cards', 'post', 201>>(
    `${pathOf(programme)}/cards`,
    { limit },
    { key },
  );
export const handOver = (programme: string, unit?: string) =>
  post(`${pathOf(programme)}/hand-over`, unit === undefined ? {} : { unit });
export const endMembership = (programme: string, number: string) =>
  post(`${pathOf(programme)}/members/${encodeURIComponent(number)}/end`, {});

const PLATFORM = '/api/memberships/programmes';
export const proposedQuery = queryOptions({
  queryKey: ['members', 'proposed'],
  queryFn: async ({ signal }) => (await get<AnswerOf<'/api/memberships/programmes'>>(PLATFORM, { signal })).programmes,
  staleTime: 0,
});
export const decideProgramme = (
  programme: string,
  body: BodyOf<'/api/memberships/programmes/{programme}/decisions'>,
  key: string,
) => post(`${PLATFORM}/${encodeURIComponent(programme)}/decisions`, body, { key });
export const decidedArtwork = (programme: string) => `${PLATFORM}/${encodeURIComponent(programme)}/artwork`;
