import { mkdirSync } from 'node:fs';
import { mkdir, readdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createContext, type Kernel, Problem } from '#kernel';
import { makeRun, type Parts, readRunFile } from './acts.ts';
import { namedSender } from './senders.ts';
import type { RunRow } from './store.ts';

const LOOK_MS = 2000;
/** A file that has not grown for so long is whole. */
const QUIET_MS = 3000;
/** Taking a file is a matter of milliseconds. */
const LOST_MS = 300_000;
/** Before the name of a file that is being taken. */
const TAKEN = '.taken-';
/** Names of files that are still being written, or are nobody's. */
const PASSED = /^\.|\.(part|tmp|filepart|crdownload)$/i;

export interface Inbox {
  start(): void;
  stop(): Promise<void>;
  /** Takes in what lies there now. @returns the runs that it made */
  look(): Promise<RunRow[]>;
}

/**
 * A folder a sender, `inbox/<sender>/`: what is put there is a run of that sender. Whoever may write to the folder may send; a file
 * moves out when it is taken, and to `inbox/<sender>/.refused` where it cannot be.
 */
export function createInbox(parts: Parts, home: string, changed: (row: RunRow) => Promise<void>): Inbox {
  const { kernel } = parts;
  const root = join(home, 'inbox');
  mkdirSync(root, { recursive: true, mode: 0o700 });
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<RunRow[]> | undefined;

  async function lookOnce(): Promise<RunRow[]> {
    const made: RunRow[] = [];
    for (const folder of await readdir(root, { withFileTypes: true })) {
      if (!folder.isDirectory() || PASSED.test(folder.name)) continue;
      for (const file of await readdir(join(root, folder.name), { withFileTypes: true })) {
        const path = join(root, folder.name, file.name);
        if (file.isFile() && file.name.startsWith(TAKEN)) await putBack(path);
        if (!file.isFile() || PASSED.test(file.name)) continue;
        const known = await stat(path).catch(() => undefined);
        if (!known || known.size === 0 || Date.now() - known.mtimeMs < QUIET_MS) continue;
        const row = await takeIn(folder.name, file.name, path, known.size);
        if (row) made.push(row);
      }
    }
    return made;
  }

  /** A server that died over a file has left it under the other name. */
  async function putBack(path: string): Promise<void> {
    const known = await stat(path).catch(() => undefined);
    if (!known || Date.now() - known.ctimeMs < LOST_MS) return;
    await rename(path, path.replace(TAKEN, '')).catch(() => {});
  }

  async function takeIn(sender: string, file: string, path: string, bytes: number): Promise<RunRow | undefined> {
    // Another server may watch the same folder: whose renaming succeeds has the file.
    const taken = join(root, sender, `${TAKEN}${file}`);
    const mine = await rename(path, taken).then(
      () => true,
      () => false,
    );
    if (!mine) return undefined;
    try {
      const row = await receiveFile(parts, {
        sender,
        file,
        bytes,
        channel: 'folder',
        actor: `folder:${sender}`,
        bring: (to) => rename(taken, to),
      });
      await changed(row);
      return row;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      kernel.log.warn({ component: 'collection', sender, code: error.code }, 'a file in the inbox was not taken');
      const refused = join(root, sender, '.refused');
      await mkdir(refused, { recursive: true });
      await rename(taken, join(refused, `${Date.now()}-${file}`)).catch(() => {});
      return undefined;
    }
  }

  const look = () => {
    looking ??= lookOnce().finally(() => {
      looking = undefined;
    });
    return looking;
  };
  return {
    look,
    start() {
      timer = setInterval(() => {
        void look().catch((err: Error) =>
          kernel.log.warn({ component: 'collection', err }, 'the inbox is looked at again'),
        );
      }, LOOK_MS);
      timer.unref();
    },
    async stop() {
      clearInterval(timer);
      await looking?.catch(() => {});
    },
  };
}

export interface Received {
  readonly sender: string;
  readonly file: string;
  readonly bytes: number;
  readonly channel: 'folder' | 'command';
  readonly actor: string;
  /** Brings the file to where uploads lie. */
  readonly bring: (to: string) => Promise<void>;
}

/** A file that lies on this machine becomes a run of a sender, and begins where a saved mapping fits. @throws Problem collection/… */
export async function receiveFile(
  parts: Parts,
  { sender, file, bytes, channel, actor, bring }: Received,
): Promise<RunRow> {
  const { kernel } = parts;
  const from = namedSender(parts.offices, sender);
  const context = contextOfSender(kernel, from, actor);
  const made = await makeRun(parts, context, { file: file.slice(0, 200), bytes }, { sender: from, channel });
  await bring(parts.uploads.fileOf(made.upload));
  // A file that cannot be read stays with its run, which says why.
  return readRunFile(parts, context, made, {}).catch((error: unknown) => {
    if (error instanceof Problem && error.code === 'collection/file-unreadable') return made;
    throw error;
  });
}

/** Who acts for a sender on this machine itself: named in the journal as such. */
export function contextOfSender(
  kernel: Pick<Kernel, 'clock' | 'words'>,
  from: ReturnType<typeof namedSender>,
  actor: string,
  scope: 'collection.send' | 'collection.review' = 'collection.send',
) {
  const caller = {
    kind: 'official' as const,
    id: actor,
    scopes: new Set([scope]),
    area: from.area ?? undefined,
    organisation: from.organisation ?? undefined,
  };
  return createContext(kernel.clock, caller, { language: kernel.words.languages[0]! });
}
