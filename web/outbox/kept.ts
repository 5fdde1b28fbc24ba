import type { Keeper } from '../api.ts';
import { deleteRow, readAll, readRow, writeRow } from './database.ts';
import { openValue, sealValue } from './seal.ts';
import { resumeVault, type Vault } from './vault.ts';

/** Queues, lists and records, but no search: what was searched for says more than what was found. */
const KEEPABLE = [
  /^\/api\/session$/,
  /^\/api\/country\/lists$/,
  /^\/api\/country\/provinces\/[0-9]+\/communes$/,
  /^\/api\/people\/figures$/,
  /^\/api\/people\/proposals\?state=open$/,
  /^\/api\/corrections\?state=open$/,
  /^\/api\/enrolment\/(rules|persons\/[0-9a-f-]{36})$/,
  /^\/api\/people\/[0-9a-f-]{36}(\/timeline|\/relatives)?$/,
];
const RECORD = /^\/api\/people\/[0-9a-f-]{36}$/;
/** So many answers, the newest ones. */
const MOST = 300;

interface Kept {
  path: string;
  body: unknown;
}

/** A record that can be read without a line. */
export interface KeptRecord {
  person: string;
  name: string;
  pin?: string;
  /** ISO 8601: when the server said so. */
  at: string;
}

/** Keeps what an officer reads, sealed with a key that ends with the session. @param ready settles when the vault is open, or will not be */
export function createKeeper(ready: Promise<Vault | undefined>): Keeper {
  return {
    async keep(path, body) {
      if (!KEEPABLE.some((one) => one.test(path))) return;
      if (await ready) await keepAnswer(path, body);
    },
    async recall(path) {
      const vault = await resumeVault();
      if (!vault) return undefined;
      const id = await nameOf(vault, path);
      const row = await readRow('kept', id);
      const kept = row && (await openValue<Kept>(vault.kept, id, row));
      return kept && row ? { body: kept.body, at: new Date(row.at).toISOString() } : undefined;
    },
  };
}

/** Keeps one answer now. */
export async function keepAnswer(path: string, body: unknown): Promise<void> {
  const vault = await resumeVault();
  if (!vault) return;
  const id = await nameOf(vault, path);
  const kept: Kept = { path, body };
  const sealed = await sealValue(vault.kept, id, kept);
  // The session may have ended while this was sealed: then nothing is written any more.
  if (!(await resumeVault())) return;
  await writeRow('kept', { id, officer: vault.officer, at: Date.now(), ...sealed });
  const rows = await readAll('kept');
  for (const old of rows.sort((a, b) => b.at - a.at).slice(MOST)) await deleteRow('kept', old.id);
}

/** The records that were opened lately, the newest first. */
export async function readKeptRecords(): Promise<KeptRecord[]> {
  const vault = await resumeVault();
  if (!vault) return [];
  const rows = (await readAll('kept')).sort((a, b) => b.at - a.at);
  const found = await Promise.all(
    rows.map(async (row): Promise<KeptRecord | undefined> => {
      const kept = await openValue<Kept>(vault.kept, row.id, row);
      if (!kept || !RECORD.test(kept.path)) return undefined;
      const { person, name, pin } = kept.body as { person: string; name: string; pin?: string };
      return { person, name, ...(pin ? { pin } : {}), at: new Date(row.at).toISOString() };
    }),
  );
  return found.filter((one) => one !== undefined);
}

async function nameOf({ officer }: Vault, path: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${officer} ${path}`));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
