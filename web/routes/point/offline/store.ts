import type { Sealed } from '../../../outbox/seal.ts';
import type { Signer } from './code.ts';

/** What a desk keeps for the time without a line: keys, and nobody’s name. */
export interface ListsRow {
  desk: string;
  signers: Signer[];
  asOf: string;
  /** When the server said so, ISO 8601. */
  at: string;
}

/** A check that waits: whose it is can be seen by all, what it says by its officer alone. */
export interface LateRow extends Sealed {
  id: string;
  officer: string;
}

interface Stores {
  lists: ListsRow;
  late: LateRow;
}
const KEYS: Readonly<Record<keyof Stores, string>> = { lists: 'desk', late: 'id' };

export const readAll = <Name extends keyof Stores>(name: Name) =>
  run(name, 'readonly', (store) => store.getAll() as IDBRequest<Stores[Name][]>);

export const readLists = (desk: string) =>
  run('lists', 'readonly', (store) => store.get(desk) as IDBRequest<ListsRow | undefined>);

export async function writeRow<Name extends keyof Stores>(name: Name, row: Stores[Name]): Promise<void> {
  await run(name, 'readwrite', (store) => store.put(row));
}

export async function deleteLate(id: string): Promise<void> {
  await run('late', 'readwrite', (store) => store.delete(id));
}

/** Resolves when what was written is on the disk. */
async function run<Result>(
  name: keyof Stores,
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
    const request = indexedDB.open('dancu-point', 1);
    request.onupgradeneeded = () => {
      for (const [name, keyPath] of Object.entries(KEYS)) request.result.createObjectStore(name, { keyPath });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
