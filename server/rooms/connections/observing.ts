import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isId, type Kernel } from '#kernel';
import { parseSignatureHeaders } from '#libs/httpsig';
import { readSystems, SIMULATE } from '#rooms/exchange';
import { countObserved, insertObserved, type RunRow, readRun } from './runStore.ts';
import { judgeAfter, type RunParts } from './runs.ts';
import { faultOf, type Observed } from './steps.ts';

/** Header by which a question says to which step of which run it belongs: `<run>/<step>`. */
export const RUN = 'dancu-run';

/** No run needs more; a client that loops must not fill the table. */
const MOST = 200;

/** What was found out of a question before it is answered. */
interface Watched {
  run: RunRow;
  seen: Omit<Observed, 'status' | 'code' | 'outcome' | 'simulated'>;
}

/**
 * Watches the questions that name a run: puts the step's fault into the answer, and writes down what was asked and how it was
 * answered. The exchange answers them as any other; a question that is not proved to be the system's own is not written down.
 */
export function watchRuns(app: FastifyInstance, kernel: Pick<Kernel, 'database' | 'log'>, parts: RunParts): void {
  const { pool } = kernel.database;
  const watched = new WeakMap<FastifyRequest, Watched>();

  app.addHook('preHandler', async (request) => {
    if (request.headers[RUN] === undefined) return;
    const found = await recognise(request);
    if (!found) return;
    watched.set(request, found);
    const { own } = await countObserved(pool, found.run.run, found.seen.step, found.seen.transaction);
    const fault = faultOf(found.seen.step, own);
    // The exchange reads it as if the client had ordered it; the signature does not cover what was not there.
    if (fault !== undefined && request.headers[SIMULATE] === undefined) request.headers[SIMULATE] = fault;
  });

  app.addHook('onSend', async (request, reply, payload) => {
    const found = watched.get(request);
    if (!found) return payload;
    watched.delete(request);
    const answer = readAnswer(payload);
    const ordered = request.headers[SIMULATE];
    const simulated = typeof ordered === 'string' ? ordered : undefined;
    // Anything else was turned away before its signature was checked: it could be anybody's.
    const proved =
      reply.hasHeader('dancu-journal') ||
      answer.code === 'exchange/replayed' ||
      (simulated !== undefined && answer.code?.split('/')[1] === simulated);
    if (!proved) return payload;
    const observed: Observed = {
      ...found.seen,
      status: reply.statusCode,
      ...answer,
      ...(simulated === undefined ? {} : { simulated }),
    };
    try {
      await kernel.database.transact(async ({ client, ...rest }) => {
        const run = await readRun(client, found.run.run, true);
        if (!run || (await countObserved(client, run.run, '', '')).all >= MOST) return;
        await insertObserved(client, run.run, observed);
        await judgeAfter({ client, ...rest }, parts, run);
      });
    } catch (err) {
      kernel.log.warn({ err, component: 'conformance' }, 'a question of a run was not written down');
    }
    return payload;
  });

  async function recognise(request: FastifyRequest): Promise<Watched | undefined> {
    const { contract } = request.routeOptions.config;
    const [id, step] = String(request.headers[RUN]).split('/');
    if (contract?.tag !== 'exchange' || !isId(id ?? '') || !parts.steps.some((one) => one.id === step))
      return undefined;
    const run = await readRun(pool, id!);
    if (!run || run.endsAt.getTime() <= Date.now() || run.passedAt || run.failedAt) return undefined;
    const signature = readSignature(request);
    if (!signature) return undefined;
    const { keyid, nonce, created, covers, alg } = signature;
    const [system] = await readSystems(pool, { kid: keyid });
    const key = system?.keys.find(({ kid }) => kid === keyid);
    if (!key || system?.system !== run.system || system.stage !== 'simulation' || !covers.includes(RUN))
      return undefined;
    const { transactionId } = request.query as { transactionId?: string };
    const { identifier } = request.params as { identifier?: string };
    const at = request.receivedAt.getTime();
    return {
      run,
      seen: {
        step: step!,
        at,
        kid: keyid,
        algorithm: alg ?? (key.algorithm === 'Ed25519' ? 'ed25519' : 'ecdsa-p256-sha256'),
        keyEnds: Date.parse(key.expiresAt),
        transaction: String(transactionId ?? ''),
        nonce,
        age: Math.round(at / 1000) - created,
        covers,
        hasBody: request.rawBody !== undefined,
        identifier: identifier ?? '',
      },
    };
  }
}

function readSignature(request: FastifyRequest) {
  const { 'signature-input': input, signature } = request.headers;
  if (typeof input !== 'string' || typeof signature !== 'string') return undefined;
  try {
    const parsed = parseSignatureHeaders(input, signature).find(({ label }) => label === 'sig1');
    const { keyid, nonce, created, alg } = parsed?.params ?? {};
    if (!parsed || keyid === undefined || nonce === undefined || created === undefined) return undefined;
    return { keyid, nonce, created, alg, covers: parsed.components.map(({ name }) => name) };
  } catch {
    return undefined;
  }
}

function readAnswer(payload: unknown): { code?: string; outcome?: string } {
  if (typeof payload !== 'string') return {};
  try {
    const { code, outcome } = JSON.parse(payload) as { code?: unknown; outcome?: unknown };
    return {
      ...(typeof code === 'string' ? { code } : {}),
      ...(typeof outcome === 'string' ? { outcome } : {}),
    };
  } catch {
    return {};
  }
}
