import { type Checkpoint, type CheckpointTrust, type VerifiedCheckpoint, verifyCheckpoint } from './checkpoint.ts';
import { TranslogError, type TranslogErrorCode } from './errors.ts';
import { HASH_BYTES, hashLeaves } from './hash.ts';
import { fetchTile, type ReadTile } from './subtree.ts';
import { TILE_WIDTH, tileWidth } from './tiles.ts';
import { appendLeaves, emptyTree, rootHash, type Tile } from './tree.ts';

export interface LogToVerify extends CheckpointTrust {
  /** The signed checkpoint, as served. */
  readonly checkpoint: string | Uint8Array;
  /** Data of every entry from 0 on, in order: in a journal, the 32-byte commitments (`commitLine`). */
  readonly entries: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
  /** The log's stored tiles. Without them a false log is still found, but not the entry that is false. */
  readonly readTile?: ReadTile;
}

export type FaultCode =
  /** An entry differs from what the tiles recorded of it. */
  | 'entry_differs'
  /** The entries are those the checkpoint signed; a stored tile is damaged. */
  | 'tile_differs'
  /** There are fewer entries than the checkpoint signed, and those here agree with the tiles, if given. */
  | 'entry_missing'
  /** All signed entries are here and authentic; more follow that the checkpoint did not sign. */
  | 'entry_unsigned'
  /** The entries do not give the signed root, and no tile tells which of them is false. */
  | 'root_differs';

export type LogVerdict =
  | ({ readonly ok: true } & VerifiedCheckpoint)
  | {
      readonly ok: false;
      /** What is wrong: a fault of the log, or why its checkpoint or a tile could not be used. */
      readonly code: FaultCode | TranslogErrorCode;
      /** The first entry concerned; `null` where none can be named. */
      readonly index: number | null;
      /** One sentence for people. */
      readonly why: string;
    };

type Fault = Extract<LogVerdict, { ok: false }>;

/**
 * Recomputes a whole log from its entries and compares it with the stored tiles and with the signed checkpoint. Memory
 * stays flat whatever the size. Faults are reported, never thrown; an error of `entries` or `readTile` itself passes on.
 */
export async function verifyLog(log: LogToVerify): Promise<LogVerdict> {
  let verified: VerifiedCheckpoint;
  try {
    verified = verifyCheckpoint(log.checkpoint, log);
  } catch (error) {
    return asFault(error, null);
  }
  return (await findFault(verified.checkpoint, log)) ?? { ok: true, ...verified };
}

async function findFault({ size, root }: Checkpoint, { entries, readTile }: LogToVerify): Promise<Fault | undefined> {
  let state = emptyTree();
  let surplus = false;
  let differs: Fault | undefined;
  for await (const batch of inTiles(entries)) {
    surplus = state.size + batch.length > size;
    const appended = appendLeaves(state, hashLeaves(batch.slice(0, size - state.size)));
    state = appended.state;
    for (const tile of readTile === undefined ? [] : appended.tiles) {
      // A tile still growing is compared once it is whole, or where the entries end.
      if (tile.width === tileWidth(size, tile.level, tile.index)) {
        differs = await compareTile(tile, size, readTile!, differs);
      }
    }
    if (surplus) break;
  }
  if (state.size < size) {
    const rest = state.edge[0];
    if (readTile !== undefined && rest !== undefined && rest.length > 0) {
      const last = {
        level: 0,
        index: Math.floor(state.size / TILE_WIDTH),
        width: rest.length / HASH_BYTES,
        bytes: rest,
      };
      differs = await compareTile(last, size, readTile, differs);
    }
    const index = readTile === undefined ? null : state.size;
    return (
      differs ?? fault('entry_missing', index, `The checkpoint signed ${size} entries; only ${state.size} are here.`)
    );
  }
  const signed = Buffer.compare(rootHash(state), root) === 0;
  // With the signed root reached, the entries are authentic, and what differs is the store's copy of a tile.
  if (signed && differs?.code === 'entry_differs') return { ...differs, code: 'tile_differs' };
  if (differs !== undefined) return differs;
  if (!signed) return fault('root_differs', null, 'The entries do not give the root that the checkpoint signed.');
  return surplus ? fault('entry_unsigned', size, `The checkpoint signed ${size} entries; there are more.`) : undefined;
}

/** @returns the fault with the lowest entry index: the one known, or this tile's */
async function compareTile(
  computed: Tile,
  size: number,
  readTile: ReadTile,
  known: Fault | undefined,
): Promise<Fault | undefined> {
  const { level, index, width } = computed;
  const span = TILE_WIDTH ** level;
  const first = index * TILE_WIDTH;
  let stored: Buffer;
  try {
    stored = await fetchTile(size, level, index, readTile);
  } catch (error) {
    return known ?? asFault(error, first * span);
  }
  for (let at = 0; at < width; at++) {
    const start = (first + at) * span;
    // Further differences are later, or the same one seen from above.
    if (known?.index != null && known.index < start + span) return known;
    const from = at * HASH_BYTES;
    if (stored.compare(computed.bytes, from, from + HASH_BYTES, from, from + HASH_BYTES) !== 0) {
      const what = level === 0 ? `Entry ${start} differs` : `Entries ${start} to ${start + span - 1} differ`;
      return fault('entry_differs', start, `${what} from hash ${at} of tile ${index} on level ${level}.`);
    }
  }
  return known;
}

async function* inTiles(entries: LogToVerify['entries']): AsyncGenerator<Uint8Array[]> {
  let batch: Uint8Array[] = [];
  for await (const entry of entries) {
    batch.push(entry);
    if (batch.length === TILE_WIDTH) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

function asFault(error: unknown, index: number | null): Fault {
  if (error instanceof TranslogError) return fault(error.code, index, `${error.message}.`);
  throw error;
}

function fault(code: Fault['code'], index: number | null, why: string): Fault {
  return { ok: false, code, index, why };
}
