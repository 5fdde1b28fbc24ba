import { ApiProblem } from '../../../api.ts';
import { setUnsent, whenForgotten } from '../../../offline.ts';
import { openValue, sealValue } from '../../../outbox/seal.ts';
import { openVault, resumeVault, sealVault } from '../../../outbox/vault.ts';
import { type CheckAnswer, fetchLists, type LateBody, sendLate } from '../data.ts';
import { judgeCode, type OfflineCode } from './code.ts';
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
export interface Unsent {
  code: OfflineCode;
  lists: ListsRow | undefined;
  /** Too old to prove anything. */
  isStale: boolean;
}

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

/** Judges a code by what is kept, and keeps the check until there is a line. @throws Error where the vault is closed */
export async function checkOffline(
  desk: string,
  listHours: number,
  given: Pick<LateBody, 'question' | 'reason' | 'caseNumber'> & { code: string },
): Promise<Unsent> {
  const { code: text, ...asked } = given;
  const now = new Date();
  const lists = await readLists(desk);
  const isStale = !lists || now.getTime() - Date.parse(lists.at) > listHours * HOUR;
  const code = isStale ? ({ reason: 'code-untrusted' } as const) : await judgeCode(text, lists.signers, now);
  // What is no code is nobody's document.
  if (code.reason === 'code-malformed') return { code, lists, isStale };
  const vault = await resumeVault();
  if (!vault) throw new ApiProblem({ type: 'about:blank', title: '', status: 0, code: 'web/not-sent' });
  const id = crypto.randomUUID();
  const presented = { kind: 'printed-code', code: text } as const;
  const late: Late = { desk, body: { offlineId: id, at: now.toISOString(), presented, ...asked } };
  await writeRow('late', { id, officer: vault.officer, ...(await sealValue(vault.papers, aboutLate(id), late)) });
  await countWaiting(vault.officer);
  return { code, lists, isStale };
}

/**
 * Sends what waits, oldest first; each arrives once whatever breaks off, by the id that it was given here.
 * @throws ApiProblem where there is still no line
 */
export async function sendWaiting(): Promise<Sent[]> {
  const vault = await resumeVault();
  if (!vault) return [];
  const sent: Sent[] = [];
  for (const row of await readAll('late')) {
    if (row.officer !== vault.officer) continue;
    const late = await openValue<Late>(vault.papers, aboutLate(row.id), row);
    if (!late) continue;
    const { at } = late.body;
    try {
      sent.push({ at, answer: await sendLate(late.desk, late.body) });
    } catch (error) {
      if (!(error instanceof ApiProblem) || isPassing(error)) throw error;
      sent.push({ at, code: error.body.code });
    }
    await deleteLate(row.id);
  }
  await countWaiting(vault.officer);
  return sent;
}

/** No line, no session, a server that is busy: tried again. */
const isPassing = ({ body: { status } }: ApiProblem) =>
  status === 0 || status === 401 || status === 429 || status >= 500;
