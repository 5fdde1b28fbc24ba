import { get } from './api.ts';

export interface Caller {
  kind: 'citizen' | 'official' | 'agency';
  id: string;
  name: string;
  role: string;
  roleName: string;
  area?: string;
  areaName?: string;
  organisation?: string;
  organisationName?: string;
  person?: string;
  scopes: string[];
}

export interface Session {
  caller: Caller | null;
  language: string;
  languages: string[];
  demonstration: boolean;
  now: string;
  country: { code: string; name: string; timeZone?: string };
}

export function readSession(): Promise<Session> {
  return get<Session>('/api/session');
}

/** Where each role's work begins. */
export function homeOf(caller: Caller): '/me' | '/desk' | '/agency' | '/audit' {
  if (caller.kind === 'citizen') return '/me';
  if (caller.kind === 'agency') return '/agency';
  return caller.role === 'auditor' ? '/audit' : '/desk';
}

/** The language chosen on this device, read by the server too. */
export function rememberLanguage(language: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and Safari of 2024
  document.cookie = `lang=${encodeURIComponent(language)}; path=/; max-age=31536000; samesite=lax`;
}
