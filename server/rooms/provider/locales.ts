import type { FastifyRequest } from 'fastify';
import type { Words } from '#kernel';

type Spoken = Pick<Words, 'languages'>;

/** @param tags as `ui_locales` has them, best first @returns the first that we speak */
export function findSpoken({ languages }: Spoken, tags: readonly string[]): string | undefined {
  return tags.map((tag) => tag.split('-')[0]!.toLowerCase()).find((tag) => languages.includes(tag));
}

/** The person's own choice first, then the service's `ui_locales`, then the browser's (OpenID Connect Core 3.1.2.1). */
export function languageFor(words: Spoken, request: FastifyRequest, tags: readonly string[]): string {
  const chosen = (request.query as { lang?: string }).lang ?? request.cookies.lang;
  return (chosen ? undefined : findSpoken(words, tags)) ?? request.language;
}
