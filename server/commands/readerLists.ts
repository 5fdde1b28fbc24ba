import { openTrust, TrustList } from '#libs/emrtd';
import type { KeptLists } from '#rooms/readers';
import type { ReaderServer } from './readerServer.ts';

/** What proves a chip without the server, as it last said so. In memory only. */
export interface Lists {
  trust(): TrustList;
  /** Why a document is refused; undefined: on no list. */
  refusedFor(documentNumber: string): string | undefined;
  /** When the server said so, ISO 8601; undefined: never. */
  at(): string | undefined;
  /** Asks the server for what is new; what is there stays where it does not answer. */
  renew(): Promise<void>;
}

const bytesOf = (texts: readonly string[]) => texts.map((text) => new Uint8Array(Buffer.from(text, 'base64')));

export function openLists(server: Pick<ReaderServer, 'lists'>): Lists {
  const refused = new Map<string, string>();
  let [trust, version, at] = [new TrustList(), 0, undefined as string | undefined];

  function take(lists: KeptLists): void {
    for (const { documentNumber, reason, listed } of lists.entries) {
      if (listed) refused.set(documentNumber, reason);
      else refused.delete(documentNumber);
    }
    version = lists.version;
    const { authorities, links, revocations } = lists.trust;
    const anchors = { authorities: bytesOf(authorities), links: bytesOf(links), revocations: bytesOf(revocations) };
    trust = openTrust(anchors);
    // Half a list is as old as what it stands on.
    if (!lists.more) at = lists.at;
  }
  return {
    trust: () => trust,
    refusedFor: (documentNumber) => refused.get(documentNumber),
    at: () => at,
    async renew() {
      for (;;) {
        const lists = await server.lists(version);
        if (lists) take(lists);
        if (!lists?.more) return;
      }
    },
  };
}
