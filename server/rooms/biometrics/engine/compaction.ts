import { setImmediate as rest } from 'node:timers/promises';
import { BLOCK_BYTES } from './blocks.ts';
import type { Keep, Location } from './keep.ts';
import { type KeptRecord, readRecords, writeRecord } from './records.ts';
import type { Place, Segment } from './segment.ts';

/** Who knows where the record of a reference stands that counts. */
export interface Whereabouts {
  get(reference: string | Uint8Array): Location | undefined;
  set(reference: Uint8Array, first: number, second: number): void;
  ids(): Iterable<string>;
  /** Of whom nothing is left on the disk. */
  forget(reference: string): void;
}

export interface CompactOptions {
  /** Gives up what stood in damaged blocks. Only when everybody was compared with the room's own store: a removal may be among it. */
  readonly abandonDamaged?: boolean;
}

const END = writeRecord({ kind: 'end' });
/** Entries of the table that change at a time; others come in between. */
const MOVED_TOGETHER = 4096;

/**
 * Writes every segment in which somebody is dead anew, without them. A removal's own record goes when no earlier segment can hold
 * what it removed: segments are taken in their order, and what is damaged keeps all removals behind it.
 */
export async function compactKeep(
  keep: Keep,
  table: Whereabouts,
  { abandonDamaged = false }: CompactOptions = {},
): Promise<void> {
  await keep.endActive();
  let keepsRemovals = keep.unreadable.length > 0 && !abandonDamaged;
  for (const segment of keep.closed()) {
    const isLeft = segment.isDamaged && !abandonDamaged;
    const hasDead = segment.dead > 0 || segment.isDamaged || (segment.enrolled === 0 && !keepsRemovals);
    if (isLeft) keepsRemovals = true;
    else if (hasDead && !(await renew(keep, table, segment, { keepsRemovals, abandonDamaged }))) keepsRemovals = true;
  }
  if (abandonDamaged) await keep.forgetDamages();
}

/** Whose record stood where, before. */
interface Source {
  readonly reference: Buffer;
  readonly from: Location;
}

/** @returns false where it was found to be damaged, and left */
async function renew(
  keep: Keep,
  table: Whereabouts,
  old: Segment,
  { keepsRemovals, abandonDamaged }: { keepsRemovals: boolean; abandonDamaged: boolean },
): Promise<boolean> {
  const fresh = await keep.beginInPlaceOf(old);
  const moves: (Source & Place)[] = [];
  const counts = (record: KeptRecord, from: Location) => {
    if (record.kind === 'end') return false;
    if (record.kind === 'removed') return keepsRemovals;
    return isSame(table.get(record.reference), from);
  };
  let records: Buffer[] = [];
  let sources: (Source | undefined)[] = [];
  let bytes = 0;
  const flush = async () => {
    for (const [at, { block, index }] of (await fresh.append(records)).entries()) {
      const source = sources[at];
      if (source) moves.push({ ...source, block, index });
    }
    [records, sources, bytes] = [[], [], 0];
  };
  try {
    for await (const found of old.blocks()) {
      if ('lost' in found) {
        if (abandonDamaged) continue;
        keep.report(old, found.lost, found.to - found.lost);
        await keep.giveUp(fresh);
        return false;
      }
      const [base, block] = keep.locate(old, { block: found.at, index: 0 });
      let index = 0;
      for (const { record, bytes: own } of readRecords(found.content)) {
        const from: Location = [base + index++, block];
        if (!counts(record, from)) continue;
        records.push(own);
        sources.push(record.kind === 'enrolled' ? { reference: Buffer.from(record.reference), from } : undefined);
        bytes += own.length;
      }
      if (bytes >= BLOCK_BYTES) await flush();
      await rest();
    }
    await flush();
    if (fresh.isEmpty) {
      await keep.giveUp(fresh);
      if (old.isDamaged) forgetLost(keep, table, old);
      await keep.erase(old);
      return true;
    }
    await fresh.append([END]);
    await fresh.sync();
    await keep.putInPlace(fresh);
  } catch (error) {
    await keep.giveUp(fresh).catch(() => {});
    throw error;
  }
  fresh.hasEnd = true;
  fresh.enrolled = moves.length;
  for (const [at, { reference, from, block, index }] of moves.entries()) {
    if (at % MOVED_TOGETHER === 0) await rest();
    // Replaced or removed meanwhile: it goes the next time.
    if (isSame(table.get(reference), from)) table.set(reference, ...keep.locate(fresh, { block, index }));
    else fresh.dead++;
  }
  if (old.isDamaged) forgetLost(keep, table, old);
  await keep.drop(old);
  return true;
}

/** Whoever stood in a block that was damaged after it had been read. */
function forgetLost(keep: Keep, table: Whereabouts, old: Segment): void {
  for (const reference of table.ids()) if (keep.isIn(old, table.get(reference)!)) table.forget(reference);
}

const isSame = (one: Location | undefined, other: Location) =>
  one !== undefined && one[0] === other[0] && one[1] === other[1];
