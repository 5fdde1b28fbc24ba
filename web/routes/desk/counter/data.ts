import { queryOptions } from '@tanstack/react-query';
import { type AnswerOf, type BodyOf, get, type Purpose, post } from '../../../api.ts';

export type AtCounter = AnswerOf<'/api/counter/accounts/{person}'>;
export type Paper = AnswerOf<'/api/counter/accounts/{person}', 'post', 201>;
export type Evidence = BodyOf<'/api/counter/accounts/{person}/unlock'>['evidence'];
export type CounterBody = BodyOf<'/api/counter/accounts/{person}'>;
export type CounterAct = 'prove' | 'recovery' | 'unlock';

const path = (person: string) => `/api/counter/accounts/${encodeURIComponent(person)}`;

export function counterQuery(person: string, purpose: Purpose) {
  return queryOptions({
    queryKey: ['counter', person, purpose],
    queryFn: ({ signal }) => get<AtCounter>(path(person), { purpose, signal }),
  });
}

interface Sending {
  purpose: Purpose;
  key: string;
}

export function proveIdentity(person: string, body: CounterBody, sending: Sending) {
  return post<Paper>(path(person), body, sending);
}

export function giveRecoveryCode(person: string, evidence: Evidence, sending: Sending) {
  return post<Paper>(`${path(person)}/recovery`, { evidence }, sending);
}

export function unlockAccount(person: string, evidence: Evidence, sending: Sending) {
  return post<null>(`${path(person)}/unlock`, { evidence }, sending);
}
