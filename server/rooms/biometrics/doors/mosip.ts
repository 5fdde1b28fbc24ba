import { Type } from 'typebox';
import { answerProvably, type Context, type Contract, contract, Problem } from '#kernel';
import { type Abis, appendLine, askMatcher, findAsker, readSearch, type Settle } from './abis.ts';
import { CbeffError, readCbeff } from './cbeff.ts';
import { readCbeffSamples } from './cbeffSamples.ts';
import { type DataShare, readShare } from './dataShare.ts';
import { countEncounters, readEncounters } from './encounterStore.ts';
import { createEncounter, deleteNamed } from './encounters.ts';
import { Answered, MosipRefusal, type MosipRequest, REASONS, type Reason, readMosipRequest } from './mosipForms.ts';
import type { BiometricData } from './osiaForms.ts';
import { compare, type Found, lineOf, readProbes, search, searchKnown, sortFound, THRESHOLD } from './searching.ts';

/** Gallery and type of encounters that came this way; a system sees them through OSIA too. */
const MOSIP = 'MOSIP';
const BEST = 100;

export interface MosipDoor {
  readonly abis: Abis;
  /** Data shares whose files may be read. */
  readonly shares: readonly DataShare[];
  readonly pace: (caller: string) => void;
}

/** One way in for all messages: what is wrong with one is told by a message too. */
export function mosipContract(door: MosipDoor): Contract {
  return contract({
    method: 'POST',
    path: '/abis/mosip',
    scope: 'abis.mosip',
    tag: 'mosip-abis',
    summary: 'A message of MOSIP’s ABIS API 0.9; the answer is the message that goes back',
    purpose: 'stated',
    body: Type.Unknown({ description: 'insert, identify, delete, ping, pendingJobs or referenceCount' }),
    answers: { 200: Answered },
    async handle(context, { body }, _request, reply) {
      const { id, requestId } = namesOf(body);
      let answer: unknown;
      const head = { id, requestId, responsetime: new Date().toISOString() };
      const settle: Settle = async (work) => {
        answer = await answerProvably(context.caller, reply, {
          run: (done) => door.abis.database.transact(done),
          work,
          present: (result) => ({ ...head, returnValue: '1', ...(result as object) }),
        });
      };
      try {
        door.pace(context.caller.organisation ?? context.caller.id);
        await perform(door, context, readMosipRequest(body), settle);
        return answer;
      } catch (error) {
        const reason = reasonOf(error);
        if (!reason) throw error;
        return { ...head, returnValue: '2', failureReason: REASONS[reason] };
      }
    },
  });
}

/** Of a message that is wrong too. */
function namesOf(body: unknown): { id: string; requestId: string } {
  const { id, requestId } = (typeof body === 'object' && body ? body : {}) as Record<string, unknown>;
  const name = (value: unknown) => (typeof value === 'string' ? value.slice(0, 100) : '');
  return { id: name(id), requestId: name(requestId) };
}

const BY_CODE: Readonly<Record<string, Reason>> = {
  'biometrics/abis-encounter-exists': 'exists',
  'biometrics/abis-person-unknown': 'not-found',
  'biometrics/abis-nothing-to-search': 'no-data',
  'biometrics/abis-sample-refused': 'cbeff',
  'biometrics/abis-template': 'cbeff',
  'biometrics/abis-engine-away': 'internal',
  'biometrics/abis-busy': 'aborted',
};

/** @returns undefined for what is no matter of messages: who asks, and why */
function reasonOf(error: unknown): Reason | undefined {
  if (error instanceof MosipRefusal) return error.reason;
  if (error instanceof CbeffError) return 'cbeff';
  return error instanceof Problem ? BY_CODE[error.code] : undefined;
}

async function perform(door: MosipDoor, context: Context, request: MosipRequest, settle: Settle): Promise<void> {
  const { abis } = door;
  const asker = findAsker(abis, context, request.requestId);
  switch (request.operation) {
    case 'insert': {
      const reference = request.referenceId ?? refuse('reference-missing');
      const address = request.referenceURL ?? refuse('url-missing');
      if ((await readEncounters(abis.database.pool, { owner: asker.owner, person: reference })).length > 0)
        throw new MosipRefusal('exists');
      const biometricData = await readSamples(door, address);
      const body = { status: 'ACTIVE', encounterType: MOSIP, galleries: [MOSIP], biometricData } as const;
      const names = { person: reference, encounter: reference };
      return createEncounter(abis, asker, names, { ...body, galleries: [...body.galleries] }, bare(settle));
    }
    case 'delete':
      return deleteNamed(abis, asker, { person: request.referenceId ?? refuse('reference-missing') }, bare(settle));
    case 'identify': {
      const found = onePerReference(await identify(door, asker, request));
      return settle(async (transaction) => {
        lineOf(transaction, asker, 'mosip-identify', found);
        return { candidateList: { count: String(found.length), candidates: found.map(presentCandidate) } };
      });
    }
    case 'ping':
      await askMatcher(abis, (matcher) => matcher.count());
      return settle(async () => ({}));
    case 'pendingJobs':
      // An answer leaves when its work is done: what is not answered waits in the queue that the adapter reads.
      return settle(async () => ({ jobscount: '0' }));
    case 'referenceCount':
      return settle(async (transaction) => {
        appendLine(transaction, asker, { kind: 'look', type: 'mosip-count', references: [] });
        return { count: String(await countEncounters(transaction.client, asker.owner)) };
      });
  }
}

/** An act's own answer says no more than that it was done. */
function bare(settle: Settle): Settle {
  return (work) =>
    settle(async (transaction) => {
      await work(transaction);
      return {};
    });
}

function refuse(reason: Reason): never {
  throw new MosipRefusal(reason);
}

/** @throws MosipRefusal no-data, cbeff for a file in which nothing can be compared, and as reading does */
async function readSamples({ shares }: MosipDoor, address: string): Promise<BiometricData[]> {
  const records = readCbeff(await readShare(shares, address));
  if (records.length === 0) throw new MosipRefusal('no-data');
  const samples = readCbeffSamples(records);
  if (samples.length === 0) throw new MosipRefusal('cbeff');
  return samples;
}

/** The reference goes before the address; a gallery is compared with alone, one after the other. */
async function identify(
  door: MosipDoor,
  asker: ReturnType<typeof findAsker>,
  { referenceId, referenceURL, gallery, threshold = THRESHOLD, maxResults = BEST }: MosipRequest,
): Promise<Found[]> {
  const { abis } = door;
  if (referenceId === undefined && referenceURL === undefined) throw new MosipRefusal('reference-missing');
  const wanted = { gallery: undefined, best: maxResults, threshold };
  if (!gallery) {
    if (referenceId !== undefined) return searchKnown(abis, asker, { person: referenceId }, wanted);
    return search(abis, asker, await readSearch(abis, await readSamples(door, referenceURL!)), wanted);
  }
  const probes =
    referenceId === undefined
      ? [await readSearch(abis, await readSamples(door, referenceURL!))]
      : await readProbes(abis, asker, { person: referenceId });
  const found = new Map<string, Found>();
  for (const person of new Set(gallery)) {
    // This request does not match against what is not in the database, nor anybody with himself.
    if (person === referenceId) continue;
    const rows = await readEncounters(abis.database.pool, { owner: asker.owner, person });
    for (const probe of probes) {
      const [best] = await compare(abis, rows, probe, threshold);
      if (best && best.candidate.score > (found.get(person)?.candidate.score ?? -1)) found.set(person, best);
    }
  }
  return sortFound([...found.values()]).slice(0, maxResults);
}

/** An owner that uses OSIA too may have given one reference more than one encounter: the best speaks for it. */
function onePerReference(found: readonly Found[]): Found[] {
  return found.filter((one, index) => found.findIndex(({ row }) => row.person === one.row.person) === index);
}

/** MOSIP leaves scores to the engine and its user: the whole one, and each comparison's with what it says. */
function presentCandidate({ row, candidate }: Found) {
  return {
    referenceId: row.person,
    analytics: { internalScore: String(candidate.score), confidence: String(Math.round(candidate.score)) },
    modalities: candidate.parts.map(({ modality, position, score, says }) => ({
      biometricType: modality === 'face' ? 'FID' : 'FIR',
      analytics: {
        ...{ internalScore: String(score), confidence: String(Math.round(score)), says },
        ...(position !== undefined && { position: String(position) }),
      },
    })),
  };
}
