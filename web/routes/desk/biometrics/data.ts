import { queryOptions } from '@tanstack/react-query';
import { type AnswerOf, ApiProblem, type BodyOf, get, type Purpose, post, purposeHeaders } from '../../../api.ts';
import { encodeFile } from '../../../base64.ts';

export type QueueView = 'open' | 'proposed' | 'same' | 'different';
export type QueuedPair = AnswerOf<'/api/biometrics/pairs'>['pairs'][number];
export type PairPage = AnswerOf<'/api/biometrics/pairs/{one}/{other}'>;
export type Side = PairPage['left'];
export type Part = QueuedPair['parts'][number];
export type PairAct = BodyOf<'/api/biometrics/pairs/{one}/{other}/verdict'>['act'];
export type Held = AnswerOf<'/api/biometrics/persons/{person}'>;
export type HeldSample = Held['samples'][number];
export type Modality = Held['modalities'][number];
export type Engine = AnswerOf<'/api/biometrics/engine'>;
export type PairKeys = Pick<QueuedPair, 'one' | 'other'>;

/** Each look is a line in the log: what was read a moment ago is not read again. */
const LOOK_MS = 5 * 60_000;

export const queueQuery = (view: QueueView) =>
  queryOptions({
    queryKey: ['biometrics', 'queue', view],
    queryFn: async ({ signal }) =>
      (await get<AnswerOf<'/api/biometrics/pairs'>>('/api/biometrics/pairs', { query: { view }, signal })).pairs,
    staleTime: 0,
  });

const pairPath = ({ one, other }: PairKeys) =>
  `/api/biometrics/pairs/${encodeURIComponent(one)}/${encodeURIComponent(other)}`;
const personPath = (person: string) => `/api/biometrics/persons/${encodeURIComponent(person)}`;

export const pairQuery = (pair: PairKeys, purpose: Purpose) =>
  queryOptions({
    queryKey: ['biometrics', 'pair', pair.one, pair.other, purpose],
    queryFn: ({ signal }) => get<PairPage>(pairPath(pair), { purpose, signal }),
    staleTime: LOOK_MS,
  });

export const sendVerdict = (pair: PairPage, act: PairAct, purpose: Purpose) =>
  post<AnswerOf<'/api/biometrics/pairs/{one}/{other}/verdict', 'post'>>(
    `${pairPath(pair)}/verdict`,
    { act, version: pair.version },
    { purpose },
  );

export const heldQuery = (person: string, purpose: Purpose) =>
  queryOptions({
    queryKey: ['desk', 'person', person, 'biometrics', purpose],
    queryFn: ({ signal }) => get<Held>(personPath(person), { purpose, signal }),
    staleTime: LOOK_MS,
  });

export const engineQuery = queryOptions({
  queryKey: ['biometrics', 'engine'],
  queryFn: ({ signal }) => get<Engine>('/api/biometrics/engine', { signal }),
});

type SetBody = BodyOf<'/api/biometrics/persons/{person}'>;
type Taken = AnswerOf<'/api/biometrics/persons/{person}', 'post', 201>;

export const sendSample = (person: string, body: SetBody, sending: { key: string; purpose: Purpose }) =>
  post<Taken>(personPath(person), body, sending);

export type Erasure = BodyOf<'/api/biometrics/persons/{person}/erase'>['reason'];

export const sendErasure = (person: string, reason: Erasure, sending: { key: string; purpose: Purpose }) =>
  post(`${personPath(person)}/erase`, { reason }, sending);

export const samplePath = (person: string, sample: string) =>
  `${personPath(person)}/samples/${encodeURIComponent(sample)}`;
export const pairSamplePath = (pair: PairKeys, sample: string) =>
  `${pairPath(pair)}/samples/${encodeURIComponent(sample)}`;

/** A picture as an address of its own, which no other page can open. It is a look, and is forgotten with the screen. */
export const pictureQuery = (address: string, purpose?: Purpose) =>
  queryOptions({
    queryKey: ['biometrics', 'picture', address, purpose],
    queryFn: async ({ signal }) => {
      const headers = purposeHeaders(purpose);
      const answer = await fetch(address, { credentials: 'same-origin', headers, signal }).catch(() => undefined);
      if (!answer?.ok) {
        const code = answer ? 'web/unreadable' : 'web/unreachable';
        throw new ApiProblem({ type: 'about:blank', title: '', status: answer?.status ?? 0, code });
      }
      const media = answer.headers.get('content-type') ?? '';
      return `data:${media};base64,${await encodeFile(await answer.blob())}`;
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
