import { randomUUID } from 'node:crypto';
import { type Static, type TSchema, Type } from 'typebox';
import { Value } from 'typebox/value';
import { isId } from '#kernel';
import {
  type Candidate,
  type Matcher,
  MatcherError,
  type Part,
  type Probe,
  type Reference,
} from '../engine/matcher.ts';
import { type Called, callEngine, type Line } from './calling.ts';
import { callLater, type Patience } from './callingLater.ts';
import { OSIA_FINGERS, positionOf } from './fingers.ts';
import { checkProbe, checkReference, checkSearch, isCompared, rank } from './foreignSearch.ts';
import { writeSamples } from './osiaSamples.ts';
import type { Receiver } from './ownCallback.ts';
import { createScale, type Scale } from './scale.ts';

export interface OsiaEngine extends Line {
  /** The gallery that is ours there. */
  readonly gallery?: string;
  /** How its scores are to be read; absent: 0 to 100 as ours. */
  readonly scale?: Scale;
  /** Name of the face model whose embeddings it takes; absent: it is sent portraits only, and makes its own. */
  readonly embeddings?: string;
  readonly encounterType?: string;
  /** For an engine that answers later, by callback. */
  readonly receiver?: Receiver;
  readonly patience?: Patience;
}

/** What is read of an answer; whatever else an engine adds is its own. */
const Detail = Type.Object({
  score: Type.Number(),
  biometricType: Type.Optional(Type.String()),
  biometricSubType: Type.Optional(Type.String()),
  others: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
});
type Detail = Static<typeof Detail>;
const Candidates = Type.Array(
  Type.Object({ personId: Type.String(), score: Type.Number(), scores: Type.Optional(Type.Array(Detail)) }),
);
const Decision = Type.Object({ decision: Type.Boolean(), scores: Type.Optional(Type.Array(Detail)) });
const Ids = Type.Array(Type.Object({ personId: Type.String() }));
const Failure = Type.Object({ message: Type.String() });

/** References asked about one by one at a time. */
const AT_ONCE = 4;
const PAGE = 10_000;

/**
 * A foreign engine behind OSIA ABIS 1.6 as a matcher of this house. Person and encounter there are both called by our reference:
 * whatever is sent twice is done once.
 */
export function openOsiaMatcher(engine: OsiaEngine): Matcher {
  const { gallery = 'DANCU', encounterType = 'enrolment', embeddings } = engine;
  const read = createScale(engine.scale);
  let closed = false;

  type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
  const callNow = (method: Method, path: string, query: object = {}, body?: unknown) => {
    if (closed) throw new MatcherError('closed', 'this matcher is closed');
    const asked = new URLSearchParams({ transactionId: randomUUID(), ...query });
    return callEngine(engine, { method, path: `${path}?${asked}`, ...(body !== undefined && { body }) });
  };
  const call = async (method: Method, path: string, query: object = {}, body?: unknown) => {
    const { receiver, patience = {} } = engine;
    if (!receiver) return callNow(method, path, query, body);
    return callLater(receiver, patience, (callback) => callNow(method, path, { ...query, callback }, body), callNow);
  };
  const samplesOf = (probe: Probe) => {
    checkProbe(probe);
    const { face, ...others } = probe;
    const samples = writeSamples(embeddings === undefined ? others : probe, embeddings);
    if (samples.length === 0) throw new MatcherError('probe-empty', 'the foreign engine takes no embeddings of ours');
    return samples;
  };
  const encounterAt = (reference: Reference) => `/v1/persons/${reference}/encounters/${reference}`;

  async function verify(reference: Reference, probe: Probe): Promise<Candidate | undefined> {
    checkReference(reference);
    const body = { biometricData: samplesOf(probe) };
    const answer = await call(
      'POST',
      `/v1/verify/${encodeURIComponent(gallery)}/${reference}`,
      { threshold: '0' },
      body,
    );
    if (answer.status === 404) return undefined;
    const { scores = [] } = expect(answer, Decision);
    const whole = scores.find((one) => one.biometricType === undefined);
    const score = Math.max(0, ...(whole ? [whole.score] : scores.map((one) => one.score)));
    return { reference, score: read(score), parts: readParts(scores) };
  }

  function readParts(scores: readonly Detail[]): Part[] {
    return scores.flatMap(({ score, biometricType, biometricSubType, others }) => {
      if (biometricType !== 'FACE' && biometricType !== 'FINGER') return [];
      const position = biometricType === 'FINGER' ? positionOf(OSIA_FINGERS, biometricSubType ?? '') : undefined;
      return [
        {
          modality: biometricType === 'FACE' ? ('face' as const) : ('finger' as const),
          ...(position !== undefined && { position }),
          score: read(score),
          says: readVerdict(others?.says, read(score)),
        },
      ];
    });
  }

  return {
    async enrol(reference, probe) {
      checkReference(reference);
      const body = { status: 'ACTIVE', encounterType, galleries: [gallery], biometricData: samplesOf(probe) };
      // Put in the place of what is there; where nothing is, made. What another try has made meanwhile is put in its place again.
      for (const method of ['PUT', 'POST', 'PUT'] as const) {
        const answer = await call(method, encounterAt(reference), {}, body);
        if (answer.status === 200) return;
        if (answer.status !== (method === 'PUT' ? 404 : 409)) throw refusalOf(answer);
      }
      throw new MatcherError('answer-wrong', 'the foreign engine says of one reference that it has it and has not');
    },
    async identify(probe, options) {
      checkSearch(options);
      const biometricData = samplesOf(probe);
      const query = { maxNbCand: String(options.best), threshold: '0' };
      const path = `/v1/identify/${encodeURIComponent(gallery)}`;
      const answer = await call('POST', path, query, { filter: {}, biometricData });
      // A gallery without anybody is none yet.
      const found = answer.status === 404 ? [] : expect(answer, Candidates);
      const candidates: Candidate[] = found
        .filter(({ personId }) => isId(personId))
        .map(({ personId, score, scores }) => ({
          reference: personId as Reference,
          score: read(score),
          parts: readParts(scores ?? []),
        }));
      const among = [...new Set(options.among ?? [])].filter(
        (one) => !candidates.some((known) => known.reference === one),
      );
      for (let index = 0; index < among.length; index += AT_ONCE) {
        const known = await Promise.all(among.slice(index, index + AT_ONCE).map((one) => verify(one, probe)));
        candidates.push(...known.filter((one): one is Candidate => one !== undefined && isCompared(one)));
      }
      return rank(candidates, options.best);
    },
    verify,
    async remove(reference) {
      checkReference(reference);
      const answer = await call('DELETE', `/v1/persons/${reference}`);
      if (answer.status !== 204 && answer.status !== 404) throw refusalOf(answer);
    },
    async count() {
      let count = 0;
      for (;;) {
        const query = { offset: String(count), limit: String(PAGE) };
        const answer = await call('GET', `/v1/galleries/${encodeURIComponent(gallery)}`, query);
        const page = answer.status === 404 ? [] : expect(answer, Ids);
        count += page.length;
        if (page.length < PAGE) return count;
      }
    },
    async close() {
      closed = true;
    },
  };
}

export function readVerdict(says: unknown, score: number): Part['says'] {
  if (says === 'same' || says === 'unsure' || says === 'other') return says;
  return score >= 50 ? 'same' : 'other';
}

/** @throws MatcherError answer-wrong, and what a refusal means */
function expect<Schema extends TSchema>(answer: Called, schema: Schema): Static<Schema> {
  if (answer.status !== 200) throw refusalOf(answer);
  if (!Value.Check(schema, answer.body))
    throw new MatcherError('answer-wrong', 'the foreign engine answers otherwise than OSIA says');
  return answer.body as Static<Schema>;
}

function refusalOf({ status, body }: Called): MatcherError {
  const told = Value.Check(Failure, body) ? body.message.slice(0, 200) : '';
  if (status === 400 || status === 413)
    return new MatcherError('probe-empty', `the foreign engine takes no such samples: ${told}`);
  if (status >= 500) return new MatcherError('unavailable', `the foreign engine failed: ${told}`);
  return new MatcherError('answer-wrong', `the foreign engine answers ${status}`);
}
