import { queryOptions } from '@tanstack/react-query';
import { type AnswerOf, type BodyOf, get, getFile, type Purpose, post } from '../../../api.ts';

export type QueuedCard = AnswerOf<'/api/cards'>['cards'][number];
export type CardPage = AnswerOf<'/api/cards/{card}'>;
export type CardAct = CardPage['acts'][number];
export type ActBody = BodyOf<'/api/cards/{card}/acts'>;
export type CardsOfPerson = AnswerOf<'/api/cards/persons/{person}'>;
export type Offer = CardsOfPerson['kinds'][number];
export type Trust = AnswerOf<'/api/cards/trust'>;
export type OwnCards = AnswerOf<'/api/me/cards'>;
export type OwnCard = OwnCards['cards'][number];

/** Each look is a line in the log: what was read a moment ago is not read again. */
const LOOK_MS = 5 * 60_000;

export const QUEUE_VIEWS = ['approve', 'hand-over', 'enrolled', 'making', 'stopped'] as const;

export const queueQuery = (view: (typeof QUEUE_VIEWS)[number]) =>
  queryOptions({
    queryKey: ['cards', 'queue', view],
    queryFn: async ({ signal }) => (await get<AnswerOf<'/api/cards'>>('/api/cards', { query: { view }, signal })).cards,
    staleTime: 0,
  });

const cardPath = (card: string) => `/api/cards/${encodeURIComponent(card)}`;

export const cardQuery = (card: string, purpose: Purpose) =>
  queryOptions({
    queryKey: ['cards', 'card', card, purpose],
    queryFn: ({ signal }) => get<CardPage>(cardPath(card), { purpose, signal }),
    staleTime: LOOK_MS,
  });

export const sendAct = (card: string, body: ActBody, sending: { key?: string; purpose: Purpose }) =>
  post<AnswerOf<'/api/cards/{card}/acts', 'post'>>(`${cardPath(card)}/acts`, body, sending);

const personPath = (person: string) => `/api/cards/persons/${encodeURIComponent(person)}`;

export const cardsOfQuery = (person: string, purpose: Purpose) =>
  queryOptions({
    queryKey: ['cards', 'person', person, purpose],
    queryFn: ({ signal }) => get<CardsOfPerson>(personPath(person), { purpose, signal }),
    staleTime: LOOK_MS,
  });

export const requestCard = (
  person: string,
  body: BodyOf<'/api/cards/persons/{person}'>,
  sending: { key: string; purpose: Purpose },
) => post(personPath(person), body, sending);

export const trustQuery = queryOptions({
  queryKey: ['cards', 'trust'],
  queryFn: ({ signal }) => get<Trust>('/api/cards/trust', { signal }),
});

export const rotateKey = (key: BodyOf<'/api/cards/trust/keys'>['key']) => post('/api/cards/trust/keys', { key });
export const revokeSigner = (fingerprint: string) =>
  post('/api/cards/trust/revocations', { fingerprint, reason: 'key-compromised' });
export const bringForeign = (body: BodyOf<'/api/cards/trust/foreign'>, key: string) =>
  post('/api/cards/trust/foreign', body, { key });
export const dropForeign = (fingerprint: string) =>
  post(`/api/cards/trust/foreign/${encodeURIComponent(fingerprint)}/drop`, {});

export const ownCardsQuery = queryOptions({
  queryKey: ['me', 'cards'],
  queryFn: ({ signal }) => get<OwnCards>('/api/me/cards', { signal }),
});
export const requestOwnCard = (body: BodyOf<'/api/me/cards'>, key: string) => post('/api/me/cards', body, { key });
export const sendOwnAct = (card: string, act: BodyOf<'/api/me/cards/{card}/acts'>['act']) =>
  post(`/api/me/cards/${encodeURIComponent(card)}/acts`, { act });

export type OlderRuns = AnswerOf<'/api/cards/older'>;
export type OlderRun = OlderRuns['runs'][number];
type OlderPiece = BodyOf<'/api/cards/older/{run}/rows'>;

/** While rows come in. */
const REFRESH_MS = 3000;

export const olderQuery = queryOptions({
  queryKey: ['cards', 'older'],
  queryFn: ({ signal }) => get<OlderRuns>('/api/cards/older', { signal }),
  refetchInterval: ({ state: { data } }) => (data?.runs.some(({ perMinute }) => perMinute) ? REFRESH_MS : false),
});

const runPath = (run: string) => `/api/cards/older/${encodeURIComponent(run)}`;

export const beginOlder = (body: BodyOf<'/api/cards/older'>, sending: { key: string; purpose: Purpose }) =>
  post<AnswerOf<'/api/cards/older', 'post', 201>>('/api/cards/older', body, sending);
export const sendOlder = (run: string, piece: OlderPiece, purpose: Purpose) =>
  post<AnswerOf<'/api/cards/older/{run}/rows', 'post'>>(`${runPath(run)}/rows`, piece, { purpose });
export const closeOlder = (run: string, purpose: Purpose) => post(`${runPath(run)}/close`, {}, { purpose });
export const readOlderReport = (run: string, purpose: Purpose) => getFile(`${runPath(run)}/report`, purpose);
