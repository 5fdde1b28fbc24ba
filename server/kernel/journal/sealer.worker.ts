import { parentPort, workerData } from 'node:worker_threads';
import pg from 'pg';
import { appRole } from '../database/database.ts';
import { openFileKeyStore } from '../keys.ts';
import { createSealer, logOrigin } from './seal.ts';

export interface SealerSettings {
  url: string;
  keyDirectory: string;
  keyPassphrase: string | undefined;
  country: string;
  everyMilliseconds: number;
}

export type SealerMessage =
  | { kind: 'sealed' | 'asked'; size: number; added: number; asked: number }
  | { kind: 'failed'; code: string; asked: number };

const settings = workerData as SealerSettings;
const port = parentPort!;
const seal = createSealer(openFileKeyStore(settings.keyDirectory, settings.keyPassphrase), logOrigin(settings.country));
let client: pg.Client | undefined;
let asked = 0;
let stopping = false;
let wake = () => {};

port.on('message', (message: 'seal' | 'stop') => {
  if (message === 'stop') stopping = true;
  else asked += 1;
  wake();
});

while (!stopping) {
  await turn();
  if (asked === 0 && !stopping) await rest(settings.everyMilliseconds);
}
await turn();
await client?.end().catch(() => {});
port.close();

async function turn(): Promise<void> {
  const answering = asked;
  try {
    client ??= await connect();
    let added = 0;
    for (;;) {
      const sealed = await seal(client);
      added += sealed.added;
      if (sealed.more) continue;
      asked -= answering;
      const message: SealerMessage = {
        kind: answering > 0 ? 'asked' : 'sealed',
        size: sealed.size,
        added,
        asked: answering,
      };
      port.postMessage(message);
      return;
    }
  } catch (error) {
    await client?.end().catch(() => {});
    client = undefined;
    asked -= answering;
    const message: SealerMessage = {
      kind: 'failed',
      code: String((error as { code?: unknown }).code ?? (error as Error).name),
      asked: answering,
    };
    port.postMessage(message);
    if (!stopping) await rest(settings.everyMilliseconds);
  }
}

async function connect(): Promise<pg.Client> {
  // INT8 as number is set where database.ts is loaded; sizes stay far below 2^53.
  const opened = new pg.Client({
    connectionString: settings.url,
    options: `-c role=${appRole}`,
    application_name: 'dancu-sealer',
  });
  opened.on('error', () => {});
  await opened.connect();
  return opened;
}

function rest(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    wake = () => {
      clearTimeout(timer);
      resolve();
    };
  });
}
