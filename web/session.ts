import { type AnswerOf, get, put } from './api.ts';

export type Session = AnswerOf<'/api/session'>;

/** `kind` is `citizen`, `official` or `agency`. */
export type Caller = NonNullable<Session['caller']>;

export function readSession(): Promise<Session> {
  return get<Session>('/api/session');
}

/** Where each role's work begins. */
export function homeOf(caller: Caller): '/me' | '/desk' | '/agency' | '/audit' | '/point' {
  if (caller.kind === 'citizen') return '/me';
  if (caller.scopes.includes('checkpoints.use') || caller.scopes.includes('checkpoints.list')) return '/point';
  if (caller.scopes.includes('memberships.check') && !caller.scopes.includes('memberships.manage')) return '/point';
  if (caller.kind === 'agency') return '/agency';
  return caller.role === 'auditor' ? '/audit' : '/desk';
}

/** The language in which messages come to whoever is signed in. */
export const writeLanguage = (language: string) => put('/api/me/language', { language });

/** The language chosen on this device, read by the server too. */
export function rememberLanguage(language: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and Safari of 2024
  document.cookie = `lang=${encodeURIComponent(language)}; path=/; max-age=31536000; samesite=lax`;
}
