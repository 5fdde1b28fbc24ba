import { ApiProblem } from '../api.ts';
import { deleteRow, readKeys, readRow, type ScanRow } from './database.ts';
import type { WaitingScan } from './model.ts';
import { openBytes, sealBytes } from './seal.ts';
import { currentVault, type Vault } from './vault.ts';

export type Bytes = Uint8Array<ArrayBuffer>;

/** What the browser needs beside for acts, drafts and answers. */
const SPARE_BYTES = 5 * 1024 * 1024;

const aboutOf = (officer: string, id: string) => `scan ${officer} ${id}`;

/** Bytes as their officer alone can open them. */
export async function sealScan({ officer, papers }: Vault, id: string, bytes: Bytes): Promise<ScanRow> {
  return { id, officer, ...(await sealBytes(papers, aboutOf(officer, id), bytes)) };
}

/** @returns undefined where they are another officer's, or gone */
export async function openScan({ id }: Pick<WaitingScan, 'id'>): Promise<Bytes | undefined> {
  const vault = currentVault();
  const row = vault && (await readRow('scan', id));
  return row && openBytes(vault.papers, aboutOf(vault.officer, id), row);
}

export const dropScan = ({ id }: Pick<WaitingScan, 'id'>): Promise<void> => deleteRow('scan', id);

/** Whether so many bytes can be kept: told before anything is written, not when the disk is full. */
export async function hasRoom(size: number): Promise<boolean> {
  const { quota, usage } = (await navigator.storage?.estimate?.().catch(() => undefined)) ?? {};
  return quota === undefined || usage === undefined || quota - usage >= size + SPARE_BYTES;
}

export const noRoom = () => new ApiProblem({ type: 'about:blank', title: '', status: 0, code: 'web/storage-full' });

/** A name that says whose it is: what is left over is found without being read. */
export const newScanId = ({ officer }: Vault) => `${officer} ${crypto.randomUUID()}`;

/** Drops an officer's bytes that no act is about any more: a page was closed between the answer and their removal. */
export async function dropLeft(named: () => Promise<readonly WaitingScan[] | undefined>): Promise<void> {
  const officer = currentVault()?.officer;
  // First what lies there: an act and its bytes are written together, so what is named afterwards names all of it.
  const own = (await readKeys('scan')).filter((id) => id.startsWith(`${officer} `));
  const known = own.length > 0 ? await named() : undefined;
  if (!known) return;
  for (const id of own) if (!known.some((one) => one.id === id)) await dropScan({ id });
}
