import type { Cards } from '#rooms/cards';
import type { KeptLists } from './contracts.ts';

const MOST_ENTRIES = 5000;
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

/**
 * What an agent keeps for the time without a line: documents that are refused, and what proves the others. Nobody’s name.
 * @param after the version that the agent has
 */
export async function readLists(cards: Pick<Cards, 'hotList' | 'trust'>, after: number): Promise<KeptLists> {
  // Before anything is read: what comes meanwhile is younger than the lists say.
  const at = new Date().toISOString();
  const [hot, trust] = [await cards.hotList(BigInt(after), MOST_ENTRIES), await cards.trust()];
  return {
    ...{ version: Number(hot.version), entries: [...hot.entries], more: hot.entries.length === MOST_ENTRIES },
    trust: {
      authorities: trust.authorities.map(base64),
      links: trust.links.map(base64),
      revocations: trust.revocations.map(base64),
    },
    at,
  };
}
