import type { FastifyRequest } from 'fastify';
import { Answer } from '#kernel';

/** RFC 4180. A name that a spreadsheet would run stays a name: machines read this, and it must come back as it was sent. */
const cell = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** A gallery's content as `text/csv` where the request asks for that and not for JSON. */
export function presentCsv(result: unknown, request: Pick<FastifyRequest, 'headers'>): unknown {
  if (request.headers.accept?.split(',')[0]?.split(';')[0]?.trim() !== 'text/csv') return result;
  const rows = result as readonly { personId: string; encounterId: string }[];
  const lines = rows.map(({ personId, encounterId }) => `${cell(personId)},${cell(encounterId)}\r\n`);
  return new Answer(200, `PersonId,encounterId\r\n${lines.join('')}`, { 'content-type': 'text/csv; charset=utf-8' });
}
