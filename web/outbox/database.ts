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

/** Bytes of a scan that waits beside its act. */
export interface ScanRow extends Sealed {
  id: string;
  officer: string;
}

interface Stores {
  vault: VaultRow;
  open: OpenRow;
  paper: PaperRow;
  kept: KeptRow;
  scan: ScanRow;
}
type StoreName = keyof Stores;

const DATABASE = 'dancu-desk';
/** 2: `scan`. What an earlier version kept stays as it is. */
const VERSION = 2;
const KEYS: Readonly<Record<StoreName, string>> = {
  ...{ vault: 'officer', open: 'officer' },
  ...{ paper: 'id', kept: 'id', scan: 'id' },
};

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

/** An act and the bytes that it is about: both, or neither. */
export async function writeWithScan(paper: PaperRow, scan: ScanRow): Promise<void> {
  await runOver(['paper', 'scan'], 'readwrite', (transaction) => {
    transaction.objectStore('scan').put(scan);
    return transaction.objectStore('paper').put(paper);
  });
}

export async function deleteWithScan(paper: string, scan: string): Promise<void> {
  await runOver(['paper', 'scan'], 'readwrite', (transaction) => {
    transaction.objectStore('scan').delete(scan);
    return transaction.objectStore('paper').delete(paper);
  });
}

/** Without what it holds. */
export function readKeys(name: StoreName): Promise<string[]> {
  return run(name, 'readonly', (store) => store.getAllKeys() as IDBRequest<string[]>);
}

export async function clearStore(name: StoreName): Promise<void> {
  await run(name, 'readwrite', (store) => store.clear());
}

function run<Result>(
  name: StoreName,
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result> {
  return runOver([name], mode, (transaction) => work(transaction.objectStore(name)));
}

/** Resolves when what was written is on the disk, not before: what the officer is told to be kept must be kept. */
async function runOver<Result>(
  names: readonly StoreName[],
  mode: IDBTransactionMode,
  work: (transaction: IDBTransaction) => IDBRequest<Result>,
): Promise<Result> {
  const database = await open();
  try {
    const durability = mode === 'readonly' ? 'default' : 'strict';
    const transaction = database.transaction([...names], mode, { durability });
    const done = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
    const request = work(transaction);
    await done;
    return request.result;
  } finally {
    database.close();
  }
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, VERSION);
    request.onupgradeneeded = () => {
      const { result } = request;
      for (const [name, keyPath] of Object.entries(KEYS))
        if (!result.objectStoreNames.contains(name)) result.createObjectStore(name, { keyPath });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
