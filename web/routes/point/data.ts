import { queryOptions } from '@tanstack/react-query';
import { type AnswerOf, type BodyOf, get, post } from '../../api.ts';

export type Desk = AnswerOf<'/api/desks'>['desks'][number];
export type CheckBody = BodyOf<'/api/desks/{desk}/checks'>;
export type Presented = CheckBody['presented'];
export type CheckAnswer = AnswerOf<'/api/desks/{desk}/checks', 'post'>;
export type Figures = AnswerOf<'/api/desks/{desk}/figures'>;
export type Queue = AnswerOf<'/api/desks/{desk}/queue'>;
export type Flight = Queue['flights'][number];
export type Visit = Queue['visits'][number];
export type VirtualCard = AnswerOf<'/api/demonstration/virtual-cards'>['cards'][number];
export type Listings = AnswerOf<'/api/agency/listings'>;
export type Listing = Listings['listings'][number];
export type DoneTo = NonNullable<BodyOf<'/api/demonstration/virtual-reader/readings/{reading}'>['doneTo']>;

/** As the virtual reader calls itself. */
export const VIRTUAL_READER = 'Virtual reader';
const LOOK_MILLISECONDS = 5000;

const deskPath = (desk: string) => `/api/desks/${encodeURIComponent(desk)}`;

export const desksQuery = queryOptions({
  queryKey: ['point', 'desks'],
  queryFn: ({ signal }) => get<AnswerOf<'/api/desks'>>('/api/desks', { signal }),
});

export const figuresQuery = (desk: string) =>
  queryOptions({
    queryKey: ['point', 'figures', desk],
    queryFn: ({ signal }) => get<Figures>(`${deskPath(desk)}/figures`, { signal }),
    staleTime: 0,
  });

/** Others check and call at the same time. */
export const queueQuery = (desk: string) =>
  queryOptions({
    queryKey: ['point', 'queue', desk],
    queryFn: ({ signal }) => get<Queue>(`${deskPath(desk)}/queue`, { signal }),
    refetchInterval: LOOK_MILLISECONDS,
  });

export const callVisit = (desk: string, visit: string) =>
  post(`${deskPath(desk)}/visits/${encodeURIComponent(visit)}/call`, {});

export const askChallenge = (desk: string, keys: BodyOf<'/api/desks/{desk}/challenge'>) =>
  post<AnswerOf<'/api/desks/{desk}/challenge', 'post', 201>>(`${deskPath(desk)}/challenge`, keys);

export const fetchAnswerState = (desk: string, challenge: string, signal: AbortSignal) =>
  get<AnswerOf<'/api/desks/{desk}/challenge/{challenge}'>>(
    `${deskPath(desk)}/challenge/${encodeURIComponent(challenge)}`,
    { signal },
  );

export const sendCheck = (desk: string, body: CheckBody) => post<CheckAnswer>(`${deskPath(desk)}/checks`, body);

export type LateBody = BodyOf<'/api/desks/{desk}/checks/late'>;

export const sendLate = (desk: string, body: LateBody) =>
  post<AnswerOf<'/api/desks/{desk}/checks/late', 'post'>>(`${deskPath(desk)}/checks/late`, body);

export type ShownChip = Extract<LateBody['presented'], { kind: 'chip' }>['shown'];
export type AnswerOfReader = AnswerOf<'/api/reader'>;
export type Challenge = AnswerOf<'/api/desks/{desk}/challenges', 'post', 201>['challenges'][number];

/** For chips that are read without a line. */
export const prepareChallenges = (desk: string) =>
  post<AnswerOf<'/api/desks/{desk}/challenges', 'post', 201>>(`${deskPath(desk)}/challenges`, {});

export const fetchLists = (desk: string) => get<AnswerOf<'/api/desks/{desk}/lists'>>(`${deskPath(desk)}/lists`);

export const virtualCardsQuery = queryOptions({
  queryKey: ['point', 'virtual-cards'],
  queryFn: ({ signal }) =>
    get<AnswerOf<'/api/demonstration/virtual-cards'>>('/api/demonstration/virtual-cards', { signal }),
  staleTime: 0,
});

export const plugVirtualReader = () => post('/api/demonstration/virtual-reader', {});
export const layVirtualCard = (reading: string, card: string, doneTo: DoneTo) =>
  post(`/api/demonstration/virtual-reader/readings/${encodeURIComponent(reading)}`, { card, doneTo });

export const listingsQuery = queryOptions({
  queryKey: ['point', 'listings'],
  queryFn: ({ signal }) => get<Listings>('/api/agency/listings', { signal }),
});
export const proposeListing = (body: BodyOf<'/api/agency/listings'>, key: string) =>
  post('/api/agency/listings', body, { key });
export const decideListing = (listing: string, act: 'approve' | 'end') =>
  post(`/api/agency/listings/${encodeURIComponent(listing)}/acts`, { act });

export const ownDesksQuery = queryOptions({
  queryKey: ['point', 'own-desks'],
  queryFn: ({ signal }) => get<AnswerOf<'/api/agency/desks'>>('/api/agency/desks', { signal }),
});
export const openDesk = (body: BodyOf<'/api/agency/desks'>, key: string) => post('/api/agency/desks', body, { key });
export const closeDesk = (desk: string) => post(`/api/agency/desks/${encodeURIComponent(desk)}/close`, {});
export const enterFlight = (body: BodyOf<'/api/agency/flights'>, key: string) =>
  post<AnswerOf<'/api/agency/flights', 'post', 201>>('/api/agency/flights', body, { key });
export const enterInsurance = (body: BodyOf<'/api/agency/insurance'>, key: string) =>
  post<AnswerOf<'/api/agency/insurance', 'post'>>('/api/agency/insurance', body, { key });
