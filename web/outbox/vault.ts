import { type AnswerOf, ApiProblem, post } from '../api.ts';
import { clearStore, deleteRow, type OpenRow, readAll, readRow, writeRow } from './database.ts';
import { deriveKey, makeKey } from './seal.ts';

/** What an officer's browser may read now. */
export type Vault = OpenRow;

let vault: Vault | undefined;
const listeners = new Set<(now: Vault | undefined) => void>();
const tabs = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('dancu-vault');
tabs?.addEventListener('message', () => become(undefined));

function become(next: Vault | undefined): void {
  vault = next;
  for (const listener of listeners) listener(next);
}

/** Told of each opening and sealing, in this tab or another one. */
export function onVault(listener: (now: Vault | undefined) => void): void {
  listeners.add(listener);
}

/** The vault, unless its time has gone by. */
export function currentVault(): Vault | undefined {
  if (vault && vault.until <= Date.now()) void sealVault();
  return vault;
}

/** Opens what an earlier page of the same session left open: without the server. */
export async function resumeVault(): Promise<Vault | undefined> {
  if (currentVault()) return vault;
  const rows = await readAll('open');
  const row = rows.find(({ until }) => until > Date.now());
  if (rows.length > 0 && !row) await sealVault();
  if (row) watchEnd(row);
  become(row);
  return row;
}

/**
 * Opens an officer's vault after a sign-in. The server alone can open the secret that it sealed for this officer, and does so
 * only for them; the keys made of it cannot be read out, not even by this page.
 * @throws ApiProblem
 */
export async function openVault(officer: string): Promise<Vault> {
  const resumed = await resumeVault();
  if (resumed?.officer === officer) return resumed;
  if (resumed) await sealVault();
  const given = await askSecret(officer);
  const row: Vault = {
    officer,
    papers: await deriveKey(given.secret, 'dancu desk papers'),
    // Of answers nothing is to outlive the session: their key is made now and kept nowhere else.
    kept: await makeKey(),
    until: Date.now() + given.openSeconds * 1000,
  };
  await writeRow('open', row);
  watchEnd(row);
  become(row);
  return row;
}

type Secret = AnswerOf<'/api/officials/vault', 'post'>;

/** The secret that was sealed earlier; a new one where there is none, or where the server has lost the key that sealed it. */
async function askSecret(officer: string): Promise<Secret> {
  const ask = (body: object) => post<Secret>('/api/officials/vault', body);
  const known = await readRow('vault', officer);
  if (known) {
    try {
      return await ask({ sealed: known.sealed });
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.body.code !== 'officials/vault-not-yours') throw error;
    }
  }
  const made = await ask({});
  await writeRow('vault', { officer, sealed: made.sealed });
  return made;
}

/** After this nobody reads kept answers again, and papers wait for their officer. */
export async function sealVault(): Promise<void> {
  const rows = vault ? [vault] : await readAll('open');
  become(undefined);
  tabs?.postMessage('sealed');
  for (const { officer } of rows) await deleteRow('open', officer);
  await clearStore('open');
  await clearStore('kept');
}

function watchEnd({ until }: Vault): void {
  setTimeout(() => currentVault(), Math.max(0, until - Date.now()) + 1);
}
