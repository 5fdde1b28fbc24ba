import type { Sealed } from './seal.ts';

/** In the clear: for whom the server sealed the secret that opens their papers. */
export interface VaultRow {
  officer: string;
  sealed: string;
}

/** There while an officer is signed in: handles of keys that cannot be read out, and when they end (milliseconds). */
export interface OpenRow {
  officer: string;
  papers: CryptoKey;
  kept: CryptoKey;
  until: number;
}

/** An act or a draft; whose it is can be seen by all, what it says by its officer alone. */
export interface PaperRow extends Sealed {
  id: string;
  officer: string;
  kind: 'act' | 'draft';
}

/** An answer of the server; `id` tells nothing about what was asked. */
export interface KeptRow extends Sealed {
  id: string;
  officer: string;
  /** Milliseconds. */
  at: number;
}

interface Stores {
  vault: VaultRow;
  open: OpenRow;
  paper: PaperRow;
  kept: KeptRow;
}
type StoreName = keyof Stores;

const DATABASE = 'dancu-desk';
const KEYS: Readonly<Record<StoreName, string>> = { vault: 'officer', open: 'officer', paper: 'id', kept: 'id' };

export function readAll<Name extends StoreName>(name: Name): Promise<Stores[Name][]> {
  return run(name, 'readonly', (store) => store.getAll() as IDBRequest<Stores[Name][]>);
}

export function readRow<Name extends StoreName>(name: Name, key: string): Promise<Stores[Name] | undefined> {
  return run(name, 'readonly', (store) => store.get(key) as IDBRequest<Stores[Name] | undefined>);
}

export async function writeRow<Name extends StoreName>(name: Name, row: Stores[Name]): Promise<void> {
  await run(name, 'readwrite', (store) => store.put(row));
}

export async function deleteRow(name: StoreName, key: string): Promise<void> {
  await run(name, 'readwrite', (store) => store.delete(key));
}

export async function clearStore(name: StoreName): Promise<void> {
  await run(name, 'readwrite', (store) => store.clear());
}

/** Resolves when what was written is on the disk, not before: what the officer is told to be kept must be kept. */
async function run<Result>(
  name: StoreName,
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result> {
  const database = await open();
  try {
    const transaction = database.transaction(name, mode, { durability: mode === 'readonly' ? 'default' : 'strict' });
    const done = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
    const request = work(transaction.objectStore(name));
    await done;
    return request.result;
  } finally {
    database.close();
  }
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => {
      for (const [name, keyPath] of Object.entries(KEYS)) request.result.createObjectStore(name, { keyPath });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
