import { useSyncExternalStore } from 'react';
import { ApiProblem, post } from '../api.ts';
import { encodeFile } from '../base64.ts';
import { deleteRow, deleteWithScan, type PaperRow, readAll, writeRow, writeWithScan } from './database.ts';
import {
  type Draft,
  findNext,
  inOrder,
  judgeAge,
  type QueuedAct,
  type Submission,
  settleProblem,
  settleSent,
  tagsOf,
  type WaitingScan,
} from './model.ts';
import { type Bytes, dropLeft, dropScan, newScanId, openScan, sealScan } from './scans.ts';
import { openValue, sealValue } from './seal.ts';
import { currentVault, onVault, sealVault, type Vault } from './vault.ts';

/** What waits in this browser, as its officer sees it. */
export interface Outbox {
  /** Whether what is written is kept: there is a vault, and it is open. */
  open: boolean;
  /** Whether it is known what is kept. */
  ready: boolean;
  acts: readonly QueuedAct[];
  drafts: readonly Draft[];
  /** Acts of other officers, who alone can read them. */
  others: number;
  /** Own acts that do not open any more: the server has lost the key of their secret. */
  lost: readonly string[];
  sending: boolean;
  /** The act that is on its way. */
  underWay?: string | undefined;
}

const EMPTY: Outbox = { open: false, ready: true, acts: [], drafts: [], others: 0, lost: [], sending: false };
const LOCK = 'dancu-outbox';
let outbox = EMPTY;
const listeners = new Set<() => void>();
const tabs = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('dancu-outbox');
tabs?.addEventListener('message', () => void readOutbox());
onVault(() => void readOutbox());

export function useOutbox(): Outbox {
  return useSyncExternalStore(subscribe, () => outbox);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function show(next: Partial<Outbox>): void {
  outbox = { ...outbox, ...next };
  for (const listener of listeners) listener();
}

/** Forms wait for the drafts that they begin with. */
export function setReady(ready: boolean): void {
  show({ ready });
}

/** Reads what is kept: at the start, and when another tab wrote. */
export async function readOutbox(): Promise<Outbox> {
  const vault = currentVault();
  const rows = vault ? await readAll('paper') : [];
  const own = rows.filter(({ officer }) => officer === vault?.officer);
  const read = <Value>(kind: PaperRow['kind']) =>
    Promise.all(
      own.filter((row) => row.kind === kind).map((row) => openValue<Value>(vault!.papers, aboutOf(row), row)),
    );
  const acts = (await read<QueuedAct>('act')).filter((one) => one !== undefined);
  const drafts = (await read<Draft>('draft')).filter((one) => one !== undefined);
  const others = rows.filter(({ officer, kind }) => officer !== vault?.officer && kind === 'act').length;
  const opened = new Set(acts.map(({ id }) => id));
  const lost = own.filter(({ kind, id }) => kind === 'act' && !opened.has(id)).map(({ id }) => id);
  if (currentVault() !== vault) return outbox;
  show({ open: vault !== undefined, acts: inOrder(acts), drafts, others, lost });
  return outbox;
}

const aboutOf = ({ id, officer, kind }: Pick<PaperRow, 'id' | 'officer' | 'kind'>) => `${kind} ${officer} ${id}`;

async function write(kind: PaperRow['kind'], values: readonly (QueuedAct | Draft)[]): Promise<void> {
  const vault = currentVault();
  if (!vault) throw new Error('the vault is closed: nothing can be kept');
  for (const value of values) await writeRow('paper', await sealPaper(vault, kind, value));
  await changed();
}

async function sealPaper({ officer, papers }: Vault, kind: PaperRow['kind'], value: QueuedAct | Draft) {
  const row = { id: value.id, officer, kind };
  return { ...row, ...(await sealValue(papers, aboutOf(row), value)) };
}

async function changed(): Promise<void> {
  tabs?.postMessage('changed');
  await readOutbox();
}

/**
 * Writes an act down before anything is sent: from now on a closed page or a lost line does not lose it.
 * @param bytes of the scan that it is about
 */
export async function queueAct(given: Submission, bytes?: Bytes): Promise<QueuedAct> {
  const { acts } = await readOutbox();
  const order = Math.max(Date.now(), ...acts.map((act) => act.order + 1));
  const act: QueuedAct = {
    ...given,
    id: crypto.randomUUID(),
    order,
    madeAt: new Date().toISOString(),
    state: 'waiting',
  };
  const vault = currentVault();
  if (!vault || !act.scan || !bytes) {
    await write('act', [act]);
    return act;
  }
  const withScan: QueuedAct = { ...act, scan: { ...act.scan, id: newScanId(vault) } };
  await writeWithScan(await sealPaper(vault, 'act', withScan), await sealScan(vault, withScan.scan!.id, bytes));
  await changed();
  return withScan;
}

/**
 * Another wording, another version that it is founded on, or another try. The key stays: if an earlier wording arrived after
 * all, the server says so instead of acting twice.
 */
export async function changeAct(act: QueuedAct, change: Partial<QueuedAct>): Promise<void> {
  const { problem: _, ...rest } = act;
  await write('act', [{ ...rest, ...change }]);
}

/** After the officer has looked whether it arrived: a key that the server does not know any more protects nothing. */
export async function renewAct(act: QueuedAct): Promise<void> {
  const { triedAt: _, problem: __, ...rest } = act;
  await write('act', [{ ...rest, id: crypto.randomUUID(), state: 'waiting' }]);
  await inTurn(async () => {
    await deleteRow('paper', act.id);
    await changed();
  });
}

export function removePaper(id: string): Promise<void> {
  return inTurn(async () => {
    const scan = outbox.acts.find((act) => act.id === id)?.scan;
    await (scan ? deleteWithScan(id, scan.id) : deleteRow('paper', id));
    await changed();
  });
}

export function keepDraft(draft: Omit<Draft, 'savedAt'>): Promise<void> {
  return inTurn(async () => {
    if (currentVault()) await write('draft', [{ ...draft, savedAt: new Date().toISOString() }]);
  });
}

/** Bytes of scans that arrived, where the page was closed before it could remove them. */
export function forgetLeft(): Promise<void> {
  return dropLeft(async () => {
    const { acts, lost } = await readOutbox();
    // What does not open may still be about some of them.
    return lost.length > 0 ? undefined : acts.flatMap(({ scan }) => scan ?? []);
  });
}

/** Acts that were sent are shown until the officer puts them away, or for a working day. */
export async function forgetSent(before = Number.POSITIVE_INFINITY): Promise<void> {
  const { acts } = await readOutbox();
  for (const { id, state, sentAt } of acts)
    if (state === 'sent' && Date.parse(sentAt ?? '') < before) await removePaper(id);
}

let turn: Promise<void> = Promise.resolve();

/** A draft that is still being written must not come after its own removal. */
function inTurn(work: () => Promise<void>): Promise<void> {
  const next = turn.then(work);
  turn = next.catch(() => {});
  return next;
}

/** Sends what waits, in its order, until nothing is left or no clear answer comes. One tab at a time. */
export async function sendWaiting(): Promise<void> {
  if (!currentVault()) return;
  await withLock(async () => {
    show({ sending: true });
    try {
      for (;;) {
        const next = findNext((await readOutbox()).acts);
        if (!next || !(await deliver(next))) return;
      }
    } catch (error) {
      // Sealed while it was being sent: the act waits under its key, and its answer with it.
      if (currentVault()) throw error;
    } finally {
      show({ sending: false, underWay: undefined });
    }
  });
}

/** Sends one act, and those before it. @returns as it stands afterwards */
export async function sendAct(id: string): Promise<QueuedAct | undefined> {
  await sendWaiting();
  return outbox.acts.find((act) => act.id === id);
}

/** @returns what became of it; undefined: no clear answer */
async function deliver(next: QueuedAct): Promise<QueuedAct | undefined> {
  const judged = judgeAge(next, new Date());
  if (judged.state === 'unsure') {
    await write('act', [judged]);
    return judged;
  }
  // Before it goes: should the answer be lost together with this page, the act is known to have been tried.
  const tried: QueuedAct = { ...next, triedAt: next.triedAt ?? new Date().toISOString() };
  await write('act', [tried]);
  const { path, purpose, id, scan } = tried;
  const caller = currentVault()?.officer;
  show({ underWay: id });
  try {
    const body = scan ? { content: await readContent(scan) } : tried.body;
    const answer = await post(path, body, { purpose, key: `"${id}"`, ifMatch: tagsOf(tried), caller });
    const settled = settleSent(outbox.acts, tried, answer, new Date());
    await write('act', settled);
    if (scan) await dropScan(scan);
    return settled[0];
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    if (error.body.code === 'kernel/other-caller') await sealVault();
    const settled = settleProblem(tried, error.body);
    if (settled) await write('act', [settled]);
    return settled;
  }
}

/** @throws ApiProblem where the browser has lost the bytes: that is a clear answer */
async function readContent(scan: WaitingScan): Promise<string> {
  const bytes = await openScan(scan);
  if (bytes) return encodeFile(new Blob([bytes]));
  if (!currentVault()) throw new Error('the vault is closed: nothing can be sent');
  throw new ApiProblem({ type: 'about:blank', title: '', status: 410, code: 'web/scan-lost' });
}

async function withLock(work: () => Promise<void>): Promise<void> {
  if ('locks' in navigator) await navigator.locks.request(LOCK, work);
  else await work();
}
