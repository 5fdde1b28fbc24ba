import type { MemberRow } from '#libs/memberlist';
import { encodeSegment } from './client.ts';
import { type ClientOptions, openLine } from './line.ts';
import { ask } from './send.ts';

/** A card programme of the organisation, with numbers of members by verdict and of cards by state. */
export interface ProgrammeView {
  readonly programme: string;
  readonly name: string;
  readonly state: 'draft' | 'proposed' | 'approved' | 'closed';
  readonly members: Readonly<Record<string, number>>;
  readonly cards: Readonly<Record<string, number>>;
  /** Why members are not looked at just now. */
  readonly halted?: Readonly<{ code: string; title: string }>;
}

export interface MembersTaken {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Left as they are. */
  readonly left: readonly Readonly<{ number: string; why: string }>[];
}

export interface MemberTold {
  readonly number: string;
  readonly verdict: string;
  readonly why: readonly string[];
  readonly card?: Readonly<{ state: string; number?: string }>;
}

export interface MembersClient {
  programmes(): Promise<readonly ProgrammeView[]>;
  /** A piece of the list, at most a thousand; sent twice it is the same. */
  send(programme: string, members: readonly MemberRow[]): Promise<MembersTaken>;
  /** What the register says to each row, by the organisation's numbers. */
  members(programme: string, verdict?: string): AsyncGenerator<MemberTold>;
  /** Cards for members who matched and have none. @returns how many */
  order(programme: string, limit: number): Promise<number>;
}

/** Card programmes, for a system with the scope `memberships.manage`. Throws as `createClient` does. */
export function createMembersClient(options: ClientOptions): MembersClient {
  const { baseUrl, line } = openLine(options);
  async function send<Answer>(method: 'GET' | 'POST', path: string, content?: object): Promise<Answer> {
    const targetUri = `${baseUrl}/api/agency/memberships${path}`;
    const body = content === undefined ? null : JSON.stringify(content);
    return (await ask(line, { method, targetUri, headers: {}, body })).body as Answer;
  }
  const at = (programme: string) => `/${encodeSegment(programme)}`;
  return {
    programmes: async () => (await send<{ programmes: ProgrammeView[] }>('GET', '')).programmes,
    send: (programme, members) => send('POST', `${at(programme)}/members`, { members }),
    async *members(programme, verdict) {
      let after: string | undefined;
      do {
        const query = new URLSearchParams({ ...(verdict ? { verdict } : {}), ...(after ? { after } : {}) });
        const page = await send<{ members: MemberTold[]; next?: string }>('GET', `${at(programme)}/members?${query}`);
        yield* page.members;
        after = page.next;
      } while (after !== undefined);
    },
    order: async (programme, limit) =>
      (await send<{ cards: number }>('POST', `${at(programme)}/cards`, { limit })).cards,
  };
}
