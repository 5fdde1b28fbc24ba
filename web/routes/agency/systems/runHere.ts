import type { SignableRequest } from '../sign.ts';
import type { Ask, RunReport, RunStep } from './data.ts';

/** What came back for a signed request, as far as a run needs it. */
export interface Sent {
  request: SignableRequest;
  status: number;
  /** Whether the answer's signature holds. */
  believed: boolean;
}

export interface RunMeans {
  /** Where the platform answers. */
  origin: string;
  /** Signs with a new nonce, sends, checks the answer. */
  send: (request: SignableRequest) => Promise<Sent>;
  /** Sends the very bytes again. */
  repeat: (request: SignableRequest) => Promise<unknown>;
  wait: (milliseconds: number) => Promise<void>;
  newTransaction: () => string;
}

const TRIES = 4;
const PAUSE = 250;

/**
 * Puts every step of a run that is still open, as a careful system does: a new nonce for each try, one transaction over all
 * tries, no answer believed whose signature does not hold.
 */
export async function runHere({ run, steps }: Pick<RunReport, 'run' | 'steps'>, means: RunMeans): Promise<void> {
  for (const step of steps) {
    if (step.asks.length === 0 || step.state === 'passed') continue;
    const believed = await doStep(run, step, means);
    if (step.by !== 'told') continue;
    const targetUri = `${means.origin}/v1/conformance/${run}/steps/${step.step}`;
    await means.send({ method: 'POST', targetUri, headers: {}, body: JSON.stringify({ believed }) });
  }
}

/** @returns whether every answer of the step was believed */
async function doStep(run: string, { step, asks }: RunStep, means: RunMeans): Promise<boolean> {
  let believed = true;
  for (const one of asks) {
    const request = buildAsk(one, `${run}/${step}`, means);
    const sent = await sendUntilAnswered(request, means);
    believed = sent.believed && believed;
    if (step !== 'nonce') continue;
    await means.repeat(sent.request);
    await sendUntilAnswered(request, means);
  }
  return believed;
}

async function sendUntilAnswered(request: SignableRequest, { send, wait }: RunMeans): Promise<Sent> {
  for (let attempt = 1; ; attempt++) {
    const sent = await send(request);
    if (sent.status !== 503 || attempt === TRIES) return sent;
    await wait(PAUSE * 2 ** attempt);
  }
}

function buildAsk({ identifier, purpose, legalBasis, biographicData }: Ask, run: string, means: RunMeans) {
  const { origin, newTransaction } = means;
  return {
    method: 'POST',
    targetUri: `${origin}/v1/verify/${encodeURIComponent(identifier)}?transactionId=${newTransaction()}`,
    headers: { 'dancu-purpose': purpose, 'dancu-legal-basis': legalBasis, 'dancu-run': run },
    body: JSON.stringify({ biographicData }),
  } satisfies SignableRequest;
}
