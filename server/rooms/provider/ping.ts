import { type BackchannelAuthenticationRequest, errors, type Provider } from 'oidc-provider';
import type { Kernel } from '#kernel';
import type { DetailEntry } from './details.ts';

const PING = 'provider-ping';
/** Seconds before each further try: the last of them ends before a request that was answered late does. */
const PAUSES = [1, 2, 4, 8, 16] as const;

export interface PingParts {
  readonly kernel: Pick<Kernel, 'jobs' | 'log'>;
  readonly provider: () => Provider;
  /** Reads what an approval keeps sealed. @returns `auth_req_id` */
  readonly open: (reference: string) => string | undefined;
}

/** How strongly the person proved to be the one, and what they agreed to beside the sign-in. */
export interface Proof {
  readonly acr: string;
  readonly amr: string[];
  readonly authTime: number;
  readonly rar?: DetailEntry[];
}

interface Answer {
  readonly request: BackchannelAuthenticationRequest;
  /** The approval's, by which the request is found again; `auth_req_id` itself is nowhere in the clear. */
  readonly reference: string;
  readonly result: string | errors.OIDCProviderError;
  readonly proof?: Proof;
}

/** Answers of persons on their way to services that are pinged (CIBA Core 10.2). */
export interface Pings {
  /** Writes the answer and tells the service, at once and then again until it has heard. */
  answer(instance: Provider, given: Answer): Promise<void>;
  defineJobs(): void;
}

interface Pinged {
  readonly clientId: string;
  readonly backchannelTokenDeliveryMode?: string;
  backchannelPing(request: BackchannelAuthenticationRequest): Promise<void>;
}

/**
 * A service that sleeps is pinged again while its request lives. One that refuses the ping, or sends it elsewhere, has heard
 * it: it is not asked again, and polls or does without.
 */
export function createPings({ kernel, provider, open }: PingParts): Pings {
  const { jobs, log } = kernel;

  async function follow(client: string, reference: string, tried: number, error: unknown): Promise<void> {
    const status = (error as { response?: { status?: number } }).response?.status;
    const deaf = status === undefined || status === 429 || status >= 500;
    const pause = deaf ? PAUSES[tried - 1] : undefined;
    const told = { component: 'provider', event: 'ping-failed', key: client, count: tried };
    const rest = pause === undefined ? 'no more' : `again in ${pause} s`;
    log.warn({ ...told, ...(status ? { status } : {}) }, `a service was pinged in vain: ${rest}`);
    if (pause === undefined) return;
    const runAt = new Date(Date.now() + pause * 1000);
    await jobs.enqueue(PING, { client, reference, tried: tried + 1 }, { runAt });
  }

  return {
    async answer(instance, { request, reference, result, proof }) {
      try {
        await instance.backchannelResult(request, result, proof);
      } catch (error) {
        const client = (await instance.Client.find(request.clientId!)) as unknown as Pinged | undefined;
        // What is not the ping's fault is of the library's own errors: the answer itself was not written.
        if (error instanceof errors.OIDCProviderError || client?.backchannelTokenDeliveryMode !== 'ping') throw error;
        await follow(client.clientId, reference, 1, error);
      }
    },
    defineJobs() {
      jobs.define(PING, async (payload) => {
        const { client: id, reference, tried } = payload as { client: string; reference: string; tried: number };
        const authReqId = open(reference);
        const request = authReqId && (await provider().BackchannelAuthenticationRequest.find(authReqId));
        const client = (await provider().Client.find(id)) as unknown as Pinged | undefined;
        // Redeemed by a poll, over, or no longer pinged: there is nothing left to tell.
        if (!request || request.consumed || client?.backchannelTokenDeliveryMode !== 'ping') return;
        try {
          await client.backchannelPing(request);
        } catch (error) {
          await follow(id, reference, tried, error);
        }
      });
    },
  };
}
