import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';

export interface Download {
  readonly file: string;
  readonly name: string;
  readonly type: string;
  /** Hex. */
  readonly sha256: string;
}

const RANGE = /^bytes=(\d{0,15})-(\d{0,15})$/;

/** Sends a file, or one range of it (RFC 9110 section 14): a download that broke off goes on. The digest is of the whole (RFC 9530). */
export async function sendFile(request: FastifyRequest, reply: FastifyReply, one: Download): Promise<FastifyReply> {
  const { size } = await stat(one.file);
  const etag = `"${one.sha256}"`;
  reply.headers({
    'content-type': one.type,
    'content-disposition': `attachment; filename="${one.name}"`,
    'accept-ranges': 'bytes',
    etag,
    'repr-digest': `sha-256=:${Buffer.from(one.sha256, 'hex').toString('base64')}:`,
    'cache-control': 'private, no-store',
  });
  const condition = request.headers['if-range'];
  const range = condition === undefined || condition === etag ? readRange(request.headers.range, size) : undefined;
  if (range === 'outside') return reply.code(416).header('content-range', `bytes */${size}`).send();
  const { start, end } = range ?? { start: 0, end: size - 1 };
  reply.header('content-length', String(end - start + 1));
  if (range) reply.code(206).header('content-range', `bytes ${start}-${end}/${size}`);
  return reply.send(createReadStream(one.file, size === 0 ? {} : { start, end }));
}

/** One range; several, and what is none, count as not asked for. */
function readRange(header: string | undefined, size: number): { start: number; end: number } | 'outside' | undefined {
  const [, first = '', last = ''] = RANGE.exec(header ?? '') ?? [];
  if (first === '' && last === '') return undefined;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (first !== '' && last !== '' && Number(last) < start) return undefined;
  return start >= size || (first === '' && Number(last) === 0) ? 'outside' : { start, end };
}
