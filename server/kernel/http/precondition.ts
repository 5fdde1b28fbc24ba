import type { FastifyRequest } from 'fastify';
import { problems } from '../problem.ts';

/** RFC 9110, 8.8.3 and 13.1.1: entity tags, those marked as weak among them, or an asterisk. */
const TAG = '(?:W/)?"[!#-~\\u0080-\\u00ff]*"';
const LIST = new RegExp(`^\\s*${TAG}\\s*(?:,\\s*${TAG}\\s*)*$`);

/**
 * The versions that a request is founded on. Weak tags never agree with anything (strong comparison) and `*` asks for
 * nothing that an act does not ask anyway.
 * @returns the tags without their quotation marks; undefined where there is no condition
 * @throws Problem kernel/precondition-malformed
 */
export function readIfMatch(request: Pick<FastifyRequest, 'headers'>): readonly string[] | undefined {
  const header = request.headers['if-match'];
  if (header === undefined || header.trim() === '*') return undefined;
  if (header.length > 2000 || !LIST.test(header))
    throw problems['precondition-malformed']({ pointer: '/headers/if-match' });
  return [...header.matchAll(/(W\/)?"([^"]*)"/g)].map(([, weak = '', tag]) => weak + tag);
}
