import { randomUUID } from 'node:crypto';
import { Value } from 'typebox/value';
import { isId } from '#kernel';
import {
  type Candidate,
  fingerPositions,
  type Matcher,
  MatcherError,
  type Probe,
  type Reference,
} from '../engine/matcher.ts';
import { callEngine, type Line } from './calling.ts';
import { writeCbeffProbe } from './cbeffSamples.ts';
import { writeCbeff } from './cbeffWriting.ts';
import { readVerdict } from './foreignOsia.ts';
import { checkProbe, checkReference, checkSearch, isCompared, rank } from './foreignSearch.ts';
import { Answered, type MosipOperation, REASONS, type Reason } from './mosipForms.ts';
import type { Share } from './ownShare.ts';
import { createScale, type Scale } from './scale.ts';

export interface MosipEngine extends Line {
  /** Where it reads samples: MOSIP's messages carry none. */
  readonly share: Pick<Share, 'publish'>;
  readonly scale?: Scale;
  /** Whether it takes embeddings of our face model; otherwise it is sent portraits only. */
  readonly embeddings?: boolean;
}

type Message = ReturnType<typeof readAnswer>;

/** An engine gives no more at once. */
const MOST = 100;
/** A reference is deleted and inserted anew so often, where another try of ours stands in the way. */
const ROUNDS = 3;

/**
 * A foreign engine behind MOSIP's ABIS API 0.9 as a matcher of this house; `url` takes one message a POST, as the adapter of its
 * queues does. A reference that is there already is not inserted by it: what is sent twice is done once.
 */
export function openMosipMatcher(engine: MosipEngine): Matcher {
  const read = createScale(engine.scale);
  let closed = false;

  async function send(operation: MosipOperation, members: object): Promise<Message> {
    if (closed) throw new MatcherError('closed', 'this matcher is closed');
    const id = `mosip.abis.${operation}`;
    const requestId = randomUUID();
    const body = { id, version: '1.1', requestId, requesttime: new Date().toISOString(), ...members };
    return readAnswer(await callEngine(engine, { method: 'POST', path: '', body }), requestId);
  }
  /** Names the samples in a message, and takes them back when it is answered. */
  async function withSamples<Result>(probe: Probe, use: (referenceURL: string) => Promise<Result>): Promise<Result> {
    checkProbe(probe);
    const { face, ...others } = probe;
    const records = writeCbeffProbe(engine.embeddings ? probe : others);
    if (records.length === 0) throw new MatcherError('probe-empty', 'the foreign engine takes no embeddings of ours');
    const { url, withdraw } = engine.share.publish(writeCbeff(records, new Date().toISOString()));
    try {
      return await use(url);
    } finally {
      withdraw();
    }
  }
  async function drop(reference: Reference): Promise<void> {
    const answer = await send('delete', { referenceId: reference });
    if (answer.failed && answer.failed !== 'not-found') throw refusalOf(answer.failed);
  }
  /** @param among compared with alone; absent: all */
  async function search(referenceURL: string, best: number, among?: readonly Reference[]): Promise<Candidate[]> {
    const answer = await send('identify', {
      ...{ referenceId: '', referenceURL, flags: { maxResults: String(best), threshold: '0' } },
      ...(among && { gallery: { referenceIds: among.map((referenceId) => ({ referenceId })) } }),
    });
    if (answer.failed) throw refusalOf(answer.failed);
    return (answer.candidateList?.candidates ?? [])
      .filter(({ referenceId }) => isId(referenceId))
      .map(({ referenceId, analytics, modalities }) => ({
        reference: referenceId as Reference,
        score: readScore(analytics),
        parts: (modalities ?? []).flatMap((one) => readPart(one)),
      }));
  }
  function readScore(analytics: Readonly<Record<string, string>> | undefined): number {
    const score = Number(analytics?.internalScore ?? analytics?.confidence ?? Number.NaN);
    if (!Number.isFinite(score)) throw new MatcherError('answer-wrong', 'a candidate without a score');
    return read(score);
  }
  function readPart({ biometricType, analytics }: { biometricType: string; analytics: Record<string, string> }) {
    if (biometricType !== 'FID' && biometricType !== 'FIR' && biometricType !== 'FMR') return [];
    const score = readScore(analytics);
    const modality = biometricType === 'FID' ? ('face' as const) : ('finger' as const);
    const position = fingerPositions.find((one) => String(one) === analytics.position);
    return [{ modality, ...(position !== undefined && { position }), score, says: readVerdict(analytics.says, score) }];
  }

  return {
    async enrol(reference, probe) {
      checkReference(reference);
      return withSamples(probe, async (referenceURL) => {
        for (let round = 1; round <= ROUNDS; round += 1) {
          await drop(reference);
          const answer = await send('insert', { referenceId: reference, referenceURL });
          if (!answer.failed) return;
          // An earlier try of ours was done after all: it may have carried other samples.
          if (answer.failed !== 'exists') throw refusalOf(answer.failed);
        }
        throw new MatcherError('unavailable', 'another enrols the same reference');
      });
    },
    async identify(probe, options) {
      checkSearch(options);
      return withSamples(probe, async (referenceURL) => {
        const found = await search(referenceURL, options.best);
        const known = new Set(found.map(({ reference }) => reference));
        const among = [...new Set(options.among ?? [])].filter((one) => !known.has(one));
        if (among.length > 0) found.push(...(await search(referenceURL, MOST, among)).filter(isCompared));
        return rank(found, options.best);
      });
    },
    async verify(reference, probe) {
      checkReference(reference);
      return withSamples(probe, async (referenceURL) => (await search(referenceURL, 1, [reference]))[0]);
    },
    async remove(reference) {
      checkReference(reference);
      await drop(reference);
    },
    async count() {
      const answer = await send('referenceCount', {});
      const count = Number(answer.count ?? Number.NaN);
      if (answer.failed) throw refusalOf(answer.failed);
      if (!Number.isInteger(count)) throw new MatcherError('answer-wrong', 'a count that is none');
      return count;
    },
    async close() {
      closed = true;
    },
  };
}

/** @throws MatcherError answer-wrong for what is no answer to this request */
function readAnswer({ status, body }: { status: number; body: unknown }, requestId: string) {
  if (status >= 500) throw new MatcherError('unavailable', `the foreign engine answers ${status}`);
  if (status !== 200 || !Value.Check(Answered, body) || body.requestId !== requestId)
    throw new MatcherError('answer-wrong', `the foreign engine answers otherwise than MOSIP says (${status})`);
  return { ...body, failed: body.returnValue === '1' ? undefined : reasonOf(body.failureReason) };
}

function reasonOf(code: string | undefined): Reason {
  return (Object.keys(REASONS) as Reason[]).find((reason) => REASONS[reason] === code) ?? 'unexpected';
}

function refusalOf(reason: Reason): MatcherError {
  const message = `the foreign engine refuses: ${reason} (failure reason ${REASONS[reason]})`;
  if (['cbeff', 'no-data', 'quality'].includes(reason)) return new MatcherError('probe-empty', message);
  if (['structure', 'id', 'version', 'time-format'].includes(reason)) return new MatcherError('answer-wrong', message);
  return new MatcherError('unavailable', message);
}
