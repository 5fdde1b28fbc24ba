/** How many rows of a kind lie in the browser's storage. */
export const readPapers = (kind: string) => `new Promise((resolve) => {
  indexedDB.open('dancu-desk').onsuccess = ({ target }) => {
    target.result.transaction('paper').objectStore('paper').getAll().onsuccess = (event) => {
      target.result.close();
      resolve(event.target.result.filter(({ kind }) => kind === '${kind}').length);
    };
  };
})`;

/** All that lies in the browser's storage, as text: what a reader of the disk would find. */
export const readStorage = `(async () => {
  const database = await new Promise((resolve) => {
    indexedDB.open('dancu-desk').onsuccess = ({ target }) => resolve(target.result);
  });
  const all = {};
  for (const name of database.objectStoreNames) {
    const rows = await new Promise((resolve) => {
      database.transaction(name).objectStore(name).getAll().onsuccess = ({ target }) => resolve(target.result);
    });
    all[name] = rows.map((row) =>
      Object.values(row).map((value) => value instanceof ArrayBuffer ? new TextDecoder().decode(value) : String(value)).join(' '));
  }
  database.close();
  return all;
})()`;

/** Whose scans lie in the browser's storage, by their names. */
export const readScanNames = `new Promise((resolve) => {
  indexedDB.open('dancu-desk').onsuccess = ({ target }) => {
    target.result.transaction('scan').objectStore('scan').getAllKeys().onsuccess = (event) => {
      target.result.close();
      resolve(event.target.result);
    };
  };
})`;
