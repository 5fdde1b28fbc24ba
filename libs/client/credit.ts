import { type AskOptions, encodeSegment, stateReasons } from './client.ts';
import type { Evidence } from './evidence.ts';
import { type ClientOptions, openLine } from './line.ts';
import { ask } from './send.ts';

/** Somebody who applies for credit, as the bank knows them. */
export interface CreditApplication {
  /** The bank's own name for the application; sent twice it is one. */
  readonly applicationId: string;
  readonly product: string;
  /** A number that names the applicant. */
  readonly identifier: string;
  readonly biographicData: Readonly<{
    name: string;
    birthDate: string;
    sex?: string;
    cmnd?: string;
    documents?: string | Readonly<{ number: string; kind?: string }>;
  }>;
  readonly contactData?: Readonly<{ phone?: string; email?: string }>;
  readonly address?: string;
}

/** Facts about an applicant. There is no score, and nothing here is one. */
export interface CreditCheck {
  /** Names the application when it is closed; absent where the identity did not match. */
  readonly id?: string;
  readonly result: 'yes' | 'no' | 'close' | 'not-held' | 'number-cancelled' | 'blocked-by-person';
  readonly person: string;
  readonly life: 'alive' | 'dead' | 'missing';
  readonly identifier: Readonly<{ kind: string; status: 'active' | 'void' | 'cancelled' | 'replaced' }>;
  readonly fields: readonly Readonly<{ field: string; verdict: string; why?: string }>[];
  readonly documents: readonly Readonly<{ document: string; state: string }>[];
  readonly reuse?: Readonly<{
    values: readonly Readonly<{ field: string; rule: string; others: string; since: string }>[];
    applications: Readonly<{ rule: string; others: string; since: string }>;
  }>;
  readonly withheld?: string;
  readonly journal: string;
}

export interface CreditClient {
  check(application: CreditApplication, stated?: AskOptions): Promise<{ result: CreditCheck; evidence: Evidence }>;
  /** The application is over. How it ended is not asked. */
  close(id: string): Promise<{ id: string; state: 'closed'; closedAt: string }>;
}

/** Checks of applicants for a bank. Throws as `createClient` does. */
export function createCreditClient(options: ClientOptions): CreditClient {
  const { baseUrl, line } = openLine(options);
  const send = (path: string, headers: Record<string, string>, content: object) =>
    ask(line, {
      method: 'POST',
      targetUri: `${baseUrl}/v1/credit-checks${path}`,
      headers,
      body: JSON.stringify(content),
    });
  return {
    async check(application, stated = {}) {
      const { body, evidence } = await send('', stateReasons(stated, options.purpose), application);
      return { result: body as unknown as CreditCheck, evidence };
    },
    async close(id) {
      const { body } = await send(`/${encodeSegment(id)}/close`, {}, {});
      return body as unknown as Awaited<ReturnType<CreditClient['close']>>;
    },
  };
}
