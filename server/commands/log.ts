import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import {
  createSealer,
  type JournalFault,
  logOrigin,
  newestCheckpoint,
  readCommitments,
  tileReader,
  verifyJournal,
} from '#kernel';
import {
  decodeEntryBundle,
  encodeEntryBundle,
  HASH_BYTES,
  type LogVerdict,
  parseCheckpoint,
  parseNote,
  type ReadTile,
  rootFromTiles,
  TranslogError,
  tilePath,
  tileWidth,
  verifyCheckpoint,
  verifyLog,
} from '#libs/translog';
import { logVerifierKeys } from '#rooms/oversight';
import { withLocal } from './local.ts';
import { print } from './print.ts';

/** log verify, log export, log checkpoint, log keys. */
export function defineLog(log: Command): void {
  log
    .command('verify')
    .description('recompute every line against tiles and signed checkpoint; name the first that was tampered with')
    .option('--copy <folder>', 'verify an exported copy instead of the database')
    .option(
      '--key <key>',
      "trusted verifier key; for a copy, by default the copy's own (proves consistency, not origin)",
    )
    .option(
      '--kept <file>',
      'a checkpoint kept elsewhere, which the log must continue: the only proof that its end was not cut off',
    )
    .option('--json', 'machine-readable output')
    .action(async (options: { copy?: string; key?: string; kept?: string; json?: boolean }) => {
      if (options.copy) return verifyCopy(options.copy, options.key, options.json);
      return withLocal(async ({ config, database, keys }) => {
        const trusted = options.key ? [options.key] : logVerifierKeys({ config, keys });
        const verdict = await verifyJournal(database.pool, trusted, options.json ? undefined : progressOf());
        const cut =
          verdict.ok && options.kept
            ? await compareKept(await readFile(options.kept, 'utf8'), trusted, verdict.size, tileReader(database.pool))
            : undefined;
        if (cut) Object.assign(verdict, { ok: false, first: cut });
        const { first } = verdict;
        const text = verdict.ok
          ? `whole: ${verdict.size} lines are as the signed checkpoint says; ${verdict.unsealedBlocks} blocks wait to be sealed and follow their chain`
          : `NOT WHOLE: ${first?.number === null ? '' : `line ${first?.number} `}${first?.reference ? `(${first.reference}) ` : ''}${first?.why} [${first?.code}]`;
        print(options.json, verdict, text);
        if (!verdict.ok) process.exitCode = 1;
      });
    });

  log
    .command('seal')
    .description('seal what waits, once; a running server does this by itself every second')
    .option('--json', 'machine-readable output')
    .action(({ json }: { json?: boolean }) =>
      withLocal(async ({ config, database, keys }) => {
        const client = await database.connect({ name: 'dancu-seal' });
        try {
          const seal = createSealer(keys, logOrigin(config.country));
          let sealed = await seal(client);
          while (sealed.more) sealed = await seal(client);
          print(json, sealed, `${sealed.size} lines in the log`);
        } finally {
          await client.end();
        }
      }),
    );

  log
    .command('export')
    .description('write checkpoint, tiles and commitments as a C2SP tlog-tiles folder; nothing in it tells of a person')
    .requiredOption('--out <folder>', 'folder to write')
    .option('--json', 'machine-readable output')
    .action(({ out, json }: { out: string; json?: boolean }) =>
      withLocal(async ({ config, database, keys }) => {
        const checkpoint = await newestCheckpoint(database.pool);
        if (!checkpoint) throw new Error('nothing has been sealed yet: there is no log to export');
        const readTile = tileReader(database.pool);
        const write = async (path: string, bytes: string | Uint8Array) => {
          await mkdir(dirname(join(out, path)), { recursive: true });
          await writeFile(join(out, path), bytes);
        };
        let files = 0;
        for (let level = 0; tileWidth(checkpoint.size, level, 0) > 0; level++) {
          for (let index = 0; ; index++) {
            const width = tileWidth(checkpoint.size, level, index);
            if (width === 0) break;
            const tile = await readTile(level, index, width);
            await write(tilePath({ kind: 'hashes', level, index, width }), tile!.subarray(0, width * HASH_BYTES));
            if (level === 0)
              await write(
                tilePath({ kind: 'entries', index, width }),
                encodeEntryBundle(await readCommitments(database.pool, index * 256, width)),
              );
            files += level === 0 ? 2 : 1;
          }
        }
        await write('checkpoint', checkpoint.note);
        await write('keys', `${logVerifierKeys({ config, keys }).join('\n')}\n`);
        print(
          json,
          { size: checkpoint.size, files, out },
          `${checkpoint.size} lines in ${files} files under ${out}; verify: npx dancu log verify --copy ${out}`,
        );
      }),
    );

  log
    .command('checkpoint')
    .description('the newest signed checkpoint')
    .action(() =>
      withLocal(async ({ database }) => {
        const checkpoint = await newestCheckpoint(database.pool);
        if (!checkpoint) throw new Error('nothing has been sealed yet');
        process.stdout.write(checkpoint.note);
      }),
    );

  log
    .command('keys')
    .description('verifier keys of the log, newest first (C2SP signed-note form)')
    .action(() =>
      withLocal(
        async ({ config, keys }) => void process.stdout.write(`${logVerifierKeys({ config, keys }).join('\n')}\n`),
      ),
    );
}

/** Whether the log still continues a checkpoint that somebody kept. @returns what is wrong */
async function compareKept(
  kept: string,
  keys: string[],
  size: number,
  readTile: ReadTile,
): Promise<JournalFault | undefined> {
  const fault = (number: number | null, code: string, why: string) => ({ number, reference: null, code, why });
  try {
    const { checkpoint } = verifyCheckpoint(kept, { keys });
    if (checkpoint.size > size)
      return fault(size, 'entry_missing', `The kept checkpoint signed ${checkpoint.size} lines; the log ends before.`);
    const root = await rootFromTiles(checkpoint.size, readTile);
    return Buffer.compare(root, checkpoint.root) === 0
      ? undefined
      : fault(null, 'root_differs', 'The log does not continue the kept checkpoint.');
  } catch (error) {
    if (error instanceof TranslogError) return fault(null, error.code, `${error.message}.`);
    throw error;
  }
}

function progressOf(): ((lines: number) => void) | undefined {
  if (!process.stderr.isTTY) return undefined;
  let next = 100_000;
  return (lines) => {
    if (lines < next) return;
    process.stderr.write(`\r${lines.toLocaleString('en')} lines`);
    next += 100_000;
  };
}

/** Verifies an exported copy with nothing but its files: no server, no database. */
async function verifyCopy(folder: string, key: string | undefined, json: boolean | undefined): Promise<void> {
  const verdict = await checkCopy(folder, key).catch((error: Error & { code?: unknown; path?: string }) => {
    // A file that is gone or cannot be read as what it should be is a finding, not an accident of the command.
    if (error instanceof TranslogError)
      return { ok: false as const, code: error.code, index: null, why: `${error.message}.` };
    if (error.code === 'ENOENT')
      return { ok: false as const, code: 'file_missing', index: null, why: `The copy lacks ${error.path}.` };
    throw error;
  });
  if (verdict.ok)
    return print(
      json,
      { ok: true, size: verdict.checkpoint.size },
      `whole: ${verdict.checkpoint.size} lines are as the signed checkpoint says`,
    );
  print(
    json,
    verdict,
    `NOT WHOLE: ${verdict.index === null ? '' : `line ${verdict.index}: `}${verdict.why} [${verdict.code}]`,
  );
  process.exitCode = 1;
}

async function checkCopy(folder: string, key: string | undefined): Promise<LogVerdict> {
  const checkpoint = await readFile(join(folder, 'checkpoint'), 'utf8');
  const keys = key ? [key] : (await readFile(join(folder, 'keys'), 'utf8')).trim().split('\n');
  const { size } = parseCheckpoint(parseNote(checkpoint).text);
  const readTile: ReadTile = (level, index, width) =>
    readFile(join(folder, tilePath({ kind: 'hashes', level, index, width }))).catch(() => undefined);
  async function* entries() {
    for (let index = 0; tileWidth(size, 0, index) > 0; index++) {
      const width = tileWidth(size, 0, index);
      yield* decodeEntryBundle(await readFile(join(folder, tilePath({ kind: 'entries', index, width }))), width);
    }
  }
  return verifyLog({ checkpoint, keys, entries: entries(), readTile });
}
