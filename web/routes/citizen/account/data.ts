import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { type AnswerOf, type BodyOf, get, post, remove } from '../../../api.ts';

export type Account = AnswerOf<'/api/me/account'>;
export type Authenticator = Account['authenticators'][number];
export type Contact = Account['contacts'][number];
export type Trusted = Account['trusted'][number];
export type SessionRow = AnswerOf<'/api/me/sessions'>['sessions'][number];
export type EventPage = AnswerOf<'/api/me/security-events'>;
export type SecurityEvent = EventPage['events'][number];
export type Approval = AnswerOf<'/api/me/approvals'>['approvals'][number];
export type Asked = AnswerOf<'/api/me/trusted-for'>['recoveries'][number];
export type OwnRecovery = AnswerOf<'/api/me/recoveries'>['recoveries'][number];
export type Consent = AnswerOf<'/api/me/consents'>['consents'][number];
export type DataConsent = AnswerOf<'/api/me/data-consents'>['consents'][number];

export interface EventFilter {
  year?: number | undefined;
  kind?: string | undefined;
}

const id = encodeURIComponent;

export const accountKey = ['me', 'account'] as const;
export const accountQuery = queryOptions({
  queryKey: accountKey,
  queryFn: ({ signal }) => get<Account>('/api/me/account', { signal }),
});

export const sessionsKey = ['me', 'sessions'] as const;
export const sessionsQuery = queryOptions({
  queryKey: sessionsKey,
  queryFn: async ({ signal }) => (await get<AnswerOf<'/api/me/sessions'>>('/api/me/sessions', { signal })).sessions,
});

export const approvalsKey = ['me', 'approvals'] as const;
/** Somebody waits at another screen: asked again every few seconds while it is looked at. */
export const approvalsQuery = queryOptions({
  queryKey: approvalsKey,
  queryFn: async ({ signal }) => (await get<AnswerOf<'/api/me/approvals'>>('/api/me/approvals', { signal })).approvals,
  refetchInterval: 4000,
  staleTime: 0,
});

export const askedKey = ['me', 'asked'] as const;
export const askedQuery = queryOptions({
  queryKey: askedKey,
  queryFn: async ({ signal }) =>
    (await get<AnswerOf<'/api/me/trusted-for'>>('/api/me/trusted-for', { signal })).recoveries,
});

export const recoveriesKey = ['me', 'recoveries'] as const;
export const recoveriesQuery = queryOptions({
  queryKey: recoveriesKey,
  queryFn: async ({ signal }) =>
    (await get<AnswerOf<'/api/me/recoveries'>>('/api/me/recoveries', { signal })).recoveries,
});

export const consentsKey = ['me', 'consents'] as const;
export const consentsQuery = queryOptions({
  queryKey: consentsKey,
  queryFn: async ({ signal }) => (await get<AnswerOf<'/api/me/consents'>>('/api/me/consents', { signal })).consents,
});

export const dataConsentsKey = ['me', 'data-consents'] as const;
export const dataConsentsQuery = queryOptions({
  queryKey: dataConsentsKey,
  queryFn: async ({ signal }) =>
    (await get<AnswerOf<'/api/me/data-consents'>>('/api/me/data-consents', { signal })).consents,
});

function readEvents(filter: EventFilter, before: string | undefined, limit: number, signal: AbortSignal | undefined) {
  return get<EventPage>('/api/me/security-events', { query: { ...filter, before, limit }, signal });
}

export function eventsQuery(filter: EventFilter) {
  return infiniteQueryOptions({
    queryKey: ['me', 'events', filter.year ?? null, filter.kind ?? null],
    queryFn: ({ pageParam, signal }) => readEvents(filter, pageParam, 30, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => (page.more ? page.events.at(-1)?.id : undefined),
    staleTime: 0,
  });
}

/** Every event that the account has, newest first. */
export async function readAllEvents(): Promise<SecurityEvent[]> {
  const events: SecurityEvent[] = [];
  let page: EventPage;
  do {
    page = await readEvents({}, events.at(-1)?.id, 100, undefined);
    events.push(...page.events);
  } while (page.more);
  return events;
}

/** The journal's number of a line, by the reference that an event carries. */
export async function findLine(reference: string): Promise<number> {
  return (await get<AnswerOf<'/api/log/lines/{reference}'>>(`/api/log/lines/${id(reference)}`)).number;
}

export const decideApproval = (approval: string, body: BodyOf<'/api/me/approvals/{id}'>) =>
  post<AnswerOf<'/api/me/approvals/{id}', 'post'>>(`/api/me/approvals/${id(approval)}`, body);
export const reportApproval = (approval: string) => post('/api/me/approvals/report', { approval });

export const decideAsked = (recovery: string, decision: 'confirm' | 'refuse') =>
  post(`/api/me/trusted-for/${id(recovery)}`, { decision });
export const refuseRecovery = (recovery: string) => post(`/api/me/recoveries/${id(recovery)}/refuse`, {});

export const removeAuthenticator = (authenticator: string) => remove(`/api/me/authenticators/${id(authenticator)}`);
export const lockAuthenticator = (authenticator: string) =>
  post(`/api/me/authenticators/${id(authenticator)}/lock`, {});
export const unlockAuthenticator = (authenticator: string) =>
  post(`/api/me/authenticators/${id(authenticator)}/unlock`, {});
export const readPasskeyOptions = () =>
  post<{ options: PublicKeyCredentialCreationOptionsJSON }>('/api/me/passkeys/options', {});
export const addPasskey = (label: string, response: unknown) => post('/api/me/passkeys', { label, response });
export const beginTotp = () => post<AnswerOf<'/api/me/totp', 'post'>>('/api/me/totp', {});
export const confirmTotp = (totp: string, code: string, key: string) =>
  post(`/api/me/totp/${id(totp)}/confirm`, { code }, { key });
export const makeRecoveryCodes = () => post<AnswerOf<'/api/me/recovery-codes', 'post'>>('/api/me/recovery-codes', {});

export const endSession = (session: string) => remove(`/api/me/sessions/${id(session)}`);
export const endOtherSessions = () => remove('/api/me/sessions');
export const closeAccount = () => post('/api/me/close', {});
export const lockAccount = (why: string) => post('/api/me/lock', { why });

export const addContact = (body: BodyOf<'/api/me/contacts'>, key: string) =>
  post<AnswerOf<'/api/me/contacts', 'post', 201>>('/api/me/contacts', body, { key });
export const proveContact = (contact: string, code: string) => post(`/api/me/contacts/${id(contact)}/prove`, { code });
export const removeContact = (contact: string) => remove(`/api/me/contacts/${id(contact)}`);
export const nameTrusted = (identifier: string, key: string) => post('/api/me/trusted', { identifier }, { key });
export const removeTrusted = (person: string) => remove(`/api/me/trusted/${id(person)}`);

export const withdrawConsent = (client: string) => remove(`/api/me/consents/${id(client)}`);
export const withdrawDataConsent = (consent: string) => remove(`/api/me/data-consents/${id(consent)}`);
export const answerDataConsent = (consent: string, agree: boolean) =>
  post(`/api/me/data-consents/${id(consent)}/answer`, { agree });
/** A compact JWS. */
export const readReceipt = (consent: string) =>
  get<AnswerOf<'/api/me/data-consents/{id}/receipt'>>(`/api/me/data-consents/${id(consent)}/receipt`);
