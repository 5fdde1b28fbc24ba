import { ApiProblem } from '../../../api.ts';
import { setUnsent, whenForgotten } from '../../../offline.ts';
import { openValue, sealValue } from '../../../outbox/seal.ts';
import { openVault, resumeVault, sealVault } from '../../../outbox/vault.ts';
import { type CheckAnswer, type Desk, fetchLists, type LateBody, sendLate } from '../data.ts';
import { judgeCode, type OfflineCode } from './code.ts';
import { type DoorAnswer, readAtDoor } from './door.ts';
import { deleteLate, type ListsRow, readAll, readLists, writeRow } from './store.ts';

interface Late {
  desk: string;
  body: LateBody;
}

/** How a late check ended. */
export interface Sent {
  at: string;
  /** Absent: refused by the server, which would refuse it again. */
  answer?: CheckAnswer;
  code?: string;
}

/** What a check without a line says. Never more than amber: the register was not asked. */
export interface UnsentCode {
  code: OfflineCode;
  lists: ListsRow | undefined;
  /** Too old to prove anything. */
  isStale: boolean;
}
export interface UnsentChip {
  told: DoorAnswer;
  isStale: boolean;
}
export type Unsent = UnsentCode | UnsentChip;

const HOUR = 3_600_000;
// Checks wait, sealed, for their officer; nobody else opens them.
whenForgotten(sealVault);

/** Keeps what proves codes, and opens the officer’s vault, while there is a line. @throws ApiProblem */
export async function prepareOffline(desk: string, officer: string): Promise<ListsRow> {
  await openVault(officer);
  const { trust, at } = await fetchLists(desk);
  const row = { desk, signers: trust.signers, asOf: trust.asOf, at };
  await writeRow('lists', row);
  await countWaiting(officer);
  return row;
}

export async function countWaiting(officer: string): Promise<number> {
  const count = (await readAll('late')).filter((row) => row.officer === officer).length;
  setUnsent(count);
  return count;
}

const aboutLate = (id: string) => `late check ${id}`;

type Asked = Pick<LateBody, 'question' | 'reason' | 'caseNumber'>;
const isOld = (at: string | undefined, now: Date, { offline }: Desk) =>
  at === undefined || now.getTime() - Date.parse(at) > offline.listHours * HOUR;

/** Judges a code by what is kept, and keeps the check until there is a line. @throws ApiProblem where the vault is closed */
export async function checkCodeOffline(desk: Desk, text: string, asked: Asked): Promise<UnsentCode> {
  const now = new Date();
  const lists = await readLists(desk.id);
  const isStale = !lists || isOld(lists.at, now, desk);
  const code = isStale ? ({ reason: 'code-untrusted' } as const) : await judgeCode(text, lists.signers, now);
  // What is no code is nobody's document.
  if (code.reason === 'code-malformed') return { code, lists, isStale };
  await keepLate(desk.id, now, { presented: { kind: 'printed-code', code: text }, ...asked });
  return { code, lists, isStale };
}

/**
 * Has the agent beside the page prove the chip by what it keeps, and keeps the check until there is a line.
 * @returns undefined where no agent was made ready for that
 * @throws ApiProblem where the vault is closed
 */
export async function checkChipOffline(desk: Desk, can: string, asked: Asked): Promise<UnsentChip | undefined> {
  const read = await readAtDoor(desk.id, can);
  if (!read) return undefined;
  const { challenge, told } = read;
  // A chip that showed nothing is nobody’s document.
  if ('refused' in told) return { told, isStale: false };
  const now = new Date();
  await keepLate(desk.id, now, { presented: { kind: 'chip', challenge, shown: told.shown }, ...asked });
  return { told, isStale: isOld(told.listsAt, now, desk) };
}

async function keepLate(desk: string, now: Date, body: Omit<LateBody, 'offlineId' | 'at'>): Promise<void> {
  const vault = await resumeVault();
  if (!vault) throw new ApiProblem({ type: 'about:blank', title: '', status: 0, code: 'web/not-sent' });
  const id = crypto.randomUUID();
  const late: Late = { desk, body: { offlineId: id, at: now.toISOString(), ...body } };
  await writeRow('late', { id, officer: vault.officer, ...(await sealValue(vault.papers, aboutLate(id), late)) });
  await countWaiting(vault.officer);
}

/**
 * Sends what waits, oldest first; each arrives once whatever breaks off, by the id that it was given here.
 * @throws ApiProblem where there is still no line
 */
export async function sendWaiting(): Promise<Sent[]> {
  const vault = await resumeVault();
  if (!vault) return [];
  const sent: Sent[] = [];
  const own = (await readAll('late')).filter((row) => row.officer === vault.officer);
  const opened = await Promise.all(own.map((row) => openValue<Late>(vault.papers, aboutLate(row.id), row)));
  const waiting = opened.filter((late) => late !== undefined);
  for (const late of waiting.toSorted((left, right) => left.body.at.localeCompare(right.body.at))) {
    const { at, offlineId } = late.body;
    try {
      sent.push({ at, answer: await sendLate(late.desk, late.body) });
    } catch (error) {
      if (!(error instanceof ApiProblem) || isPassing(error)) throw error;
      sent.push({ at, code: error.body.code });
    }
    await deleteLate(offlineId);
  }
  await countWaiting(vault.officer);
  return sent;
}

/** No line, no session, a server that is busy: tried again. */
const isPassing = ({ body: { status } }: ApiProblem) =>
  status === 0 || status === 401 || status === 429 || status >= 500;
