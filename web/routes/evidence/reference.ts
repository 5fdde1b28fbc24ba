import type { Caller } from '../../session.ts';
import type { EvidenceWay } from './download.ts';

/**
 * The journal line that an address names (`stream:seq:index`), as the code on a printed page does.
 * @returns undefined where it names none; `''` where what it names cannot be a line
 */
export function readReference(search: string): string | undefined {
  const given = new URLSearchParams(search).get('reference')?.trim();
  if (given === undefined) return undefined;
  return /^[0-9a-f-]{36}:\d{1,15}:\d{1,9}$/.test(given) ? given : '';
}

/** By which door a caller takes evidence, if by any. */
export function wayOf(caller: Caller | null): EvidenceWay | undefined {
  const doors = [
    ['exchange.try', '/api/agency/evidence'],
    ['self.read', '/api/me/evidence'],
    ['journal.audit', '/api/evidence'],
  ] as const;
  return doors.find(([scope]) => caller?.scopes.includes(scope))?.[1];
}
