import type { Api } from './data.ts';

type Given = Api['inForce'];
export type Scope = Given['scopes'][number];
export type ApiValues = Record<string, string>;
export type ScopeValues = Record<string, string>;

export const TOKEN_SECONDS = { least: 30, most: 300 } as const;
const SCOPE = /^[a-z][a-z0-9._:-]{1,60}$/;

/** What the form holds of an API; every value a text, the scopes as JSON. */
export function fillApi(languages: readonly string[], given?: Given): ApiValues {
  return {
    ...Object.fromEntries(languages.map((language) => [language, given?.name[language] ?? ''])),
    indicator: given?.indicator ?? '',
    scopes: JSON.stringify(given?.scopes ?? []),
    tokenFormat: given?.tokenFormat ?? 'jwt',
    tokenSeconds: String(given?.tokenSeconds ?? TOKEN_SECONDS.most),
    reader: given?.reader ?? '',
  };
}

/** The API as the server takes it. */
export function readApi(languages: readonly string[], values: ApiValues): object {
  const reader = values.tokenFormat === 'opaque' ? values.reader : undefined;
  return {
    name: readTexts(languages, values, ''),
    indicator: values.indicator?.trim(),
    scopes: scopesOf(values),
    tokenFormat: values.tokenFormat,
    tokenSeconds: Number(values.tokenSeconds),
    ...(reader ? { reader } : {}),
  };
}

export function scopesOf({ scopes }: ApiValues): Scope[] {
  return JSON.parse(scopes ?? '[]') as Scope[];
}

/** What a scope's own form holds of it. */
export function fillScope(languages: readonly string[], scope?: Scope): ScopeValues {
  const texts = languages.flatMap((language) => [
    [`name-${language}`, scope?.name[language] ?? ''],
    [`description-${language}`, scope?.description[language] ?? ''],
  ]);
  return { scope: scope?.scope ?? '', ...(Object.fromEntries(texts) as ScopeValues) };
}

export function readScope(languages: readonly string[], values: ScopeValues): Scope {
  return {
    scope: values.scope?.trim() ?? '',
    name: readTexts(languages, values, 'name-'),
    description: readTexts(languages, values, 'description-'),
  };
}

/** @param others names that are taken */
export function findScopeDefect(name: string, others: readonly Scope[]): 'form' | 'double' | undefined {
  if (!SCOPE.test(name)) return 'form';
  return others.some(({ scope }) => scope === name) ? 'double' : undefined;
}

export function isTokenTime(text: string | undefined): boolean {
  const seconds = Number(text);
  return Number.isInteger(seconds) && seconds >= TOKEN_SECONDS.least && seconds <= TOKEN_SECONDS.most;
}

function readTexts(languages: readonly string[], values: Record<string, string>, prefix: string) {
  return Object.fromEntries(languages.map((language) => [language, values[prefix + language]?.trim() ?? '']));
}
