import { get } from '../../../api.ts';
import { whenForgotten } from '../../../offline.ts';
import { type AnswerOfReader, type Challenge, type Desk, prepareChallenges, type ShownChip } from '../data.ts';

/** What the agent on this machine says of a chip; nothing of it is proven to the server. */
export interface ChipProof {
  verdict: 'genuine' | 'copyable' | 'false';
  problems: { code: string; group?: string }[];
  /** Its number is on the list of refused documents that the agent keeps. */
  refusedFor?: string;
  holder?: { name: string; portrait?: string };
}
export type DoorAnswer = { refused: string } | { shown: ShownChip; listsAt?: string; proof?: ChipProof };

interface Prepared {
  desk: string;
  door: NonNullable<NonNullable<AnswerOfReader['reader']>['door']>;
  challenges: Challenge[];
  /** Milliseconds. */
  goodUntil: number;
}

/** Before so few are left others are asked for. */
const FEWEST = 50;
const LOOK_MILLISECONDS = 2000;
const READ_MILLISECONDS = 75_000;

// In this document’s memory alone: a page that is closed without a line opens again only with one.
let prepared: Prepared | undefined;
whenForgotten(async () => {
  prepared = undefined;
});

/**
 * Makes ready, while there is a line, what reads chips without one.
 * @returns how old the agent’s lists are; undefined where no agent beside this page can read without a line
 */
export async function prepareDoor(desk: Desk): Promise<{ listsAt: string | undefined } | undefined> {
  if (!desk.offline.inputs.includes('chip')) return undefined;
  await renew(desk).catch(() => {});
  if (prepared?.desk !== desk.id) return undefined;
  const answer = await ask(prepared, '/lists', { method: 'GET' }, LOOK_MILLISECONDS);
  return answer?.ok ? { listsAt: ((await answer.json()) as { listsAt?: string }).listsAt } : undefined;
}

async function renew(desk: Desk): Promise<void> {
  const { reader } = await get<AnswerOfReader>('/api/reader');
  const door = reader?.door;
  if (!door) {
    prepared = undefined;
    return;
  }
  const kept = prepared?.desk === desk.id ? prepared : undefined;
  const isGood = kept && kept.challenges.length >= FEWEST && isYoung(kept.goodUntil, desk);
  if (isGood) {
    prepared = { ...kept, door };
    return;
  }
  const { challenges, goodUntil } = await prepareChallenges(desk.id);
  prepared = { desk: desk.id, door, challenges, goodUntil: Date.parse(goodUntil) };
}

const HOUR = 3_600_000;
/** While there is a line they are asked for anew long before they are too old. */
const isYoung = (goodUntil: number, { offline }: Desk) => goodUntil - Date.now() > (offline.listHours * HOUR) / 2;

/**
 * Has the agent read and prove the chip on its reader, over a challenge of the server’s.
 * @returns undefined where nothing was made ready
 */
export async function readAtDoor(
  desk: string,
  can: string,
): Promise<{ challenge: string; told: DoorAnswer } | undefined> {
  if (prepared?.desk !== desk || prepared.goodUntil < Date.now()) return undefined;
  const next = prepared.challenges.shift();
  if (!next) return undefined;
  const init = { method: 'POST', body: JSON.stringify({ challenge: next.bytes, can }) };
  const answer = await ask(prepared, '/chip', init, READ_MILLISECONDS);
  const told = answer?.ok ? ((await answer.json()) as DoorAnswer) : { refused: 'agent-silent' };
  return { challenge: next.challenge, told };
}

/** Undefined where nobody answers. */
function ask({ door }: Prepared, path: string, init: RequestInit, milliseconds: number): Promise<Response | undefined> {
  const headers = { authorization: `Door ${door.secret}`, 'content-type': 'application/json' };
  const signal = AbortSignal.timeout(milliseconds);
  return fetch(door.address + path, { ...init, headers, signal, credentials: 'omit' }).catch(() => undefined);
}
