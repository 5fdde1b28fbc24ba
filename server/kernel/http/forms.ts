import type { FastifyInstance } from 'fastify';
import { isPlain } from './text.ts';

/** What a form sent: the last value of each name. */
export type Form = Readonly<Record<string, string>>;

/**
 * Lets the routes of this scope read HTML forms. The contracts under `/api` never do: a form can be sent from any page of
 * the world, JSON cannot.
 */
export function readForms(scope: FastifyInstance, bodyLimit = 16_384): void {
  if (scope.hasContentTypeParser('application/x-www-form-urlencoded')) return;
  scope.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit },
    (_request, body, done) => done(null, parseForm(body as string)),
  );
}

/** @returns an object without a prototype; values that no database holds are left out. */
export function parseForm(body: string): Form {
  const form: Record<string, string> = Object.create(null);
  for (const [name, value] of new URLSearchParams(body)) if (isPlain(name) && isPlain(value)) form[name] = value;
  return form;
}
