import { setTimeout } from 'node:timers/promises';
import type { KeptLists, Refusal, Shown, Wanted } from '#rooms/readers';

/** The platform, as an agent knows it. */
export interface ReaderServer {
  readonly endsAt: string;
  /** Where the page will ask without a line, and what it shows there; where the agent said that it listens. */
  readonly door: { readonly address: string; readonly secret: string } | undefined;
  /** Waits; undefined where nothing was asked meanwhile. */
  next(): Promise<Wanted | undefined>;
  /** Undefined where the server is away. */
  lists(after: number): Promise<KeptLists | undefined>;
  /** @returns false where nobody waits for it any more */
  answer(reading: string, answer: Shown | { image: string } | { refused: Refusal }): Promise<boolean>;
}

/** A server that starts anew is back within this time. */
const PAUSE_MILLISECONDS = 2000;

/** Pairs by a code. What is on the way when `signal` comes is given up. @throws where the server does not answer, or refuses */
export async function openServer(
  address: string,
  given: { code: string; name: string; captures: boolean; opensDoor: boolean },
  signal: AbortSignal,
): Promise<ReaderServer> {
  const ask = (path: string, init: RequestInit) => fetch(new URL(path, address), { signal, ...init });
  const headers = { 'content-type': 'application/json' };
  const first = await ask('/v1/reader', { method: 'POST', headers, body: JSON.stringify(given) }).catch(
    () => undefined,
  );
  if (!first) throw new Error(`no answer from ${address}: is the address right, and the platform running?`);
  if (!first.ok) throw new Error(await explain(first));
  const { token, endsAt, door } = (await first.json()) as Pick<ReaderServer, 'endsAt' | 'door'> & { token: string };
  const authorization = `Reader ${token}`;

  /** Undefined where the server is away for a moment. @throws where the page has let this reader go */
  async function send(path: string, init: RequestInit): Promise<Response | undefined> {
    const answer = await ask(path, init).catch(() => undefined);
    if (answer?.status === 401) throw new Error(await explain(answer));
    if (answer && answer.status < 500) return answer;
    if (!signal.aborted) await setTimeout(PAUSE_MILLISECONDS, undefined, { signal }).catch(() => undefined);
    return undefined;
  }
  return {
    ...{ endsAt, door },
    async lists(after) {
      const answer = await send(`/v1/reader/lists?after=${after}`, { headers: { authorization } });
      return answer?.ok ? ((await answer.json()) as KeptLists) : undefined;
    },
    async next() {
      const answer = await send('/v1/reader/next', { headers: { authorization } });
      if (!answer || answer.status === 204) return undefined;
      if (!answer.ok) throw new Error(await explain(answer));
      return (await answer.json()) as Wanted;
    },
    async answer(reading, body) {
      const answer = await send(`/v1/reader/readings/${reading}`, {
        method: 'POST',
        headers: { ...headers, authorization },
        body: JSON.stringify(body),
      });
      return answer?.ok ?? false;
    },
  };
}

async function explain(answer: Response): Promise<string> {
  const problem = (await answer.json().catch(() => ({}))) as { title?: string; detail?: string };
  return [problem.title ?? `answer ${answer.status}`, problem.detail].filter(Boolean).join('. ');
}
