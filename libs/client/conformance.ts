import { randomUUID } from 'node:crypto';
import { type Client, createClient } from './client.ts';
import { type ClientOptions, openLine } from './line.ts';
import { AnswerError, DancuProblem } from './problem.ts';
import { ask } from './send.ts';

/** A question that a step asks for, and what the platform answers. */
interface Task {
  readonly identifier: string;
  readonly purpose: string;
  readonly legalBasis: string;
  readonly biographicData: Readonly<Record<string, string>>;
  readonly expect: string;
}

export interface ConformanceStep {
  readonly step: string;
  readonly title: string;
  readonly task: string;
  /** `seen` by the platform, or `told` by the system. */
  readonly by: 'seen' | 'told';
  readonly state: 'open' | 'passed' | 'failed';
  readonly at?: string;
  readonly mend?: string;
  readonly final: boolean;
  readonly asks: readonly Task[];
}

export interface ConformanceReport {
  readonly run: string;
  readonly state: 'open' | 'passed' | 'failed' | 'over';
  readonly steps: readonly ConformanceStep[];
}

/**
 * Puts a system through a whole conformance run with its own key: what this library signs, repeats and believes is what is
 * judged. Begins a run unless one is given.
 * @param options `run`: one that was begun already; `language`: of the report
 * @param told of each step as it is done
 * @returns the platform's report @throws DancuProblem, AnswerError, UnreachableError where the run itself cannot be read
 */
export async function runConformance(
  options: Omit<ClientOptions, 'purpose'> & { readonly run?: string; readonly language?: string },
  told: (step: Pick<ConformanceStep, 'step' | 'title'>) => void = () => {},
): Promise<ConformanceReport> {
  const { baseUrl, line } = openLine(options);
  const headers: Record<string, string> = options.language ? { 'accept-language': options.language } : {};
  async function call<Body>(method: 'GET' | 'POST', path: string, content?: object): Promise<Body> {
    const body = content === undefined ? null : JSON.stringify(content);
    return (await ask(line, { method, targetUri: `${baseUrl}${path}`, headers, body })).body as Body;
  }
  const run = options.run ?? (await call<{ run: string }>('POST', '/v1/conformance')).run;
  const path = `/v1/conformance/${run}`;
  for (const step of (await call<ConformanceReport>('GET', path)).steps) {
    if (step.asks.length === 0 || step.state === 'passed') continue;
    told(step);
    const believed = await doStep(options, `${run}/${step.step}`, step);
    if (step.by === 'told') await call('POST', `${path}/steps/${step.step}`, { believed });
  }
  return call<ConformanceReport>('GET', path);
}

/** @returns whether every answer of the step was believed */
async function doStep(
  options: Omit<ClientOptions, 'purpose'>,
  run: string,
  { step, asks }: ConformanceStep,
): Promise<boolean> {
  const { fetch = globalThis.fetch } = options;
  let sent: Parameters<typeof globalThis.fetch> | undefined;
  const client = createClient({
    ...options,
    fetch: (...request) => {
      if (String(request[0]).includes('/v1/verify/')) sent = request;
      return fetch(...request);
    },
  });
  let believed = true;
  for (const task of asks) {
    const transactionId = randomUUID();
    believed = (await put(client, task, { run, transactionId })) && believed;
    if (step !== 'nonce' || !sent) continue;
    // The same bytes once more, as a broken proxy sends them; the platform answers `replayed`.
    const [url, { signal: _, ...init } = {}] = sent;
    await (await fetch(url, init)).arrayBuffer();
    await put(client, task, { run, transactionId });
  }
  return believed;
}

/** @returns false where the answer was not to be believed; a refusal is believed */
async function put(
  client: Client,
  { identifier, purpose, legalBasis, biographicData }: Task,
  named: { run: string; transactionId: string },
): Promise<boolean> {
  try {
    await client.verify(identifier, { purpose, legalBasis, biographicData, ...named });
    return true;
  } catch (error) {
    if (error instanceof DancuProblem) return true;
    if (error instanceof AnswerError) return false;
    throw error;
  }
}
